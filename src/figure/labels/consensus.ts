import type { LabelledTick } from './law.js';

/** One way to take a label: where it stands and what it says. */
export interface Pick {
  readonly tick: number;
  readonly at: number;
  readonly value: number;
  readonly cost: number;
  readonly power: boolean;
  readonly reading: number | undefined;
  /** Its sign is not the one that was read. */
  readonly supposed: boolean;
}

/** A line through labels and those that lie on it. */
export interface Consensus {
  readonly slope: number;
  readonly intercept: number;
  readonly picks: readonly Pick[];
  /** Labels on the line, each less the cost of its reading. */
  readonly score: number;
}

/** A sign that was lost, or a tick mark that was taken for one: one label in fifty. */
const OTHER_SIGN = 0.8;

/** Of lines that hold the same labels the one that they lie nearest to: a label at the edge of its tolerance pays this. */
export const NEARNESS = 0.02;

/** All ways to take each label, with the other sign too: at a price that two agreeing labels cannot pay. */
export function optionsOf(ticks: readonly LabelledTick[]): Pick[][] {
  const many = ticks.filter((t) => t.candidates.length > 0).length > 2;
  return ticks.map(({ at, also, candidates }, tick) => {
    const places = also === undefined ? [at] : [also, at];
    return candidates.flatMap((c) => {
      const own = { ...c, reading: c.reading, supposed: false };
      const other = { ...own, value: -c.value, cost: c.cost + OTHER_SIGN, supposed: true };
      const ways = many && c.value !== 0 ? [own, other] : [own];
      return ways
        .filter(({ cost }) => cost < 1)
        .flatMap(({ value, cost, power, reading, supposed }) =>
          places.map((place): Pick => ({ tick, at: place, value, cost, power, reading, supposed })),
        );
    });
  });
}

/**
 * The line that labels agree on: every pair of labels, with every reading of them, proposes one, and the one on which
 * most labels lie, with the readings that cost least, wins (a random-sample consensus that tries all samples, since
 * they are few).
 *
 * @param transform what makes the scale linear; NaN where it has no such value
 * @param unlike a line that the answer must differ from, by a tenth of its slope
 * @returns null when no two labels make a line
 */
export function consensus(
  ticks: readonly LabelledTick[],
  options: readonly (readonly Pick[])[],
  transform: (value: number) => number,
  unlike?: { slope: number },
): Consensus | null {
  let best: Consensus | null = null;
  const u = options.map((picks) => picks.map((p) => transform(p.value)));
  for (let i = 0; i < options.length; i++)
    for (let j = i + 1; j < options.length; j++)
      for (let a = 0; a < options[i]!.length; a++)
        for (let b = 0; b < options[j]!.length; b++) {
          const run = options[j]![b]!.at - options[i]![a]!.at;
          if (Math.abs(run) < 4 * Math.min(ticks[i]!.tolerance, ticks[j]!.tolerance)) continue;
          const slope = (u[j]![b]! - u[i]![a]!) / run;
          if (!Number.isFinite(slope) || slope === 0) continue;
          if (unlike !== undefined && Math.abs(slope / unlike.slope - 1) < 0.1) continue;
          const intercept = u[i]![a]! - slope * options[i]![a]!.at;
          const law = onLine(ticks, options, u, { slope, intercept });
          if (law.picks.length >= 2 && (best === null || law.score > best.score + 1e-9)) best = law;
        }
  return best === null ? null : refined(best, transform);
}

function onLine(
  ticks: readonly LabelledTick[],
  options: readonly (readonly Pick[])[],
  u: readonly (readonly number[])[],
  { slope, intercept }: { slope: number; intercept: number },
): Consensus {
  const picks: Pick[] = [];
  let score = 0;
  for (let k = 0; k < options.length; k++) {
    let cheapest: Pick | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < options[k]!.length; c++) {
      const pick = options[k]![c]!;
      const off = Math.abs((u[k]![c]! - intercept) / slope - pick.at);
      // Not where there is no such place.
      if (!(off <= ticks[k]!.tolerance)) continue;
      const price = pick.cost + (NEARNESS * off) / ticks[k]!.tolerance;
      if (price >= least) continue;
      cheapest = pick;
      least = price;
    }
    if (cheapest === null) continue;
    picks.push(cheapest);
    score += 1 - least;
  }
  return { slope, intercept, picks, score };
}

// Least squares through all that agree: pixel rounding of single ticks averages out.
function refined(law: Consensus, transform: (value: number) => number): Consensus {
  const n = law.picks.length;
  const mean = law.picks.reduce((s, p) => s + p.at, 0) / n;
  const level = law.picks.reduce((s, p) => s + transform(p.value), 0) / n;
  let sxx = 0;
  let sxy = 0;
  for (const p of law.picks) {
    const dx = p.at - mean;
    sxx += dx * dx;
    sxy += dx * (transform(p.value) - level);
  }
  const slope = sxy / sxx;
  return { ...law, slope, intercept: level - slope * mean };
}
