import type { Box } from '../../../model/types.js';
import { boxHeight } from '../../layout/ink/rectangle.js';

/** A mask of ink and its width. */
interface Mask {
  readonly data: Uint8Array;
  readonly width: number;
}

/** The lowest glyph that is told from a tick mark with a blot at its end, pixels. */
const lowest = 6;
/** A tick mark is at least so long, and no thicker than this share of a glyph's height or so many pixels. */
const tick = { shortest: 3, share: 0.2, thickest: 2 };

/** Tick marks begin so many pixels beside what is seen of a bar: a codec pales its last column, else a rim that is not smoothed does. */
const besideBox = { exact: 1, lossy: 2 };

/**
 * Whether ink is a level dash just beside an upright side of a box: a tick mark, for a minus sign keeps off.
 *
 * @param noisy the picture went through a lossy codec
 */
export function isMarkBeside(ink: Box, box: Box, noisy: boolean): boolean {
  const apart = Math.max(box.left - ink.right, ink.left - box.right);
  const isDash = boxHeight(ink) <= tick.thickest && ink.right - ink.left >= tick.shortest;
  return (
    isDash &&
    apart >= 0 &&
    apart <= (noisy ? besideBox.lossy : besideBox.exact) &&
    ink.top >= box.top - 1 &&
    ink.bottom <= box.bottom + 1
  );
}

/**
 * A glyph that a tick mark runs into, without the mark: beside an upright side of a box, a thin line from the side outward and at its
 * end something of a letter's height. Its letters go on from there as those of any label do.
 *
 * @param ink around ink that hangs together and touches the box
 * @returns undefined where it is a mark alone, or something else
 */
export function glyphAtTick(mask: Mask, ink: Box, box: Box): Box | undefined {
  const height = boxHeight(ink);
  const isLeft = ink.right <= box.left + 1;
  if (height < lowest || (!isLeft && ink.left < box.right - 1)) return undefined;
  const thickest = Math.max(tick.thickest, tick.share * height);
  const extentAt = (x: number): number => {
    let first = ink.bottom;
    let last = ink.top - 1;
    for (let y = ink.top; y < ink.bottom; y++)
      if (mask.data[y * mask.width + x] === 1) {
        first = Math.min(first, y);
        last = y;
      }
    return last - first + 1;
  };
  let length = 0;
  const columns = ink.right - ink.left;
  while (length < columns && extentAt(isLeft ? ink.right - 1 - length : ink.left + length) <= thickest)
    length++;
  if (length < tick.shortest || columns - length < 2) return undefined;
  return isLeft ? { ...ink, right: ink.right - length } : { ...ink, left: ink.left + length };
}
