import type { Word } from '../../labels/words/joined.js';
import type { ColourbarLayout } from '../../layout/bars/colourbar.js';
import { gapBeside } from '../../layout/ink/edges.js';
import { outerBox } from '../../layout/ticks.js';

/** Labels are no farther from their bar than so many of their heights, and centred on its ends within this share of them. */
const farthest = 2.2;
const atEnd = 0.75;
/** What shares this much of the lower one's height is on one line. */
const onLine = 0.5;
/** Words of one line stand on one height within this many pixels. */
const aligned = 2;

/**
 * Two words alone on their line that are centred on both ends of a bar: where the bar stands beside its plot, they may come nearer
 * to the plot than to the bar. Upright bars' words begin or end on one line.
 */
export function pairAtEnds(
  words: readonly Word[],
  { edges, orientation }: Pick<ColourbarLayout, 'edges' | 'orientation'>,
): Word[] {
  const outer = outerBox(edges);
  const [from, to] = orientation === 'vertical' ? (['top', 'bottom'] as const) : (['left', 'right'] as const);
  const [first, last] =
    orientation === 'vertical' ? (['left', 'right'] as const) : (['top', 'bottom'] as const);
  const middle = ({ box }: Word): number => (box[from] + box[to]) / 2;
  for (const side of [last, first]) {
    const gap = ({ box }: Word): number => gapBeside(outer, side, box);
    const beside = words.filter((word) => {
      const isAlong = word.box[to] > outer[from] - word.height && word.box[from] < outer[to] + word.height;
      return gap(word) >= -1 && gap(word) <= farthest * word.height && isAlong;
    });
    if (beside.length < 2) continue;
    // The labels of a plot's axis may stand on the next line.
    const nearest = beside.reduce((a, b) => (gap(b) < gap(a) ? b : a)).box;
    const near = beside.filter(({ box }) => {
      const shared = Math.min(box[last], nearest[last]) - Math.max(box[first], nearest[first]);
      return shared >= onLine * Math.min(box[last] - box[first], nearest[last] - nearest[first]);
    });
    const [low, high] = near.sort((a, b) => a.box[from] - b.box[from]);
    if (near.length !== 2 || low === undefined || high === undefined) continue;
    const isCentred =
      Math.abs(middle(low) - edges[from].at) <= atEnd * low.height &&
      Math.abs(middle(high) - edges[to].at) <= atEnd * high.height;
    const isLine = [first, last].some((line) => Math.abs(low.box[line] - high.box[line]) <= aligned);
    if (isCentred && isLine) return near;
  }
  return [];
}
