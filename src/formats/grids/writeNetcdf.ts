import type { File } from 'h5wasm';
import type { GridStack } from '../../grid/stack.js';
import type { Grid } from '../../model/types.js';
import { type CfArray, type CfDataset, type CfVariable, cfDataset, chunkShape } from './cf/dataset.js';

/** Beyond this deflate gains a few per cent at several times the work. */
const compressionLevel = 4;

/** Files that were begun in this process: each has a name of its own in the library's memory. */
let files = 0;

/**
 * A grid, or a film of grids, as NetCDF-4 after the CF conventions 1.11: `value` (float64), `sigma` (float32) and `kind`
 * (flags) on (time, y, x), with their coordinates, and where they come from as global attributes. The first row is
 * the figure's top: y descends where it grows upwards. NaN where masked.
 *
 * Made by the HDF5 library itself, in memory; it is loaded here, since it takes longer than most figures.
 */
export async function writeNetcdf(grid: Grid | GridStack): Promise<Uint8Array> {
  const { default: h5wasm } = await import('h5wasm');
  const { FS } = await h5wasm.ready;
  const path = `grid-${files++}.nc`;
  const dataset = cfDataset(grid);
  // NetCDF wants to know in which order things were made.
  atNoTime(() => writeDataset(new h5wasm.File(path, 'w', { track_order: true }), dataset));
  const bytes = FS.readFile(path);
  FS.unlink(path);
  return bytes;
}

/**
 * Does what takes no time. HDF5 notes in a file when its parts were made, and this build of it offers no way to leave that
 * out: it is told that no time has passed since 1970, so that one grid gives the same bytes whenever it is written.
 */
function atNoTime(work: () => void): void {
  const { now } = Date;
  Date.now = () => 0;
  try {
    work();
  } finally {
    Date.now = now;
  }
}

function writeDataset(file: File, { variables, attributes }: CfDataset): void {
  try {
    for (const [name, value] of Object.entries(attributes)) file.create_attribute(name, value);
    for (const variable of variables) {
      const chunks = chunkShape(variable.shape);
      const dataset = file.create_dataset({
        name: variable.name,
        data: numbersOf(variable),
        shape: [...variable.shape],
        ...(!variable.isCoordinate && { chunks, compression: 'gzip', compression_opts: compressionLevel }),
        track_order: true,
      });
      if (variable.isCoordinate) dataset.make_scale(variable.name);
      else for (const [axis, name] of variable.dimensions.entries()) dataset.attach_scale(axis, name);
      if (variable.hasFill) dataset.create_attribute('_FillValue', fillOf(variable.planes[0]!));
      for (const [name, value] of Object.entries(variable.attributes)) dataset.create_attribute(name, value);
    }
  } finally {
    file.close();
  }
}

/** A missing value of the variable's own type, as NetCDF asks. */
const fillOf = (numbers: CfArray): CfArray =>
  numbers instanceof Float32Array ? Float32Array.of(Number.NaN) : Float64Array.of(Number.NaN);

function numbersOf({ planes }: CfVariable): CfArray {
  const [first] = planes as [CfArray];
  if (planes.length === 1) return first;
  const all = new (first.constructor as new (length: number) => CfArray)(planes.length * first.length);
  for (const [k, plane] of planes.entries()) all.set(plane, k * first.length);
  return all;
}
