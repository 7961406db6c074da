import type { PictureColours } from '../locus/colours/pictureColours.js';
import { PixelKind } from '../model/pixelKind.js';
import type { Colourmap } from '../model/types.js';
import { coefficientMisfit } from './joint/joint.js';
import { quantiserRounding } from './joint/jointSolve.js';
import { plotArea } from './joint/model/plotArea.js';
import type { FieldOptions } from './picture/decoding.js';
import type { NoiseModel } from './picture/noiseModel.js';
import { type DecodingCurve, decodingCurve } from './positions/decodingCurve.js';
import { pixelArcs } from './positions/pixelArcs.js';

/**
 * A hillshade moves nearly every colour: without it little of a picture is explained. Of two shaded pictures in JPEGs at most .11
 * was, of five rough ones without light .156 at the least: placed between them, and checked on no others.
 */
const leastExplained = 1 / 8;

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
  curve: DecodingCurve,
  arcs: Float32Array,
  options: FieldOptions,
): Uint8Array | undefined {
  const { jpeg, without } = options;
  if (jpeg === undefined || map.bands !== undefined || without?.includes('joint')) return undefined;
  const { width, height } = picture;
  const area = plotArea(arcs, curve, width, height, jpeg);
  const misfit = coefficientMisfit(area, map);
  const explained = new Uint8Array(arcs.length);
  for (let y = 0, p = 0; y < height; y++) {
    const blocks = (area.width >> 3) * ((y + area.plot.top) >> 3);
    for (let x = area.plot.left; x < area.plot.right; x++, p++)
      if (misfit[blocks + (x >> 3)]! <= quantiserRounding) explained[p] = 1;
  }
  return explained;
}

/** Whether such a field explains too much of a picture for it to be lit: what looks like light in it is what its compression left of its colours. */
export function isExplainedWithoutLight(
  picture: PictureColours,
  map: Colourmap,
  model: NoiseModel,
  options: FieldOptions,
): boolean {
  if (options.shaded !== 'auto' || model.kind !== 'scattered') return false;
  const curve = decodingCurve(map, model);
  const kinds = picture.noData.mask.map((m) => (m === 1 ? PixelKind.noData : PixelKind.data));
  const { arcs } = pixelArcs(picture, model, curve, kinds, undefined, true, options.without);
  const explained = explainedPixels(picture, map, curve, arcs, options);
  if (explained === undefined) return false;
  let count = 0;
  for (const is of explained) count += is;
  return count >= leastExplained * explained.length;
}
