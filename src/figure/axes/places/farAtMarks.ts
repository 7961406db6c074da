import type { Word } from '../../labels/words/joined.js';
import type { Tick } from '../../layout/ticks.js';

/** So many marks with a label at each are no chance. */
const FEWEST = 3;
/** Text is off its mark by less than this share of its height, and all of it alike within so many pixels. */
const CENTRED = 0.5;
const ALIKE = 1;

/** A word beside a side, and its middle along it. */
interface Beside {
  readonly word: Word;
  readonly middle: number;
}

/**
 * The words of a side in the order of its marks, where one stands at each of them and there are no others: labels, however far away.
 * None where it is otherwise.
 *
 * @param words beside the side, none of them near it
 */
export function farAtMarks(words: readonly Beside[], marks: readonly Tick[]): readonly Beside[] {
  if (marks.length < FEWEST || words.length !== marks.length) return [];
  const order = [...words].sort((a, b) => a.middle - b.middle);
  const offs = order.map(({ middle }, k) => middle - marks[k]!.at);
  const isCentred = offs.every((off, k) => Math.abs(off) <= CENTRED * order[k]!.word.height);
  return isCentred && Math.max(...offs) - Math.min(...offs) <= ALIKE ? order : [];
}
