import type { Box, Raster } from '../../model/types.js';
import { median } from '../../numeric/statistics/statistics.js';
import { type Side, viewFrom } from '../layout/ink/edges.js';
import { maxDifference, type Page } from '../layout/ink/page.js';
import { more, timesMore } from '../layout/ink/seams.js';
import { jumps, type Strip } from './strips.js';

/** Of the plot beside a bar, at least this share along the bar is ink. */
const leastPlot = 0.5;
/** Lines of the plot that may be frame, or mixed with it. */
const rims = 3;
/** Colours along a bar are correlated to those right beside it by less than this: a column of data goes on as the next. */
const mostAlike = 0.8;
/** Of the places where a banded bar changes its colour, the plot beside does so at no more than this share. */
const mostShared = 0.5;

/**
 * Whether another picture begins beside a strip, which neither goes on with its colours nor is divided where it is: a column
 * of a plot's data may look like a bar at its border.
 *
 * @param box the strip
 * @param beside the side on which the picture is, the lines of a frame or of the page between them, and how many more may be blank
 */
export function pictureBegins(
  raster: Raster,
  page: Page,
  box: Box,
  beside: { readonly side: Side; readonly between: number; readonly seam: number },
): boolean {
  const { side, between, seam } = beside;
  const view = viewFrom(side, box, raster.width, raster.height);
  const isPlot = (d: number): boolean => {
    let ink = 0;
    for (let p = view.from; p < view.to; p++)
      if (maxDifference(raster, view.offset(-d, p), page.colour) > page.tolerance) ink++;
    return ink >= leastPlot * (view.to - view.from);
  };
  let first = between + 1;
  while (first <= between + seam && first <= view.outside && !isPlot(first)) first++;
  const at = first + rims;
  if (at > view.outside || !isPlot(at)) return false;
  return !goesOnBeside(raster, box, side, at);
}

/**
 * Whether a strip is a part of what lies beside it: that has nearly its colours, line by line, or changes them where the strip
 * does, as columns of data do.
 *
 * @param at lines from the strip's side to where that is looked at
 * @param within the strip's own line, so many inside of that side; its middle unless told
 */
export function goesOnBeside(raster: Raster, box: Box, side: Side, at = 1 + rims, within?: number): boolean {
  const view = viewFrom(side, box, raster.width, raster.height);
  if (at > view.outside) return false;
  // The frame's lines at the ends belong to both.
  const length = view.to - view.from - 2 * rims;
  const line = (d: number): Float64Array =>
    Float64Array.from(
      { length: 3 * length },
      (_, i) => raster.data[view.offset(d, view.from + rims + Math.floor(i / 3)) + (i % 3)]!,
    );
  const inwards = within ?? view.depth >> 1;
  const [own, next, beyond] = [inwards, -at, -Math.min(view.outside, at + at + inwards)].map(line);
  // Cells of a smooth field differ by little, but at the same places.
  if (changeTogether(own!, next!) || changeTogether(own!, next!, 0)) return true;
  return (
    medianDistance(own!, next!) <= timesMore * medianDistance(next!, beyond!) + more &&
    correlation(own!, next!) >= mostAlike
  );
}

/** Whether what lies beside a strip has nearly the colours of the strip's line next to it: a frame or a codec may change those farther in. */
export const goesOnAtBorder = (raster: Raster, box: Box, side: Side): boolean =>
  goesOnBeside(raster, box, side, 1 + rims, 0);

/** Of the length of such a strip this share may not be told from the data beside it at either end. */
const HIDDEN = 0.05;

/**
 * Whether a bar reaches from end to end of a plot. At its border such a strip is the outermost row of its data: what the page has
 * beside it are the labels of an axis.
 */
export function takesLength({ box, orientation }: Strip, plot: Box): boolean {
  const [first, last] =
    orientation === 'vertical' ? (['top', 'bottom'] as const) : (['left', 'right'] as const);
  const slack = Math.max(rims, HIDDEN * (plot[last] - plot[first]));
  return Math.abs(box[first] - plot[first]) <= slack && Math.abs(box[last] - plot[last]) <= slack;
}

/** Whether two lines of colours change at the same places. */
function changeTogether(own: Float64Array, next: Float64Array, least?: number): boolean {
  const [changes, others] = [own, next].map((colours) => jumps(colours, 0, least));
  const shared = changes!.filter((place) => others!.some((other) => Math.abs(place - other) <= 1)).length;
  // Lines that change often are near one another's changes by chance.
  const byChance = Math.min(1, (9 * others!.length) / own.length);
  return changes!.length >= 2 && shared > (byChance + mostShared * (1 - byChance)) * changes!.length;
}

const medianDistance = (a: Float64Array, b: Float64Array): number =>
  median(
    Float64Array.from({ length: a.length / 3 }, (_, i) =>
      Math.max(...[0, 1, 2].map((c) => Math.abs(a[3 * i + c]! - b[3 * i + c]!))),
    ),
  );

/** Pearson's correlation of two rows of colours, each channel about its own mean, all channels together. */
function correlation(a: Float64Array, b: Float64Array): number {
  const meansOf = (colours: Float64Array): readonly number[] => {
    const sums = [0, 0, 0];
    for (let i = 0; i < colours.length; i++) sums[i % 3]! += (3 * colours[i]!) / colours.length;
    return sums;
  };
  const [means, others] = [meansOf(a), meansOf(b)];
  let [both, first, second] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const p = a[i]! - means[i % 3]!;
    const q = b[i]! - others[i % 3]!;
    both += p * q;
    first += p * p;
    second += q * q;
  }
  return first > 0 && second > 0 ? both / Math.sqrt(first * second) : 0;
}
