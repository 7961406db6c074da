import { fitInStretch, reach } from '../../../numeric/fields/localQuadratic.js';
import type { Plane } from '../../../numeric/fields/pyramid.js';
import { once } from '../../../numeric/once.js';
import { compiled, instanceOf } from '../../../numeric/wasm/engine.js';
import { blendFunctions } from './blendCode.js';
import { gridFunctions } from './gridCode.js';
import { arena, endOf, type Kernels, vector } from './kernelArrays.js';
import { grids, leastCells, plainGrids, type ScaleGrids } from './scaleGrids.js';
import { settle } from './settleKernels.js';
import { FLOAT } from './vectors.js';

const scaleModule = once(() => compiled([...gridFunctions, ...blendFunctions]));

/** Rows of the field that are halved at once: few, so that they stay near the processor. */
const bandRows = 32;
/** Places that are asked for gaps at once. */
const chunk = 1 << 14;
/** Rows of a grid begin and end with four places beyond the whole window, and have four within it. */
const leastWidth = 2 * reach + vector;

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
