import type { Raster } from '../model/types.js';
import { belowChannels, wordsOf } from '../raster/colours/words.js';

const reach = 3;

/** Bits to the right of each channel in a pixel's word. */
const [first, second, third] = [belowChannels, belowChannels + 8, belowChannels + 16];

/** Contrasts below this are not worth telling from none: ink and its limit are far above. */
const negligible = 8;

/**
 * How much each pixel stands out from both of its sides, sRGB units: the smaller of its distances to the two pixels on
 * opposite sides less half of what they differ by, the largest over four directions and distances of 1 to 3 px.
 *
 * A field that runs through the picture, however steeply, differs from its two sides in opposite senses and has none; a pixel
 * beside a stroke is like its other side and has none; lines and letters up to 5 px thick have their full contrast.
 *
 * @param excluded pixels (1) that say nothing about the field: pairs that touch one are passed over
 * @returns width × height; 0 where excluded and where less than 8
 */
export function strokeContrast(raster: Raster, excluded: Uint8Array): Float32Array {
  const { width, height } = raster;
  const contrast = new Float32Array(width * height);
  const contrastAt = contrastIn(raster, excluded, negligible);
  for (let y = 0, p = 0; y < height; y++)
    for (let x = 0; x < width; x++, p++) if (!excluded[p]) contrast[p] = contrastAt(x, y);
  return contrast;
}

/** The same of one pixel; 0 where it is no larger than a least one. */
export function contrastIn(
  { width, height, data }: Raster,
  excluded: Uint8Array,
  least: number,
): (x: number, y: number) => number {
  const words = wordsOf(data);
  const steps = [1, width, width + 1, width - 1] as const;
  return (x, y) => {
    const p = y * width + x;
    const own = words[p]!;
    // Which channel comes first does not matter to a distance.
    const r = (own >>> first) & 255;
    const g = (own >>> second) & 255;
    const b = (own >>> third) & 255;
    const across = Math.min(reach, x, width - 1 - x);
    const down = Math.min(reach, y, height - 1 - y);
    let most = least;
    for (let k = 0; k < 4; k++) {
      const room = k === 0 ? across : k === 1 ? down : Math.min(across, down);
      const step = steps[k]!;
      // Counted, not measured by the step: in a picture one pixel wide the step of a diagonal is 0.
      for (let apart = 1, shift = step; apart <= room; apart++, shift += step) {
        // Neither side can contribute more than it differs itself: most pixels are done here, or a few lines on.
        const before = words[p - shift]!;
        if (before === own) continue;
        const ar = r - ((before >>> first) & 255);
        const ag = g - ((before >>> second) & 255);
        const ab = b - ((before >>> third) & 255);
        const toFirst = ar * ar + ag * ag + ab * ab;
        if (toFirst <= most * most) continue;
        const after = words[p + shift]!;
        if (after === own) continue;
        const br = r - ((after >>> first) & 255);
        const bg = g - ((after >>> second) & 255);
        const bb = b - ((after >>> third) & 255);
        const nearer = Math.min(toFirst, br * br + bg * bg + bb * bb);
        const apart = (ar - br) * (ar - br) + (ag - bg) * (ag - bg) + (ab - bb) * (ab - bb);
        // √nearer − √apart / 2 > most needs nearer > most² + apart / 4, which a field's slope does not give.
        if (nearer <= most * most + apart / 4) continue;
        if (excluded[p - shift] || excluded[p + shift]) continue;
        const value = Math.sqrt(nearer) - Math.sqrt(apart) / 2;
        if (value > most) most = value;
      }
    }
    return most > least ? most : 0;
  };
}

/** Compression ringing and the curvature of steep fields stay below this; ink on a map is seldom fainter. */
export const leastContrast = 20;
/** Fields rough by themselves stand out from their sides everywhere: ink must do so much more than the typical pixel. */
const aboveTypical = 4;

/** Pixels (1) that stand out like ink: seeds of what was drawn over the data, not its full extent. */
export const strokeSeeds = (contrast: Float32Array, excluded: Uint8Array): Uint8Array =>
  seedsAbove(strokeLimit(contrast, excluded), contrast, excluded);

/** Pixels (1) that stand out by more than a limit. */
export function seedsAbove(limit: number, contrast: Float32Array, excluded: Uint8Array): Uint8Array {
  const seeds = new Uint8Array(contrast.length);
  for (let p = 0; p < seeds.length; p++) if (contrast[p]! > limit && !excluded[p]) seeds[p] = 1;
  return seeds;
}

/** The contrast beyond which pixels of a picture stand out like ink. */
export function strokeLimit(contrast: Float32Array, excluded: Uint8Array): number {
  // A histogram of whole units gives the median of millions in one pass.
  const histogram = new Uint32Array(512);
  let counted = 0;
  for (let p = 0; p < contrast.length; p++) {
    if (excluded[p]) continue;
    counted++;
    // Most stand out from nothing.
    if (contrast[p] !== 0) histogram[Math.round(contrast[p]!)]!++;
  }
  histogram[0] = counted - histogram.reduce((sum, n) => sum + n, 0);
  let median = 0;
  for (let below = histogram[0]!; below < counted / 2; below += histogram[median]!) median++;
  return Math.max(leastContrast, aboveTypical * median);
}
