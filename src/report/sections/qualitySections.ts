import { paint } from '../../formats/pictures/paint.js';
import { valueRange } from '../../formats/pictures/valueRange.js';
import { axes, colourbar, drawing, HALF_PAGE, linear, logarithmic, pictureIn } from '../drawing/chart.js';
import { html, type Markup } from '../drawing/markup.js';
import { pictureUri, reduced, reduction } from '../drawing/picture.js';
import { decadeTicks, numberLabel, roundTicks } from '../drawing/ticks.js';
import type { ReportInput } from '../shown/input.js';
import { pictureBox } from './gridSection.js';

/** The residual's colourbar ends at this share of the pixels: a few far outliers would darken all the others. */
const SHOWN_SHARE = 0.99;
/** Enough for quantiles to three digits, quick to sort. */
const QUANTILE_SAMPLE = 1_000_000;
/** Divides the 256 levels of most colourmaps evenly. */
const BINS = 64;

/** The distance of every pixel's colour from the locus. */
export async function residualSection({ decoded }: ReportInput): Promise<Markup> {
  const { width, height, residual } = decoded;
  const everywhere = new Uint8Array(residual.length).fill(1);
  const small = reduced(width, height, residual, everywhere, reduction(width, height));
  const sorted = orderedSample(residual);
  const largest = valueRange(residual)?.hi ?? 0;
  // A residual below one unit is the rounding of colours to whole numbers: no structure to magnify.
  const hi = Math.max(1, sorted[Math.floor(SHOWN_SHARE * (sorted.length - 1))] ?? 1);
  const median = sorted[sorted.length >> 1] ?? 0;
  const box = pictureBox(width, height);
  const chart = drawing(
    HALF_PAGE,
    box.top + box.height + 16,
    `Distance of every pixel from the locus, median ${numberLabel(median)}`,
    pictureIn(
      box,
      await pictureUri(paint(small.width, small.height, small.values, undefined, { range: { lo: 0, hi } })),
    ),
    html`<rect class="axis" x="${box.left}" y="${box.top}" width="${box.width}" height="${box.height}"/>`,
    await colourbar(box, { title: 'sRGB units', ticks: roundTicks(0, hi), at: linear(0, hi) }),
  );
  return html`<section class="card" id="residual">
<h2>Distance from the locus</h2>
${chart}
<p class="note">How far each pixel’s colour lies from the colourmap: median ${numberLabel(median)}, largest ${numberLabel(largest)} sRGB units. What stands out was drawn over the data, or has a colour that the map lacks.</p>
</section>`;
}

/** An even share of the values, those that are finite, ascending. */
function orderedSample(values: Float32Array): Float32Array {
  const stride = Math.ceil(values.length / QUANTILE_SAMPLE);
  const sample = new Float32Array(Math.ceil(values.length / stride));
  let n = 0;
  for (let i = 0; i < values.length; i += stride) if (Number.isFinite(values[i])) sample[n++] = values[i]!;
  return sample.subarray(0, n).sort();
}

/** How often each value occurs. */
export function histogramSection({ grid, scale, range: given }: ReportInput): Markup {
  const found = valueRange(grid.values, grid.mask);
  if (found === undefined) return html``;
  const lo = given ? Math.min(...given, found.lo) : found.lo;
  const hi = given ? Math.max(...given, found.hi) : found.hi;
  const log = scale === 'log' && lo > 0;
  const at = log ? logarithmic(lo, hi) : linear(lo, hi);
  const counts = new Float64Array(BINS);
  for (let i = 0; i < grid.values.length; i++)
    if (grid.mask[i] === 1) counts[Math.min(BINS - 1, Math.floor(at(grid.values[i]!) * BINS))]!++;
  const most = counts.reduce((a, b) => Math.max(a, b));
  const box = { left: 64, top: 12, width: 460, height: 340 };
  const bars = Array.from(counts, (count, k) => {
    const height = (count / most) * box.height;
    const width = box.width / BINS;
    return html`<rect class="bar" x="${box.left + k * width}" y="${box.top + box.height - height}" width="${width - 1}" height="${height}"/>`;
  });
  const chart = drawing(
    HALF_PAGE,
    400,
    `Histogram of the values from ${numberLabel(lo)} to ${numberLabel(hi)}`,
    bars,
    axes(
      box,
      {
        title: grid.units ?? (given ? 'value' : 'position'),
        ticks: log ? decadeTicks(lo, hi) : roundTicks(lo, hi, 6),
        at,
      },
      { ticks: roundTicks(0, most, 4), at: linear(0, most) },
    ),
  );
  return html`<section class="card" id="histogram"><h2>Histogram of values</h2>${chart}</section>`;
}
