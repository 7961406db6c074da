import { paint } from '../formats/paint.js';
import { valueRange } from '../formats/valueRange.js';
import type { Decoded, Raster } from '../model/types.js';
import { axes, colourbar, drawing, HALF_PAGE, linear, logarithmic, pictureIn } from './chart.js';
import { pictureBox } from './gridSection.js';
import type { ReportInput } from './input.js';
import { html, type Markup } from './markup.js';
import { pictureUri, reduced, reduction } from './picture.js';
import { decadeTicks, numberLabel, roundTicks } from './ticks.js';

/** Vermilion of Okabe and Ito: told from grey with every kind of colour vision. */
const MASKED = [213, 94, 0] as const;
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

/** The pixels that hold no value, over the faded plot area. */
export async function maskSection({ figure, plotBox, decoded, coverage }: ReportInput): Promise<Markup> {
  const { width, height } = decoded;
  let masked = 0;
  for (let i = 0; i < decoded.mask.length; i++) if (decoded.mask[i] !== 1) masked++;
  const box = pictureBox(width, height);
  const chart = drawing(
    HALF_PAGE,
    box.top + box.height + 16,
    'The masked pixels of the plot area',
    pictureIn(box, await pictureUri(maskPicture(figure, plotBox.left, plotBox.top, decoded))),
    html`<rect class="axis" x="${box.left}" y="${box.top}" width="${box.width}" height="${box.height}"/>`,
  );
  return html`<section class="card" id="mask">
<h2>Masked pixels</h2>
${chart}
<ul class="legend"><li><i class="key masked"></i>no value: <span class="number">${masked.toLocaleString('en-GB')}</span> of <span class="number">${(width * height).toLocaleString('en-GB')}</span> pixels (coverage ${(100 * coverage).toFixed(1)} %)</li></ul>
</section>`;
}

function maskPicture(figure: Raster, left: number, top: number, decoded: Decoded): Raster {
  const factor = reduction(decoded.width, decoded.height);
  const { width, height, mask } = reduced(
    decoded.width,
    decoded.height,
    decoded.residual,
    decoded.mask,
    factor,
  );
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let row = 0, o = 0; row < height; row++)
    for (let column = 0; column < width; column++, o++) {
      const p = 4 * ((top + row * factor) * figure.width + left + column * factor);
      const luma = 0.299 * figure.data[p]! + 0.587 * figure.data[p + 1]! + 0.114 * figure.data[p + 2]!;
      // Faded to the upper half of grey: the field stays recognisable beneath the marks.
      if (mask[o] === 1) data.fill(150 + luma * 0.4, 4 * o, 4 * o + 3);
      else data.set(MASKED, 4 * o);
    }
  return { width, height, data };
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
