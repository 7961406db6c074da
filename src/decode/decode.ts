import type { PictureColours } from '../locus/colours/pictureColours.js';
import { confidenceOf } from '../model/confidence.js';
import { hasDataOnly, PixelKind } from '../model/pixelKind.js';
import type { Colourmap, Decoded } from '../model/types.js';
import type { Warning } from '../model/warning.js';
import type { CellGrid } from './cells/cells.js';
import { decodingConfidence, decodingWarnings } from './confidence/confidence.js';
import { type Evidence, evidenceOf, typicalError } from './confidence/evidence.js';
import { isExplainedWithoutLight } from './explained.js';
import { fillMarks } from './fillMarks.js';
import { atEnd, continuedEnds, kindAtEnd } from './mask/outOfRange.js';
import type { DecodeOptions, FieldOptions, FinishOptions, Shading } from './picture/decoding.js';
import type { NoiseModel } from './picture/noiseModel.js';
import { asTruncated } from './positions/roundingOffset.js';
import { strandDoubt } from './positions/strandDoubt.js';
import { preparedMap } from './preparedMap.js';
import { restored } from './restored.js';
import { decideShading, type ShadingDecision } from './shading/decideShading.js';
import { addRimErrors } from './smooth/rimErrors.js';
import { evenSigma } from './smooth/scales/evenSigma.js';
import { bandMiddles, type FieldSmoothing, type SmoothedField } from './smooth/smoothField.js';
import { smoothed } from './smoothed.js';
import {
  decideTransparency,
  opaque,
  type Transparency,
  type TransparencyDecision,
} from './transparency/transparency.js';
import { type UnsmoothedField, unsmoothedField } from './unsmoothed.js';

/** A decoded plot area, and what it was decoded as. */
export interface Decoding extends Decoded {
  readonly model: NoiseModel;
  readonly smoothed: FieldSmoothing;
  /** Levels or bands that the picture was drawn in, if it was. */
  readonly levels?: number;
  /** Native cells, if the picture shows them. */
  readonly cells?: CellGrid;
  /** 1 where a value was put that no pixel showed. */
  readonly filled?: Uint8Array;
  /** How light was blended with the map's colours, where that was undone. */
  readonly shading?: Shading;
  /** With what the map's colours are mixed, where they were decoded so. */
  readonly transparency?: Transparency;
  /** Absent where light was undone: what the noise would tell went into the light. */
  readonly evidence?: Evidence;
  /** The error to expect by the colours of the pixels one by one, before anything took their scatter out; absent as the evidence is. */
  readonly pixelError?: number;
  /** How sure the decoding is, given the map, 0…1. */
  readonly confidence: number;
  readonly warnings: readonly Warning[];
}

/**
 * Puts every pixel of a plot area on a colourmap, wherever the colourmap comes from: transparency → noise model → positions →
 * mask → smoothing → standard errors → evidence.
 *
 * @param picture the plot area's colours taken apart
 * @returns positions 0…1 and standard errors (NaN where masked), residuals (in the noise model's space), what each
 *   pixel is, and the mask (1 = valid)
 */
export const decode = (picture: PictureColours, given: Colourmap, options: DecodeOptions): Decoding =>
  decodeField(picture, given, options)(options);

/**
 * All of `decode` up to the smoothing: whoever asks for another smoothing, for clipped or for filled values afterwards waits for no
 * more than what is left.
 *
 * @returns finishes the decoding, one way or another, each time as `decode` does
 */
export function decodeField(
  picture: PictureColours,
  given: Colourmap,
  options: FieldOptions,
): (finish: FinishOptions) => Decoding {
  const { rgb, distinct, raster } = picture;
  const { endsKnown } = given.accuracy;
  const without = new Set(options.without);
  if (options.block) return decodeBlock(picture, { ...options, block: options.block });
  const seen: TransparencyDecision =
    endsKnown && !without.has('transparency') && options.shaded !== true
      ? decideTransparency(picture, given, options.compressed)
      : opaque;
  // Over one colour the mixture is all that there is to explain; what varies beneath may be a hillshade.
  const isExplained = seen.mixed !== undefined && !seen.isTextured;
  const lit = preparedMap(picture, isExplained ? seen.mixed : given, options);
  const sought: ShadingDecision =
    endsKnown && !isExplained
      ? decideShading({ raster, distinct, colours: rgb }, lit.map, options, lit.model.isRounded)
      : { warnings: [] };
  const shading =
    sought.parts && isExplainedWithoutLight(picture, lit.map, lit.model, options) ? { warnings: [] } : sought;
  const doubt = shading.warnings.reduce((least, w) => Math.min(least, w.confidence), 1);
  if (shading.parts) {
    const confidence = doubt * confidenceOf(typicalError(shading.parts.sigma));
    const parts = { ...shading.parts, model: lit.model, warnings: shading.warnings, confidence };
    const decoding = withSystematic(restored(parts, picture, lit.map, options.restore), lit.map);
    return () => decoding;
  }
  const { map: drawn, model } = seen.mixed && !isExplained ? preparedMap(picture, seen.mixed, options) : lit;
  const isTruncated = model.kind === 'scattered' && endsKnown && !without.has('truncation');
  const map = isTruncated ? asTruncated(rgb, distinct.counts, drawn) : drawn;
  const field = unsmoothedField(picture, map, model, options);
  return (finish) => {
    const own = decodePlain(field, { ...options, ...finish });
    const decoding = withSystematic(restored(own, picture, map, options.restore), map);
    const warnings = [...seen.warnings, ...shading.warnings, ...decoding.warnings];
    const filled = finish.fill ? fillMarks(decoding, picture) : undefined;
    return {
      ...decoding,
      ...(filled && { filled, mask: decoding.mask.map((m, p) => m | filled[p]!) }),
      ...(seen.transparency && { transparency: seen.transparency }),
      warnings,
      confidence: decoding.confidence * doubt * seen.confidence,
    };
  };
}

/** A block of a plot area that is decided on as a whole. */
function decodeBlock(
  picture: PictureColours,
  options: FieldOptions & Required<Pick<FieldOptions, 'block'>>,
): (finish: FinishOptions) => Decoding {
  const { map, model } = options.block.whole;
  const field = unsmoothedField(picture, map, model, options);
  return (finish) => withSystematic(decodePlain(field, { ...options, ...finish }), map);
}

/** The decoding of a field whose colours are the map's, smoothed as asked for. */
function decodePlain(field: UnsmoothedField, options: DecodeOptions): Decoding {
  const { picture, map, model, curve, exact, banded, arcs, residual } = field;
  const { width, height, distinct } = picture;
  const kinds = field.kinds.slice();
  const smooth = banded ? bandMiddles(map, curve, banded) : smoothed(field, options);
  if (model.kind === 'scattered' && !banded) addUnseenErrors(smooth, field);
  const { evidence, pixelError } = evidenceOf({
    picture,
    model,
    map,
    curve,
    arcs,
    residual,
    kinds,
    exact,
    smoothed: smooth.smoothed,
    isExplained: smooth.isExplained === true,
    doubt: banded?.doubt,
    t: smooth.t,
    sigma: smooth.sigma,
  });
  const { t, sigma } = smooth;
  if (exact === undefined) takeEnds(t, kinds, map, model);
  const mask = new Uint8Array(kinds.length).fill(1);
  const masked = hasDataOnly(kinds) ? 0 : kinds.length;
  for (let p = 0; p < masked; p++) {
    const kind = kinds[p]!;
    if (kind === PixelKind.data) continue;
    if (options.clip && (kind === PixelKind.below || kind === PixelKind.above)) {
      t[p] = kind === PixelKind.below ? 0 : 1;
      const k = distinct.indices[p]!;
      sigma[p] = exact ? evenSigma * (exact.upper[k]! - exact.lower[k]!) : atEnd;
    } else {
      mask[p] = 0;
      t[p] = sigma[p] = Number.NaN;
    }
  }
  const levels = exact?.levels;
  return {
    ...smooth,
    width,
    height,
    residual,
    kind: kinds,
    mask,
    model,
    ...(levels !== undefined && { levels }),
    evidence,
    pixelError,
    confidence: decodingConfidence(evidence),
    warnings: decodingWarnings(evidence),
  };
}

/** Adds to standard errors what no smoothing tells of: the rims of marks, and strands of the map that pixels may have been put on wrongly. */
function addUnseenErrors({ t, sigma }: SmoothedField, field: UnsmoothedField): void {
  const { picture, map, model, curve, kinds, strands } = field;
  if (!hasDataOnly(kinds)) addRimErrors(t, sigma, kinds, picture.width, picture.height);
  // Of an order that was found in the pixels, torn neighbours tell.
  if (!strands || !map.accuracy.endsKnown) return;
  const doubt = strandDoubt(picture, model, curve, strands, t);
  for (let p = 0; p < sigma.length; p++) sigma[p] = Math.sqrt(sigma[p]! ** 2 + doubt[p]!);
}

/** In a scattered picture, positions tell what lies at or beyond an end that its extension continues. */
function takeEnds(t: Float32Array, kinds: Uint8Array, map: Colourmap, model: NoiseModel): void {
  const ends = continuedEnds(map, model);
  if (!ends.low && !ends.high) return;
  for (let p = 0; p < kinds.length; p++) if (kinds[p] === PixelKind.data) kinds[p] = kindAtEnd(t[p]!, ends);
}

/** Adds what all positions may be off by to the standard errors. */
function withSystematic<T extends Decoded>(decoded: T, { accuracy }: Colourmap): T {
  if (accuracy.standardError === 0) return decoded;
  const variance = accuracy.standardError ** 2;
  return { ...decoded, sigma: decoded.sigma.map((s) => Math.sqrt(s * s + variance)) };
}
