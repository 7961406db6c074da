import type { Box } from '../../model/types.js';
import { boxHeight, boxWidth, unite } from '../layout/rectangle.js';
import type { Word } from './text.js';

/**
 * What the shapes of a word's strokes say about the number it writes. Text recognition drops minus signs and dots
 * and flattens exponents, with high confidence; as shapes they are plain: a flat stroke at half height, a speck on
 * the baseline, a raised group.
 */
export interface WordStructure {
  readonly negative: boolean;
  /** The number without its sign and exponent. */
  readonly body: Box;
  /** Full-size glyphs in the body. */
  readonly bodyGlyphs: number;
  /** How many full-size glyphs precede each decimal mark (comma or point). */
  readonly points: readonly number[];
  readonly exponent: { readonly box: Box; readonly negative: boolean } | null;
  /** The power of ten behind an `e` (the one glyph of lower-case height among digits). */
  readonly decade: { readonly box: Box; readonly negative: boolean } | null;
  /** A plus or times sign in front: square and smaller than a digit. */
  readonly symbol: boolean;
  /** A flat stroke inside the word: of an exponent written with e, or of a date. */
  readonly innerDash: boolean;
  /** Two specks above one another: hours and minutes. */
  readonly colon: boolean;
  /** Height of a full-size glyph. */
  readonly size: number;
}

/** Shapes relative to the height of a digit, which in every common typeface is about twice its width. */
const FLAT = 0.28;
const SPECK = 0.36;
/**
 * A sign stands nearer than this to its number: a quarter of a digit's height in common typefaces, where a tick mark
 * without an axis to hang on keeps a label's usual distance of more than half.
 */
const SIGN_GAP = 0.42;

export function wordStructure(word: Word): WordStructure {
  const tallest = word.glyphs.filter((g) => boxHeight(g) >= 0.6 * word.height);
  const [foremost, second] = tallest;
  const symbol =
    foremost !== undefined &&
    second !== undefined &&
    foremost === word.glyphs[0] &&
    boxHeight(foremost) <= 0.88 * boxHeight(second) &&
    Math.abs(boxWidth(foremost) / boxHeight(foremost) - 1) < 0.16;
  const tall = symbol ? tallest.slice(1) : tallest;
  const first = tall[0] ?? word.box;
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
  const last = tall[tall.length - 1] ?? first;
  // Tick marks of a bar without a frame are taken into the words beside them.
  const isTick = (g: Box): boolean =>
    isDash(g) && Math.max(first.left - g.right, g.left - last.right) > SIGN_GAP * size;
  const glyphs = word.glyphs.filter((g) => !isTick(g));
  const raised = glyphs.filter(isRaised);
  // The raised group starts at one place and runs to the end; what follows it (units) is no part of the number.
  const firstRaised = raised[0]?.left ?? Number.POSITIVE_INFINITY;
  const leading = glyphs.filter((g) => isDash(g) && g.right <= first.left + 1 && g !== first);
  const isE = (g: Box): boolean =>
    g.left > first.left &&
    boxHeight(g) >= 0.6 * size &&
    boxHeight(g) <= 0.88 * size &&
    g.bottom >= first.bottom - 0.12 * size &&
    g.bottom <= first.bottom + 0.12 * size;
  const e = glyphs.find(isE);
  const behind = e === undefined ? [] : glyphs.filter((g) => g.left > e.left);
  // An e that touches the minus sign behind it is as wide as both.
  const merged = e !== undefined && boxWidth(e) > 1.6 * boxHeight(e);
  const power = behind.filter((g) => boxHeight(g) > 0.88 * size);
  const decade =
    e !== undefined &&
    power.length > 0 &&
    power.length <= 2 &&
    behind.every((g) => isDash(g) || power.includes(g))
      ? {
          box: power.reduce(unite),
          negative: merged || behind.some((g) => isDash(g) && g.left < power[0]!.left),
        }
      : null;
  const end = Math.min(firstRaised, decade === null ? Number.POSITIVE_INFINITY : e!.left);
  const body = glyphs.filter(
    (g) => !leading.includes(g) && !raised.includes(g) && g.left < end && !(symbol && g === glyphs[0]),
  );
  const full = body.filter((g) => boxHeight(g) >= 0.6 * size);
  const specks = body.filter(isSpeck);
  const points = specks.filter((g) => level(g) > 0.7).map((g) => full.filter((f) => f.left < g.left).length);
  const digits = raised.filter((g) => !isDash(g));
  return {
    negative: leading.some((g) => level(g) > 0.25 && level(g) < 0.85),
    body: body.length > 0 ? body.reduce(unite) : word.box,
    bodyGlyphs: full.length,
    points,
    exponent:
      digits.length > 0
        ? { box: digits.reduce(unite), negative: raised.some((g) => isDash(g) && g.left < digits[0]!.left) }
        : null,
    decade,
    symbol,
    innerDash: body.some((g) => isDash(g) && g !== first),
    colon: specks.some((g) => level(g) > 0.2 && level(g) <= 0.7),
    size,
  };
}
