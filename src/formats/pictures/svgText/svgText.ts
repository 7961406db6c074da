import { type Matrix, mapped, mappedBox } from '../../../documents/geometry/matrix.js';
import {
  type PrintedCharacter,
  plainCharacter,
  withExponents,
} from '../../../documents/text/printedCharacters.js';
import type { Box, Glyph, Raster } from '../../../model/types.js';
import { inkBox } from './inkBox.js';
import { type PlacedCharacter, readTexts, type TextChunk } from './readTexts.js';

/** Text whose lines are farther than this from level or upright is slanted, degrees. */
const slant = 3;
/** Fonts are at most so much wider or narrower than the usual one. */
const widest = 0.25;
/** Letters reach this far above and below their feet, shares of the font's size. */
const [above, below] = [0.75, 0.22];
/** Programs differ by about this in where they put letters on a line, shares of the font's size. */
const lineSlack = 0.3;
/** How far the box of a character reaches into those beside it, shares of the font's size. */
const overlap = 0.5;
/** Letters of a text are nearer to one another than this, shares of the size: a space and what is around letters. */
const [gapAcross, gapDown] = [0.55, 0.2];

/**
 * The characters of a drawing (svg) where its picture shows them: what it says as text is exact, and its ink says how wide
 * the font is. What is not drawn where it should be is left out, and so is what comes after texts that would fill the picture.
 *
 * @param svg plain xml
 * @param raster what was drawn of it
 */
export function svgText(svg: string, raster: Raster): Glyph[] {
  if (!svg.includes('<text')) return [];
  const { chunks, isStyled } = readTexts(svg, raster.width, raster.height);
  // Texts that lie over one another again and again are no labels, but work without end.
  let left = raster.width * raster.height;
  return chunks.flatMap((chunk) => {
    left -= pixelsIn(boxIn(chunk.matrix, chunk.characters), raster);
    return left > 0 ? glyphsOf(chunk, raster, !isStyled) : [];
  });
}

/** Of a box, those that a picture has. */
function pixelsIn({ left, top, right, bottom }: Box, { width, height }: Raster): number {
  const across = Math.min(width, right) - Math.max(0, left);
  const down = Math.min(height, bottom) - Math.max(0, top);
  return Math.max(0, across) * Math.max(0, down);
}

function glyphsOf(chunk: TextChunk, raster: Raster, isSure: boolean): Glyph[] {
  const { characters, matrix, anchor } = chunk;
  const [a, b, c, d] = matrix;
  const turns = (Math.atan2(b, a) * 2) / Math.PI;
  if (Math.abs(turns - Math.round(turns)) > slant / 90 || a * d - b * c <= 0) return [];
  const quarterTurns = (Math.round(turns) + 4) % 4;
  const scale = Math.sqrt(a * d - b * c);
  const size = scale * Math.max(...characters.map((one) => one.size));
  const [first, last] = [characters[0]!, characters.at(-1)!];
  const place = boxIn(matrix, characters);
  const slack = widest * scale * (last.end - first.start);
  const reach = turned(
    [1 + anchor * slack, lineSlack * size, 1 + (1 - anchor) * slack, lineSlack * size],
    quarterTurns,
  );
  const isUpright = quarterTurns % 2 === 0;
  const [along, across] = [gapAcross * size, gapDown * size];
  const ink = inkBox(
    raster,
    place,
    reach,
    isUpright ? { across: along, down: across } : { across, down: along },
  );
  if (!ink) return [];
  const printed = characters
    .filter(({ text }) => text !== ' ')
    .map((one): PrintedCharacter => {
      const share = (at: number): number => (at - first.start) / (last.end - first.start);
      // A point is too faint to be found by itself: its box has the ink of its neighbours.
      const [from, to] = [share(one.start - overlap * one.size), share(one.end + overlap * one.size)];
      return {
        text: plainCharacter(one.text),
        box: partOf(ink, Math.max(0, from), Math.min(1, to), quarterTurns),
        quarterTurns,
        isSure,
        size: scale * one.size,
        foot: mapped(matrix, one.start, one.y),
      };
    });
  return withExponents(printed);
}

/** Where a text should be, in pixels. */
const boxIn = (matrix: Matrix, characters: readonly PlacedCharacter[]): Box =>
  mappedBox(matrix, {
    left: characters[0]!.start,
    right: characters.at(-1)!.end,
    top: Math.min(...characters.map(({ y, size }) => y - above * size)),
    bottom: Math.max(...characters.map(({ y, size }) => y + below * size)),
  });

type Sides = readonly [start: number, top: number, end: number, bottom: number];

/** Distances before a text, above, behind and below it, as those of its box on the page. */
function turned(sides: Sides, quarterTurns: number): Box {
  const at = (k: number): number => sides[(k - quarterTurns + 4) % 4]!;
  return { left: at(0), top: at(1), right: at(2), bottom: at(3) };
}

/** The part of a text's box between two shares of its length, in the direction in which it is read. */
function partOf({ left, top, right, bottom }: Box, from: number, to: number, quarterTurns: number): Box {
  const [a, b] = quarterTurns < 2 ? [from, to] : [1 - to, 1 - from];
  return quarterTurns % 2 === 0
    ? { left: left + a * (right - left), right: left + b * (right - left), top, bottom }
    : { left, right, top: top + a * (bottom - top), bottom: top + b * (bottom - top) };
}
