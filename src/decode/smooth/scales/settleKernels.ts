import { type Lattice, rowsAbout } from '../../../numeric/fields/lattice.js';
import type { Plane } from '../../../numeric/fields/pyramid.js';
import { endOf, type Kernels, vector } from './kernelArrays.js';
import type { ScaleChoice } from './scaleChoice.js';
import { chosenRuns, coarserShares } from './scaleGrids.js';
import { FLOAT } from './vectors.js';

/**
 * Moves a field's values to the smooth answers of the grids chosen (`ScaleGrids.settle`).
 *
 * @param fits in the kernels' memory; used up
 * @returns pixels moved
 */
export function settle(
  kernels: Kernels,
  floats: (length: number) => Float32Array,
  { values, width, height }: Plane,
  sigma: Float32Array,
  fits: readonly Plane[],
  choice: ScaleChoice,
  errors: Lattice,
): number {
  const row = rowBuffers(floats, width, Math.max(choice.across, errors.across));
  const lattice = floats(errors.values.length);
  blendGrids(kernels, row, lattice, fits, choice);
  const refined = refinedRows(kernels, row, fits[0]!, width);
  const interpolated = interpolatedRows(kernels, row, lattice, errors);
  const error = row.share.subarray(0, width);
  const [rowValues, rowSigma] = [floats(width), floats(width)];
  let moved = 0;
  for (let y = 0; y < height; y++) {
    const runs = chosenRuns(choice, y, width);
    if (runs.length === 0) continue;
    refined(y);
    // Nothing is moved behind the row's end.
    row.line.fill(Number.NaN, width, width + vector);
    interpolated(y, error);
    const o = y * width;
    rowValues.set(values.subarray(o, o + width));
    rowSigma.set(sigma.subarray(o, o + width));
    for (const [from, to] of runs) {
      const [start, end] = [FLOAT * from, FLOAT * to];
      moved += kernels.moveWithin!(
        rowValues.byteOffset + start,
        rowValues.byteOffset + end,
        rowSigma.byteOffset + start,
        row.line.byteOffset + start,
        error.byteOffset + start,
      );
    }
    values.set(rowValues, o);
    sigma.set(rowSigma, o);
  }
  return moved;
}

type RowBuffers = ReturnType<typeof rowBuffers>;

/** What a row of pixels is worked out in. */
function rowBuffers(floats: (length: number) => Float32Array, width: number, across: number) {
  const none = floats(width).fill(Number.NaN);
  // The vector before the means that are moved, and they.
  const moved = floats(vector + width).fill(Number.NaN);
  return {
    none,
    moved: moved.subarray(vector),
    steps: floats(width),
    line: floats(width + 2 * vector),
    share: floats(width + vector),
    numbers: floats(across),
  };
}

/** The answers of all grids in one on the first (`blended`). In place. */
function blendGrids(
  kernels: Kernels,
  row: RowBuffers,
  lattice: Float32Array,
  fits: readonly Plane[],
  choice: ScaleChoice,
): void {
  for (let k = fits.length - 1; k >= 1; k--) {
    const { values, width, height } = fits[k - 1]!;
    const interpolated = interpolatedRows(kernels, row, lattice, coarserShares(choice, k));
    const refined = refinedRows(kernels, row, fits[k]!, width);
    const share = row.share.subarray(0, width);
    for (let y = 0; y < height; y++) {
      if (!interpolated(y, share)) continue;
      refined(y);
      const own = values.byteOffset + FLOAT * y * width;
      kernels.blend!(own, own + FLOAT * width, row.line.byteOffset, share.byteOffset);
    }
  }
}

/** `refinedRows` of the pyramid: the function puts row y of the finer grid into the line. */
function refinedRows(
  kernels: Kernels,
  { none, moved, steps, line }: RowBuffers,
  { values, width: w, height: h }: Plane,
  width: number,
): (y: number) => void {
  const rowAt = (k: number): number =>
    k < 0 || k >= h ? none.byteOffset : values.byteOffset + FLOAT * k * w;
  let known = -1;
  return (y) => {
    const k = Math.min(y >> 1, h - 1);
    const own = rowAt(k);
    const end = own + FLOAT * w;
    if (k !== known) kernels.stepsDown!(own, end, rowAt(k - 1), rowAt(k + 1), steps.byteOffset);
    known = k;
    const halfSteps = 2 * (y - 2 * k) - 1;
    kernels.refine!(own, end, steps.byteOffset, moved.byteOffset, line.byteOffset, halfSteps);
    if (2 * w < width) line[2 * w] = 2 * line[2 * w - 1]! - line[2 * w - 2]!;
  };
}

/** `interpolateRow` of a lattice, which is laid into the kernels' memory; behind the row there are zeros. */
function interpolatedRows(
  kernels: Kernels,
  { numbers }: RowBuffers,
  memory: Float32Array,
  { values, across, down, size }: Lattice,
): (y: number, row: Float32Array) => boolean {
  memory.set(values);
  const last = numbers.byteOffset + FLOAT * (across - 1);
  return (y, row) => {
    const { above, share } = rowsAbout(down, size, y);
    const first = memory.byteOffset + FLOAT * above * across;
    const end = first + FLOAT * across;
    const any = kernels.between!(first, end, share > 0 ? end : first, numbers.byteOffset, share);
    kernels.interpolate!(numbers.byteOffset, last, row.byteOffset, endOf(row), 2 * size, 1 / size);
    return any !== 0;
  };
}
