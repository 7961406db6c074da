import type { Box } from '../../../model/types.js';
import { boxHeight, boxWidth, unite } from '../../layout/ink/rectangle.js';

/** A run of glyphs on one line with no gap as wide as a space between them. */
export interface Word {
  readonly box: Box;
  /** The separate strokes of it, from the left. */
  readonly glyphs: readonly Box[];
  /** Height of its tallest glyph. */
  readonly height: number;
  /** What it ends at, so that a part of it may be missing: ink that runs into a box, or the picture's left or right border. */
  readonly cut?: 'ink' | 'border';
}

/** Letters lie nearer to one another than this share of their height; words lie farther apart. */
export const LETTER_GAP = 0.5;
/** Digits have one width in most typefaces: a 1 or a point, at most so wide, stands in the middle of more room than it fills. */
const NARROW = 0.45;
/** A point is no higher and no wider than this: of a small one that a lens has blurred hardly a pixel is left. */
export const SPECK = 0.36;
/** What a narrow letter's room adds to the gap, a point's again, or the pixel that rounding does. */
const NARROW_GAP = 0.1;

/**
 * The words that glyphs make: those on one line with no gap as wide as a space between them.
 *
 * @param typical height of the glyphs around, pixels
 */
export function joined(glyphs: readonly Box[], typical: number): Word[] {
  const sorted = [...glyphs].sort((a, b) => a.left - b.left);
  const parent = sorted.map((_, i) => i);
  const letters = inStacks(sorted, typical);
  const stacked = sorted.map((glyph) => letters.has(glyph) || isPointOf(glyph, sorted, letters, typical));
  const root = (i: number): number => {
    while (parent[i] !== i) i = parent[i]!;
    return i;
  };
  for (let i = 0; i < sorted.length; i++) {
    const a = sorted[i]!;
    for (let j = i + 1; j < sorted.length; j++) {
      const b = sorted[j]!;
      const size = Math.max(boxHeight(a), boxHeight(b), 0.7 * typical);
      if (b.left - a.right > LETTER_GAP * typical * 3) break;
      const isSpeck = (g: Box): boolean => Math.max(boxWidth(g), boxHeight(g)) <= SPECK * size;
      const narrow = [a, b].filter((g) => boxWidth(g) < NARROW * size).length + [a, b].filter(isSpeck).length;
      const room = narrow === 0 ? 0 : Math.max(1, narrow * NARROW_GAP * size);
      if (b.left - a.right > LETTER_GAP * size + room) continue;
      if (stacked[i] !== stacked[j]) continue;
      // Minus signs, dots and exponents overlap their neighbours' line only after a little slack; in a stack the next line is as near.
      const gap = Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom);
      if (gap > (stacked[i] || areLetters(a, b, typical) ? 0 : 0.2 * size)) continue;
      parent[root(j)] = root(i);
    }
  }
  const groups = new Map<number, Box[]>();
  sorted.forEach((glyph, i) => {
    const r = root(i);
    groups.set(r, [...(groups.get(r) ?? []), glyph]);
  });
  return [...groups.values()].map((members) => ({
    box: members.reduce(unite),
    glyphs: members,
    height: heightOf(members),
  }));
}

/** Whether both glyphs are as tall as letters: those that share no height belong to two lines, however near. */
const areLetters = (a: Box, b: Box, typical: number): boolean =>
  Math.min(boxHeight(a), boxHeight(b)) >= 0.6 * typical;

const sharedWidth = (a: Box, b: Box): number => Math.min(a.right, b.right) - Math.max(a.left, b.left);

/** Height of the tallest glyph of some: faint print falls into pieces that touch one another, one above the other. */
function heightOf(glyphs: readonly Box[]): number {
  const isPieceOf = (whole: Box, piece: Box): boolean =>
    piece.top <= whole.bottom &&
    piece.bottom >= whole.top &&
    sharedWidth(whole, piece) >= 0.5 * Math.min(boxWidth(whole), boxWidth(piece));
  const heights = glyphs.map((glyph) =>
    boxHeight(
      glyphs.reduce((whole, piece) => (isPieceOf(whole, piece) ? unite(whole, piece) : whole), glyph),
    ),
  );
  return Math.max(...heights);
}

/** A glyph as tall as digits and this many times wider than tall is a row of them that touch, no letter. */
const ROW = 2.2;
/** One as wide as a line is high and this many times taller is a line written upward whose letters touch: the tallest bracket is lower. */
const COLUMN = 3;

/** Marks are lower and narrower than this share of the height around: points and signs. */
const MARK = 0.4;

/** Whether a glyph is a point or a sign of glyphs that stand in stacks: the numbers of crowded labels, one above the other, are such. */
function isPointOf(mark: Box, glyphs: readonly Box[], stacks: ReadonlySet<Box>, typical: number): boolean {
  if (Math.max(boxHeight(mark), boxWidth(mark)) >= MARK * typical) return false;
  const isBeside = (g: Box): boolean =>
    g !== mark &&
    Math.min(g.bottom, mark.bottom) > Math.max(g.top, mark.top) &&
    Math.max(g.left - mark.right, mark.left - g.right) <= LETTER_GAP * typical;
  return [...stacks].some(isBeside) && glyphs.every((g) => stacks.has(g) || !isBeside(g));
}

/**
 * The box of each glyph with all those that reach into it: the pieces of one letter, such as a per cent sign's.
 *
 * @param glyphs from the left
 */
function overlapping(glyphs: readonly Box[]): readonly Box[] {
  const isIn = (a: Box, b: Box): boolean =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const wholes = [...glyphs];
  // Those that the next glyph may reach into.
  let open: number[] = [];
  glyphs.forEach((glyph, k) => {
    open = open.filter((other) => wholes[other]!.right > glyph.left);
    const pieces = open.filter((other) => isIn(wholes[other]!, glyph));
    open.push(k);
    const whole = pieces.reduce((all, other) => unite(all, wholes[other]!), glyph);
    for (const piece of [...pieces, k]) wholes[piece] = whole;
  });
  return wholes;
}

/** Letters of text written upward or downward: three or more, one above the other, as near as letters are, or a column of them that touch. */
function inStacks(glyphs: readonly Box[], typical: number): ReadonlySet<Box> {
  const isRow = (g: Box): boolean => boxHeight(g) >= 0.8 * typical && boxWidth(g) > ROW * boxHeight(g);
  const isColumn = (g: Box): boolean => boxWidth(g) >= 0.8 * typical && boxHeight(g) >= COLUMN * boxWidth(g);
  const pieces = glyphs.filter((g) => Math.max(boxHeight(g), boxWidth(g)) >= MARK * typical && !isRow(g));
  const wholes = overlapping(pieces);
  const letters = [...new Set(wholes)];
  const below = new Map<Box, Box>();
  const above = new Map<Box, Box>();
  const ordered = [...letters].sort((a, b) => a.top - b.top);
  ordered.forEach((a, i) => {
    for (let j = i + 1; j < ordered.length; j++) {
      const b = ordered[j]!;
      // Lines of print that is smaller than the rest stand nearer to one another than its letters would in a stack.
      const size = Math.max(boxWidth(a), boxHeight(a), boxWidth(b), boxHeight(b));
      const room = 0.35 * Math.max(Math.min(typical, size), Math.min(boxWidth(a), boxWidth(b)));
      if (b.top - a.bottom > room) {
        if (b.top - a.bottom > 2 * typical) break;
        continue;
      }
      const shared = sharedWidth(a, b);
      // Pieces of one letter overlap; a flat one is no higher than the overlap allowed to letters that touch.
      if (b.top < Math.max(a.bottom - 1, a.top + 1) || shared < 0.6 * Math.min(boxWidth(a), boxWidth(b)))
        continue;
      if (!below.has(a) && !above.has(b)) {
        below.set(a, b);
        above.set(b, a);
      }
    }
  });
  const count = (from: Box, next: ReadonlyMap<Box, Box>): number => {
    let n = 0;
    for (let at = next.get(from); at !== undefined && n < 3; at = next.get(at)) n++;
    return n;
  };
  const isStacked = (g: Box): boolean => isColumn(g) || count(g, above) + count(g, below) >= 2;
  return new Set(pieces.filter((_, k) => isStacked(wholes[k]!)));
}
