import type { BarEnd } from '../../bar/barEnds.js';
import { type BarProfile, isNoisy } from '../../bar/barProfile.js';

/** Where a bar truly ends, in rows of its box (fractional), and how many levels its renderer drew. */
export interface BarLevels {
  readonly low: number;
  readonly high: number;
  readonly levels?: number;
  /**
   * Standard error of positions, a share of the bar, because the same rhythm may begin a level earlier or later; absent where its ends
   * are too well known for that.
   */
  readonly standardError?: number;
}

/** Level counts that plotting programs use; the first is by far the commonest. */
const usualCounts = [256, 128, 64, 512, 100, 200, 300, 255, 254, 50, 1024];
/** Log-odds (as χ², 2 ln odds) of the commonest count and of other usual ones against a count that no program uses. */
const commonest = 12;
const usual = 4;
/** Fewer levels than this are bands, which are found by themselves. */
const leastLevels = 8;
/** Rows a level may take at least: where most rows skip a level, which one they show says nothing any more. */
const leastRows = 0.45;
/** Levels to either side over which a map's step from level to level is taken as constant. */
const reachLevels = 4;
/** Two colours that were rounded to bytes: the variance of their difference in one channel. */
const roundingVariance = 1 / 6;
/** No row counts for more than this many standard deviations (squared, all channels): corners of the map, letters. */
const rowLimit = 30;
/**
 * How much better (χ²) levels must explain a bar than a map without levels does. The best of some thousand
 * unrelated rhythms is better than the truth by 2 ln 1000 = 14 by chance.
 */
const believableGain = 40;
/** Share of the misfit beyond rounding that may remain: unrelated rhythms of the same density remove a fifth at best. */
const believableShare = 0.6;
/** Ends are tried this many spreads to either side. */
const reachSpreads = 3;
const endStep = 0.05;
/** Renderers place levels to a fraction of a pixel only: what a row misplaced counts beside the ends' departure (χ²). */
const misplaced = 2;
/** Ends a level farther on are thought of from these odds on. */
const leastOdds = 0.01;
/** Fits that are worse by this (χ²) have a thousandth of the weight. */
const negligible = 14;

/**
 * Finds the levels in which a lossless bar was drawn, from the rhythm of its colours. With N equal levels between the
 * ends `low` and `high`, row i has the level floor(N (i + ½ − low)/(high − low)). Where rows outnumber levels, colours
 * repeat in that rhythm; where levels outnumber rows, the rhythm is that of levels skipped, as on a vernier. Either
 * way the change of colour from row to row is the map's slowly varying step times the number of levels passed.
 * The misfit to that is weighed, as χ², against how far the ends are from where they seem to be, and the ends
 * are the mean over all that fit about as well: typically good to a tenth of a pixel.
 *
 * Says nothing about levels (and keeps the ends given) for noisy bars and for those without a rhythm.
 *
 * @param ends where the bar seems to end, from its frame
 * @param known the number of levels, where it is known
 */
export function barLevels(
  profile: BarProfile,
  ends: { low: BarEnd; high: BarEnd },
  known?: number,
): BarLevels {
  const given = { low: ends.low.at, high: ends.high.at };
  if (isNoisy(profile)) return given;
  const { from, to } = profile;
  const steps = new Float64Array(3 * Math.max(0, to - 1 - from));
  for (let k = 0; k < steps.length; k++)
    steps[k] = profile.colours[3 * from + k + 3]! - profile.colours[3 * from + k]!;
  const rows = steps.length / 3;
  let changed = 0;
  for (let i = 0; i < rows; i++) if (steps[3 * i] || steps[3 * i + 1] || steps[3 * i + 2]) changed++;
  if (changed < leastLevels) return given;

  const length = given.high - given.low;
  // A bar with more rows than levels shows nearly all of them: their number is close to that of its runs.
  const counted = Math.round(((changed + 1) * length) / (to - from));
  const tried =
    known === undefined ? [...usualCounts, ...[-2, -1, 0, 1, 2].map((d) => counted + d)] : [known];
  const counts = [...new Set(tried)].filter(
    (n) => n >= leastLevels && n * leastRows <= length && n > 0.9 * counted - 3,
  );
  const passed = new Uint8Array(rows);
  const none = misfit(steps, passed, { scale: 1, low: 0 }, Number.POSITIVE_INFINITY);
  const unexplained = steps.reduce((count, step) => count + (step === 0 ? 0 : 1), 0);
  const most = Math.min(none - believableGain, unexplained + believableShare * (none - unexplained));
  // What a row that shows the level before its own costs: the same change of colour, missing here and added there.
  const squares = steps.reduce((sum, step) => sum + step * step, 0) / rows;
  const misplacedRow = 2 * Math.min(rowLimit, squares / roundingVariance);
  let best: BarLevels & { cost: number } = { ...given, cost: Number.POSITIVE_INFINITY };
  for (const levels of counts) {
    const bonus = levels === usualCounts[0] ? commonest : usualCounts.includes(levels) ? usual : 0;
    const fitted = bestEnds(steps, passed, from, levels, ends, misplacedRow, most, best.cost + bonus);
    if (fitted) best = { ...fitted, levels, cost: fitted.cost - bonus };
    // The commonest count fits as well as rounding lets any: no other has a chance.
    if (levels === usualCounts[0] && best.cost < (misplaced * unexplained) / misplacedRow) break;
  }
  const { cost: _, ...found } = best;
  return found;
}

/**
 * The ends at which the rhythm fits, averaged over all about the best. The cost is their departure from where they
 * seem to be, as χ², and the rows misplaced.
 */
function bestEnds(
  steps: Float64Array,
  passed: Uint8Array,
  from: number,
  levels: number,
  ends: { low: BarEnd; high: BarEnd },
  misplacedRow: number,
  most: number,
  limit: number,
): (BarLevels & { readonly cost: number }) | undefined {
  const tries: { cost: number; low: number; high: number }[] = [];
  let best = { cost: limit, low: ends.low.at, high: ends.high.at };
  const highs = offsets(ends.high.spread);
  for (const a of offsets(ends.low.spread)) {
    for (const b of highs) {
      const low = ends.low.at + a;
      const high = ends.high.at + b;
      const departure = (a / ends.low.spread) ** 2 + (b / ends.high.spread) ** 2;
      const bound = Math.min(most, ((best.cost + negligible - departure) * misplacedRow) / misplaced);
      if (bound < 0) continue;
      const off = misfit(steps, passed, { scale: levels / (high - low), low: low - from }, bound);
      if (off > bound) continue;
      const fit = { cost: departure + (misplaced * off) / misplacedRow, low, high };
      tries.push(fit);
      if (fit.cost < best.cost) best = fit;
    }
  }
  // A whole level further along the same rhythm fits again: only what lies about the best is meant.
  const half = (ends.high.at - ends.low.at) / levels / 2;
  const isAbout = (t: { low: number; high: number }): boolean =>
    Math.abs(t.low - best.low) < half && Math.abs(t.high - best.high) < half;
  const weightOf = ({ cost }: { cost: number }): number => Math.exp((best.cost - cost) / 2);
  if (best.cost >= limit) return undefined;
  let sum = 0;
  let low = 0;
  let high = 0;
  for (const t of tries) {
    if (!isAbout(t)) continue;
    const weight = weightOf(t);
    sum += weight;
    low += weight * t.low;
    high += weight * t.high;
  }
  low /= sum;
  high /= sum;
  // Elsewhere: what a position between the two ends would be off by, the mean square along the bar.
  let other = 0;
  let squares = 0;
  for (const t of tries) {
    if (isAbout(t)) continue;
    const weight = weightOf(t);
    const [a, b] = [t.low - low, t.high - high];
    other += weight;
    squares += (weight * (a * a + a * b + b * b)) / 3;
  }
  const standardError = Math.sqrt(squares / (sum + other)) / (high - low);
  const isOpen = other > leastOdds * sum;
  return { cost: best.cost, low, high, ...(isOpen && { standardError }) };
}

/** Steps to either side within a few spreads, nearest first. */
function offsets(spread: number): number[] {
  const half = Math.ceil((reachSpreads * spread) / endStep);
  return Array.from({ length: 2 * half + 1 }, (_, k) => (k % 2 ? k + 1 : -k) * (endStep / 2));
}

/**
 * χ² of the changes of colour from row to row about a step that varies slowly, times the number of levels passed.
 *
 * @param steps 3m changes of colour
 * @param passed room for the m numbers of levels passed
 * @param rhythm levels a row takes, and the row (of `steps`) at which the first one begins
 * @param bound gives up with more than this
 */
function misfit(
  steps: Float64Array,
  passed: Uint8Array,
  { scale, low }: { scale: number; low: number },
  bound: number,
): number {
  const rows = passed.length;
  const reach = Math.max(3, Math.ceil(reachLevels / scale));
  let level = Math.floor(scale * (0.5 - low));
  // Sums over the window i − reach … i + reach, moved along.
  let squares = 0;
  let r = 0;
  let g = 0;
  let b = 0;
  let total = 0;
  for (let i = -reach; i < rows && total <= bound; i++) {
    const ahead = i + reach;
    if (ahead < rows) {
      const next = Math.floor(scale * (ahead + 1.5 - low));
      const j = next - level;
      level = next;
      passed[ahead] = j;
      squares += j * j;
      r += j * steps[3 * ahead]!;
      g += j * steps[3 * ahead + 1]!;
      b += j * steps[3 * ahead + 2]!;
    }
    const behind = i - reach - 1;
    if (behind >= 0) {
      const j = passed[behind]!;
      squares -= j * j;
      r -= j * steps[3 * behind]!;
      g -= j * steps[3 * behind + 1]!;
      b -= j * steps[3 * behind + 2]!;
    }
    if (i < 0) continue;
    const share = squares > 0 ? passed[i]! / squares : 0;
    const dr = steps[3 * i]! - share * r;
    const dg = steps[3 * i + 1]! - share * g;
    const db = steps[3 * i + 2]! - share * b;
    total += Math.min(rowLimit, (dr * dr + dg * dg + db * db) / roundingVariance);
  }
  return total;
}
