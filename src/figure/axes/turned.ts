import type { Glyph, Raster } from '../../model/types.js';
import type { AgreedLaw } from '../labels/law.js';
import { findWords } from '../labels/words/text.js';
import type { Edge, Edges, Side } from '../layout/ink/edges.js';
import { outerBox } from '../layout/ticks.js';
import type { AxisReading } from './axis.js';
import type { Lettering } from './axisLabels.js';

/** Tiles of this many pixels each way are turned one by one: rows and columns of one stay in the cache. */
const TILE = 32;

/**
 * A quarter turn that makes sideways text level: clockwise for text written upward (R's axes), anticlockwise for text
 * written downward (web pages' rotated labels). Pixel (x, y) of a picture `width` × `height` comes to
 * (height − 1 − y, x) or to (y, width − 1 − x).
 */
export interface QuarterTurn {
  readonly clockwise: boolean;
  /** Of the picture before it is turned. */
  readonly width: number;
  readonly height: number;
}

function turnedRaster({ width, height, data, text }: Raster, turn: QuarterTurn): Raster {
  const { clockwise } = turn;
  const source = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const target = new Uint32Array(width * height);
  for (let top = 0; top < height; top += TILE)
    for (let left = 0; left < width; left += TILE)
      for (let x = left; x < Math.min(width, left + TILE); x++)
        for (let y = top; y < Math.min(height, top + TILE); y++)
          target[clockwise ? x * height + height - 1 - y : (width - 1 - x) * height + y] =
            source[y * width + x]!;
  const glyphs = text?.map((glyph) => turnedGlyph(glyph, turn));
  return {
    width: height,
    height: width,
    data: new Uint8ClampedArray(target.buffer),
    ...(glyphs && { text: glyphs }),
  };
}

function turnedGlyph(glyph: Glyph, { clockwise, width, height }: QuarterTurn): Glyph {
  const { left, top, right, bottom } = glyph.box;
  const box = clockwise
    ? { left: height - bottom, top: left, right: height - top, bottom: right }
    : { left: top, top: width - right, right: bottom, bottom: width - left };
  return { ...glyph, box, quarterTurns: (glyph.quarterTurns + (clockwise ? 1 : 3)) % 4 };
}

/** The same rectangle in the turned picture. */
function turnedEdges(edges: Edges, { clockwise, width, height }: QuarterTurn): Edges {
  const from = (size: number, e: Edge): Edge => ({
    at: size - e.at,
    outer: size - e.outer,
    inner: size - e.inner,
    thickness: e.thickness,
  });
  const { left, top, right, bottom } = edges;
  return clockwise
    ? { left: from(height, bottom), top: left, right: from(height, top), bottom: right }
    : { left: top, top: from(width, right), right: bottom, bottom: from(width, left) };
}

/** The side of the turned rectangle at which an upright side comes to lie. */
export const turnedSide = (side: 'left' | 'right', { clockwise }: QuarterTurn): Side =>
  (side === 'left') === clockwise ? 'top' : 'bottom';

/** The coordinate along an upright side at which a coordinate of the turned picture lies, and the other way round. */
export const turnedPlace = (at: number, { clockwise, height }: QuarterTurn): number =>
  clockwise ? height - at : at;

/** A reading of the turned picture, back in the coordinates of the upright one. */
export function turnedBack(reading: AxisReading, side: Side, turn: QuarterTurn): AxisReading {
  const { law } = reading;
  const back = <T extends { readonly at: number }>(ticks: readonly T[]): T[] => {
    const placed = ticks.map((tick) => ({ ...tick, at: turnedPlace(tick.at, turn) }));
    return turn.clockwise ? placed.reverse() : placed;
  };
  const sign = turn.clockwise ? -1 : 1;
  const upright: AgreedLaw | null =
    law === null
      ? null
      : {
          ...law,
          slope: sign * law.slope,
          intercept: law.intercept + (turn.clockwise ? law.slope * turn.height : 0),
          read: back(law.read),
          dropped: back(law.dropped),
        };
  const ticks = back(reading.ticks.map((at) => ({ at }))).map(({ at }) => at);
  return { ...reading, side, law: upright, ticks };
}

const turnedCache = new WeakMap<Lettering, Map<boolean, Lettering>>();

/** The lettering of a picture turned a quarter, found once for all the axes that may be written upward or downward. */
export function turnedLettering(lettering: Lettering, turn: QuarterTurn): Lettering {
  const known = turnedCache.get(lettering) ?? new Map<boolean, Lettering>();
  turnedCache.set(lettering, known);
  const found = known.get(turn.clockwise);
  if (found) return found;
  const raster = turnedRaster(lettering.raster, turn);
  const rectangles = lettering.rectangles.map((e) => turnedEdges(e, turn));
  const words = findWords(raster, lettering.page, rectangles.map(outerBox));
  const turned: Lettering = { ...lettering, raster, rectangles, words, owners: new Map(), free: [] };
  known.set(turn.clockwise, turned);
  return turned;
}
