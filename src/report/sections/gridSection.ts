import { paint } from '../../formats/pictures/paint.js';
import { valueRange } from '../../formats/pictures/valueRange.js';
import type { Grid } from '../../model/types.js';
import { base64Of } from '../../numeric/base64.js';
import {
  axes,
  type ChartBox,
  COLOURBAR_WIDTH,
  colourbar,
  drawing,
  HALF_PAGE,
  linear,
  logarithmic,
  pictureIn,
} from '../drawing/chart.js';
import { dataElement, html, type Markup } from '../drawing/markup.js';
import { pictureUri, reduced, reduction } from '../drawing/picture.js';
import { decadeTicks, numberLabel, roundTicks } from '../drawing/ticks.js';
import type { ReportInput } from '../shown/input.js';

const LEFT = 50;
const TOP = 28;
const BELOW = 28;
const TALLEST = 460;
/** Values that the pointer reads off the picture: enough to point at, few enough to embed (half a megabyte). */
const READABLE = 200_000;

/** The recovered grid in viridis, on its coordinates, with its colourbar. */
export async function gridSection(input: ReportInput): Promise<Markup> {
  const { grid, scale } = input;
  const range = valueRange(grid.values, grid.mask);
  if (range === undefined)
    return html`<section class="card" id="grid"><h2>Recovered grid</h2><p>No pixel holds a value.</p></section>`;
  const { lo, hi } = range;
  const log = scale === 'log' && lo > 0;
  const factor = reduction(grid.width, grid.height);
  const small = reduced(grid.width, grid.height, grid.values, grid.mask, factor);
  const drawn = log ? small.values.map(Math.log) : small.values;
  const raster = paint(small.width, small.height, drawn, undefined, {
    range: log ? { lo: Math.log(lo), hi: Math.log(hi) } : range,
  });
  const box = pictureBox(grid.width, grid.height);
  const chart = drawing(
    HALF_PAGE,
    box.top + box.height + BELOW,
    `The recovered grid, ${numberLabel(lo)} to ${numberLabel(hi)}`,
    html`<rect class="masked" x="${box.left}" y="${box.top}" width="${box.width}" height="${box.height}"/>`,
    pictureIn(box, await pictureUri(raster)),
    axes(box, coordinateAxis(grid.x, false), coordinateAxis(grid.y, true)),
    await colourbar(box, {
      title: grid.units ?? (input.range ? undefined : 'position'),
      ticks: log ? decadeTicks(lo, hi) : roundTicks(lo, hi),
      at: log ? logarithmic(lo, hi) : linear(lo, hi),
    }),
  );
  return html`<section class="card" id="grid">
<h2>Recovered grid</h2>
<div class="reading" data-box="${[box.left, box.top, box.width, box.height].join(' ')}">${chart}</div>
<p class="note" id="readout">Point at the grid to read its values. ${factor > 1 && html`Shown as means over ${factor} × ${factor} values.`}</p>
${dataElement('grid-data', readableGrid(grid, lo, hi, log))}
</section>`;
}

/** Where a picture of these proportions is drawn, leaving room for a colourbar. */
export function pictureBox(width: number, height: number): ChartBox {
  const room = HALF_PAGE - LEFT - COLOURBAR_WIDTH;
  const scale = Math.min(room / width, TALLEST / height);
  // A strip of data (a Hovmöller diagram, a single row) is drawn out until it can be seen.
  return { left: LEFT, top: TOP, width: Math.max(40, width * scale), height: Math.max(40, height * scale) };
}

/** The axis of a picture whose pixel centres have these coordinates. */
function coordinateAxis(coordinates: Float64Array, downwards: boolean) {
  const n = coordinates.length;
  const first = coordinates[0]!;
  const last = coordinates[n - 1]!;
  const half = n > 1 ? (last - first) / (n - 1) / 2 : 0.5;
  const start = first - half;
  const end = last + half;
  const share = (value: number): number => (value - start) / (end - start);
  return {
    ticks: roundTicks(Math.min(start, end), Math.max(start, end)),
    at: downwards ? (value: number) => 1 - share(value) : share,
  };
}

/** The grid as the page's pointer reads it: every `step`-th value as a level 1…65535 along lo…hi, 0 where masked. */
function readableGrid(grid: Grid, lo: number, hi: number, log: boolean) {
  const { width, height, values, mask, x, y } = grid;
  const step = reduction(width, height, READABLE);
  const along = log ? logarithmic(lo, hi) : linear(lo, hi);
  const columns = Math.ceil(width / step);
  const rows = Math.ceil(height / step);
  const levels = new DataView(new ArrayBuffer(2 * columns * rows));
  for (let row = 0, at = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, at += 2) {
      const i = row * step * width + column * step;
      levels.setUint16(at, mask[i] === 1 ? 1 + Math.round(along(values[i]!) * 65534) : 0, true);
    }
  const every = (axis: Float64Array): number[] =>
    Array.from({ length: Math.ceil(axis.length / step) }, (_, i) => Number(axis[i * step]!.toPrecision(6)));
  const base64 = base64Of(new Uint8Array(levels.buffer));
  return { columns, rows, lo, hi, log, units: grid.units ?? '', x: every(x), y: every(y), levels: base64 };
}
