import { coloursIn } from '../locus/colours/coloursIn.js';
import type { PictureColours } from '../locus/colours/pictureColours.js';
import { PixelKind } from '../model/pixelKind.js';
import type { Colourmap, Decoded } from '../model/types.js';
import { lengthOf } from '../numeric/curves/lengthOf.js';
import { pointsAt } from '../numeric/curves/polyline.js';
import { toWorkingSpace } from '../raster/colours/colourSpace.js';
import type { NoiseModel } from './picture/noiseModel.js';
import { evenSigma } from './smooth/scales/evenSigma.js';

/** Places along the map at which colours are held against it: four to each level that a display tells apart. */
const places = 1024;
/** No stored colour is nearer to what was drawn than its rounding, sRGB units. */
const rounding = 0.5;

/**
 * Gives pixels that were masked the value that their colour says, for somebody who looked says that they are data: the
 * nearest place of the map, or the middle of those that are equally near. What lies off the map by some distance may as
 * well have been thrown along it: the standard error is that of all places, weighed by a Gaussian of colours as wide as the
 * pixel's distance, the picture's noise or its rounding. It is wide where the map is slow, or comes by again.
 *
 * @param restore 1 for pixels that are data whatever they seem to be; none where absent
 */
export function restored<T extends Decoded & { readonly model: NoiseModel }>(
  decoded: T,
  picture: PictureColours,
  map: Colourmap,
  restore: Uint8Array | undefined,
): T {
  if (!restore?.includes(1)) return decoded;
  const { model } = decoded;
  const at = Float64Array.from({ length: places }, (_, j) => (j + 0.5) / places);
  const curve = toWorkingSpace(pointsAt(map.colours, map.positions, at), model.space);
  const colours = coloursIn(picture, model.space);
  const known = new Map<number, readonly [t: number, sigma: number]>();
  const [t, sigma, kind, mask] = [
    decoded.t.slice(),
    decoded.sigma.slice(),
    decoded.kind.slice(),
    decoded.mask.slice(),
  ];
  for (let p = 0; p < mask.length; p++) {
    if (restore[p] !== 1 || mask[p] === 1) continue;
    const k = picture.distinct.indices[p]!;
    const place = known.get(k) ?? placeOf(colours.subarray(3 * k, 3 * k + 3), curve, model.sigma);
    known.set(k, place);
    [t[p], sigma[p]] = place;
    kind[p] = PixelKind.data;
    mask[p] = 1;
  }
  return { ...decoded, t, sigma, kind, mask };
}

/** Where on a curve of even places a colour lies, and its standard error, both 0…1. */
function placeOf(colour: Float64Array, curve: Float64Array, noise: number): readonly [number, number] {
  const distances = new Float64Array(places);
  let nearest = 0;
  for (let j = 0; j < places; j++) {
    distances[j] = lengthOf(
      curve[3 * j]! - colour[0]!,
      curve[3 * j + 1]! - colour[1]!,
      curve[3 * j + 2]! - colour[2]!,
    );
    if (distances[j]! < distances[nearest]!) nearest = j;
  }
  const least = distances[nearest]!;
  let [from, to] = [nearest, nearest];
  while (from > 0 && distances[from - 1]! <= least + rounding) from--;
  while (to < places - 1 && distances[to + 1]! <= least + rounding) to++;
  const middle = (from + to) / 2;
  const width = Math.max(least, noise, rounding);
  let [sum, squares] = [0, 0];
  for (let j = 0; j < places; j++) {
    const weight = Math.exp((least ** 2 - distances[j]! ** 2) / (2 * width ** 2));
    sum += weight;
    squares += weight * (j - middle) ** 2;
  }
  return [(middle + 0.5) / places, Math.max(evenSigma, Math.sqrt(squares / sum)) / places];
}
