import { coloursIn } from '../../locus/colours/coloursIn.js';
import type { PictureColours } from '../../locus/colours/pictureColours.js';
import { interpolated } from '../../numeric/curves/polyline.js';
import { filled } from '../../numeric/filled.js';
import { gaussianPerMedian } from '../../numeric/statistics/statistics.js';
import type { ColourPositions } from '../picture/colourPositions.js';
import type { DecodeStage } from '../picture/decoding.js';
import type { NoiseModel } from '../picture/noiseModel.js';
import { type ArcCandidates, arcCandidates, mostCandidates } from './arcCandidates.js';
import { continuousArcs } from './continuity.js';
import type { DecodingCurve } from './decodingCurve.js';

/** Where on the curve each pixel lies; width × height. */
export interface PixelArcs {
  /** Arcs; NaN where excluded. */
  readonly arcs: Float32Array;
  /** Distances from the curve, in the model's space. */
  readonly residual: Float32Array;
  /** The places that each distinct colour may stand for, where colours scatter; places nearer than `apart` along the curve are one. */
  readonly strands?: { readonly candidates: ArcCandidates; readonly apart: number };
}

/**
 * In deviations of the noise: strands farther than the nearest one by more than the slack are no candidates, places nearer
 * than `apart` along the curve are one, and distances count against the scatter. A curve that was found in the same
 * pixels has errors of its own.
 */
const knownCurve = { slack: 2, apart: 4, scatter: 1 / gaussianPerMedian };
const foundCurve = { slack: 3, apart: 6, scatter: 1 };

/**
 * Puts each pixel on the curve. Colours that scatter may belong to any strand of the curve that passes within the noise:
 * neighbouring pixels choose among those. Exact ones are where their colour is.
 *
 * @param excluded pixels (not 0) that take no part
 * @param exact what the distinct colours say, where they are exact
 * @param curveIsKnown the curve comes from elsewhere, not from these pixels
 */
export function pixelArcs(
  picture: PictureColours,
  model: NoiseModel,
  curve: DecodingCurve,
  excluded: Uint8Array,
  exact: ColourPositions | undefined,
  curveIsKnown: boolean,
  without: readonly DecodeStage[] = [],
): PixelArcs {
  const { distinct, width, height } = picture;
  const { indices } = distinct;
  const residual = new Float32Array(indices.length);
  if (exact !== undefined && model.kind === 'exact') {
    const place = exact.place ?? exact.t;
    const ofColour = filled(new Float32Array(place.length), (k) =>
      interpolated(curve.positions, curve.arcs, place[k]!),
    );
    const far = Float32Array.from(exact.residual);
    const arcs = new Float32Array(indices.length);
    for (let p = 0; p < arcs.length; p++) {
      const k = indices[p]!;
      arcs[p] = excluded[p] === 0 ? ofColour[k]! : Number.NaN;
      residual[p] = far[k]!;
    }
    return { arcs, residual };
  }
  const points = coloursIn(picture, model.space);
  const sigma = curveIsKnown ? model.typical : model.sigma;
  const { slack, apart, scatter } = curveIsKnown ? knownCurve : foundCurve;
  const nearest = apart * sigma + 2;
  const candidates = arcCandidates(curve.vertices, curve.arcs, points, slack * sigma + 2, nearest);
  const arcs = without.includes('continuity')
    ? filled(new Float32Array(indices.length), (p) =>
        excluded[p] === 0 ? candidates.arc[mostCandidates * indices[p]!]! : Number.NaN,
      )
    : continuousArcs(distinct, candidates, excluded, width, height, Math.max(0.5, scatter * sigma));
  for (let p = 0; p < residual.length; p++) {
    const k = indices[p]!;
    residual[p] = exact === undefined ? candidates.distance[mostCandidates * k]! : exact.residual[k]!;
  }
  return { arcs, residual, strands: { candidates, apart: nearest } };
}
