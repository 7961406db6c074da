import type { Raster } from '../../model/types.js';
import { toWorkingSpace } from '../../raster/colours/colourSpace.js';
import { sampleColours } from './colourSample.js';
import { tableCurve } from './tableCurve.js';
import { fitTable } from './tableFit.js';

/** The matches of `identify` are compared on as many. */
export const fineColours = 400;

/**
 * How well a curve in colour space, named or not, explains a picture: the `score` that it would have as a match of
 * `identify`.
 *
 * @param colours 3n sRGB values along the curve, 0…255
 */
export function curveScore(raster: Raster, colours: Float64Array): number {
  const sample = sampleColours(raster, fineColours);
  if (sample.weights.length === 0) return 0;
  const [points, curve] = [sample.colours, colours].map((rgb) => toWorkingSpace(rgb, 'chroma-weighted'));
  return scoreOf(fitTable(tableCurve(curve!), true, points!, sample.weights)!.bits);
}

/** Bits as a share of the 24 of a colour. */
export const scoreOf = (bits: number): number => Math.max(0, bits) / 24;
