import { type BarProfile, rowDistance } from './fromColourbarProfile.js';

/** Where a bar truly ends, in rows of its box (fractional), and how many levels its renderer drew. */
export interface BarLevels {
  readonly low: number;
  readonly high: number;
  readonly levels?: number;
}

/** Level counts that plotting programs use; the first is by far the commonest and wins ties. */
const usualCounts = [256, 128, 64, 512, 100, 200, 300, 255, 254, 50, 1024];
/** A bar's true end lies within this many pixels of where its frame seems to be: frames are rounded to pixels. */
const reach = 1.6;
const reachSteps = 32;
/**
 * Disagreement, relative to that of an unrelated rhythm of the same density, below which the levels are believed.
 * Unrelated rhythms score .6 and more even at the best of the ends tried; true ones below .15 (the rest is rows
 * whose neighbouring levels have the same colour).
 */
const believable = 0.3;

/** Rows at the ends by which the same rhythm, shifted by a level, may fit better. */
const endRows = 2;

/**
 * Finds the rhythm in which a lossless bar changes colour. With N equal levels between the ends `low` and `high`, row i
 * has the level floor(N (i + ½ − low)/(high − low)), so the colour changes where that does and nowhere else.
 * Of all ends that fit equally well the mean is taken: typically good to a tenth of a pixel.
 *
 * Says nothing about levels (and keeps the ends given) for noisy bars, and for bars with fewer rows than levels,
 * in which every row changes.
 *
 * @param ends where the bar seems to end, from its frame
 */
export function barLevels(profile: BarProfile, ends: { low: number; high: number }): BarLevels {
  const n = profile.colours.length / 3;
  const { low: boxLow, high: boxHigh } = ends;
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
  let bestScore = Number.POSITIVE_INFINITY;
  // A bar with more rows than levels shows nearly all of them: their number is close to that of its runs.
  const counted = Math.round((changed + 1) / ((to - from) / (boxHigh - boxLow)));
  const counts = new Set(
    [...usualCounts, ...[-2, -1, 0, 1, 2].map((d) => counted + d)].filter((c) => c >= 8),
  );
  for (const levels of counts) {
    // A rhythm denser than the changes by a third would need as many invisible changes.
    const expected = Math.min(1, levels / (boxHigh - boxLow));
    if (expected > 1.35 * density + 0.05 || expected < 0.9 * density - 0.02) continue;
    const { cost, low, high } = bestEnds(profile, changes, levels, ends);
    // The usual number wins unless another fits far better: a level more or less looks the same with ends a pixel off.
    const score = levels === usualCounts[0] ? cost / 3 - 2 : cost;
    if (cost < believable * byChance && score < bestScore) {
      bestScore = score;
      best = { low, high, levels };
    }
  }
  return best;
}

/** The ends that disagree least with the changes; among equals those nearest to the expected ends, averaged. */
function bestEnds(
  { from, to }: BarProfile,
  changes: Uint8Array,
  levels: number,
  ends: { low: number; high: number },
): { cost: number; low: number; high: number } {
  const tries: { cost: number; low: number; high: number; off: number }[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let a = -reachSteps; a <= reachSteps; a++) {
    for (let b = -reachSteps; b <= reachSteps; b++) {
      const low = ends.low + (a * reach) / reachSteps;
      const high = ends.high + (b * reach) / reachSteps;
      const scale = levels / (high - low);
      let cost = 0;
      let level = Math.floor(scale * (from + 0.5 - low));
      // Most ends are hopeless after a few rows.
      for (let i = from; i + 1 < to && cost <= least + endRows; i++) {
        const next = Math.floor(scale * (i + 1.5 - low));
        // A change that no level explains is worse than two levels of one colour.
        if (changes[i] === 1) cost += next === level ? 1 : 0;
        else if (next !== level) cost += 0.5;
        level = next;
      }
      if (cost > least + endRows) continue;
      least = Math.min(least, cost);
      tries.push({ cost, low, high, off: Math.abs(low - ends.low) + Math.abs(high - ends.high) });
    }
  }
  // The same rhythm fits again a whole level further along, better or worse by a row at the ends: only one of these
  // families is meant, and it is the nearest.
  const fair = tries.filter((t) => t.cost <= least + endRows);
  const nearest = fair.reduce((p, q) => (q.off + q.cost < p.off + p.cost ? q : p));
  const half = (ends.high - ends.low) / levels / 2;
  const near = fair.filter(
    (t) => Math.abs(t.low - nearest.low) < half && Math.abs(t.high - nearest.high) < half,
  );
  const leastNear = Math.min(...near.map((t) => t.cost));
  const family = near.filter((t) => t.cost <= leastNear);
  const mean = (f: (t: { low: number; high: number }) => number): number =>
    family.reduce((sum, t) => sum + f(t), 0) / family.length;
  return { cost: leastNear, low: mean((t) => t.low), high: mean((t) => t.high) };
}
