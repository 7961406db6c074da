import type { Box, Raster, Rgb } from '../../../model/types.js';
import { median } from '../../../numeric/statistics/statistics.js';
import { difference } from '../../layout/ink/frame.js';
import { maxDifference, type Page, pixelDifference } from '../../layout/ink/page.js';
import { boxArea } from '../../layout/ink/rectangle.js';
import type { Band } from './besideBands.js';

/** With more swatches than this the colours between two of them are much like both. */
const MOST = 12;
/** So many swatches have a label at their middles, and this share of them. */
const LABELLED = { fewest: 3, share: 0.75 };
/** A label is at a swatch's middle within this share of the distance of two swatches. */
const CENTRED = 0.2;
/** Pixels of a plot that are looked at, and of those in one colour with their neighbour the fewest that say something. */
const SAMPLES = 4000;
const FEWEST = 100;
/** Differences in any channel: within one colour, from a swatch to a colour that is another, and from the line between two swatches. */
const WITHIN = 4;
const OTHER = 12;
const BESIDE = 24;
/** So many of a plot's pixels have colours between those of two swatches where these are samples: few of classes have. */
const SHARE = 0.25;

/**
 * Whether a legend's swatches are samples of a scale that has colours between them, as those of ggplot2's `guide_legend` are: each has the
 * colour of the value at its middle, and neither what lies beyond the outermost ones nor how the colours between run is said.
 *
 * @param plot the plot's data, pixels
 * @param labels places of the labels along the legend, pixels
 */
export function areSamples(
  raster: Raster,
  page: Page,
  plot: Box,
  { swatches, colours, labels }: SwatchColours,
): boolean {
  const n = swatches.length;
  if (n < LABELLED.fewest || n > MOST) return false;
  const middles = swatches.map(({ from, to }) => (from + to) / 2);
  const pitch = median(middles.slice(1).map((at, k) => at - middles[k]!));
  // One may have the page's colour, and a label not be read.
  const labelled = middles.filter((at) => labels.some((l) => Math.abs(l - at) <= CENTRED * pitch)).length;
  if (labelled < Math.max(LABELLED.fewest, LABELLED.share * n)) return false;
  const step = Math.max(1, Math.floor(Math.sqrt(boxArea(plot) / SAMPLES)));
  let [seen, between] = [0, 0];
  for (let y = plot.top + (step >> 1); y < plot.bottom - 1; y += step)
    for (let x = plot.left + (step >> 1); x < plot.right - 1; x += step) {
      const o = 4 * (y * raster.width + x);
      const below = o + 4 * raster.width;
      if (pixelDifference(raster, o, o + 4) > WITHIN || pixelDifference(raster, o, below) > WITHIN) continue;
      if (maxDifference(raster, o, page.colour) <= page.tolerance) continue;
      seen++;
      if (isBetween([raster.data[o]!, raster.data[o + 1]!, raster.data[o + 2]!], colours)) between++;
    }
  return seen >= FEWEST && between >= SHARE * seen;
}

interface SwatchColours {
  readonly swatches: readonly Band[];
  /** One for each swatch, in their order. */
  readonly colours: readonly Rgb[];
  readonly labels: readonly number[];
}

/** Whether a colour lies between those of two swatches side by side and is neither. */
function isBetween(colour: Rgb, swatches: readonly Rgb[]): boolean {
  if (swatches.some((own) => difference(own, colour) <= OTHER)) return false;
  return swatches.slice(1).some((b, k) => {
    const a = swatches[k]!;
    const run = b.map((v, c) => v - a[c]!);
    const length = run.reduce((sum, v) => sum + v * v, 0);
    const along = run.reduce((sum, v, c) => sum + v * (colour[c]! - a[c]!), 0) / Math.max(1, length);
    const at = Math.min(1, Math.max(0, along));
    return a.every((v, c) => Math.abs(v + at * run[c]! - colour[c]!) <= BESIDE);
  });
}
