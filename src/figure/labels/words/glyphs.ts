import type { Box } from '../../../model/types.js';
import type { Side } from '../../layout/ink/edges.js';
import { boxHeight, boxWidth, unite } from '../../layout/ink/rectangle.js';
import type { Word } from './joined.js';

/**
 * What the shapes of a word's strokes say of the number it writes, beside what its reader says: a flat stroke at half
 * height is a sign, a speck on the baseline a decimal mark, a raised group an exponent.
 */
export interface WordShapes {
  /**
   * The digits without their sign, their exponent and what follows that: labels stand at their ticks by the middle of
   * their digits.
   */
  readonly digits: Box;
  readonly negative: boolean;
  /** Specks on the baseline among the digits: points or commas. */
  readonly points: number;
}

/** Shapes relative to the height of a digit, which in every common typeface is about twice its width. */
const FLAT = 0.28;
const SPECK = 0.36;
/**
 * A sign stands nearer than this to its number: a quarter of a digit's height in common typefaces, where a tick mark
 * without an axis to hang on keeps a label's usual distance of more than half.
 */
const SIGN_GAP = 0.42;

export function wordShapes(word: Word): WordShapes {
  const tall = word.glyphs.filter((g) => boxHeight(g) >= 0.6 * word.height);
  const first = tall[0] ?? word.box;
  const last = tall[tall.length - 1] ?? first;
  const size = boxHeight(first);
  const level = (g: Box): number => ((g.top + g.bottom) / 2 - first.top) / size;
  const isDash = (g: Box): boolean =>
    boxHeight(g) <= Math.max(2, FLAT * size) &&
    boxWidth(g) >= 1.5 * boxHeight(g) &&
    boxWidth(g) >= 0.22 * size;
  const isSpeck = (g: Box): boolean =>
    boxHeight(g) <= Math.max(2, SPECK * size) && boxWidth(g) <= Math.max(2, SPECK * size) && !isDash(g);
  const isRaised = (g: Box): boolean =>
    g.left > first.left + 0.3 * size &&
    (isDash(g)
      ? level(g) < 0.25
      : g.bottom < first.bottom - 0.2 * size && g.top < first.top - 0.06 * size && !isSpeck(g));
  // Tick marks of a bar without a frame are taken into the words beside them.
  const isTick = (g: Box): boolean =>
    isDash(g) && Math.max(first.left - g.right, g.left - last.right) > SIGN_GAP * size;
  const isSign = (g: Box): boolean => g !== first && isDash(g) && g.right <= first.left + 1;
  const glyphs = word.glyphs.filter((g) => !isTick(g));
  const unsigned = glyphs.filter((g) => !isSign(g));
  const end = unsigned.find(isRaised)?.left ?? Number.POSITIVE_INFINITY;
  const digits = unsigned.filter((g) => g.left < end && !isRaised(g));
  return {
    digits: digits.length > 0 ? digits.reduce(unite) : word.box,
    negative: glyphs.some((g) => isSign(g) && level(g) > 0.25 && level(g) < 0.85),
    points: digits.filter((g) => isSpeck(g) && level(g) > 0.7 && !isCovered(g, digits)).length,
  };
}

/**
 * Whether a stroke stands above a speck, or comes down right beside it: then both are pieces of one digit, which thin print falls
 * into. Between a point and the digits around it there is a gap.
 */
const isCovered = (speck: Box, glyphs: readonly Box[]): boolean =>
  glyphs.some((g) => {
    if (g === speck || g.top >= speck.top) return false;
    const overlap = Math.min(g.right, speck.right) - Math.max(g.left, speck.left);
    return overlap >= 0.5 * boxWidth(speck) || (overlap === 0 && g.bottom >= speck.bottom);
  });

/** A tick mark that hangs on an axis begins within this many pixels of it: its own anti-aliasing. */
const HANGING = 2;
/** Labels of one column begin within this many pixels of one another: their shapes differ, and their blur. */
const ALIGNED = 2;
/** From a mark to its label: more than from a sign to its number. */
const LABEL_GAP = 0.2;
/** A dash nearer to a side than this share of a label's height touches it: signs keep a distance as all labels do. */
const TOUCHING = 0.1;
/** So many labels in a row show that all of them begin with a mark. */
const FEWEST_MARKED = 3;

const isDash = (mark: Box, { height }: Word): boolean =>
  boxHeight(mark) <= Math.max(2, 0.15 * height) && boxWidth(mark) >= 2 * boxHeight(mark);

/** Whether a dash that touches the side begins all labels of a row: web pages write tick marks so, as letters (Leaflet's legends). */
function beginAtSide(word: Word, gap: number, row: readonly Word[]): boolean {
  if (gap > Math.max(1, TOUCHING * word.height) || row.length < FEWEST_MARKED) return false;
  const areDashes = row.every((other) => {
    const first = other.glyphs.reduce((a, b) => (b.left < a.left ? b : a));
    return isDash(first, other) && Math.abs(other.box.left - word.box.left) <= 1;
  });
  return areDashes && !row.every(beginsAsTyped);
}

/** Whether a dash is a character of a number: as wide as its digits, and as far from the first as they are from one another (SoX). */
function beginsAsTyped({ glyphs }: Word): boolean {
  const characters = [...glyphs].sort((a, b) => a.left - b.left);
  const steps = characters.slice(1).map(({ left }, k) => left - characters[k]!.left);
  return steps.length >= 2 && new Set(steps).size === 1 && new Set(characters.map(boxWidth)).size === 1;
}

/**
 * A word beside an upright side without the tick mark that was taken into it: a dash that begins at the side itself and
 * keeps a distance from the rest, where other labels begin. A sign begins where the other labels do.
 *
 * @param gap from the side to the word, pixels
 * @param others the words in its row
 */
export function withoutStub(word: Word, side: Side, gap: number, others: readonly Word[]): Word {
  const ordered = [...word.glyphs].sort((a, b) => (side === 'right' ? a.left - b.left : b.right - a.right));
  const [mark, ...rest] = ordered;
  // Nothing is drawn through the margin that is free around the data of some panels, and no number ends in a dash.
  if ((gap > HANGING && side === 'right') || mark === undefined || rest.length === 0) return word;
  const box = rest.reduce(unite);
  const stripped = { ...word, box, glyphs: rest, height: Math.max(...rest.map(boxHeight)) };
  const apart = side === 'right' ? box.left - mark.right : mark.left - box.right;
  if (!isDash(mark, word)) return word;
  if (side === 'right' && beginAtSide(word, gap, others)) return stripped;
  // Signs stand in the middle of their digits, and so do marks: only the distance tells them apart.
  if (apart < LABEL_GAP * word.height) return word;
  const isAligned = ({ box: other }: Word): boolean =>
    Math.abs(side === 'right' ? other.left - box.left : other.right - box.right) <= ALIGNED;
  // No number ends in a dash.
  if (side === 'right' && !others.some((other) => other !== word && isAligned(other))) return word;
  return stripped;
}
