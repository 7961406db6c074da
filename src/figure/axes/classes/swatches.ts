import type { Box, Raster } from '../../../model/types.js';
import { median } from '../../../numeric/statistics/statistics.js';
import { apartAtTicks } from '../../labels/words/apart.js';
import type { Word } from '../../labels/words/joined.js';
import { type ColourbarLayout, coloursOf } from '../../layout/bars/colourbar.js';
import { gapBeside, type Side, upright } from '../../layout/ink/edges.js';
import { difference } from '../../layout/ink/frame.js';
import { maxDifference, type Page, pixelDifference } from '../../layout/ink/page.js';

/** Lines of one colour across a bar, the page left out: pixels along it, from the top or the left. */
export interface Swatch {
  readonly from: number;
  readonly to: number;
}

/** Lines of one colour that make a swatch: a frame or a rim has fewer. */
const thinnest = 4;
/** Swatches of a legend are of one size, about: what is shorter than this share of most is the rim of one, blurred by a codec. */
const leastOfTypical = 0.4;
/** What a codec leaves of one colour, any channel. */
const same = 24;
/**
 * A label is no farther from its swatch than so many of its heights; its words no farther from one another than so many, for a dash
 * between two spaces makes no word.
 */
const farthest = 3.5;
const spaced = 2.2;
/** Words of one line have their middles on one height within this share of theirs. */
const inLine = 0.5;
/** A label that stands above or below its swatch is centred on it within this share of the distance of two swatches. */
const centred = 0.25;

/**
 * The swatches of a legend, from the top or the left.
 *
 * @param page null where the legend stands on none
 */
export function swatchesOf(raster: Raster, page: Page | null, { box, orientation }: Along): Swatch[] {
  const [first, last] = orientation === 'vertical' ? [box.top, box.bottom] : [box.left, box.right];
  const offset = offsetsAlong(raster, { box, orientation });
  const swatches: Swatch[] = [];
  for (let at = first; at < last; ) {
    let to = at + 1;
    while (to < last && pixelDifference(raster, offset(at), offset(to)) <= same) to++;
    const isPage = page !== null && maxDifference(raster, offset(at), page.colour) <= page.tolerance;
    if (to - at >= thinnest && !isPage) swatches.push({ from: at, to });
    at = to;
  }
  const typical = median(swatches.map(({ from, to }) => to - from));
  return swatches.filter(({ from, to }) => to - from >= leastOfTypical * typical);
}

type Along = Pick<ColourbarLayout, 'box' | 'orientation'>;

/** Where the pixels of a bar's middle line begin, by their place along it. */
function offsetsAlong({ width }: Raster, { box, orientation }: Along): (at: number) => number {
  const vertical = orientation === 'vertical';
  const middle = vertical ? (box.left + box.right) >> 1 : (box.top + box.bottom) >> 1;
  return (at) => 4 * (vertical ? at * width + middle : middle * width + at);
}

/** Within a swatch of one colour half of it differs from the other by less than this share of what neighbours do; of a gradient, by half. */
const oneColour = 0.25;

/** Whether most of what was taken for swatches are parts of a gradient: their colours change within them as they do from one to the next. */
export function areShades(raster: Raster, bar: Along, swatches: readonly Swatch[]): boolean {
  const offset = offsetsAlong(raster, bar);
  const at = ({ from, to }: Swatch, share: number): number => offset(Math.floor(from + share * (to - from)));
  const between = swatches
    .slice(1)
    .map((next, k) => pixelDifference(raster, at(swatches[k]!, 0.5), at(next, 0.5)));
  const within = swatches.map((swatch) => pixelDifference(raster, at(swatch, 0.25), at(swatch, 0.75)));
  return median(within) > oneColour * median(between);
}

/** How many colours a bar goes through that differ by more than a codec leaves of one: of a shaded bar many, of swatches one each. */
export function shadesOf(bar: ColourbarLayout): number {
  const colours = coloursOf(bar);
  let [count, last] = [0, colours[0]];
  for (const colour of colours)
    if (count === 0 || difference(colour, last!) > same) [count, last] = [count + 1, colour];
  return count;
}

/** Where a word's middle is along the side that it stands at. */
export const middleAlong = ({ box }: Word, side: Side): number =>
  upright(side) ? (box.top + box.bottom) / 2 : (box.left + box.right) / 2;

/** The words that label each of a legend's swatches, from the left; none where a swatch has no label. */
export function wordsOfSwatches(
  words: readonly Word[],
  bar: ColourbarLayout,
  swatches: readonly Swatch[],
  side: Side,
): readonly (readonly Word[])[] {
  const rows = upright(side)
    ? swatches.map((swatch) => wordsBeside(words, bar.box, swatch, side))
    : rowsAlong(words, bar, swatches, side);
  return rows.map((row) => [...row].sort((a, b) => a.box.left - b.box.left));
}

/**
 * The words on a swatch's line, from the one next to the bar on, as far as no wide gap parts them.
 *
 * @param reach no farther from the bar than this many of its heights is the first of them
 */
export function wordsBeside(
  words: readonly Word[],
  bar: Box,
  { from, to }: Swatch,
  side: 'left' | 'right',
  reach = farthest,
): Word[] {
  const line = words
    .filter((word) => middleAlong(word, side) >= from && middleAlong(word, side) <= to)
    .map((word) => ({ word, gap: gapBeside(bar, side, word.box) }))
    .filter(({ gap }) => gap >= -1)
    .sort((a, b) => a.gap - b.gap);
  const row: Word[] = [];
  for (const { word, gap } of line) {
    const before = row.at(-1);
    const apart = before ? Math.max(word.box.left - before.box.right, before.box.left - word.box.right) : gap;
    if (apart > (before ? spaced : reach) * word.height) break;
    row.push(word);
  }
  return row;
}

/** A word next to a bar and those that follow it on its line, from the left. */
export function lineFrom(words: readonly Word[], first: Word, side: 'left' | 'right'): Word[] {
  const { top: from, bottom: to } = first.box;
  const row = wordsBeside(words, first.box, { from, to }, side, spaced);
  return [first, ...row].sort((a, b) => a.box.left - b.box.left);
}

/** The nearest line of words above or below a bar, each given to the swatch that it is nearest to. */
function rowsAlong(
  words: readonly Word[],
  bar: ColourbarLayout,
  swatches: readonly Swatch[],
  side: Side,
): Word[][] {
  const centres = swatches.map(({ from, to }) => (from + to) / 2);
  const pitch = (centres.at(-1)! - centres[0]!) / (centres.length - 1);
  const nearest = (at: number): number =>
    centres.reduce(
      (best, centre, k) => (Math.abs(at - centre) < Math.abs(at - centres[best]!) ? k : best),
      0,
    );
  // Classes must go on from one label to the next: that says whether what stood between two was a gap.
  const near = words
    .flatMap((word) =>
      gapBeside(bar.box, side, word.box) <= farthest * word.height ? apartAtTicks(word, centres, 0) : [],
    )
    .map((word) => ({ word, gap: gapBeside(bar.box, side, word.box), at: middleAlong(word, side) }))
    .filter(({ word, gap }) => gap >= -1 && gap <= farthest * word.height)
    .filter(({ at }) => Math.abs(at - centres[nearest(at)]!) <= pitch / 2)
    .sort((a, b) => a.gap - b.gap);
  const height = ({ box }: Word): number => (box.top + box.bottom) / 2;
  const first = near[0]?.word;
  const rows: Word[][] = swatches.map(() => []);
  for (const { word, at } of near)
    if (Math.abs(height(word) - height(first!)) <= inLine * first!.height) rows[nearest(at)]!.push(word);
  return rows.map((row, k) => {
    const left = Math.min(...row.map(({ box }) => box.left));
    const right = Math.max(...row.map(({ box }) => box.right));
    return Math.abs((left + right) / 2 - centres[k]!) <= centred * pitch ? row : [];
  });
}
