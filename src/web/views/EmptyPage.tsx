import { takeAddress } from '../session/intake.js';

/** The samples of the package, whose numbers are known. */
const samples = import.meta.glob<string>(
  ['../../../samples/*.{png,jpg}', '!../../../samples/*.overlay.png'],
  { query: '?url', import: 'default', eager: true },
);

/** What the page shows before there is a figure. */
export function EmptyPage() {
  return (
    <main class="empty">
      <p class="lead">
        Drop a figure drawn with a colourmap, and get the numbers behind it: a heat map, a map, a spectrogram.
        Nothing leaves this browser.
      </p>
      <h2>Examples</h2>
      <ul class="samples">
        {Object.entries(samples).map(([path, address]) => {
          const name = path.slice(path.lastIndexOf('/') + 1);
          return (
            <li key={name}>
              <button type="button" onClick={() => void takeAddress(address, name)}>
                <img src={address} alt="" loading="lazy" />
                {name}
              </button>
            </li>
          );
        })}
      </ul>
    </main>
  );
}
