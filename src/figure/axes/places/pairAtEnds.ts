import type { Word } from '../../labels/words/joined.js';
import type { Edges } from '../../layout/ink/edges.js';
import { outerBox } from '../../layout/ticks.js';

/** Labels are no farther from their bar than so many of their heights, and centred on its ends within this share of them. */
const farthest = 2.2;
const atEnd = 0.75;
/** Words of one line stand on one height within this many pixels. */
const aligned = 2;

/**
 * Two words alone on their line that are centred on both ends of a level bar: where the bar stands above its plot, they may come nearer
 * to the plot than to the bar.
 */
export function pairAtEnds(words: readonly Word[], edges: Edges): Word[] {
  const outer = outerBox(edges);
  const middle = ({ box }: Word): number => (box.left + box.right) / 2;
  for (const side of ['bottom', 'top'] as const) {
    const near = words.filter((word) => {
      const gap = side === 'bottom' ? word.box.top - outer.bottom : outer.top - word.box.bottom;
      const isAlong = word.box.right > outer.left - word.height && word.box.left < outer.right + word.height;
      return gap >= -1 && gap <= farthest * word.height && isAlong;
    });
    const [low, high] = near.sort((a, b) => a.box.left - b.box.left);
    if (near.length !== 2 || low === undefined || high === undefined) continue;
    const isCentred =
      Math.abs(middle(low) - edges.left.at) <= atEnd * low.height &&
      Math.abs(middle(high) - edges.right.at) <= atEnd * high.height;
    const isLine = Math.abs(low.box.bottom - high.box.bottom) <= aligned;
    if (isCentred && isLine) return near;
  }
  return [];
}
