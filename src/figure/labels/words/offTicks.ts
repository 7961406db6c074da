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

/**
 * Tick marks begin so many pixels beside what is seen of a bar: a codec pales its last column, else a rim that is not smoothed does. A
 * frame in the page's own colour parts them farther, by no more than a codec does.
 */
const besideBox = { exact: 1, lossy: 2 };
/** From a mark to its label: more than from a sign to its number (of the label's height); clearly more where a mark stands farther off. */
const labelGap = { beside: 0.2, farther: 0.35 };

/** How far ink lies beside an upright side of a box, pixels; negative where it does not. */
const apartFrom = (ink: Box, box: Box): number => Math.max(box.left - ink.right, ink.left - box.right);

/**
 * The ink that is a tick mark of one of some boxes though a codec or a hard rim parted it from the box: a level dash just beside an
 * upright side, in columns that no digit stands in, for a number without a sign begins where the others have theirs, and away from the
 * number behind it.
 *
 * @param ink what hangs together, of all letters and marks
 * @param noisy the picture went through a lossy codec
 */
export function marksBeside(ink: readonly Box[], boxes: readonly Box[], noisy: boolean): ReadonlySet<Box> {
  const marks = new Set<Box>();
  for (const box of boxes) {
    const near = ink.filter((b) => b.top >= box.top - lowest && b.bottom <= box.bottom + lowest);
    for (const isRight of [false, true]) {
      const side = near.filter((b) => (isRight ? b.left >= box.right : b.right <= box.left));
      const dashes = side.filter((b) => isDashBeside(b, box));
      const longest = Math.max(...dashes.map((d) => apartFrom(d, box) + d.right - d.left));
      const letters = side.filter((b) => boxHeight(b) >= lowest);
      if (letters.some((letter) => apartFrom(letter, box) < longest)) continue;
      for (const dash of dashes) {
        const isFarther = apartFrom(dash, box) > besideBox[noisy ? 'lossy' : 'exact'];
        if (isAway(dash, letters, isFarther ? labelGap.farther : labelGap.beside)) marks.add(dash);
      }
    }
  }
  return marks;
}

function isDashBeside(ink: Box, box: Box): boolean {
  const apart = apartFrom(ink, box);
  const isDash = boxHeight(ink) <= tick.thickest && ink.right - ink.left >= tick.shortest;
  return (
    isDash && apart >= 0 && apart <= besideBox.lossy && ink.top >= box.top - 1 && ink.bottom <= box.bottom + 1
  );
}

/** Whether the letters at the height of a dash keep the distance of a label from it. */
const isAway = (dash: Box, letters: readonly Box[], gap: number): boolean =>
  letters.every(
    (letter) =>
      letter.bottom <= dash.top ||
      letter.top >= dash.bottom ||
      apartFrom(letter, dash) >= gap * boxHeight(letter),
  );

/** The first and the last row of the ink in a column between two rows; the last one above the first where there is none. */
export function inkExtent(
  { data, width }: Mask,
  x: number,
  top: number,
  bottom: number,
): readonly [number, number] {
  let first = bottom;
  let last = top - 1;
  for (let y = top; y < bottom; y++)
    if (data[y * width + x] === 1) {
      first = Math.min(first, y);
      last = y;
    }
  return [first, last];
}

/** A minus sign is a dash at least so long, and amid the digits behind it: shares of their height. One that a tick mark runs into lies on other rows than that. */
export const sign = { length: 0.3, amid: 0.2 };

/** A line of a mark or a sign is no thicker beside glyphs of a height, pixels. */
export const thickestLine = (height: number): number => Math.max(tick.thickest, tick.share * height);

/**
 * A glyph that a tick mark runs into, without the mark: beside an upright side of a box, a thin line from the side outward and at its
 * end something of a letter's height. Its letters go on from there as those of any label do. A minus sign between the two, which is level
 * as well, stays (VisIt).
 *
 * @param ink around ink that hangs together and touches the box
 * @returns undefined where it is a mark alone, or something else; otherwise the glyph, and the sign if there is one
 */
export function glyphsAtTick(mask: Mask, ink: Box, box: Box): readonly Box[] | undefined {
  const height = boxHeight(ink);
  const isLeft = ink.right <= box.left + 1;
  if (height < lowest || (!isLeft && ink.left < box.right - 1)) return undefined;
  const thickest = thickestLine(height);
  const columns = ink.right - ink.left;
  const columnAt = (k: number): number => (isLeft ? ink.right - 1 - k : ink.left + k);
  const extentAt = (k: number): readonly [number, number] =>
    inkExtent(mask, columnAt(k), ink.top, ink.bottom);
  let length = 0;
  while (length < columns) {
    const [first, last] = extentAt(length);
    if (last - first + 1 > thickest) break;
    length++;
  }
  if (length < tick.shortest || columns - length < 2) return undefined;
  if (isLeft) return [{ ...ink, right: ink.right - length }];
  const glyph = { ...ink, left: ink.left + length };
  const [first, last] = extentAt(length - 1);
  let from = length;
  while (from > 0 && isSame(extentAt(from - 1), [first, last])) from--;
  const isLong = length - from >= Math.max(tick.shortest, sign.length * height);
  const isAmid = Math.abs((first + last + 1 - ink.top - ink.bottom) / 2) <= sign.amid * height;
  if (from === 0 || !isLong || !isAmid) return [glyph];
  return [{ left: ink.left + from, top: first, right: glyph.left, bottom: last + 1 }, glyph];
}

const isSame = (a: readonly [number, number], b: readonly [number, number]): boolean =>
  a[0] === b[0] && a[1] === b[1];
