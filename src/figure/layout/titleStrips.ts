import type { Box, Raster, Rgb } from '../../model/types.js';
import { difference } from './ink/frame.js';
import { lineSamples } from './ink/lineSamples.js';
import { commonColour, maxDifference } from './ink/page.js';
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
  const lines = Array.from({ length: to - from }, (_, k) => lineAt(raster, box, columns, from + k));
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
  for (let k = 0; k < lines.length; k++) {
    const end = stripEnd(lines, k);
    if (end - k < lowest || end - k > limit || !isTitled(lines, k, end)) continue;
    if (others.some((colour) => difference(colour, lines[k]!.colour) <= nearOther)) continue;
    found = true;
    keep(k);
    start = end;
    k = end - 1;
  }
  if (!found) return [box];
  keep(lines.length);
  return parts.length > 0 ? parts : [box];
}

/** The line after the last of those that have mostly the colour of one. */
function stripEnd(lines: readonly Line[], start: number): number {
  const { colour, share } = lines[start]!;
  if (share < blank) return start;
  let end = start + 1;
  while (
    end < lines.length &&
    lines[end]!.share >= lettered &&
    difference(lines[end]!.colour, colour) <= same
  )
    end++;
  return end;
}

/** Whether letters, and nothing at its borders, interrupt a strip, and what lies on either side of it has other colours. */
function isTitled(lines: readonly Line[], start: number, end: number): boolean {
  const inside = lines.slice(start, end);
  const empty = Math.min(
    ...[...inside.slice(0, borders), ...inside.slice(-borders)].map(({ share }) => share),
  );
  if (empty < blank) return false;
  // Lines of a grid go on to the borders, letters do not.
  const first = inside.findIndex(({ share }) => share < empty - letter);
  const last = inside.findLastIndex(({ share }) => share < empty - letter);
  if (last + 1 - first < leastLettered * inside.length) return false;
  const { colour } = lines[start]!;
  return [lines[start - frame], lines[end - 1 + frame]].every(
    (line) => !line || line.share < mostBeyond || difference(line.colour, colour) > same,
  );
}

/** The most frequent colour of a line across a box, and its share. */
function lineAt(raster: Raster, box: Box, columns: boolean, at: number): Line {
  const offsets = lineSamples(raster, box, columns, at, positions);
  const colour = commonColour(raster, offsets);
  const share = offsets.filter((o) => maxDifference(raster, o, colour) <= same).length / offsets.length;
  return { colour, share };
}
