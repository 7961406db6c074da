import type { BarAxes } from '../../../bar/barPixel.js';
import type { Box, Raster, Rgb } from '../../../model/types.js';
import { median } from '../../../numeric/statistics/statistics.js';
import { luma } from '../../../raster/colours/colourSpace.js';
import { type Side, type View, viewFrom } from '../ink/edges.js';
import { difference } from '../ink/frame.js';
import { maxDifference, type Page } from '../ink/page.js';
import { boxArea, contains, intersect, unite } from '../ink/rectangle.js';

/** An end whose colour is this near the page's, in tolerances of ink, may go on where no ink is seen. */
const nearPage = 3;
/**
 * A line's mean differs from the page by more than this where something is drawn. Codecs ring by a level or two on average, in
 * luma: their chroma strays over many pixels.
 */
const seen = { exact: 1, lossy: 3 };
/** What differs from the page by more than this, and by half as much two lines on, has an edge there and does not fade. */
const edge = 12;
/** Within a line, colours differ by no more than this. */
const even = { exact: 3, lossy: 16 };
/** A bar's colours may pass through the page's own within so many lines. */
const longestGap = 4;

/** A rectangle that may be a bar, and all that hangs together of it: ticks, arrows. */
export interface Piece {
  rectangle: Box;
  whole: Box;
}

/**
 * Pieces of bars with what of them fades into the page: at an end whose colour comes near the page's, lines of one colour
 * across go on being the bar's as long as they differ from the page at all, which their mean shows long before single
 * pixels count as ink. What the one takes in of another is no bar of its own.
 */
export function withFadedEnds(
  raster: Raster,
  page: Page,
  pieces: readonly Piece[],
  orientation: BarAxes['orientation'],
): Piece[] {
  const [low, high]: [Side, Side] = orientation === 'vertical' ? ['bottom', 'top'] : ['left', 'right'];
  const result: Piece[] = [];
  for (const piece of [...pieces].sort((a, b) => boxArea(b.rectangle) - boxArea(a.rectangle))) {
    const isTaken = (by: Box): boolean =>
      boxArea(intersect(by, piece.rectangle)) > 0.5 * boxArea(piece.rectangle);
    if (result.some((other) => isTaken(other.rectangle))) continue;
    const ground = pageBeside(raster, page, piece.rectangle, orientation);
    const rectangle = grownAt(raster, ground, grownAt(raster, ground, piece.rectangle, low), high);
    const within = pieces.filter((other) => contains(rectangle, other.rectangle, 1));
    result.push({ rectangle, whole: [rectangle, ...within.map(({ whole }) => whole)].reduce(unite) });
  }
  return result;
}

/** Lines beside a bar's long sides that show what it lies on, past a frame and what a codec smears; letters cover less than half of them. */
const besideLines = { from: 3, to: 6 };

/**
 * The page as it is beside a bar: what a codec's tolerance takes for the page may be a card of nearly its colour, and where a bar that fades
 * into that ends is seen against the card alone.
 */
export function pageBeside(
  raster: Raster,
  page: Page,
  rectangle: Box,
  orientation: BarAxes['orientation'],
): Page {
  if (!page.noisy) return page;
  const offsets: number[] = [];
  for (const side of orientation === 'vertical'
    ? (['left', 'right'] as const)
    : (['top', 'bottom'] as const)) {
    const view = viewFrom(side, rectangle, raster.width, raster.height);
    for (let d = besideLines.from; d < Math.min(besideLines.to, view.outside); d++)
      for (let p = view.from; p < view.to; p++) offsets.push(view.offset(-1 - d, p));
  }
  if (offsets.length === 0) return page;
  const channel = (c: number): number => median(offsets.map((o) => raster.data[o + c]!));
  const colour: Rgb = [channel(0), channel(1), channel(2)];
  return difference(colour, page.colour) <= page.tolerance ? { ...page, colour } : page;
}

/** Whether the colour of a bar's end comes near the page's, and no line of a frame stands between them. */
export function fades(raster: Raster, page: Page, rectangle: Box, side: Side): boolean {
  const lineAt = linesFrom(raster, page, rectangle, side);
  return endLines.every((d) => {
    const line = lineAt(d);
    return line !== undefined && difference(line, page.colour) <= nearPage * (page.tolerance + 4);
  });
}

/** The lines that tell a bar's end: the outermost, which a frame would be, and one behind its rims. */
const endLines = [0, 1, 2];

/** The mean colour of the middle of a line across a bar, lines counted inwards from a side; undefined where it has several. */
function linesFrom(raster: Raster, page: Page, rectangle: Box, side: Side): (d: number) => Rgb | undefined {
  const view = viewFrom(side, rectangle, raster.width, raster.height);
  const quarter = (view.to - view.from) >> 2;
  const slack = page.noisy ? even.lossy : even.exact;
  return (d) => {
    const sum = [0, 0, 0];
    const least = [255, 255, 255];
    const most = [0, 0, 0];
    for (let p = view.from + quarter; p < view.to - quarter; p++)
      for (let c = 0; c < 3; c++) {
        const v = raster.data[view.offset(d, p) + c]!;
        sum[c]! += v;
        least[c] = Math.min(least[c]!, v);
        most[c] = Math.max(most[c]!, v);
      }
    if (most.some((v, c) => v - least[c]! > slack)) return undefined;
    const n = view.to - view.from - 2 * quarter;
    return [sum[0]! / n, sum[1]! / n, sum[2]! / n];
  };
}

/** A line whose outer parts have less than this share of its middle's contrast is narrower than the bar; so many of them make an arrow. */
const full = 0.5;
const taper = 3;
/** The outer parts are an eighth of the bar's width each, of so many pixels at least. */
const outer = { share: 1 / 8, least: 2 };

/** The mean colour of both outer parts of a line across a bar, without the rims. */
function outerColour(raster: Raster, { from, to, offset }: View, d: number, part: number): Rgb {
  const sum = [0, 0, 0];
  for (let k = 1; k <= part; k++)
    for (const p of [from + k, to - 1 - k])
      for (let c = 0; c < 3; c++) sum[c]! += raster.data[offset(d, p) + c]!;
  return sum.map((v) => v / (2 * part)) as unknown as Rgb;
}

/** How far the mean colours of lines are from the page's: chroma that a codec left there counts for nothing. */
const fromPageOf =
  (page: Page) =>
  (line: Rgb): number =>
    page.noisy ? Math.abs(luma(...line) - luma(...page.colour)) : difference(line, page.colour);

/** What tells the step at an end: lines behind it, those a gradient's slope shows in, and those beyond it, without the blurred outermost one. */
const stepLines = { behind: 4, slope: 8 };
/** What is left of a codec's ringing on average. */
const nothing = 1;
/** A fade that would go on for so many lines does not end by itself. */
const goesOn = 8;

/**
 * Whether a bar is seen to end where it does, though its colour there is no ink in a picture that a codec has been through: its last
 * lines are of another colour than the page on average, would be so for long if they went on, and the page beyond is bare for as far as
 * the bar is wide, which an arrow would reach.
 */
export function endsInSight(raster: Raster, page: Page, rectangle: Box, side: Side): boolean {
  const view = viewFrom(side, rectangle, raster.width, raster.height);
  const lineAt = linesFrom(raster, page, rectangle, side);
  const fromPage = fromPageOf(page);
  const width = Math.min(view.outside, view.to - view.from);
  // Not a number where there are no lines, or one that has several colours.
  const contrast = (from: number, to: number): number => {
    let sum = 0;
    for (let d = from; d < to; d++) {
      const line = lineAt(d);
      sum += line === undefined ? Number.NaN : fromPage(line);
    }
    return sum / (to - from);
  };
  const end = contrast(1, 1 + stepLines.behind);
  const inside = contrast(1 + stepLines.slope, 1 + stepLines.slope + stepLines.behind);
  const slope = (inside - end) / stepLines.slope;
  return end >= seen.lossy && contrast(-width, -2) <= nothing && end >= goesOn * slope;
}

function grownAt(raster: Raster, page: Page, rectangle: Box, side: Side): Box {
  if (!fades(raster, page, rectangle, side)) return rectangle;
  const view = viewFrom(side, rectangle, raster.width, raster.height);
  const lineAt = linesFrom(raster, page, rectangle, side);
  const fromPage = fromPageOf(page);
  const threshold = page.noisy ? seen.lossy : seen.exact;
  const part = Math.max(outer.least, outer.share * (view.to - view.from));
  const contrasts: number[] = [0, 0];
  let grown = 0;
  let narrower = 0;
  for (let d = 1; d <= view.outside && d - grown <= longestGap; d++) {
    const line = lineAt(-d);
    if (line === undefined) break;
    const contrast = fromPage(line);
    const before = contrasts.at(-2)!;
    if (page.noisy && before > edge && contrast < 0.5 * before) break;
    contrasts.push(contrast);
    if (contrast <= threshold) continue;
    grown = d;
    narrower = fromPage(outerColour(raster, view, -d, Math.round(part))) < full * contrast ? narrower + 1 : 0;
    if (narrower < taper) continue;
    // Arrows are about as long as they are wide: both sides have lost the rim and half of an outer part here.
    grown = Math.max(0, d - taper - Math.round(2 + part));
    break;
  }
  grown = Math.max(grown, sideLineBeyond(raster, page, rectangle, side));
  const outward = side === 'left' || side === 'top' ? -grown : grown;
  return { ...rectangle, [side]: rectangle[side] + outward };
}

/** A line along a bar's long side: this different from the page, any channel, and so near to the side (pixels). */
const sideLine = { contrast: 96, near: 2 };
/** It runs beside so much of the bar that it is no tick, and goes on beyond what is seen of it by no more than this share. */
const beside = { least: 16, beyond: 0.25 };

/** How far the line along one of a bar's long sides, its axis, goes on beyond an end that fades: there the bar ends. */
function sideLineBeyond(raster: Raster, page: Page, rectangle: Box, side: Side): number {
  const view = viewFrom(side, rectangle, raster.width, raster.height);
  const most = Math.min(view.outside, Math.round(beside.beyond * view.depth));
  const across = side === 'top' || side === 'bottom' ? raster.width : raster.height;
  let longest = 0;
  for (const at of [view.from, view.to - 1])
    for (let p = Math.max(0, at - sideLine.near); p <= Math.min(across - 1, at + sideLine.near); p++) {
      const isLine = (d: number): boolean =>
        maxDifference(raster, view.offset(d, p), page.colour) >= sideLine.contrast;
      let d = Math.min(beside.least, view.depth) - 1;
      while (d >= -most && isLine(d)) d--;
      // What goes on farther still is not the bar's own.
      if (d >= -most) longest = Math.max(longest, -1 - d);
    }
  return longest;
}
