import type { Box, Raster } from '../../../model/types.js';
import { filled } from '../../../numeric/filled.js';
import { components } from '../../layout/ink/components.js';
import { maxDifference, type Page } from '../../layout/ink/page.js';
import { boxHeight, boxWidth, touches } from '../../layout/ink/rectangle.js';
import { type Ink, withFaintLetters } from './faintLetters.js';
import { joinedAtPoints } from './faintPoints.js';
import { joined, LETTER_GAP, type Word } from './joined.js';
import { glyphsAtTick, marksBeside } from './offTicks.js';
import { withWritten } from './written.js';

/** Ink this strong (of 255) belongs to a glyph's core: neighbouring letters no longer touch through anti-aliasing. */
const STRONG = 0.32 * 255;
/**
 * The words written outside the given boxes (plot areas and colourbars), by joining neighbouring glyphs, and those that the page
 * itself says it writes there.
 * Only horizontal text makes words; letters of rotated text come out one by one.
 */
export function findWords(raster: Raster, page: Page, drawn: readonly Box[]): Word[] {
  const { width, height } = raster;
  const strong = new Uint8Array(width * height);
  const faint = new Uint8Array(width * height);
  const data = new Uint8Array(width * height);
  const isDrawn = new Uint8Array(width * height);
  for (const box of drawn) fill(isDrawn, width, height, box);
  const least = page.noisy ? 60 : 24;
  const pixels = raster.data;
  const [red, green, blue] = page.colour;
  for (let i = 0, o = 0; i < strong.length; i++, o += 4) {
    if (isDrawn[i] === 1) continue;
    const contrast = Math.max(
      Math.abs(pixels[o]! - red),
      Math.abs(pixels[o + 1]! - green),
      Math.abs(pixels[o + 2]! - blue),
    );
    if (contrast < least) continue;
    data[i] = 1;
    if (contrast >= STRONG) strong[i] = 1;
    else faint[i] = 1;
  }
  const ink: Ink = { data, width, height };
  const tallest = Math.max(40, 0.07 * Math.min(width, height));
  // A codec leaves ink as faint as that beside black print.
  if (!page.noisy) strengthenPale(raster, page, { data, strong, faint }, tallest);
  eraseAround(faint, strong, width, height);
  const hanging: Box[] = [];
  const boxes = (mask: Uint8Array): Box[] => {
    const found = components(mask, width, height)
      .list.map((c) => c.box)
      .filter((b) => boxHeight(b) <= tallest && boxWidth(b) <= 3 * tallest);
    const parted = marksBeside(found, drawn, page.noisy);
    return found.flatMap((b) => {
      // Tick marks hang on the frame; text keeps off it, but for letters that a mark runs into.
      const at = drawn.find((d) => touches(d, b));
      if (at === undefined) return parted.has(b) ? [] : [b];
      const letters = glyphsAtTick({ data: mask, width }, b, at);
      if (letters) return letters;
      hanging.push(b);
      return [];
    });
  };
  const glyphs = boxes(strong);
  const heights = glyphs.map(boxHeight).filter((h) => h >= 5);
  heights.sort((a, b) => a - b);
  const typical = heights[heights.length >> 1] ?? 10;
  // Small print loses its minus signs and points to anti-aliasing: marks of their size count though faint.
  const marks = boxes(faint).filter((b) => boxHeight(b) <= 0.4 * typical && boxWidth(b) <= typical);
  const parted = glyphs.flatMap((glyph) => withoutMarks(raster, page, glyph));
  const words = joined([...parted, ...marks], typical).filter((word) => word.height > 0.4 * typical);
  const found = page.noisy
    ? joinedAtPoints(words, (x, y) => maxDifference(raster, 4 * (y * width + x), page.colour))
    : words;
  const whole = found
    .map((word) => withFaintLetters(word, ink, { words: found, drawn }))
    .map((word): Word => {
      if (isRunInto(word, hanging) || isAtRule(word, ink, drawn)) return { ...word, cut: 'ink' };
      return word.box.left <= 0 || word.box.right >= width ? { ...word, cut: 'border' } : word;
    });
  return withWritten(whole, raster, drawn);
}

/** Whether a word goes on in ink that hangs on a box, as tall as itself. */
function isRunInto({ box, height }: Word, hanging: readonly Box[]): boolean {
  return hanging.some((ink) => {
    const apart = Math.max(box.left - ink.right, ink.left - box.right);
    const shared = Math.min(box.bottom, ink.bottom) - Math.max(box.top, ink.top);
    return apart <= LETTER_GAP * height && shared >= 0.6 * height && boxHeight(ink) <= 1.3 * height;
  });
}

/** Nearer to a rule than this share of its height, as one letter is to the next, a word may go on behind it. */
const RULE_GAP = 0.15;

/** The line around a bar reaches out of its box by this much, pixels: a label that begins right beside it is whole. */
const OUTLINE = 2;

/**
 * Whether a word begins or ends at an upright line that is taller than itself by half on both sides: the border of a box, and of none
 * that the word stands beside.
 */
function isAtRule({ box, height }: Word, { data, width, height: rows }: Ink, drawn: readonly Box[]): boolean {
  const [from, to] = [Math.floor(box.top - height / 2), Math.ceil(box.bottom + height / 2)];
  if (from < 0 || to > rows) return false;
  const isOutline = (x: number): boolean =>
    drawn.some((d) => d.top < to && d.bottom > from && x >= d.left - OUTLINE && x < d.right + OUTLINE);
  const isRule = (x: number): boolean => {
    if (x < 0 || x >= width || isOutline(x)) return false;
    for (let y = from; y < to; y++) if (data[y * width + x] !== 1) return false;
    return true;
  };
  const most = Math.max(1, Math.round(RULE_GAP * height));
  for (let gap = 0; gap <= most; gap++)
    if (isRule(box.right + gap) || isRule(box.left - 1 - gap)) return true;
  return false;
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
    filled(new Uint8Array(contrast.length), (i) => (contrast[i]! >= half ? 1 : 0)),
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

/** Print whose strongest ink (of 255) is between these is pale: fainter ink is a shade of the page, stronger ink has whole letters as it is. */
const PALE = { least: 64, most: 150 } as const;

/**
 * Takes the cores of pale print, such as grey tick labels, for strong ink: what is as strong beside its own strongest ink as the cores of black
 * print are beside black. At the threshold of black print its letters fall into pieces.
 */
function strengthenPale(
  raster: Raster,
  page: Page,
  { data, strong, faint }: Readonly<Record<'data' | 'strong' | 'faint', Uint8Array>>,
  tallest: number,
): void {
  const { width, height } = raster;
  const contrastAt = (i: number): number => maxDifference(raster, 4 * i, page.colour);
  for (const { box } of components(data, width, height).list) {
    if (boxHeight(box) > tallest || boxWidth(box) > 3 * tallest) continue;
    let most = 0;
    for (let y = box.top; y < box.bottom; y++)
      for (let x = box.left; x < box.right; x++) most = Math.max(most, contrastAt(y * width + x));
    if (most < PALE.least || most > PALE.most) continue;
    const least = (STRONG / 255) * most;
    for (let y = box.top; y < box.bottom; y++)
      for (let x = box.left; x < box.right; x++) {
        const i = y * width + x;
        if (faint[i] !== 1 || contrastAt(i) < least) continue;
        strong[i] = 1;
        faint[i] = 0;
      }
  }
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

function fill(mask: Uint8Array, width: number, height: number, box: Box): void {
  for (let y = Math.max(0, box.top); y < Math.min(height, box.bottom); y++)
    mask.fill(1, y * width + Math.max(0, box.left), y * width + Math.min(width, box.right));
}
