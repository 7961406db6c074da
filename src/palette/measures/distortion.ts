import { deltaE2000, labOf } from '../../colourmap/check/colourDifference.js';
import { weightedQuantile } from '../../colourmap/identify/scatter.js';
import type { WeightedColours } from '../colours/space.js';

/** How far a picture drawn in a palette is from the picture. */
export interface Distortion {
  /** Root mean square of all pixels' channels, sRGB levels. */
  readonly rmse: number;
  /** 20 log₁₀(255 / rmse), decibels; null where nothing differs. */
  readonly psnr: number | null;
  /** CIEDE2000 of the pixels: their mean, and what 95 % of them do not exceed. */
  readonly deltaE: { readonly mean: number; readonly p95: number };
}

/** Colours on which CIEDE2000 is taken: their mean is known to a hundredth of itself, in a tenth of a second. */
const sampleSize = 20_000;

/**
 * What a palette loses of a picture's colours.
 *
 * @param colours 3k sRGB values, 0…255
 * @param labels which of them stands for each distinct colour of the picture
 */
export function distortionOf(
  { rgb, counts }: WeightedColours,
  colours: ArrayLike<number>,
  labels: ArrayLike<number>,
): Distortion {
  let squares = 0;
  let pixels = 0;
  for (let i = 0; i < counts.length; i++) {
    for (let d = 0; d < 3; d++) squares += counts[i]! * (rgb[3 * i + d]! - colours[3 * labels[i]! + d]!) ** 2;
    pixels += counts[i]!;
  }
  const rmse = Math.sqrt(squares / (3 * pixels));
  return { rmse, psnr: rmse > 0 ? 20 * Math.log10(255 / rmse) : null, deltaE: seen() };

  function seen(): Distortion['deltaE'] {
    const { chosen, weights } = sampled(counts, pixels);
    const from = labOf(
      Float64Array.from(
        { length: 3 * chosen.length },
        (_, o) => rgb[3 * chosen[Math.floor(o / 3)]! + (o % 3)]!,
      ),
    );
    const to = labOf(colours);
    const differences = Float64Array.from(chosen, (i, s) => deltaE2000(from, s, to, labels[i]!));
    const sum = differences.reduce((total, difference, s) => total + weights[s]! * difference, 0);
    return { mean: sum / pixels, p95: weightedQuantile(differences, weights, 0.95) };
  }
}

/** Every colour where there are few, else those of pixels evenly spaced in the order of the colours (systematic sampling). */
function sampled(
  counts: ArrayLike<number>,
  pixels: number,
): { readonly chosen: Uint32Array; readonly weights: Float64Array } {
  if (counts.length <= sampleSize)
    return { chosen: Uint32Array.from(counts, (_, i) => i), weights: Float64Array.from(counts) };
  const step = pixels / sampleSize;
  const chosen: number[] = [];
  const weights: number[] = [];
  for (let i = 0, passed = 0, due = step / 2; i < counts.length; i++) {
    passed += counts[i]!;
    const hits = passed >= due ? Math.floor((passed - due) / step) + 1 : 0;
    if (hits === 0) continue;
    due += hits * step;
    chosen.push(i);
    weights.push(hits * step);
  }
  return { chosen: Uint32Array.from(chosen), weights: Float64Array.from(weights) };
}
