import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ListedColourmap } from '../../engine/calls/calls.js';
import { options, project, setOptions } from '../../session/documents.js';
import { takeColourmap } from '../../session/intake.js';
import { call } from '../../session/recovery.js';
import { Choice, Switch } from '../parts/Choice.js';

const sources = [
  ['auto', 'as found'],
  ['named', 'by name'],
  ['file', 'from a file'],
  ['walk', 'the walk through the colours'],
  ['blind', 'from the pixels alone'],
] as const;

/** Names that a list shows at once: a search narrows it further. */
const most = 40;

/** Where the colourmap comes from; by name from a list with strips. */
export function ColourmapChooser() {
  const { colourmap = 'auto', reverse = false } = options.value;
  // What is chosen here but says no colourmap yet.
  const begun = useSignal<'named' | 'file' | null>(null);
  const isFile = project.value?.colourmap != null;
  const isNamed = !isFile && !['auto', 'walk', 'blind'].includes(colourmap);
  const source = begun.value ?? (isFile ? 'file' : isNamed ? 'named' : (colourmap as 'auto'));
  return (
    <section class="group">
      <h2>Colourmap</h2>
      <Choice
        label="Take it"
        value={source}
        choices={sources}
        onChoose={(next) => {
          begun.value = next === 'named' || next === 'file' ? next : null;
          if (next !== 'named' && next !== 'file')
            setOptions({ colourmap: next === 'auto' ? undefined : next });
        }}
      />
      {source === 'named' && <NamedColourmaps chosen={colourmap} />}
      {source === 'file' && <ColourmapFile name={isFile ? colourmap : null} />}
      <Switch
        label="Turned round"
        value={reverse}
        onChange={(turned) => setOptions({ reverse: turned || undefined })}
      />
    </section>
  );
}

/** A table of colours, or a picture of a colourbar. */
function ColourmapFile({ name }: { readonly name: string | null }) {
  return (
    <label class="file">
      {name ?? 'Choose a colourmap file'}
      <input
        type="file"
        aria-label="Colourmap file"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) void takeColourmap(file);
          currentTarget.value = '';
        }}
      />
    </label>
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
