import type { PictureColours } from '../../locus/colours/pictureColours.js';
import type { Colourmap } from '../../model/types.js';
import { projectOnto } from '../../numeric/curves/polyline.js';

/** Pixels asked: their shares are then known to a hundredth. */
const askedPixels = 8192;
/** Colours in the middle half of the way between two bands are blends of both. */
const blendShare = 0.25;
/** Of a field in bands, only borders blend; evenly spread colours would be half. */
const mostBlends = 0.35;
/** With fewer bands than this, most of a field may be border. */
const fewestBands = 4;

/**
 * A map in bands as the continuous one that it stands for, where the picture's colours lie between the bands as often as
 * on them: then the bar was too noisy, or too short, to show that it is none. The map itself otherwise.
 */
export function withoutFalseBands({ rgb, distinct, calm }: PictureColours, map: Colourmap): Colourmap {
  const { bands, ...continuous } = map;
  const n = map.positions.length;
  if (bands === undefined || n < fewestBands) return map;
  const stride = Math.max(1, Math.floor(calm.length / askedPixels));
  const sample: number[] = [];
  for (let p = stride >> 1; p < calm.length; p += stride) {
    if (calm[p] !== 1) continue;
    const o = 3 * distinct.indices[p]!;
    sample.push(rgb[o]!, rgb[o + 1]!, rgb[o + 2]!);
  }
  const along = Float64Array.from({ length: n }, (_, k) => k);
  const { parameter } = projectOnto(map.colours, along, sample);
  const blends = parameter.reduce((sum, k) => sum + (Math.abs(k - Math.round(k)) > blendShare ? 1 : 0), 0);
  if (blends <= mostBlends * parameter.length) return map;
  const standardError = Math.max(map.accuracy.standardError, 1 / (8 * n));
  return { ...continuous, accuracy: { ...map.accuracy, standardError } };
}
