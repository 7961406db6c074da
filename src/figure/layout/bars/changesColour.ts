import type { Rgb } from '../../../model/types.js';
import { difference } from '../ink/frame.js';

/** A bar is at least this long, in pixels. */
export const SHORTEST = 24;

/**
 * A colour that changes by no more than this from row to row belongs to a steep map rather than to a line drawn across:
 * the longest way through the colours, hsv's, is six times through a channel, over the shortest bar's rows.
 */
const STEEPEST = (6 * 255) / SHORTEST;

/** At least 3 colours besides lines drawn across, and a walk through colour space longer than any noise makes. */
export function changesColour(profile: readonly Rgb[], noisy: boolean): boolean {
  const inner = profile.slice(Math.ceil(profile.length / 40) + 1, -Math.ceil(profile.length / 40) - 1);
  const step = noisy ? 24 : 10;
  const seen: Rgb[] = [];
  for (let i = 1; i < inner.length && seen.length < LEAST_SEEN; i++) {
    const change = difference(inner[i]!, inner[i - 1]!);
    if (change > step && (change > STEEPEST || !isOnTheWay(inner, i))) continue;
    if (seen.every((s) => difference(s, inner[i]!) > step)) seen.push(inner[i]!);
  }
  return seen.length >= LEAST_SEEN && !hasCommonColour(inner, step / 3);
}

/** Colours that a bar has at the least. */
const LEAST_SEEN = 3;

/** What has one colour along more of its length than this has marks on it: a title bar with its buttons, a slider. */
const MOST_OF_ONE = 0.75;

/** Whether too many rows have one colour, give or take a slack: looked for in every fourth row, each until too many others differ. */
function hasCommonColour(rows: readonly Rgb[], slack: number): boolean {
  const least = MOST_OF_ONE * rows.length;
  for (let i = 0; i < rows.length; i += 4) {
    let alike = 0;
    for (let k = 0; k < rows.length && alike + rows.length - k > least; k++)
      if (difference(rows[i]!, rows[k]!) <= slack) alike++;
    if (alike > least) return true;
  }
  return false;
}

/** Whether a row's colour lies between its neighbours', where a line's stands out from both. */
function isOnTheWay(rows: readonly Rgb[], i: number): boolean {
  const [before, here, after] = [rows[i - 1]!, rows[i]!, rows[i + 1]];
  if (after === undefined) return false;
  return difference(before, after) > Math.max(difference(before, here), difference(here, after));
}
