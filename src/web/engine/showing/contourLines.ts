import { valueRange } from '../../../formats/pictures/valueRange.js';
import { contoursOf, type Ring } from '../../../grid/contours.js';
import type { Grid, Scale } from '../../../model/types.js';
import { decadeTicks, roundTicks } from '../../../report/drawing/ticks.js';
import type { Picture } from '../calls/calls.js';

/** As many round levels as a map has contour lines. */
const levelsWanted = 10;

/** Round values within those of a grid. */
export function roundLevels({ values, mask }: Grid, scale: Scale | 'ticks'): number[] {
  const { lo, hi } = valueRange(values, mask) ?? { lo: 0, hi: 1 };
  const levels = (scale === 'log' && lo > 0 ? decadeTicks : roundTicks)(lo, hi, levelsWanted);
  return levels.map(({ value }) => value);
}

/** Pixels of the longer side of the picture of the lines, about as many as it is shown with, whatever the grid has. */
const sidePixels = 1000;
/** The line, and the light around it that sets it off from dark colours: pixels of that picture. */
const [ink, halo] = [2, 5];

/** Where values reach levels, as lines on nothing, to lie over a picture of the grid. */
export function contourLines(grid: Grid, levels: readonly number[]): Picture {
  const { width, height } = grid;
  const scale = sidePixels / Math.max(width, height);
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(scale * width)),
    Math.max(1, Math.round(scale * height)),
  );
  const context = canvas.getContext('2d')!;
  const lines = new Path2D();
  // In cells of the grid, whatever its coordinates are.
  const { xAxis: _, yAxis: __, ...rest } = grid;
  const cells = (count: number): Float64Array => Float64Array.from({ length: count }, (___, i) => i + 0.5);
  const plain: Grid = { ...rest, x: cells(width), y: cells(height) };
  for (const { polygons } of contoursOf(plain, levels))
    for (const ring of polygons.flat()) trace(lines, ring, scale, grid);
  context.lineJoin = 'round';
  for (const [colour, pixels] of [
    ['#ffffffb0', halo],
    ['#000000', ink],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = pixels;
    context.stroke(lines);
  }
  return { bitmap: canvas.transferToImageBitmap(), width, height };
}

/** Adds a ring without its parts along the grid's edges and along what is masked: no level is reached there. */
function trace(lines: Path2D, ring: Ring, scale: number, { width, height }: Grid): void {
  let isDrawing = false;
  for (const [k, [x, y]] of ring.entries()) {
    const isNext = k > 0 && !(isBorder(ring[k - 1]!, width, height) && isBorder([x, y], width, height));
    if (isNext && isDrawing) lines.lineTo(scale * x, scale * y);
    else if (isNext) {
      const [fromX, fromY] = ring[k - 1]!;
      lines.moveTo(scale * fromX, scale * fromY);
      lines.lineTo(scale * x, scale * y);
    }
    isDrawing = isNext;
  }
}

/** How far places are off by their way through fractions, in cells. */
const rounding = 1e-6;

/** Lines end in the middles of pixels beside what is masked; between those of others they cross at one side's fraction. */
const isBorder = ([x, y]: readonly [number, number], width: number, height: number): boolean =>
  Math.min(x, y, width - x, height - y) < rounding ||
  (Math.abs((x % 1) - 0.5) < rounding && Math.abs((y % 1) - 0.5) < rounding);
