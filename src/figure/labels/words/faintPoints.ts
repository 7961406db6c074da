import type { Box } from '../../../model/types.js';
import { boxHeight, boxWidth, unite } from '../../layout/ink/rectangle.js';
import { SPECK, type Word } from './joined.js';

/** In letters of one width two narrow digits stand so many of their heights apart on either side of a point. */
const WIDEST = 1.5;
/** Words of one line stand on it, and are as tall as one another, to this share of their height. */
const IN_LINE = 0.25;
/** A point differs from the page by this much at least, and so many times as much as all else between the digits. */
const LEAST = 20;
const OVER = 2.5;
/** It lies so low, and keeps off the digits' own rims. */
const LOW = 0.35;
const RIM = 2;

/**
 * Words with the halves of numbers joined whose decimal point is too pale for a glyph, as a lens or a print leaves it: what is left of it
 * still stands out from the paper between the digits, on their line.
 *
 * @param contrast how far the picture's pixel at (x, y) is from the page
 */
export function joinedAtPoints(
  words: readonly Word[],
  contrast: (x: number, y: number) => number,
): readonly Word[] {
  const rest = [...words].sort((a, b) => a.box.left - b.box.left);
  const whole: Word[] = [];
  while (rest.length > 0) {
    const a = rest.shift()!;
    const next = rest.findIndex((b) => areInLine(a, b));
    const point = next >= 0 ? pointBetween(a, rest[next]!, contrast) : undefined;
    if (point === undefined) {
      whole.push(a);
      continue;
    }
    const [b] = rest.splice(next, 1);
    rest.unshift({
      box: unite(a.box, b!.box),
      glyphs: [...a.glyphs, point, ...b!.glyphs],
      height: Math.max(a.height, b!.height),
    });
  }
  return whole;
}

function areInLine(a: Word, b: Word): boolean {
  const slack = Math.max(1, IN_LINE * a.height);
  const gap = b.box.left - a.box.right;
  return (
    gap > 0 &&
    gap <= WIDEST * a.height &&
    Math.abs(a.height - b.height) <= slack &&
    Math.abs(a.box.bottom - b.box.bottom) <= slack
  );
}

/** What is left of a point between two words; undefined where the page alone lies between them, or something else. */
function pointBetween(
  { box: a, height }: Word,
  { box: b }: Word,
  contrast: (x: number, y: number) => number,
): Box | undefined {
  const [left, right] = [a.right + RIM, b.left - RIM];
  const bottom = Math.max(a.bottom, b.bottom);
  const low = Math.round(bottom - LOW * height);
  const strongest = (top: number, end: number): number => {
    let most = 0;
    for (let y = top; y < end; y++) for (let x = left; x < right; x++) most = Math.max(most, contrast(x, y));
    return most;
  };
  const most = strongest(low, bottom + 1);
  if (most < LEAST || most < OVER * strongest(Math.round(bottom - height), low - 1)) return undefined;
  let point: Box | undefined;
  for (let y = low; y <= bottom; y++)
    for (let x = left; x < right; x++) {
      if (2 * contrast(x, y) < most) continue;
      const pixel = { left: x, top: y, right: x + 1, bottom: y + 1 };
      point = point ? unite(point, pixel) : pixel;
    }
  const isSmall = point && Math.max(boxWidth(point), boxHeight(point)) <= Math.max(2, SPECK * height);
  return isSmall ? point : undefined;
}
