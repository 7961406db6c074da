import type { Box } from '../../../model/types.js';
import { boxHeight, unite } from '../../layout/ink/rectangle.js';
import type { Word } from './joined.js';
import { isMinus } from './signsApart.js';

/** A label's middle lies this near to its tick, in its heights, with two pixels for rounding and signs. */
const NEAR = 0.7;
/** Between labels there is a wider gap than this share of their height; between the letters of one there seldom is. */
const GAP = 0.22;

/** Labels are a digit and a gap wide at least, in their heights: marks of a logarithm that stand nearer to one another have none each. */
const NARROWEST = 0.6;

/**
 * The labels of crowded ticks, which stand as near to one another as letters do, taken apart: a word below several
 * ticks becomes one word for each, if it has a gap or a minus sign between every two of them and each part then stands at its tick.
 *
 * @param ticks pixel columns, ascending
 * @param least the gap between two labels is wider than this share of their height; any will do where what they say tells whether it was one
 * @returns the word itself where that is not so
 */
export function apartAtTicks(word: Word, ticks: readonly number[], least = GAP): readonly Word[] {
  const below = ticks.filter((at) => at > word.box.left && at < word.box.right);
  if (below.length < 2) return [word];
  if (below.slice(1).some((at, k) => at - below[k]! < NARROWEST * word.height)) return [word];
  const glyphs = [...word.glyphs].sort((a, b) => a.left - b.left);
  const cuts = cutsBetween(word, glyphs, below, least * word.height);
  if (cuts === null) return [word];
  const parts = below.map((_, k) => glyphs.slice(k === 0 ? 0 : cuts[k - 1], cuts[k] ?? glyphs.length));
  const words = parts.map(wordOf);
  const atTicks = words.every(
    ({ box, height }, k) => Math.abs((box.left + box.right) / 2 - below[k]!) <= NEAR * height + 2,
  );
  return atTicks && !words.some(endsInPoint) ? words : [word];
}

/** The gap before a minus sign that begins a label is wider than that behind it by this share of the height, and by a pixel. */
const WIDER = 0.2;

/** A class has one dash between its bounds and a date two; a word that begins with a sign and has so many more is a row of negative numbers. */
const ROW_OF_SIGNS = 2;

/**
 * The labels of a row that stand as near to one another as letters do, taken apart before their minus signs, wherever they belong: a sign
 * stands nearer to its own number than to the one before, while the dash of a class (10-20) or of an exponent has as much room on both sides.
 * Where all numbers of a row are negative, every sign begins one.
 *
 * @returns the word itself where there is no such sign
 */
export function apartAtSigns(word: Word): readonly Word[] {
  const glyphs = [...word.glyphs].sort((a, b) => a.left - b.left);
  const isTall = (glyph: Box): boolean => boxHeight(glyph) >= DIGIT * word.height;
  const signs = glyphs.flatMap((glyph, g) => {
    const [before, behind] = [glyphs[g - 1], glyphs[g + 1]];
    if (before === undefined || behind === undefined || !isMinus(glyph, word)) return [];
    return isTall(before) && isTall(behind) ? [g] : [];
  });
  const begins = (g: number): boolean => {
    const { left, right } = glyphs[g]!;
    const gaps = [left - glyphs[g - 1]!.right, glyphs[g + 1]!.left - right] as const;
    return gaps[0] > GAP * word.height && gaps[0] - gaps[1] >= Math.max(1, WIDER * word.height);
  };
  const areNegative = isMinus(glyphs[0]!, word) && signs.length >= ROW_OF_SIGNS;
  const cuts = areNegative ? signs : signs.filter(begins);
  if (cuts.length === 0) return [word];
  return [0, ...cuts].map((from, k) => wordOf(glyphs.slice(from, cuts[k])));
}

const wordOf = (glyphs: readonly Box[]): Word => ({
  box: glyphs.reduce(unite),
  glyphs,
  height: Math.max(...glyphs.map(boxHeight)),
});

/** A decimal point is lower than this share of its label's height. */
const POINT = 0.36;

/** Whether a part ends in a decimal point: where labels run into one another, the gap behind a point is the widest. */
const endsInPoint = ({ glyphs, height }: Word): boolean => boxHeight(glyphs.at(-1)!) <= POINT * height;

/** Digits are as tall as their label but for this; the e before the sign of an exponent is lower. */
const DIGIT = 0.85;

/** The minus sign between each two ticks, or else the glyph behind the widest gap there; null where one of those gaps is too narrow. */
function cutsBetween(
  word: Word,
  glyphs: readonly Box[],
  ticks: readonly number[],
  least: number,
): number[] | null {
  const gaps = widestGaps(glyphs, ticks, least);
  if (gaps !== null) return gaps;
  const isDigit = (glyph: Box): boolean => boxHeight(glyph) >= DIGIT * word.height;
  const signs = glyphs.flatMap((glyph, g) =>
    g > 0 && isDigit(glyphs[g - 1]!) && isMinus(glyph, word) ? [g] : [],
  );
  const cuts = ticks.slice(1).map((at, k) => {
    const between = signs.filter((g) => glyphs[g]!.left > ticks[k]! && glyphs[g]!.left < at);
    if (between.length === 1) return between[0]!;
    return between.length > 1 ? -1 : (widestGaps(glyphs, [ticks[k]!, at], least)?.[0] ?? -1);
  });
  return cuts.every((g, k) => g > (cuts[k - 1] ?? 0)) ? cuts : null;
}

/** The glyph behind the widest gap between each two ticks, or null where one of those gaps is too narrow. */
function widestGaps(glyphs: readonly Box[], ticks: readonly number[], least: number): number[] | null {
  const cuts: number[] = [];
  for (let k = 1; k < ticks.length; k++) {
    let widest = least;
    let cut = -1;
    let right = glyphs[0]!.right;
    for (let g = 1; g < glyphs.length; g++) {
      const gap = glyphs[g]!.left - right;
      const middle = (glyphs[g]!.left + right) / 2;
      if (gap > widest && middle > ticks[k - 1]! && middle < ticks[k]!) {
        widest = gap;
        cut = g;
      }
      right = Math.max(right, glyphs[g]!.right);
    }
    if (cut < 0 || cut === cuts[cuts.length - 1]) return null;
    cuts.push(cut);
  }
  return cuts;
}
