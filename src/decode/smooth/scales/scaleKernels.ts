import type { Lattice } from '../../../numeric/fields/lattice.js';
import { fitInStretch, reach } from '../../../numeric/fields/localQuadratic.js';
import type { Plane } from '../../../numeric/fields/pyramid.js';
import { once } from '../../../numeric/once.js';
import { compiled, instanceOf, memoryPage } from '../../../numeric/wasm/engine.js';
import type { ScaleChoice } from './scaleChoice.js';
import { scaleFunctions } from './scaleCode.js';
import { chosenRuns, coarserShares, grids, leastCells, plainGrids, type ScaleGrids } from './scaleGrids.js';

const scaleModule = once(() => compiled(scaleFunctions));

/** Floats in a vector; and behind each array, for what kernels write beyond. */
const vector = 4;
const FLOAT = 4;
/** Rows of the field that are halved at once: few, so that they stay near the processor. */
const bandRows = 32;
/** Places that are asked for gaps at once. */
const chunk = 1 << 14;
/** Rows of a grid begin and end with four places beyond the whole window, and have four within it. */
const leastWidth = 2 * reach + vector;

type Kernels = ReturnType<typeof instanceOf>;

const endOf = (array: Float32Array): number => array.byteOffset + array.byteLength;

/**
 * As `plainGrids`, but for rounding, four numbers at a time where WebAssembly with vectors is to be had.
 *
 * @param field middles of the levels; NaN = masked
 * @param sigma their standard errors: `evenSigma` of a level; replaced where the value is
 */
export function scaleGrids(field: Plane, sigma: Float32Array): ScaleGrids {
  const sizes = gridSizes(field);
  const module = sizes.every(({ width }) => width >= leastWidth) ? scaleModule() : undefined;
  if (module === undefined || sizes.length === 0) return plainGrids(field, sigma);
  const kernels = instanceOf(module);
  const areas = sizes.map(({ width, height }) => width * height);
  const rows = (bandRows + 8) * field.width;
  const floats = arena(kernels.memory, 3 * areas[0]! + rows + chunk);
  const fits = fitGrids(kernels, floats, field, sizes);
  return { fits, settle: (choice, errors) => settle(kernels, floats, field, sigma, fits, choice, errors) };
}

type Size = Pick<Plane, 'width' | 'height'>;

/** Sizes of the grids of 2 × 2, 4 × 4 … means that are larger than the window. */
function gridSizes({ width, height }: Size): Size[] {
  const sizes: Size[] = [];
  for (let k = 1; k <= grids; k++)
    if (Math.min(width >> k, height >> k) >= leastCells)
      sizes.push({ width: width >> k, height: height >> k });
  return sizes;
}

/** Gives out arrays of a memory that is grown once, for as many floats at the least. */
function arena(memory: Kernels['memory'], most: number): (length: number) => Float32Array {
  memory.grow(Math.ceil((FLOAT * most) / memoryPage) + 1);
  let used = vector;
  return (length) => {
    const from = FLOAT * used;
    used += vector * Math.ceil(length / vector) + 2 * vector;
    return new Float32Array(memory.buffer, from, length);
  };
}

function fitGrids(
  kernels: Kernels,
  floats: (length: number) => Float32Array,
  field: Plane,
  sizes: readonly Size[],
): Plane[] {
  const planes = sizes.map((size) => ({ ...size, values: floats(size.width * size.height) }));
  const along = floats(planes[0]!.values.length);
  const list = floats(chunk + vector);
  const repair = gapFiller(kernels, new Int32Array(list.buffer, list.byteOffset, list.length));
  halveField(kernels, field, sizes[0]!, planes[0]!.values, floats(bandRows * field.width));
  planes.forEach((plane, k) => {
    const { values, width, height } = plane;
    // Before the means give way to their fit.
    const next = planes[k + 1];
    if (next) halve(kernels, plane, 2 * next.height, next.values.byteOffset, next.width);
    const rows = along.subarray(0, width * height);
    kernels.fitAlong!(values.byteOffset, endOf(values), rows.byteOffset, FLOAT * width);
    repair(values, rows, (i) => fitInStretch(values, i, 1, i % width, width - 1 - (i % width)));
    const inner = rows.subarray(reach * width, (height - reach) * width);
    const to = values.byteOffset + FLOAT * reach * width;
    kernels.fitDown!(inner.byteOffset, endOf(inner), to, FLOAT * width);
    values.fill(Number.NaN, 0, reach * width).fill(Number.NaN, (height - reach) * width);
    repair(rows, values, (i) => {
      const y = Math.floor(i / width);
      return fitInStretch(rows, i, width, y, height - 1 - y);
    });
  });
  return planes;
}

/** Halves rows of a plane, an even number of them. */
function halve(
  kernels: Kernels,
  { values, width }: Pick<Plane, 'values' | 'width'>,
  rows: number,
  to: number,
  halfWidth: number,
): void {
  const from = values.byteOffset;
  kernels.halve!(from, from + FLOAT * rows * width, to, FLOAT * width, FLOAT * halfWidth);
}

/** Halves a field that lies outside of the kernels' memory, some rows at a time. */
function halveField(
  kernels: Kernels,
  { values, width }: Plane,
  half: Size,
  means: Float32Array,
  band: Float32Array,
): void {
  for (let y = 0; y < 2 * half.height; y += bandRows) {
    const end = Math.min(2 * half.height, y + bandRows);
    band.set(values.subarray(y * width, end * width));
    const to = means.byteOffset + FLOAT * (y / 2) * half.width;
    halve(kernels, { values: band, width }, end - y, to, half.width);
  }
}

/** Gives the places of a plane their fit that the kernels left out: those whose window is not whole. */
function gapFiller(kernels: Kernels, list: Int32Array) {
  return (plane: Float32Array, fit: Float32Array, fitAt: (i: number) => number): void => {
    for (let from = 0; from < fit.length; from += chunk) {
      const part = fit.subarray(from, from + chunk);
      const values = plane.byteOffset + FLOAT * from;
      const listed = kernels.gaps!(values, part.byteOffset, endOf(part), list.byteOffset);
      const found = (listed - list.byteOffset) / FLOAT;
      // Those behind the plane's end are none of it.
      for (let k = 0; k < found; k++) if (list[k]! < part.length) part[list[k]!] = fitAt(from + list[k]!);
    }
  };
}

function settle(
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
    const v = Math.min(Math.max((y + 0.5) / size - 0.5, 0), down - 1);
    const above = Math.min(Math.floor(v), Math.max(0, down - 2));
    const first = memory.byteOffset + FLOAT * above * across;
    const end = first + FLOAT * across;
    const any = kernels.between!(first, end, v > above ? end : first, numbers.byteOffset, v - above);
    kernels.interpolate!(numbers.byteOffset, last, row.byteOffset, endOf(row), 2 * size, 1 / size);
    return any !== 0;
  };
}
