import type { Box, Raster, Rgb } from '../../model/types.js';
import { median, quantileOfSorted } from '../../numeric/statistics/statistics.js';
import { lineSamples } from './ink/lineSamples.js';
import { pixelDifference } from './ink/page.js';
import { boxHeight, boxWidth, intersect } from './ink/rectangle.js';
import { isPicture, more, partsPictures, seamOf, smallest, timesMore } from './ink/seams.js';
import { withoutTitleStrips } from './titleStrips.js';

/** Lines where a plot ends and the next begins: the last of the one, the first of the other; a shared frame lies between. */
interface Seam {
  readonly last: number;
  readonly first: number;
}

/** Plots in a row or column are no more than this; more are cells. */
const mostPlots = 8;
/** Plots that touch are as large as one another, within this share or so many pixels (frames). */
const sameSize = { share: 0.02, pixels: 3 };
/** Along a seam the colours jump over at least this share of it; a band's border in a field may run level by chance. */
const mostOfSeam = 0.7;
/** They jump there by so many times more than anywhere else. */
const standsOut = 1.5;
/** Positions along a line at which its colour is compared to the next line's. */
const positions = 64;
/** Share of the plots that must be pictures; the others may be empty. */
const mostPictures = 0.75;

/**
 * The plots of a rectangle in which several touch: an image grid, panels that share their frames, panels with strips for their
 * titles. They are of one size, and along the whole of the seam between two of them the colours jump. Cells of a heat map
 * are told from them by having one colour, or one along rows or columns.
 *
 * @param box the rectangle of ink, frame included
 * @param others colours that are no title strip's: the page's and those of bars
 * @returns the plots with their frames, shared ones included in both; the rectangle itself where it is one plot
 */
export function touchingPlots(raster: Raster, box: Box, others: readonly Rgb[]): readonly Box[] {
  const parts = withoutTitleStrips(raster, box, others);
  // A steep panel hides its own seam, not that of the panels above and below.
  const columns = [box, ...parts].map((part) => spansBetween(raster, part, true)).reduce(longer);
  const plots = parts.flatMap((part) =>
    spansBetween(raster, part, false).flatMap(([top, bottom]) =>
      columns
        .map(([left, right]) => intersect(part, { left, top, right, bottom }))
        .filter((plot) => boxWidth(plot) >= smallest),
    ),
  );
  if (plots.length <= parts.length) return parts;
  const pictures = plots.filter((plot) => isPicture(raster, plot) && variesBothWays(raster, plot)).length;
  return pictures >= mostPictures * plots.length ? plots : parts;
}

const longer = <T extends { readonly length: number }>(a: T, b: T): T => (b.length > a.length ? b : a);

/** The spans of plots side by side (columns) or on top of one another; one span where there are no such plots. */
function spansBetween(raster: Raster, box: Box, columns: boolean): readonly (readonly [number, number])[] {
  const [from, to] = columns ? [box.left, box.right] : [box.top, box.bottom];
  const whole = [[from, to]] as const;
  const seams = seamsOf(raster, box, columns);
  if (seams.length === 0 || seams.length >= mostPlots) return whole;
  const starts = [from, ...seams.map(({ last }) => last + 1)];
  const ends = [...seams.map(({ first }) => first), to];
  const sizes = starts.map((start, k) => ends[k]! - start);
  const typical = median(sizes);
  const slack =
    Math.max(sameSize.pixels, sameSize.share * typical) + Math.max(...seams.map((s) => s.first - s.last - 1));
  if (typical < smallest || sizes.some((size) => Math.abs(size - typical) > slack)) return whole;
  const part = (start: number, end: number): Box =>
    columns ? { ...box, left: start, right: end } : { ...box, top: start, bottom: end };
  const parts = seams.every(({ last, first }, k) =>
    partsPictures(
      raster,
      part(k === 0 ? from : seams[k - 1]!.first, last + 1),
      part(first, seams[k + 1]?.last ?? to),
    ),
  );
  return parts ? starts.map((start, k) => [start, ends[k]!] as const) : whole;
}

/** Lines across a box at which most colours jump, by much more than they do from line to line elsewhere. */
function seamsOf(raster: Raster, box: Box, columns: boolean): Seam[] {
  const [from, to] = columns ? [box.left, box.right] : [box.top, box.bottom];
  if (Math.min(boxWidth(box), boxHeight(box)) < smallest || to - from < 2 * smallest) return [];
  const jumps = Float64Array.from({ length: to - from - 1 }, (_, k) =>
    jumpAfter(raster, box, columns, from + k),
  );
  const least = timesMore * median(jumps) + more;
  const thickest = seamOf(raster);
  const seams: { last: number; first: number }[] = [];
  for (let k = thickest; k < jumps.length - thickest; k++) {
    if (jumps[k]! <= least) continue;
    const open = seams.at(-1);
    if (open && from + k - open.last <= thickest) open.first = from + k + 1;
    else seams.push({ last: from + k, first: from + k + 1 });
  }
  // Among the borders of a smooth field's cells there is always a steepest, but others are nearly as steep.
  const isSeam = (k: number): boolean =>
    seams.some(({ last, first }) => from + k >= last - thickest && from + k < first + thickest);
  const elsewhere = jumps.slice(thickest, -thickest).filter((_, k) => !isSeam(k + thickest));
  const steepest = elsewhere.reduce((most, jump) => Math.max(most, jump), 0);
  const isSteeper = ({ last, first }: Seam): boolean =>
    Math.max(...jumps.slice(last - from, first - from)) >= standsOut * steepest;
  return seams.every(isSteeper) ? seams : [];
}

/** How much most of a line's pixels differ at least from those of the next line. */
function jumpAfter(raster: Raster, box: Box, columns: boolean, at: number): number {
  const next = columns ? 4 : 4 * raster.width;
  const offsets = lineSamples(raster, box, columns, at, positions);
  const differences = new Float64Array(offsets.length);
  for (let k = 0; k < offsets.length; k++)
    differences[k] = pixelDifference(raster, offsets[k]!, offsets[k]! + next);
  return quantileOfSorted(differences.sort(), 1 - mostOfSeam);
}

/** Samples along each side of a plot, and how many apart those are that are compared. */
const samples = 24;
const apart = 6;
/** Of pixels a quarter of the plot apart, at least this share have two colours: this far from one another. */
const leastVaried = 0.5;
const another = 8;

/** Whether colours change along rows as well as along columns: a row of cells is flat along the one. */
function variesBothWays(raster: Raster, box: Box): boolean {
  const at = (i: number, j: number): number => {
    const x = box.left + Math.floor(((i + 0.5) * boxWidth(box)) / samples);
    const y = box.top + Math.floor(((j + 0.5) * boxHeight(box)) / samples);
    return 4 * (y * raster.width + x);
  };
  let along = 0;
  let across = 0;
  for (let i = 1; i < samples - 1 - apart; i++)
    for (let j = 1; j < samples - 1; j++) {
      if (pixelDifference(raster, at(i, j), at(i + apart, j)) > another) along++;
      if (pixelDifference(raster, at(j, i), at(j, i + apart)) > another) across++;
    }
  return Math.min(along, across) >= leastVaried * (samples - 2 - apart) * (samples - 2);
}
