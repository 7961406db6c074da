import type { Word } from '../labels/words/joined.js';
import { type Edges, type Side, upright } from '../layout/ink/edges.js';
import type { Tick } from '../layout/ticks.js';

/** So many marks that are pieces of letters are no chance; and most of the marks are. */
const FEWEST = 3;
/** A mark that touches its label is off the label's middle by less than this, pixels. */
const CENTRED = 1.5;

/**
 * The tick marks of a side but for what are pieces of letters that come so near to it that a codec joins them: they reach into words, and most
 * of them stand elsewhere than at these words' middles. None where most of them are.
 *
 * @param words that stand near the side
 */
export function withoutLetters(
  marks: readonly Tick[],
  words: readonly Pick<Word, 'box'>[],
  edges: Edges,
  side: Side,
): readonly Tick[] {
  const isUpright = upright(side);
  const outward = side === 'left' || side === 'top' ? -1 : 1;
  const offs = marks.flatMap(({ at, length }) => {
    const tip = edges[side].outer + outward * length;
    const word = words.find(({ box }) => {
      const [from, to] = isUpright ? [box.top, box.bottom] : [box.left, box.right];
      const [near, far] = isUpright ? [box.left, box.right] : [box.top, box.bottom];
      const isReached = outward > 0 ? tip > near && tip <= far : tip < far && tip >= near;
      return at >= from && at <= to && isReached;
    });
    if (!word) return [];
    const { box } = word;
    return [Math.abs(at - (isUpright ? box.top + box.bottom : box.left + box.right) / 2)];
  });
  // Marks have one length, or two.
  const lengths = new Set(marks.map(({ length }) => length));
  const areLetters =
    lengths.size > 2 &&
    offs.length >= FEWEST &&
    2 * offs.length > marks.length &&
    2 * offs.filter((off) => off > CENTRED).length > offs.length;
  return areLetters ? [] : marks;
}
