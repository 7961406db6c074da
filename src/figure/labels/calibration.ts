import type { Scale } from '../../model/types.js';
import { type Consensus, consensus, optionsOf, type Pick } from './consensus.js';
import { endsKnown } from './endsKnown.js';
import { areCertain, confidenceOf } from './evidence.js';
import { type Calibration, type LabelledTick, SURE, symlog } from './law.js';
import { roundedLaw } from './rounded.js';
import { unevenLaw } from './uneven.js';

/** What two labels alone are worth: beside a chance, and where they are certain and stand at marks or ends. */
const PAIR = { weak: 0.5, strong: 0.8 } as const;
/** Two labels within a bar must put its ends where they are as surely as this: nothing else confirms their places. */
const PAIR_KNOWN = 0.95;

/**
 * The law that tick labels follow, settled by agreement (see `consensus`): linear, logarithmic or symmetrically
 * logarithmic; where labels stand at uneven places for all of these, from label to label. Labels off the law are
 * dropped. Signs that the shapes did not show may be supposed, at a price.
 *
 * @param minor positions of unlabelled ticks: on a logarithmic scale they stand at 2…9 times a power of ten
 * @param ends pixel coordinates of the bar's or axis' two ends
 * @returns null when fewer than two labels agree on anything
 */
export function fitCalibration(
  ticks: readonly LabelledTick[],
  minor: readonly number[] = [],
  ends?: readonly [number, number],
): Calibration | null {
  const options = optionsOf(ticks);
  const linear = consensus(ticks, options, identity);
  const log = consensus(ticks, options, logarithm);
  const isLog = log !== null && (linear === null || isLogarithmic(log, linear, minor));
  const best = isLog ? log : linear;
  if (best === null) return null;
  const scale = isLog ? 'log' : 'linear';
  const transform = isLog ? logarithm : identity;
  const rival = consensus(ticks, options, transform, best);
  const law = finished(
    ticks,
    best,
    scale,
    confidenceOf(ticks, best, rival, pairOf(ticks, best, scale, minor, ends)) * known(ticks, best, ends),
  );
  if (law.confidence >= SURE) return law;
  // Labels that no straight law holds to the pixel.
  const bent = symmetric(ticks, options, best, ends) ?? roundedLaw(ticks, ends) ?? unevenLaw(ticks, ends);
  return bent !== null && bent.confidence > law.confidence ? bent : law;
}

/** How far the ends are known by the labels that a law goes through. */
const known = (
  ticks: readonly LabelledTick[],
  { picks }: Consensus,
  ends: readonly [number, number] | undefined,
): number =>
  ends === undefined
    ? 1
    : endsKnown(
        picks.map(({ at, tick }) => ({ at, tolerance: ticks[tick]!.tolerance })),
        ends,
      );

const identity = (v: number): number => v;
const logarithm = (v: number): number => (v > 0 ? Math.log10(v) : Number.NaN);

function isLogarithmic(log: Consensus, linear: Consensus, minor: readonly number[]): boolean {
  if (log.picks.length > linear.picks.length && log.score > linear.score) return true;
  if (log.picks.length < linear.picks.length || log.score < linear.score - 0.3) return false;
  // Two labels lie on any law: powers of ten speak for a logarithm, and so do minor ticks at 2…9.
  const powers = log.picks.every((p) => p.power);
  if (powers || (minor.length >= 4 && logarithmicShare(log, minor) > 0.8)) return true;
  return log.picks.length === 2 && !areMultiples(linear.picks) && areDecades(log.picks);
}

/** Whether two values are multiples of their difference, as the ticks of a linear axis are. */
function areMultiples(picks: readonly Pick[]): boolean {
  const [a, b] = picks.map((p) => p.value) as [number, number];
  const steps = a / (b - a);
  return Math.abs(steps - Math.round(steps)) < 1e-6;
}

/** Whether two values are powers of ten. */
const areDecades = (picks: readonly Pick[]): boolean => picks.every(({ value }) => isDecade(value));

const isDecade = (value: number): boolean =>
  value > 0 && Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;

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
 * What two labels are worth. They must be certain, stand at marks or ends, and leave no doubt of the scale: of a linear
 * one they are multiples of their difference or stand at both ends (where powers of ten would leave it open); of a
 * logarithmic one they are powers of ten, at both ends written so, or minor ticks say so.
 */
function pairOf(
  ticks: readonly LabelledTick[],
  law: Consensus,
  scale: Scale,
  minor: readonly number[],
  ends: readonly [number, number] | undefined,
): number {
  const { picks } = law;
  if (picks.length > 2) return 0;
  const placed = picks.every((p) => ticks[p.tick]!.placed || p.at !== ticks[p.tick]!.at);
  if (!placed || !areCertain(ticks, picks)) return PAIR.weak;
  // With a third one that cannot be read, what the two say is not confirmed by all that there is.
  if (ticks.some((t) => t.candidates.length === 0 && (t.placed || /\d/.test(t.text)))) return PAIR.weak;
  const [a, b] = picks.map((p) => p.at) as [number, number];
  const apart = ends === undefined ? 0 : Math.abs((b - a) / (ends[1] - ends[0]));
  // Nothing but the ends is labelled.
  const whole = apart > 0.9;
  const clear =
    scale === 'log'
      ? (whole ? picks.every((p) => p.power) : areDecades(picks)) ||
        (minor.length >= 4 && logarithmicShare(law, minor) > 0.8)
      : whole
        ? !areDecades(picks) && !spansDecades(picks) && !mayBeRounded(ticks, picks)
        : areMultiples(picks);
  if (!whole && known(ticks, law, ends) < PAIR_KNOWN) return PAIR.weak;
  return clear ? PAIR.strong : PAIR.weak;
}

/** Whether two positive values are so far apart that a logarithmic scale is as likely between them. */
const spansDecades = (picks: readonly Pick[]): boolean => {
  const [a, b] = picks.map((p) => p.value) as [number, number];
  return a > 0 && b > 0 && Math.max(a / b, b / a) >= 1000;
};

/** Of ends that are rounded, half a unit of the last digit must be less than this share of the range. */
const ROUNDED = 0.01;

/** Whether the numbers at both ends have a fixed number of decimals, a last nought among them, and too few. */
function mayBeRounded(ticks: readonly LabelledTick[], picks: readonly Pick[]): boolean {
  const [a, b] = picks.map((p) => p.value) as [number, number];
  const units = picks.map((p) => ticks[p.tick]!.candidates.find((c) => c.value === p.value)?.lastDigit ?? 0);
  const isPadded = picks.some((p) => /[.,]\d*0$/.test(ticks[p.tick]!.text));
  return isPadded && Math.max(...units) / 2 > ROUNDED * Math.abs(b - a);
}

/** Mantissas of thresholds that people set. */
const THRESHOLDS = [1, 2, 3, 5];

/**
 * A symmetric logarithm through labels on both sides of zero; null unless it holds two labels more than a straight law,
 * for its threshold can be chosen to hold one.
 */
function symmetric(
  ticks: readonly LabelledTick[],
  options: readonly (readonly Pick[])[],
  straight: Consensus,
  ends: readonly [number, number] | undefined,
): Calibration | null {
  const sizes = ticks.flatMap((t) => t.candidates.slice(0, 1).map((c) => c.value));
  const least = Math.min(...sizes.filter((v) => v !== 0).map(Math.abs));
  if (!sizes.some((v) => v > 0) || !sizes.some((v) => v < 0)) return null;
  let best: { law: Consensus; threshold: number } | null = null;
  const decade = Math.floor(Math.log10(least));
  for (const power of [decade - 1, decade, decade + 1])
    for (const mantissa of THRESHOLDS) {
      const threshold = Number(`${mantissa}e${power}`);
      const law = consensus(ticks, options, (v) => symlog(v, threshold));
      if (law !== null && (best === null || law.score > best.law.score + 1e-9)) best = { law, threshold };
    }
  if (best === null || best.law.picks.length < straight.picks.length + 2) return null;
  const { law, threshold } = best;
  // Other symmetric logarithms (D3's, Vega's) label multiples of one step.
  if (!law.picks.every(({ value }) => value === 0 || isDecade(Math.abs(value)))) return null;
  const confidence = confidenceOf(ticks, law, null, 0) * known(ticks, law, ends);
  return { ...finished(ticks, law, 'symlog', confidence), threshold };
}

function finished(
  ticks: readonly LabelledTick[],
  law: Consensus,
  scale: Scale,
  confidence: number,
): Calibration {
  const picked = new Set(law.picks.map((p) => p.tick));
  const picks = [...law.picks].sort((a, b) => a.at - b.at);
  return {
    scale,
    slope: law.slope,
    intercept: law.intercept,
    read: picks.map((p) => ({ at: p.at, value: p.value, text: ticks[p.tick]!.text })),
    dropped: ticks.filter((_, k) => !picked.has(k)).map(({ at, text }) => ({ at, text })),
    confidence: Math.min(1, confidence),
  };
}
