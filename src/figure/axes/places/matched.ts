import type { Word } from '../../labels/words/joined.js';
import { type Side, upright } from '../../layout/ink/edges.js';
import type { Tick } from '../../layout/ticks.js';

/** What stands at a corner is nearer to it than to any mark by so many pixels: a frame's thickness, and rounding. */
const AT_CORNER = 2;

/** Numbers beside an upright side that stand at their marks show that one which is off its own by more than this share of its height has another. */
const ASTRAY = 0.35;

/**
 * The words of a row that stand at a mark each, the nearest one at every mark.
 *
 * @param row words beside a side, with their middles along it, pixels
 * @param ends of the side: what stands at its corners is no other mark's
 */
export function matched(
  row: readonly { readonly word: Word; readonly middle: number }[],
  ticks: readonly Tick[],
  side: Side,
  ends: readonly [number, number],
): { readonly word: Word; readonly at: number; readonly marked: true }[] {
  const nearest = row.map(({ word, middle }) => {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    ticks.forEach((tick, k) => {
      const off = Math.abs(tick.at - middle);
      if (off < least) {
        least = off;
        best = k;
      }
    });
    return { word, middle, best, least, off: middle - (ticks[best]?.at ?? 0) };
  });
  // Text that is set on the line of its mark is off all marks alike.
  const isUsual = (off: number): boolean =>
    nearest.filter((other) => Math.abs(other.off - off) <= AT_CORNER).length > 2;
  const areExact = upright(side) && nearest.filter(({ least }) => least <= AT_CORNER).length > 2;
  const isAtEnd = (at: number): boolean => ends.some((end) => Math.abs(end - at) <= AT_CORNER);
  const labels = new Map<number, { word: Word; off: number; at: number }>();
  for (const { word, middle, best, least, off } of nearest) {
    const slack = upright(side) ? 0.5 * word.height + 1 : 0.7 * word.height + 2;
    // What stands as others do is taken with them, however near the limit the height of a word puts each of them.
    if (best < 0 || least > (isUsual(off) ? slack + AT_CORNER : slack)) continue;
    // Its own mark was not seen; what is pushed in at an end stands there all the same.
    const isAstray = areExact && least > Math.max(AT_CORNER, ASTRAY * word.height) && !isUsual(off);
    if (isAstray && !isAtEnd(ticks[best]!.at)) continue;
    // A frame hides the mark at its corner: what stands there is not the label of the next one.
    if (ends.some((at) => Math.abs(at - middle) + AT_CORNER < least) && !isUsual(off)) continue;
    const rival = labels.get(best);
    if (rival === undefined || least < rival.off) labels.set(best, { word, off: least, at: ticks[best]!.at });
  }
  return [...labels.values()].map(({ word, at }) => ({ word, at, marked: true }));
}
