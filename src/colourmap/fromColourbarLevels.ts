import { type BarProfile, rowDistance } from './fromColourbarProfile.js';

/** Where a bar truly ends, in rows of its box (fractional), and how many levels its renderer drew. */
export interface BarLevels {
  readonly low: number;
  readonly high: number;
  readonly levels?: number;
}

/** Level counts that plotting programs use; the first is by far the commonest and wins ties. */
const usualCounts = [256, 128, 64, 512, 100, 200, 300, 255, 254, 50, 1024];
/** A bar's true end lies within one pixel of its box's: frames are centred on it, boxes are rounded to it. */
const reach = 1;
const reachSteps = 20;
/**
 * Disagreement, relative to that of an unrelated rhythm of the same density, below which the levels are believed.
 * Unrelated rhythms score .6 and more even at the best of the ends tried; true ones below .15 (the rest is rows
 * whose neighbouring levels have the same colour).
 */
const believable = 0.3;

/**
 * Finds the rhythm in which a lossless bar changes colour. With N equal levels between the ends `low` and `high`, row i
 * has the level floor(N (i + ½ − low)/(high − low)), so the colour changes where that does and nowhere else.
 * Of all ends that fit equally well the mean is taken: typically good to a tenth of a pixel.
 *
 * Says nothing about levels (and takes the box's own ends) for noisy bars, and for bars with fewer rows than levels,
 * in which every row changes.
 */
export function barLevels(profile: BarProfile): BarLevels {
  const n = profile.colours.length / 3;
  const boxLow = profile.marginLow;
  const boxHigh = n - profile.marginHigh;
  if (profile.noise > 0.25) return { low: boxLow, high: boxHigh };
  const { from, to } = profile;
  const changes = new Uint8Array(n);
  let changed = 0;
  for (let i = from; i + 1 < to; i++) {
    changes[i] = rowDistance(profile.colours, i, i + 1) > 0 ? 1 : 0;
    changed += changes[i]!;
  }
  const rows = to - 1 - from;
  // The rhythm must have enough beats and enough rests to be told from another.
  if (rows - changed < 8 || changed < 8) return { low: boxLow, high: boxHigh };
  const density = changed / rows;
  const byChance = 2 * density * (1 - density) * rows;

  let best: BarLevels = { low: boxLow, high: boxHigh };
  let bestScore = believable * byChance;
  // A bar with more rows than levels shows nearly all of them: their number is close to that of its runs.
  const counted = Math.round((changed + 1) / ((to - from) / (boxHigh - boxLow)));
  const counts = new Set(
    [...usualCounts, ...[-2, -1, 0, 1, 2].map((d) => counted + d)].filter((c) => c >= 8),
  );
  for (const levels of counts) {
    // A rhythm denser than the changes by a third would need as many invisible changes.
    const expected = Math.min(1, levels / (boxHigh - boxLow));
    if (expected > 1.35 * density + 0.05 || expected < 0.9 * density - 0.02) continue;
    let least = Number.POSITIVE_INFINITY;
    let sumLow = 0;
    let sumHigh = 0;
    let ties = 0;
    for (let a = -reachSteps; a <= reachSteps; a++) {
      for (let b = -reachSteps; b <= reachSteps; b++) {
        const low = boxLow + (a * reach) / reachSteps;
        const high = boxHigh + (b * reach) / reachSteps;
        const scale = levels / (high - low);
        let cost = 0;
        let level = Math.floor(scale * (from + 0.5 - low));
        for (let i = from; i + 1 < to; i++) {
          const next = Math.floor(scale * (i + 1.5 - low));
          if (changes[i] === 1 ? next === level : next !== level) cost += changes[i] === 1 ? 1 : 0.5;
          level = next;
        }
        if (cost < least - 1e-9) {
          least = cost;
          sumLow = 0;
          sumHigh = 0;
          ties = 0;
        }
        if (cost <= least + 1e-9) {
          sumLow += low;
          sumHigh += high;
          ties++;
        }
      }
    }
    if (least < bestScore) {
      bestScore = levels === 256 ? 0.8 * least : least;
      best = { low: sumLow / ties, high: sumHigh / ties, levels };
    }
  }
  return best;
}
