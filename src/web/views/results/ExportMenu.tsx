import { useSignal } from '@preact/signals';
import type { GridFile } from '../../engine/calls.js';
import { copyCommand, copyTable, exportArchive, exportGrid, saveProject } from '../../session/outgoing.js';
import { panel } from '../../session/recovery.js';

const files: readonly (readonly [GridFile, string, string])[] = [
  ['csv', 'CSV', 'text, a line per row'],
  ['long', 'Long table', 'x, y, value and sigma of each pixel'],
  ['npy', 'NPY', 'NumPy, float64'],
  ['json', 'JSON', 'values, coordinates, units'],
  ['png', 'PNG', 'a picture to look at'],
  ['meta', 'Sidecar', 'where the numbers come from'],
];

/** The formats that the panel can be written in, and what can be copied. */
export function ExportMenu() {
  const open = useSignal(false);
  const close = (): void => {
    open.value = false;
  };
  return (
    <div class="menu">
      <button
        type="button"
        aria-expanded={open.value}
        aria-controls="formats"
        onKeyDown={({ key }) => key === 'Escape' && close()}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        Export
      </button>
      <div id="formats" hidden={!open.value}>
        {files.map(([format, name, says]) => (
          <button key={format} type="button" title={says} onClick={() => void exportGrid(format)}>
            {name}
          </button>
        ))}
        <button type="button" title="all panels, all formats" onClick={() => void exportArchive()}>
          ZIP
        </button>
        <button type="button" title="what was decided, to go on later" onClick={() => void saveProject()}>
          Project
        </button>
        <button type="button" disabled={!panel.value} onClick={() => void copyTable()}>
          Copy table
        </button>
        <button type="button" disabled={!panel.value} onClick={() => void copyCommand()}>
          Copy as command line
        </button>
      </div>
    </div>
  );
}
