import type { JpegCoefficients } from '../../../jpeg/coefficients.js';
import type { Box } from '../../../model/types.js';
import { interpolator } from '../../../numeric/curves/interpolator.js';
import type { DecodingCurve } from '../../positions/decodingCurve.js';

/** A file's coefficients, and where in its picture the plot area begins. */
export interface PlotCoefficients {
  readonly coefficients: JpegCoefficients;
  readonly left: number;
  readonly top: number;
}

/** The whole blocks of all of a JPEG's components around a plot, and the plot's pixel-wise positions in them. */
export interface PlotArea {
  readonly coefficients: JpegCoefficients;
  /** Where in the file's picture the area begins. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** The plot's box in the area. */
  readonly plot: Box;
  /** Positions, width × height; 0 where masked. */
  readonly from: Float32Array;
  /** 1 = a valid pixel of the plot. */
  readonly valid: Uint8Array;
}

/** @param arcs of a plot so wide and high, on the curve; NaN where masked */
export function plotArea(
  arcs: Float32Array,
  { arcs: along, positions }: DecodingCurve,
  plotWidth: number,
  plotHeight: number,
  { coefficients, left: x, top: y }: PlotCoefficients,
): PlotArea {
  const side = { x: 8 * coefficients.largestHorizontal, y: 8 * coefficients.largestVertical };
  const left = x - (x % side.x);
  const top = y - (y % side.y);
  const plot = { left: x - left, top: y - top, right: x - left + plotWidth, bottom: y - top + plotHeight };
  const width = side.x * Math.ceil(plot.right / side.x);
  const height = side.y * Math.ceil(plot.bottom / side.y);
  const from = new Float32Array(width * height);
  const valid = new Uint8Array(from.length);
  const positionAt = interpolator(along, positions);
  for (let row = plot.top, p = 0; row < plot.bottom; row++)
    for (let i = row * width + plot.left, end = i + plotWidth; i < end; i++, p++) {
      const s = arcs[p]!;
      if (Number.isNaN(s)) continue;
      from[i] = positionAt(s);
      valid[i] = 1;
    }
  return { coefficients, left, top, width, height, plot, from, valid };
}
