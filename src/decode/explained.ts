import type { PictureColours } from '../locus/colours/pictureColours.js';
import { PixelKind } from '../model/pixelKind.js';
import type { Colourmap } from '../model/types.js';
import { median } from '../numeric/statistics.js';
import { coefficientMisfit } from './joint/joint.js';
import { jointField } from './joint/jointField.js';
import type { DecodeOptions } from './picture/decoding.js';
import type { NoiseModel } from './picture/noiseModel.js';
import { decodingCurve } from './positions/decodingCurve.js';
import { pixelArcs } from './positions/pixelArcs.js';

/** Mean square, in quantiser steps, of what rounding to whole steps leaves: even over ±½. */
const rounding = 1 / 12;
/** Nothing that rounding does is off by more than half a step. */
const mostRounding = 1 / 4;

/**
 * Where a field on the map alone, with nothing drawn over it and no light on it, explains a JPEG's coefficients to their
 * rounding. Chroma is shared between pixels and coarsely rounded: thin and steep structures of a field have colours far off the
 * map in the decoded picture, as ink has, but these are the colours that such a field is compressed to.
 *
 * @param arcs width × height arcs on the curve; NaN where nothing is known
 * @returns 1 for the pixels of blocks that are explained; undefined where the file says nothing of it
 */
export function explainedPixels(
  picture: PictureColours,
  map: Colourmap,
  curve: ReturnType<typeof decodingCurve>,
  arcs: Float32Array,
  options: DecodeOptions,
): Uint8Array | undefined {
  const misfit = plainMisfit(picture, map, curve, arcs, options);
  return misfit && Uint8Array.from(misfit, (m) => (m <= rounding ? 1 : 0));
}

/** Whether such a field explains most of a picture: what looks like light in it is what its compression left of its colours. */
export function isExplainedWithoutLight(
  picture: PictureColours,
  map: Colourmap,
  model: NoiseModel,
  options: DecodeOptions,
): boolean {
  if (options.shaded !== 'auto' || model.kind !== 'scattered') return false;
  const curve = decodingCurve(map, model);
  const kinds = picture.noData.mask.map((m) => (m === 1 ? PixelKind.noData : PixelKind.data));
  const { arcs } = pixelArcs(picture, model, curve, kinds, undefined, true, options.without);
  const misfit = plainMisfit(picture, map, curve, arcs, options)?.filter((m) => !Number.isNaN(m));
  return misfit !== undefined && misfit.length > 0 && median(misfit) <= mostRounding;
}

function plainMisfit(
  picture: PictureColours,
  map: Colourmap,
  curve: ReturnType<typeof decodingCurve>,
  arcs: Float32Array,
  { jpeg, without }: DecodeOptions,
): Float32Array | undefined {
  if (jpeg === undefined || map.bands !== undefined || without?.includes('joint')) return undefined;
  const { width, height } = picture;
  const { t } = jointField(picture, map, curve, arcs, jpeg, false);
  const shown = Uint8Array.from(arcs, (s) => (Number.isNaN(s) ? 0 : 1));
  return coefficientMisfit(t, map, shown, width, height, jpeg);
}
