import type { Box, Raster } from '../../model/types.js';
import { components } from '../layout/ink/components.js';
import { maxDifference, type Page } from '../layout/ink/page.js';
import { boxHeight, boxWidth, unite } from '../layout/ink/rectangle.js';

/** A run of glyphs on one line with no gap as wide as a space between them. */
export interface Word {
  readonly box: Box;
  /** The separate strokes of it, from the left. */
  readonly glyphs: readonly Box[];
  /** Height of its tallest glyph. */
  readonly height: number;
  /** It ends at the picture's border, or at ink that runs into a box: a part of it may be missing. */
  readonly cut?: boolean;
}

/** Ink this strong (of 255) belongs to a glyph's core: neighbouring letters no longer touch through anti-aliasing. */
const STRONG = 0.32 * 255;
/** Letters lie nearer to one another than this share of their height; words lie farther apart. */
const LETTER_GAP = 0.5;
/** Digits have one width in most typefaces: a 1 or a point, at most so wide, stands in the middle of more room than it fills. */
const NARROW = 0.45;
/** What a narrow letter's room adds to the gap, or the pixel that rounding does. */
const NARROW_GAP = 0.1;

/**
 * The words written outside the given boxes (plot areas and colourbars), by joining neighbouring glyphs.
 * Only horizontal text makes words; letters of rotated text come out one by one.
 */
export function findWords(raster: Raster, page: Page, drawn: readonly Box[]): Word[] {
  const { width, height } = raster;
  const strong = new Uint8Array(width * height);
  const faint = new Uint8Array(width * height);
  const least = page.noisy ? 60 : 24;
  for (let i = 0; i < strong.length; i++) {
    const contrast = maxDifference(raster, 4 * i, page.colour);
    if (contrast >= STRONG) strong[i] = 1;
    else if (contrast >= least) faint[i] = 1;
  }
  for (const box of drawn) {
    erase(strong, width, height, box);
    erase(faint, width, height, box);
  }
  eraseAround(faint, strong, width, height);
  const tallest = Math.max(40, 0.07 * Math.min(width, height));
  const hanging: Box[] = [];
  const boxes = (mask: Uint8Array): Box[] =>
    components(mask, width, height)
      .list.map((c) => c.box)
      .filter((b) => boxHeight(b) <= tallest && boxWidth(b) <= 3 * tallest)
      .filter((b) => {
        const free = drawn.every((d) => !touches(d, b));
        if (!free) hanging.push(b);
        return free;
      });
  const glyphs = boxes(strong);
  const heights = glyphs.map(boxHeight).filter((h) => h >= 5);
  heights.sort((a, b) => a - b);
  const typical = heights[heights.length >> 1] ?? 10;
  // Small print loses its minus signs and points to anti-aliasing: marks of their size count though faint.
  const marks = boxes(faint).filter((b) => boxHeight(b) <= 0.4 * typical && boxWidth(b) <= typical);
  const parted = glyphs.flatMap((glyph) => withoutMarks(raster, page, glyph));
  return words([...parted, ...marks], typical)
    .filter((word) => word.height > 0.4 * typical)
    .map((word) => (isCut(word, { width, hanging }) ? { ...word, cut: true } : word));
}

/** Whether a word ends at the picture's left or right border or goes on in ink that hangs on a box, as tall as itself. */
function isCut(
  { box, height }: Word,
  { width, hanging }: { width: number; hanging: readonly Box[] },
): boolean {
  if (box.left <= 0 || box.right >= width) return true;
  return hanging.some((ink) => {
    const apart = Math.max(box.left - ink.right, ink.left - box.right);
    const shared = Math.min(box.bottom, ink.bottom) - Math.max(box.top, ink.top);
    return apart <= LETTER_GAP * height && shared >= 0.6 * height && boxHeight(ink) <= 1.3 * height;
  });
}

/**
 * A glyph with the signs and points that touch it through anti-aliasing set apart: at half of its own contrast they
 * come off. Nothing else is divided, for thin strokes break there too.
 */
function withoutMarks(raster: Raster, page: Page, glyph: Box): Box[] {
  const w = boxWidth(glyph);
  const h = boxHeight(glyph);
  if (h < 5 || w < 0.5 * h) return [glyph];
  const contrast = new Float64Array(w * h);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++)
      contrast[y * w + x] = maxDifference(
        raster,
        4 * ((glyph.top + y) * raster.width + glyph.left + x),
        page.colour,
      );
  const half = contrast.reduce((m, c) => Math.max(m, c), 0) / 2;
  const parts = components(
    Uint8Array.from(contrast, (c) => (c >= half ? 1 : 0)),
    w,
    h,
  ).list.map((c) => c.box);
  const isTall = (b: Box): boolean => boxHeight(b) >= 0.75 * h;
  const isMark = (b: Box): boolean => boxHeight(b) <= 0.3 * h && boxWidth(b) <= 0.9 * h;
  if (!parts.some(isTall) || !parts.some(isMark) || !parts.every((b) => isTall(b) || isMark(b)))
    return [glyph];
  return parts.map((b) => ({
    left: glyph.left + b.left,
    top: glyph.top + b.top,
    right: glyph.left + b.right,
    bottom: glyph.top + b.bottom,
  }));
}

// What is left of the faint ink is no anti-aliasing: that lies beside strong ink.
function eraseAround(faint: Uint8Array, strong: Uint8Array, width: number, height: number): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (faint[y * width + x] === 0) continue;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++)
          if (strong[v * width + u] === 1) faint[y * width + x] = 0;
    }
  }
}

function erase(mask: Uint8Array, width: number, height: number, box: Box): void {
  for (let y = Math.max(0, box.top); y < Math.min(height, box.bottom); y++)
    mask.fill(0, y * width + Math.max(0, box.left), y * width + Math.min(width, box.right));
}

// Tick marks hang on the frame; text keeps off it.
const touches = (drawn: Box, glyph: Box): boolean =>
  glyph.left <= drawn.right &&
  glyph.right >= drawn.left &&
  glyph.top <= drawn.bottom &&
  glyph.bottom >= drawn.top;

function words(glyphs: readonly Box[], typical: number): Word[] {
  const sorted = [...glyphs].sort((a, b) => a.left - b.left);
  const parent = sorted.map((_, i) => i);
  const stacked = inStacks(sorted, typical);
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
      const narrow = [a, b].filter((g) => boxWidth(g) < NARROW * size).length;
      const room = narrow === 0 ? 0 : Math.max(1, narrow * NARROW_GAP * size);
      if (b.left - a.right > LETTER_GAP * size + room) continue;
      if (stacked[i] !== stacked[j]) continue;
      // Minus signs, dots and exponents overlap their neighbours' line only after a little slack.
      const gap = Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom);
      if (gap > 0.2 * size) continue;
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
    height: Math.max(...members.map(boxHeight)),
  }));
}

/** Letters of text written upward or downward: three or more, one above the other, as near as letters are. */
function inStacks(glyphs: readonly Box[], typical: number): boolean[] {
  const letters = glyphs.filter((g) => Math.max(boxHeight(g), boxWidth(g)) >= 0.4 * typical);
  const below = new Map<Box, Box>();
  const above = new Map<Box, Box>();
  const ordered = [...letters].sort((a, b) => a.top - b.top);
  ordered.forEach((a, i) => {
    for (let j = i + 1; j < ordered.length; j++) {
      const b = ordered[j]!;
      const room = 0.35 * Math.max(typical, Math.min(boxWidth(a), boxWidth(b)));
      if (b.top - a.bottom > room) {
        if (b.top - a.bottom > 2 * typical) break;
        continue;
      }
      const shared = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      if (b.top < a.bottom - 1 || shared < 0.6 * Math.min(boxWidth(a), boxWidth(b))) continue;
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
  const seen = new Set(letters.filter((g) => count(g, above) + count(g, below) >= 2));
  return glyphs.map((g) => seen.has(g));
}
