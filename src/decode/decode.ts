import { coloursIn } from '../locus/colours/coloursIn.js';
import type { PictureColours } from '../locus/colours/pictureColours.js';
import { isEmpty } from '../model/mask.js';
import { hasDataOnly, PixelKind } from '../model/pixelKind.js';
import type { Colourmap, Decoded } from '../model/types.js';
import type { Warning } from '../model/warning.js';
import { arcLengths, projectOnto } from '../numeric/curves/polyline.js';
import { toWorkingSpace } from '../raster/colours/colourSpace.js';
import type { CellGrid } from './cells/cells.js';
import { decodingConfidence, decodingWarnings } from './confidence/confidence.js';
import { type Evidence, evidenceOf } from './confidence/evidence.js';
import { explainedPixels, isExplainedWithoutLight } from './explained.js';
import { fillMarks } from './fillMarks.js';
import { inkOverField } from './inkOverField.js';
import { maskPixels } from './mask/maskPixels.js';
import { hasSuspects } from './mask/offMap.js';
import { atEnd, colourKinds, continuedEnds, kindAtEnd } from './mask/outOfRange.js';
import { regionColours } from './mask/regionColours.js';
import type { DecodeOptions, Shading } from './picture/decoding.js';
import type { NoiseModel } from './picture/noiseModel.js';
import { bandPixels } from './positions/bandPixels.js';
import { type DecodingCurve, decodingCurve } from './positions/decodingCurve.js';
import { exactPositions } from './positions/levels/exactPositions.js';
import type { ColourPositions } from './positions/levels/projectedPositions.js';
import { pixelArcs } from './positions/pixelArcs.js';
import { asTruncated } from './positions/roundingOffset.js';
import { preparedMap } from './preparedMap.js';
import { restored } from './restored.js';
import { decideShading, type ShadingDecision } from './shading/decideShading.js';
import { evenSigma } from './smooth/evenSigma.js';
import { bandMiddles, type FieldSmoothing } from './smooth/smoothField.js';
import { smoothed } from './smoothed.js';
import {
  decideTransparency,
  opaque,
  type Transparency,
  type TransparencyDecision,
} from './transparency/transparency.js';

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
export function decode(picture: PictureColours, given: Colourmap, options: DecodeOptions): Decoding {
  const { rgb, distinct, raster } = picture;
  const { endsKnown } = given.accuracy;
  const without = new Set(options.without);
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
    const parts = { ...shading.parts, model: lit.model, warnings: shading.warnings, confidence: doubt };
    return withSystematic(restored(parts, picture, lit.map, options.restore), lit.map);
  }
  const { map: drawn, model } = seen.mixed && !isExplained ? preparedMap(picture, seen.mixed, options) : lit;
  const isTruncated = model.kind === 'scattered' && endsKnown && !without.has('truncation');
  const map = isTruncated ? asTruncated(rgb, distinct.counts, drawn) : drawn;
  const own = decodePlain(picture, map, model, options);
  const decoding = withSystematic(restored(own, picture, map, options.restore), map);
  const warnings = [...seen.warnings, ...shading.warnings, ...decoding.warnings];
  const filled = options.fill ? fillMarks(decoding, picture) : undefined;
  return {
    ...decoding,
    ...(filled && { filled, mask: decoding.mask.map((m, p) => m | filled[p]!) }),
    ...(seen.transparency && { transparency: seen.transparency }),
    warnings,
    confidence: decoding.confidence * doubt * seen.confidence,
  };
}

/** The decoding of a picture whose colours are the map's, without light on them. */
function decodePlain(
  given: PictureColours,
  map: Colourmap,
  model: NoiseModel,
  options: DecodeOptions,
): Decoding {
  const { width, height, distinct } = given;
  const exact = model.kind === 'scattered' ? undefined : exactPositions(given, map, model, options.without);
  const curve = exact?.drawn ? drawnCurve(exact.drawn) : decodingCurve(map, model);
  const ofColour = exact ?? scatteredPlaces(given, map, model);
  const kinds = pixelKinds(given, map, model, ofColour, options);
  const { endsKnown } = map.accuracy;
  const banded = map.bands && !exact ? bandPixels(given, map, model, curve, kinds) : undefined;
  const field = banded ?? pixelArcs(given, model, curve, kinds, exact, endsKnown, options.without);
  const { arcs, residual } = field;
  const explained =
    endsKnown && !banded && hasSuspects(model, residual)
      ? explainedPixels(given, map, curve, arcs, options)
      : undefined;
  const seen = { picture: given, model, curve, arcs, residual, ...(explained && { explained }) };
  const mayBlur = options.compressed && model.kind === 'scattered' && !banded;
  const { picture, inked } = inkOverField(seen, kinds, endsKnown, mayBlur);
  maskPixels(
    {
      ...{ picture, model, map, curve, arcs, residual, explained },
      ...{ farthest: farthestOf(exact), isLevel: exact?.isLevel, mixed: inked },
    },
    kinds,
    options.without,
  );
  for (let p = 0; p < kinds.length; p++) {
    if (kinds[p] !== PixelKind.data) arcs[p] = Number.NaN;
    // Nothing around it says what it shows.
    else if (Number.isNaN(arcs[p]!)) kinds[p] = PixelKind.fringe;
  }
  const smooth = banded
    ? bandMiddles(map, curve, banded)
    : smoothed(picture, map, curve, exact, arcs, residual, options);
  const evidence = evidenceOf({
    picture,
    model,
    map,
    curve,
    arcs,
    residual,
    kinds,
    exact,
    doubt: banded?.doubt,
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
    confidence: decodingConfidence(evidence),
    warnings: decodingWarnings(evidence),
  };
}

/** No colour is farther from the curve. */
const farthestOf = (exact: ColourPositions | undefined): number =>
  exact?.residual.reduce((most, distance) => Math.max(most, distance), 0) ?? Number.POSITIVE_INFINITY;

/** The map in the colours that the picture draws it in. */
function drawnCurve({ colours, positions }: NonNullable<ColourPositions['drawn']>): DecodingCurve {
  return { vertices: colours, arcs: arcLengths(colours), positions };
}

/** Where the distinct colours of a scattered picture lie, one by one: enough to tell those of no data. */
function scatteredPlaces(picture: PictureColours, map: Colourmap, model: NoiseModel) {
  const points = coloursIn(picture, model.space);
  const { parameter, distance } = projectOnto(
    toWorkingSpace(map.colours, model.space),
    map.positions,
    points,
  );
  return { lower: parameter, upper: parameter, residual: distance };
}

/** What is known of the pixels before their neighbours are asked: given, beyond the range, without data. */
function pixelKinds(
  picture: PictureColours,
  map: Colourmap,
  model: NoiseModel,
  ofColour: Parameters<typeof colourKinds>[1],
  options: DecodeOptions,
): Uint8Array {
  const { rgb, distinct, noData } = picture;
  const byColour = colourKinds(rgb, ofColour, map, model, options.missing);
  const regions = regionColours(picture, map, model, ofColour);
  const kinds = new Uint8Array(distinct.indices.length);
  const isAllData =
    !options.ignore && isEmpty(noData.mask) && byColour.every((kind) => kind === PixelKind.data);
  if (isAllData) return kinds;
  for (let p = 0; p < kinds.length; p++) {
    const k = distinct.indices[p]!;
    if (options.ignore?.[p] === 1) kinds[p] = PixelKind.given;
    else if (byColour[k] !== PixelKind.data) kinds[p] = byColour[k]!;
    else kinds[p] = noData.mask[p] === 1 && regions[k] === 1 ? PixelKind.noData : PixelKind.data;
  }
  return kinds;
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
