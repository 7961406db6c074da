import { useSignal } from '@preact/signals';
import type { GridFile } from '../../engine/calls/calls.js';
import { project } from '../../session/documents.js';
import {
  copyCommand,
  copyTable,
  exportArchive,
  exportGrid,
  exportMask,
  exportRecoloured,
  saveProject,
} from '../../session/outgoing.js';
import { panel } from '../../session/recovery.js';

const files: readonly (readonly [GridFile, string, string])[] = [
  ['csv', 'CSV', 'text, a line per row'],
  ['long', 'Long table', 'x, y, value and sigma of each pixel'],
  ['npy', 'NPY', 'NumPy, float64'],
  ['npz', 'NPZ', 'NumPy, with sigma, mask and coordinates'],
  ['netcdf', 'NetCDF', 'NetCDF-4 after CF'],
  ['geotiff', 'GeoTIFF', 'float32'],
  ['asc', 'ASCII grid', 'of ESRI'],
  ['parquet', 'Parquet', 'a row per pixel'],
  ['contours', 'Contours', 'GeoJSON: areas that reach round levels'],
  ['json', 'JSON', 'values, coordinates, units'],
  ['png', 'PNG', 'grey levels of 16 bits'],
  ['preview', 'Preview', 'figure, values redrawn, difference'],
  ['report', 'Report', 'a page that shows how it was recovered'],
  ['meta', 'Sidecar', 'where the numbers come from'],
];

/** The formats that the panel can be written in, and what can be copied. */
export function ExportMenu() {
  const open = useSignal(false);
  // Who has just taken one format wants another rather than to put the row away.
  const isUsed = useSignal(false);
  const toggle = (): void => {
    open.value = !open.value || isUsed.value;
    isUsed.value = false;
  };
  return (
    <div class="menu">
      <button
        type="button"
        aria-expanded={open.value}
        aria-controls="formats"
        onKeyDown={({ key }) => {
          if (key === 'Escape') open.value = false;
        }}
        onClick={toggle}
      >
        Export
      </button>
      <div
        id="formats"
        hidden={!open.value}
        onClickCapture={() => {
          isUsed.value = true;
        }}
      >
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
        <button
          type="button"
          title="in the colours in which the grid is shown"
          onClick={() => void exportRecoloured()}
        >
          Recoloured figure
        </button>
        {(project.value?.mask.length ?? 0) > 0 && (
          <button type="button" title="for --mask of the command line" onClick={() => void exportMask()}>
            Mask
          </button>
        )}
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
