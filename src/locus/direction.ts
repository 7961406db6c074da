import type { Rgb } from '../model/types.js';
import { fromWorkingSpace, luma, type WorkingSpace } from '../raster/colours/colourSpace.js';

export interface Direction {
  readonly vertices: Float64Array;
  readonly reversed: boolean;
  /** 0.5 = a guess, 1 = told. */
  readonly confidence: number;
}

/** Ends that differ in luma by less say nothing; those that differ by this much, nearly all they can (of 255). */
const littleLuma = 24;
const muchLuma = 96;

/**
 * Turns an ordered locus so that it begins where the data are least. Nothing in a picture tells which end that is; by the
 * convention of the method it is the darker one, as in most sequential maps. Where the ends are about equally dark (diverging
 * and closed maps), the bluer end comes first, as cold does in most diverging maps; that is hardly more than a guess.
 *
 * @param from what was asked for: an end, or the colour of it
 */
export function orient(
  vertices: Float64Array,
  space: WorkingSpace,
  closed: boolean,
  from?: 'darkest' | 'lightest' | Rgb,
): Direction {
  const n = vertices.length / 3;
  const ends = fromWorkingSpace([...vertices.subarray(0, 3), ...vertices.subarray(3 * n - 3)], space);
  const lightness = (o: number) => luma(ends[o]!, ends[o + 1]!, ends[o + 2]!);
  const blueness = (o: number) => ends[o + 2]! - ends[o]!;
  const lighter = lightness(0) - lightness(3);
  let reversed: boolean;
  let confidence = 1;
  if (Array.isArray(from)) {
    const distance = (o: number) =>
      Math.hypot(ends[o]! - from[0], ends[o + 1]! - from[1], ends[o + 2]! - from[2]);
    reversed = distance(3) < distance(0);
  } else if (from !== undefined) {
    reversed = from === 'darkest' ? lighter > 0 : lighter < 0;
  } else if (closed || Math.abs(lighter) < littleLuma) {
    reversed = blueness(3) > blueness(0);
    confidence = 0.5;
  } else {
    reversed = lighter > 0;
    confidence = 0.5 + 0.45 * Math.min(1, (Math.abs(lighter) - littleLuma) / (muchLuma - littleLuma));
  }
  return { vertices: reversed ? reversedVertices(vertices) : vertices, reversed, confidence };
}

/** The same polyline walked from its other end. */
export function reversedVertices(vertices: Float64Array): Float64Array {
  const n = vertices.length / 3;
  const turned = new Float64Array(vertices.length);
  for (let i = 0; i < n; i++) turned.set(vertices.subarray(3 * i, 3 * i + 3), 3 * (n - 1 - i));
  return turned;
}
