import { UsageError } from '../model/errors.js';
import { PixelKind } from '../model/pixelKind.js';
import type { Grid, GridAxis } from '../model/types.js';
import type { Setting } from '../model/warning.js';
import { commonKind } from './commonKind.js';
import { axisAlong, evenStep } from './coordinates/coordinates.js';

/** A grid of another resolution: so many columns and rows, or steps in the units of the axes. */
export type Resolution =
  | { readonly columns: number; readonly rows: number }
  | { readonly step: readonly [dx: number, dy: number] };

/** A mean over less than half of a cell says little of the cell. */
const leastShare = 0.5;
/** More cells than any picture has pixels: a step that was given in other units. */
const mostCells = 1e8;

/**
 * A grid at another resolution. The value of a cell is the mean of the pixels that it covers, each weighted by the area
 * that they share; masked pixels do not count, and a cell is masked where they are more than half of it. With steps, borders
 * lie at whole multiples of the step, and cells whose centre is outside of the grid are left out.
 *
 * Errors of neighbouring pixels have common causes (a colourmap's levels, a codec's blocks, ends of the range), and how
 * common is not known: the standard error of a mean is taken to be the mean of the standard errors, its upper bound,
 * reached where all err together. To it is added, as an independent error, what the masked part may
 * differ by: as much as it does where a slope goes through the cell and the part at one end of it is masked.
 *
 * @throws UsageError where the axes are logarithmic, or cells are of unequal size
 */
export function resampled(grid: Grid, resolution: Resolution): Grid {
  const setting = 'step' in resolution ? 'step' : 'resample';
  const along = (side: 'x' | 'y'): Cut => {
    checkSide(grid, side, setting);
    if ('step' in resolution) return inSteps(grid, side, resolution.step[side === 'x' ? 0 : 1]);
    const { edges } = axisAlong(grid, side);
    return { side, edges, count: side === 'x' ? resolution.columns : resolution.rows };
  };
  const cuts = [along('x'), along('y')] as const;
  refuseTooMany(cuts[0].count, cuts[1].count, setting);
  const [x, y] = [newSide(grid, cuts[0]), newSide(grid, cuts[1])];
  return {
    ...grid,
    width: x.centres.length,
    height: y.centres.length,
    ...means(grid, x.borders, y.borders),
    x: x.centres,
    y: y.centres,
    ...(grid.xAxis && { xAxis: x.axis }),
    ...(grid.yAxis && { yAxis: y.axis }),
  };
}

function checkSide(grid: Grid, side: 'x' | 'y', setting: Setting): void {
  if (axisAlong(grid, side).scale === 'log')
    throw new UsageError(`${setting} expects linear axes, but ${side} is logarithmic`, setting, {
      code: 'logarithmic-axis',
    });
  if (evenStep(grid, side) === undefined)
    throw new UsageError(`${setting} expects cells of one size, but those along ${side} are not`, setting, {
      code: 'uneven-coordinates',
    });
}

/** One side of the new grid: its cells' borders in pixels of the old one, ascending, and its coordinates. */
interface NewSide {
  readonly borders: Float64Array;
  readonly centres: Float64Array;
  readonly axis: GridAxis;
}

/** Equal cells between two coordinates. */
interface Cut {
  readonly side: 'x' | 'y';
  readonly edges: GridAxis['edges'];
  readonly count: number;
}

/** @throws UsageError for more cells than anybody means, before there is any room for them */
function refuseTooMany(columns: number, rows: number, setting: Setting): void {
  if (columns * rows <= mostCells) return;
  throw new UsageError(
    `${setting} expects at most ${mostCells} cells, but received ${columns} × ${rows}`,
    setting,
    { code: 'too-many-cells', fields: { columns, rows } },
  );
}

function newSide(grid: Grid, { side, edges, count }: Cut): NewSide {
  const axis = axisAlong(grid, side);
  const step = evenStep(grid, side)!;
  const at = (k: number) => edges[0] + (k / count) * (edges[1] - edges[0]);
  return {
    borders: Float64Array.from({ length: count + 1 }, (_, k) => (at(k) - axis.edges[0]) / step),
    centres: Float64Array.from({ length: count }, (_, k) => at(k + 0.5)),
    axis: { ...axis, edges },
  };
}

function inSteps(grid: Grid, side: 'x' | 'y', step: number): Cut {
  const { edges } = axisAlong(grid, side);
  const [least, greatest] = [Math.min(...edges), Math.max(...edges)];
  // Cell k spans from k to k + 1 steps: the first and the last whose centre is inside.
  const first = Math.ceil(least / step - 0.5);
  const last = Math.floor(greatest / step - 0.5);
  const count = last - first + 1;
  if (count < 1 || count > mostCells)
    throw new UsageError(
      `step expects to cut ${side} from ${least} to ${greatest} into cells, but received ${step}`,
      'step',
      { code: 'step-out-of-range' },
    );
  // Adding nought makes 0 of −0.
  const ends: [number, number] = [first * step + 0, (last + 1) * step + 0];
  return { side, edges: edges[0] <= edges[1] ? ends : [ends[1], ends[0]], count };
}

/** Means over the cells between borders in pixels, some of which may lie outside of the grid. */
function means(
  grid: Grid,
  xBorders: Float64Array,
  yBorders: Float64Array,
): Pick<Grid, 'values' | 'sigma' | 'mask' | 'kind'> {
  const { width, height, kind } = grid;
  const [columns, rows] = [xBorders.length - 1, yBorders.length - 1];
  const values = new Float64Array(columns * rows).fill(Number.NaN);
  const sigma = new Float32Array(columns * rows).fill(Number.NaN);
  const mask = new Uint8Array(columns * rows);
  const kinds = kind && new Uint8Array(columns * rows);
  for (let row = 0, cell = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, cell++) {
      const part: Part = {
        left: Math.max(0, xBorders[column]!),
        right: Math.min(width, xBorders[column + 1]!),
        top: Math.max(0, yBorders[row]!),
        bottom: Math.min(height, yBorders[row + 1]!),
      };
      const whole = (xBorders[column + 1]! - xBorders[column]!) * (yBorders[row + 1]! - yBorders[row]!);
      const mean = meanOver(grid, part, whole);
      if (mean) {
        values[cell] = mean.value;
        sigma[cell] = mean.sigma;
        mask[cell] = 1;
      }
      if (kinds) kinds[cell] = mean ? PixelKind.data : commonKind(kind, width, pixelsOf(part));
    }
  return { values, sigma, mask, ...(kinds && { kind: kinds }) };
}

/** A part of a grid in pixels, not necessarily whole ones. */
interface Part {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const pixelsOf = ({ left, right, top, bottom }: Part): Part => ({
  left: Math.floor(left),
  right: Math.ceil(right),
  top: Math.floor(top),
  bottom: Math.ceil(bottom),
});

/** @param whole the area of the cell, that outside of the grid too */
function meanOver(
  { width, values, sigma, mask }: Grid,
  part: Part,
  whole: number,
): { readonly value: number; readonly sigma: number } | undefined {
  const pixels = pixelsOf(part);
  let weights = 0;
  let mean = 0;
  let squares = 0;
  let errors = 0;
  for (let y = pixels.top; y < pixels.bottom; y++) {
    const high = Math.min(y + 1, part.bottom) - Math.max(y, part.top);
    for (let x = pixels.left; x < pixels.right; x++) {
      const i = y * width + x;
      if (mask[i] !== 1 || Number.isNaN(values[i])) continue;
      const weight = high * (Math.min(x + 1, part.right) - Math.max(x, part.left));
      if (weight <= 0) continue;
      // Welford's mean and sum of squares with weights: exact for constants, and small beside large values.
      weights += weight;
      const off = values[i]! - mean;
      mean += (weight / weights) * off;
      squares += weight * off * (values[i]! - mean);
      errors += weight * sigma[i]!;
    }
  }
  const inside = (part.right - part.left) * (part.bottom - part.top);
  if (!(weights > 0 && weights >= leastShare * inside)) return undefined;
  const seen = Math.min(1, weights / whole);
  // A slope of height h has the mean h/2; its part `seen` from one end on has the mean seen · h/2 and the standard deviation
  // seen · h/√12.
  const unseen = (Math.sqrt(3) * (1 - seen)) / seen;
  return {
    value: mean,
    sigma: Math.hypot(errors / weights, unseen * Math.sqrt(squares / weights)),
  };
}
