import type { Box, Raster, Rgb } from '../../model/types.js';
import { difference } from './ink/frame.js';
import { lineSamples } from './ink/lineSamples.js';
import { commonColour, maxDifference, pixelDifference } from './ink/page.js';
import { boxHeight, boxWidth } from './ink/rectangle.js';

/** A strip holds a line of letters, and is lower than its plot (pixels, share of the rectangle). */
const lowest = 8;
const highest = 0.3;
/** What is left beside strips is a plot if it is at least so large (pixels). */
const smallestPlot = 24;
/** The strip's colour fills its lines but for letters, and all but frames of several strips at its two borders. */
const lettered = 0.5;
const blank = 0.9;
/** Letters take at least this share of a strip's height, whose lines they interrupt; margins with labels are wider. */
const leastLettered = 0.35;
/** What letters take of a line at least. */
const letter = 0.01;
/** Blank lines that a strip has at either border, before its letters. */
const borders = 2;
/** Beyond a strip and its frame, no more of a line than this has its colour. */
const mostBeyond = 0.5;
const frame = 4;
/** One colour, any channel, as a codec leaves it. */
const same = 12;
/** Colours nearer than this to the page's are gaps, and to the bar's may be data. */
const nearOther = 24;
/** Positions along a line that are looked at. */
const positions = 160;

interface Line {
  readonly colour: Rgb;
  readonly share: number;
}

/**
 * A rectangle of ink without the strips that panels carry their titles on (conditioning variables, facets): bands of one colour
 * from side to side with letters in them, above, between or beside plots.
 *
 * @param others colours that no strip has: the page's and those of bars
 * @returns what is left of the rectangle; all of it where there is no strip
 */
export function withoutTitleStrips(raster: Raster, box: Box, others: readonly Rgb[]): readonly Box[] {
  return rest(raster, box, others, false).flatMap((part) => rest(raster, part, others, true));
}

function rest(raster: Raster, box: Box, others: readonly Rgb[], columns: boolean): readonly Box[] {
  const [from, to] = columns ? [box.left, box.right] : [box.top, box.bottom];
  const kept: Line[] = [];
  const line = (k: number): Line => {
    kept[k] ??= lineAt(raster, box, columns, from + k);
    return kept[k];
  };
  const count = to - from;
  const limit = highest * (columns ? boxWidth(box) : boxHeight(box));
  const parts: Box[] = [];
  let start = 0;
  const keep = (end: number): void => {
    if (end - start < smallestPlot) return;
    parts.push(
      columns
        ? { ...box, left: from + start, right: from + end }
        : { ...box, top: from + start, bottom: from + end },
    );
  };
  let found = false;
  for (let k = 0; k < count; k++) {
    if (isVaried(raster, box, columns, from + k)) continue;
    const end = stripEnd(line, k, count);
    if (end - k < lowest || end - k > limit || !isTitled(line, k, end, count)) continue;
    if (others.some((colour) => difference(colour, line(k).colour) <= nearOther)) continue;
    found = true;
    keep(k);
    start = end;
    k = end - 1;
  }
  if (!found) return [box];
  keep(count);
  return parts.length > 0 ? parts : [box];
}

/** The line after the last of those that have mostly the colour of one. */
function stripEnd(line: (k: number) => Line, start: number, count: number): number {
  const { colour, share } = line(start);
  if (share < blank) return start;
  let end = start + 1;
  while (end < count && line(end).share >= lettered && difference(line(end).colour, colour) <= same) end++;
  return end;
}

/** Whether letters, and nothing at its borders, interrupt a strip, and what lies on either side of it has other colours. */
function isTitled(line: (k: number) => Line, start: number, end: number, count: number): boolean {
  const inside = Array.from({ length: end - start }, (_, k) => line(start + k));
  const empty = Math.min(
    ...[...inside.slice(0, borders), ...inside.slice(-borders)].map(({ share }) => share),
  );
  if (empty < blank) return false;
  // Lines of a grid go on to the borders, letters do not.
  const first = inside.findIndex(({ share }) => share < empty - letter);
  const last = inside.findLastIndex(({ share }) => share < empty - letter);
  if (last + 1 - first < leastLettered * inside.length) return false;
  const { colour } = line(start);
  return [start - frame, end - 1 + frame].every((k) => {
    if (k < 0 || k >= count) return true;
    const beyond = line(k);
    return beyond.share < mostBeyond || difference(beyond.colour, colour) > same;
  });
}

/**
 * Whether so many pixels of a line differ from those half the line away that no colour can fill it but for what blank lines
 * may have of others: of two that differ by twice what one colour may, one at least has another.
 */
function isVaried(raster: Raster, box: Box, columns: boolean, at: number): boolean {
  const offsets = lineSamples(raster, box, columns, at, positions);
  const half = offsets.length >> 1;
  const most = (1 - blank) * offsets.length;
  let others = 0;
  for (let k = 0; k < half; k++)
    if (pixelDifference(raster, offsets[k]!, offsets[k + half]!) > 2 * same && ++others > most) return true;
  return false;
}

/** The most frequent colour of a line across a box, and its share. */
function lineAt(raster: Raster, box: Box, columns: boolean, at: number): Line {
  const offsets = lineSamples(raster, box, columns, at, positions);
  const colour = commonColour(raster, offsets);
  let count = 0;
  for (const o of offsets) if (maxDifference(raster, o, colour) <= same) count++;
  return { colour, share: count / offsets.length };
}
