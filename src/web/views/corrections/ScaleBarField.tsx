import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { parsedLength } from '../../project/scaleBar.js';
import { change } from '../../session/documents.js';
import { scaleBar } from '../../session/measuring.js';
import { tool } from '../../session/tools.js';

/** What the scale bar says, once a line was drawn along it: areas and lengths are measured by it. */
export function ScaleBarField() {
  const bar = scaleBar.value;
  const text = useSignal<string | null>(null);
  const said = bar?.length == null ? '' : `${bar.length} ${bar.unit}`.trim();
  useEffect(() => {
    text.value = null;
  }, [said]);
  const typed = text.value;
  const isWrong = typed !== null && typed.trim() !== '' && parsedLength(typed) === null;
  return (
    <section class="group">
      <h2>Scale bar</h2>
      {bar ? (
        <>
          <label class="field">
            <span>Length with unit, such as 50 µm</span>
            <input
              type="text"
              autoComplete="off"
              value={typed ?? said}
              aria-invalid={isWrong}
              onInput={({ currentTarget }) => {
                text.value = currentTarget.value;
              }}
              onChange={({ currentTarget }) => setLength(currentTarget.value)}
            />
          </label>
          <button type="button" onClick={() => change((project) => ({ ...project, scaleBar: null }))}>
            Leave out the scale bar
          </button>
        </>
      ) : (
        <button
          type="button"
          onClick={() => {
            tool.value = 'scaleBar';
          }}
        >
          {tool.value === 'scaleBar' ? 'Draw along the scale bar in the figure' : 'Draw along the scale bar'}
        </button>
      )}
    </section>
  );
}

function setLength(text: string): void {
  const length = text.trim() === '' ? { length: null, unit: '' } : parsedLength(text);
  if (length)
    change((project) => ({ ...project, scaleBar: project.scaleBar && { ...project.scaleBar, ...length } }));
}
