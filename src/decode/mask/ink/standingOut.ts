import { coloursIn } from '../../../locus/colours/coloursIn.js';
import type { PictureColours } from '../../../locus/colours/pictureColours.js';
import type { Breaks } from '../../../marks/mixing.js';
import { contrastIn } from '../../../marks/stroke.js';
import { lengthOf } from '../../../numeric/curves/lengthOf.js';
import { lineDirections } from '../../../raster/lineDirections.js';
import type { NoiseModel } from '../../picture/noiseModel.js';

/** Both sides of a pixel are looked for so far, as strokes' contrast is. */
const reach = 3;
/** Smaller contrasts than these, in units and in deviations of the noise, are the field's own. */
const leastContrast = 8;
const noiseDeviations = 4;
/** Rounding of two colours. */
const rounding = 2;

/**
 * Pixels that stand out from two opposite sides that are alike, with the colours of those: of all pairs of sides, the one that a
 * pixel differs from most for how little they differ. Whether its colour is the map's is not asked.
 *
 * @param candidates 1 for the pixels asked
 */
export function standingOut(
  picture: PictureColours,
  model: NoiseModel,
  candidates: Uint8Array,
): Breaks & { readonly pixels: readonly number[] } {
  const { raster, noData, distinct } = picture;
  const { width, height } = raster;
  const colours = coloursIn(picture, model.space);
  const noise = model.isRounded ? 0 : noiseDeviations * model.sigma;
  const contrastAt = contrastIn(raster, noData.mask, Math.max(leastContrast, noise));
  const pixels: number[] = [];
  const [field, shown, doubt]: [number[], number[], number[]] = [[], [], []];
  for (let p = 0; p < candidates.length; p++) {
    if (!candidates[p] || noData.mask[p] === 1) continue;
    const x = p % width;
    const y = (p - x) / width;
    if (contrastAt(x, y) === 0) continue;
    const o = 3 * distinct.indices[p]!;
    let most = 0;
    let apart = 0;
    let [first, second] = [-1, -1];
    for (const [dx, dy] of lineDirections)
      for (let k = 1; k <= reach; k++) {
        const [u, v] = [k * dx, k * dy];
        if (Math.min(x - u, x + u, y - v, y + v) < 0) break;
        if (Math.max(x - u, x + u) >= width || Math.max(y - v, y + v) >= height) break;
        const a = 3 * distinct.indices[p - v * width - u]!;
        const b = 3 * distinct.indices[p + v * width + u]!;
        const between = distanceAt(colours, a, b);
        const value = Math.min(distanceAt(colours, o, a), distanceAt(colours, o, b)) - between / 2;
        if (value <= most) continue;
        most = value;
        apart = between;
        [first, second] = [a, b];
      }
    if (first < 0) continue;
    pixels.push(p);
    for (let c = 0; c < 3; c++) {
      field.push((colours[first + c]! + colours[second + c]!) / 2);
      shown.push(colours[o + c]!);
    }
    doubt.push(rounding + noise + apart / 2);
  }
  return {
    pixels,
    field: Float64Array.from(field),
    shown: Float64Array.from(shown),
    doubt: Float64Array.from(doubt),
  };
}

function distanceAt(colours: Float64Array, a: number, b: number): number {
  return lengthOf(
    colours[a]! - colours[b]!,
    colours[a + 1]! - colours[b + 1]!,
    colours[a + 2]! - colours[b + 2]!,
  );
}
