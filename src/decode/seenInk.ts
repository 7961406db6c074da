import type { PictureColours } from '../locus/colours/pictureColours.js';
import type { Ink } from '../marks/ink.js';
import { PixelKind } from '../model/pixelKind.js';
import type { Colourmap } from '../model/types.js';
import { mixedInk, withMixedInk } from './mask/ink/mixedInk.js';
import { isBelievable } from './mask/maskPixels.js';
import type { DecodeOptions } from './picture/decoding.js';
import { decodingCurve } from './positions/decodingCurve.js';
import { exactPositions } from './positions/levels/exactPositions.js';
import { pixelArcs } from './positions/pixelArcs.js';
import { preparedMap } from './preparedMap.js';

/**
 * The ink of a picture, once an order of its colours tells the field from it: marks are what is mixed with one grey. Undefined where there
 * is none, or what the picture showed of it by itself says as much.
 */
export function seenInk(picture: PictureColours, found: Colourmap, options: DecodeOptions): Ink | undefined {
  const { map, model } = preparedMap(picture, found, options);
  const exact = model.kind === 'scattered' ? undefined : exactPositions(picture, map, model, options.without);
  const curve = decodingCurve(map, model);
  const kinds = picture.noData.mask.map((m) => (m === 1 ? PixelKind.noData : PixelKind.data));
  const field = pixelArcs(picture, model, curve, kinds, exact, false, options.without);
  // Ink that the picture shows by itself, and that is off the map, needs no other witness.
  if (picture.ink.core.includes(1) && isBelievable({ picture, model, ...field })) return undefined;
  const ink = mixedInk({ picture, model, curve, ...field }, kinds);
  return ink && { ...withMixedInk(picture, ink, model).ink, isMixed: true };
}
