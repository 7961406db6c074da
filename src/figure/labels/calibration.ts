import type { Scale } from '../../model/types.js';
import type { NumberCandidate } from './grammar/number.js';

/** A tick position and what its label may say. */
export interface LabelledTick {
  /** Pixel coordinate along the bar or axis. */
  readonly at: number;
  readonly text: string;
  readonly candidates: readonly NumberCandidate[];
  /**
   * Pixels that it may lie off the law: marks are rounded to pixels by some renderers, and words are centred by
   * their ink, which digits and signs shift.
   */
  readonly tolerance: number;
}

/** value = intercept + slope · pixel (its decimal logarithm for a logarithmic scale). */
export interface Calibration {
  readonly scale: Scale;
  readonly slope: number;
  readonly intercept: number;
  /** Symmetric logarithm: |value| at which its linear middle ends. */
  readonly threshold?: number;
  readonly read: readonly { readonly at: number; readonly value: number; readonly text: string }[];
  readonly dropped: readonly { readonly at: number; readonly text: string }[];
  /** 0…1; below `SURE` no range should be built on it. */
  readonly confidence: number;
}

/** Laws below this confidence are not used. */
export const SURE = 0.55;

/** A law must be ahead of any other by about one label with nothing supposed. */
const CLEAR = 0.7;

interface Pick {
  readonly tick: number;
  readonly value: number;
  readonly cost: number;
  readonly power: boolean;
}

/**
 * The law that tick labels follow, settled by agreement: every pair of labels, with every reading of them, proposes
 * a line (in the value or in its logarithm); the line on which most labels lie, with the readings that need least
 * supposing, wins (a random-sample consensus that tries all samples, since they are few). Labels off the line are
 * dropped. Signs that the shapes did not show may be supposed, at a price.
 *
 * @param minor positions of unlabelled ticks: on a logarithmic scale they stand at 2…9 times a power of ten
 * @returns null when fewer than two labels agree on anything
 */
export function fitCalibration(
  ticks: readonly LabelledTick[],
  minor: readonly number[] = [],
): Calibration | null {
  const options = ticks.map((tick, k) => supposed(tick.candidates).map((c): Pick => ({ tick: k, ...c })));
  const linear = consensus(ticks, options, (v) => v);
  const log = consensus(ticks, options, logarithm);
  let best = linear;
  let scale: Scale = 'linear';
  if (log !== null && (linear === null || isLogarithmic(log, linear, minor))) {
    best = log;
    scale = 'log';
  }
  if (best === null) return null;
  const transform = scale === 'log' ? logarithm : (v: number): number => v;
  const rival = consensus(ticks, options, transform, best);
  return finished(ticks, best, rival, scale, minor);
}

const logarithm = (v: number): number => (v > 0 ? Math.log10(v) : Number.NaN);

/** The value of a law at a pixel coordinate. */
export function valueAt(
  law: { scale: Scale; slope: number; intercept: number; threshold?: number },
  pixel: number,
): number {
  const u = law.intercept + law.slope * pixel;
  if (law.scale === 'linear') return u;
  if (law.scale === 'log') return 10 ** u;
  const threshold = law.threshold ?? 1;
  return Math.abs(u) <= 1 ? u * threshold : Math.sign(u) * threshold * 10 ** (Math.abs(u) - 1);
}
interface Consensus {
  readonly slope: number;
  readonly intercept: number;
  readonly picks: readonly Pick[];
  readonly score: number;
}

// Each reading, and the same with the other sign at a price that two agreeing labels cannot pay.
function supposed(candidates: readonly NumberCandidate[]): NumberCandidate[] {
  const all = [...candidates];
  for (const c of candidates) if (c.value !== 0) all.push({ ...c, value: -c.value, cost: c.cost + 0.6 });
  return all.filter((c) => c.cost < 1);
}

function consensus(
  ticks: readonly LabelledTick[],
  options: readonly (readonly Pick[])[],
  transform: (value: number) => number,
  unlike?: { slope: number },
): Consensus | null {
  let best: Consensus | null = null;
  const u = options.map((picks) => picks.map((p) => transform(p.value)));
  for (let i = 0; i < options.length; i++) {
    for (let j = i + 1; j < options.length; j++) {
      const run = ticks[j]!.at - ticks[i]!.at;
      if (Math.abs(run) < 4 * Math.min(ticks[i]!.tolerance, ticks[j]!.tolerance)) continue;
      for (let a = 0; a < options[i]!.length; a++) {
        for (let b = 0; b < options[j]!.length; b++) {
          const slope = (u[j]![b]! - u[i]![a]!) / run;
          if (!Number.isFinite(slope) || slope === 0) continue;
          if (unlike !== undefined && Math.abs(slope / unlike.slope - 1) < 0.1) continue;
          const intercept = u[i]![a]! - slope * ticks[i]!.at;
          const picks: Pick[] = [];
          let score = 0;
          for (let k = 0; k < options.length; k++) {
            let cheapest: Pick | null = null;
            for (let c = 0; c < options[k]!.length; c++) {
              const pick = options[k]![c]!;
              const off = Math.abs((u[k]![c]! - intercept) / slope - ticks[k]!.at);
              if (off <= ticks[k]!.tolerance && (cheapest === null || pick.cost < cheapest.cost))
                cheapest = pick;
            }
            if (cheapest !== null) {
              picks.push(cheapest);
              score += 1 - cheapest.cost;
            }
          }
          if (picks.length >= 2 && (best === null || score > best.score + 1e-9))
            best = { slope, intercept, picks, score };
        }
      }
    }
  }
  return best === null ? null : refined(ticks, best, transform);
}

// Least squares through all that agree: pixel rounding of single ticks averages out.
function refined(
  ticks: readonly LabelledTick[],
  law: Consensus,
  transform: (value: number) => number,
): Consensus {
  const n = law.picks.length;
  const mean = law.picks.reduce((s, p) => s + ticks[p.tick]!.at, 0) / n;
  const level = law.picks.reduce((s, p) => s + transform(p.value), 0) / n;
  let sxx = 0;
  let sxy = 0;
  for (const p of law.picks) {
    const dx = ticks[p.tick]!.at - mean;
    sxx += dx * dx;
    sxy += dx * (transform(p.value) - level);
  }
  const slope = sxy / sxx;
  return { ...law, slope, intercept: level - slope * mean };
}

function isLogarithmic(log: Consensus, linear: Consensus, minor: readonly number[]): boolean {
  if (log.picks.length > linear.picks.length && log.score > linear.score) return true;
  if (log.picks.length < linear.picks.length || log.score < linear.score - 0.3) return false;
  // Two labels lie on any law: powers of ten speak for a logarithm, and so do minor ticks at 2…9.
  const powers = log.picks.every((p) => p.power);
  return powers || (minor.length >= 4 && logarithmicShare(log, minor) > 0.8);
}

/** Share of unlabelled ticks that stand at whole multiples (1…9) of a power of ten under a logarithmic law. */
function logarithmicShare(law: { slope: number; intercept: number }, minor: readonly number[]): number {
  let good = 0;
  for (const at of minor) {
    const u = law.intercept + law.slope * at;
    const mantissa = 10 ** (u - Math.floor(u));
    const off = Math.min(...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((m) => Math.abs(Math.log10(mantissa / m))));
    if (off <= 1.2 * Math.abs(law.slope)) good++;
  }
  return good / minor.length;
}

/**
 * Confidence: three labels that agree leave little to chance, two leave much; every label that does not fit, and
 * everything that had to be supposed, takes from it.
 */
function finished(
  ticks: readonly LabelledTick[],
  law: Consensus,
  rival: Consensus | null,
  scale: Scale,
  minor: readonly number[],
): Calibration {
  const readIndices = new Set(law.picks.map((p) => p.tick));
  const dropped = ticks.filter((_, k) => !readIndices.has(k));
  const n = law.picks.length;
  const legible = ticks.filter((t) => t.candidates.length > 0).length;
  const certain = law.picks.filter((p) => p.cost < 0.35).length;
  const base = n >= 4 ? 0.97 : n === 3 ? 0.9 : 0.5;
  const agreement = n / Math.max(n, legible);
  const supposed = certain / n;
  let confidence = base * agreement ** 1.5 * (0.4 + 0.6 * supposed);
  if (n === 2 && scale === 'log' && minor.length >= 4 && logarithmicShare(law, minor) > 0.8)
    confidence += 0.3;
  // Another law that explains nearly as much: signs lost on both sides of zero leave it open which side is negative.
  if (n >= 3 && rival !== null && rival.score > law.score - CLEAR) confidence *= 0.5;
  const picks = [...law.picks].sort((a, b) => ticks[a.tick]!.at - ticks[b.tick]!.at);
  return {
    scale,
    slope: law.slope,
    intercept: law.intercept,
    read: picks.map((p) => ({ at: ticks[p.tick]!.at, value: p.value, text: ticks[p.tick]!.text })),
    dropped: dropped.map(({ at, text }) => ({ at, text })),
    confidence: Math.min(1, confidence),
  };
}
