import { spread } from '../../../numeric/statistics/statistics.js';
import type { Word } from '../../labels/words/joined.js';
import { type Edges, gapBeside, type Side, upright } from '../../layout/ink/edges.js';
import { unite } from '../../layout/ink/rectangle.js';
import { outerBox } from '../../layout/ticks.js';

/** A space parts a number from its unit: a gap of no more than this, in its height. */
const SPACE = 0.9;
/** The nearest label of a bar is no farther from it than so many of its heights. */
const FARTHEST = 2.2;
/** A label is no longer than so many of its heights. */
const LONGEST = 12;
/** Words stand on one line if they share this much of the lower one's height. */
const ON_LINE = 0.6;
/** The same letters are as wide each time, but for how they come to lie on the pixels. */
const SAME = 1.5;
/** One pair alone may be words of a title. */
const FEWEST = 2;

/**
 * The words of a figure with the numbers beside a bar and the unit that a space parts from each (`20 mm`) as one word: a label's middle
 * is that of both, and at the left of a bar the unit stands nearer to it than the number.
 *
 * @returns the words as they are, unless all labels of the side are pairs of words of which the second are alike
 */
export function withUnitsBehind(words: readonly Word[], edges: Edges, side: Side): readonly Word[] {
  // At the right of an upright bar the number comes first, on the line of both.
  if (side === 'right') return words;
  const labels = linesBeside(words, edges, side);
  const pairs = labels.filter((label): label is [Word, Word] => label.length === 2);
  if (pairs.length < FEWEST || pairs.length < labels.length) return words;
  const widths = pairs.map(([, { box }]) => box.right - box.left);
  const heights = pairs.map(([, { height }]) => height);
  if (spread(widths) > SAME || spread(heights) > SAME) return words;
  // Without the space a single letter could be a power of ten: 1 m is a metre, 1m a thousandth.
  if (pairs.every(([, { glyphs }]) => glyphs.length === 1)) return words;
  const used = new Set(pairs.flat());
  const whole = pairs.map(
    ([number, unit]): Word => ({
      ...number,
      box: unite(number.box, unit.box),
      glyphs: [...number.glyphs, ...unit.glyphs],
      ...(unit.cut && { cut: unit.cut }),
    }),
  );
  return [...words.filter((word) => !used.has(word)), ...whole];
}

/** The labels along a side, as the words that no more than spaces part: of an upright one the nearest on each line, of a level one the nearest line. */
function linesBeside(words: readonly Word[], edges: Edges, side: Side): Word[][] {
  const bar = outerBox(edges);
  const gapOf = ({ box }: Word): number => gapBeside(bar, side, box);
  const [from, to] = upright(side) ? (['top', 'bottom'] as const) : (['left', 'right'] as const);
  const groups: Word[][] = [];
  const around = words.filter((word) => {
    const reach = LONGEST * word.height;
    const isAlong = word.box[to] > bar[from] - reach && word.box[from] < bar[to] + reach;
    return isAlong && gapOf(word) >= -1 && gapOf(word) <= FARTHEST * word.height + reach;
  });
  for (const word of around.sort((a, b) => a.box.left - b.box.left)) {
    const host = groups.find((group) => isBehind(group.at(-1)!, word));
    if (host) host.push(word);
    else groups.push([word]);
  }
  const isAlong = (group: readonly Word[]): boolean => {
    const height = Math.max(...group.map((word) => word.height));
    const box = group.map((word) => word.box).reduce(unite);
    return box[to] > bar[from] - height && box[from] < bar[to] + height;
  };
  const gap = (group: readonly Word[]): number => Math.min(...group.map(gapOf));
  const near = groups
    .filter(
      (group) => isAlong(group) && gap(group) <= FARTHEST * Math.max(...group.map(({ height }) => height)),
    )
    .sort((a, b) => gap(a) - gap(b));
  if (!upright(side)) return near.filter((group) => near[0]!.some((a) => group.some((b) => onLine(a, b))));
  return near.filter((group, k) => !near.slice(0, k).some((other) => onLine(other[0]!, group[0]!)));
}

/** Whether a word goes on behind another one on its line after a space. */
const isBehind = (before: Word, word: Word): boolean =>
  word.box.left >= before.box.right &&
  word.box.left - before.box.right <= SPACE * Math.max(before.height, word.height) &&
  onLine(before, word);

function onLine({ box: a, height: one }: Word, { box: b, height: other }: Word): boolean {
  return Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) >= ON_LINE * Math.min(one, other);
}
