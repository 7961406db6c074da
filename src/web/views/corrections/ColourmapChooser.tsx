import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ListedColourmap } from '../../engine/calls.js';
import { options, setOptions } from '../../session/documents.js';
import { call } from '../../session/recovery.js';
import { Choice, Switch } from '../parts/Choice.js';

const sources = [
  ['auto', 'as found'],
  ['named', 'by name'],
  ['walk', 'the walk through the colours'],
  ['blind', 'from the pixels alone'],
] as const;

/** Names that a list shows at once: a search narrows it further. */
const most = 40;

/** Where the colourmap comes from; by name from a list with strips. */
export function ColourmapChooser() {
  const { colourmap = 'auto', reverse = false } = options.value;
  const isSearching = useSignal(false);
  const isNamed = isSearching.value || !['auto', 'walk', 'blind'].includes(colourmap);
  return (
    <section class="group">
      <h2>Colourmap</h2>
      <Choice
        label="Take it"
        value={isNamed ? 'named' : (colourmap as 'auto')}
        choices={sources}
        onChoose={(source) => {
          isSearching.value = source === 'named';
          if (source !== 'named') setOptions({ colourmap: source === 'auto' ? undefined : source });
        }}
      />
      {isNamed && <NamedColourmaps chosen={colourmap} />}
      <Switch
        label="Turned round"
        value={reverse}
        onChange={(turned) => setOptions({ reverse: turned || undefined })}
      />
    </section>
  );
}

function NamedColourmaps({ chosen }: { readonly chosen: string }) {
  const pattern = useSignal('');
  const listed = useSignal<readonly ListedColourmap[]>([]);
  useEffect(() => {
    void call()('colourmaps', { pattern: pattern.value, most }).then((found) => {
      listed.value = found;
    });
  }, [pattern.value]);
  return (
    <>
      <label class="field">
        <span>Search the names</span>
        <input
          type="search"
          value={pattern.value}
          onInput={({ currentTarget }) => {
            pattern.value = currentTarget.value;
          }}
        />
      </label>
      <ul class="maps">
        {listed.value.map(({ name, colours }) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={name === chosen}
              onClick={() => setOptions({ colourmap: name })}
            >
              <Strip colours={colours} />
              {name}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

const Strip = ({ colours }: { readonly colours: readonly string[] }) => (
  <span
    class="strip"
    aria-hidden="true"
    style={{ backgroundImage: `linear-gradient(to right, ${colours.join()})` }}
  />
);
