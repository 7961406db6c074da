import type { Scale } from '../../model/types.js';
import { type Consensus, consensus, optionsOf, type Pick } from './consensus.js';
import { areCertain, confidenceOf } from './evidence.js';
import { type AgreedLaw, type LabelledTick, SURE, symlog } from './law.js';
import { areDecades, areMultiples, leftOpen, logarithmicShare, spansDecades } from './leftOpen.js';
import { powerLaw } from './power.js';
import { roundedLaw } from './rounded.js';
import { isDecade, seemsCut, withoutCoarseEnds, withoutRoundedEnds } from './rounding.js';
import { unevenLaw } from './uneven.js';

/** What two labels alone are worth: beside a chance, and where they are certain and stand at marks or ends. */
const PAIR = { weak: 0.5, strong: 0.8 } as const;

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
): AgreedLaw | null {
  const options = optionsOf(ticks);
  const linear = consensus(ticks, options, identity);
  const log = consensus(ticks, options, logarithm);
  const isLog = log !== null && (linear === null || isLogarithmic(log, linear, minor));
  const best = isLog ? log : linear;
  if (best === null) return null;
  const scale = isLog ? 'log' : 'linear';
  const transform = isLog ? logarithm : identity;
  const rival = consensus(ticks, options, transform, best);
  const agreed = confidenceOf(ticks, best, rival, pairOf(ticks, best));
  const law = finished(ticks, best, scale, agreed, leftOpen(ticks, best, scale, { minor, ends }));
  const isSure = law.agreed >= SURE;
  if (!isLog && !isSure && seemsCut(ticks, best)) return law;
  const kept = isLog ? ticks : (isSure ? withoutCoarseEnds : withoutRoundedEnds)(ticks, best, ends);
  if (kept.length < ticks.length) {
    const exact = fitCalibration(kept, minor, ends);
    const left = ticks.filter((tick) => !kept.includes(tick)).map(({ at, text }) => ({ at, text }));
    if (!isSure || (exact?.agreed ?? 0) >= SURE)
      return exact && { ...exact, dropped: [...exact.dropped, ...left] };
  }
  if (isSure) {
    // Several that were read and dropped all the same are evidence against a straight law.
    const power = law.dropped.length > 1 ? powerLaw(ticks, options, best, ends) : null;
    if (power !== null && power.agreed >= SURE) return power;
    return unlessRounded(law, ticks, ends);
  }
  // Labels that no straight law holds to the pixel.
  const bent =
    symmetric(ticks, options, best, ends) ??
    roundedLaw(ticks, ends) ??
    powerLaw(ticks, options, best, ends) ??
    unevenLaw(ticks, ends);
  return bent !== null && bent.agreed > law.agreed ? bent : law;
}

/**
 * A logarithm that leaves labels out, unless they are all of a linear scale that were rounded: over a short range the digits that they
 * lost bend them as much.
 */
function unlessRounded(
  law: AgreedLaw,
  ticks: readonly LabelledTick[],
  ends: readonly [number, number] | undefined,
): AgreedLaw {
  if (law.scale !== 'log' || law.read.length === ticks.length) return law;
  const rounded = roundedLaw(ticks, ends);
  return rounded !== null && rounded.agreed > law.agreed ? rounded : law;
}

const identity = (v: number): number => v;
const logarithm = (v: number): number => (v > 0 ? Math.log10(v) : Number.NaN);

function isLogarithmic(log: Consensus, linear: Consensus, minor: readonly number[]): boolean {
  if (log.picks.length > linear.picks.length && log.score > linear.score) return true;
  if (log.picks.length < linear.picks.length || log.score < linear.score - 0.3) return false;
  // Two labels lie on any law: powers of ten speak for a logarithm, and so do minor ticks at 2…9.
  const powers = log.picks.every((p) => p.power);
  const share = minor.length >= 4 ? logarithmicShare(log, minor) : null;
  if (powers || (share !== null && share > 0.8)) return true;
  if (log.picks.length > 2) return false;
  // Marks in even steps say that numbers far apart are so on a straight line.
  if (share !== null && share < 0.5) return false;
  return (areDecades(log.picks) && !areMultiples(linear.picks)) || spansDecades(log.picks);
}

/** What two labels are worth: they must be certain and stand at marks or ends, and be all that there is to read. */
function pairOf(ticks: readonly LabelledTick[], { picks }: Consensus): number {
  if (picks.length > 2) return 0;
  const placed = picks.every((p) => ticks[p.tick]!.placed || p.at !== ticks[p.tick]!.at);
  const isUnread = (t: LabelledTick): boolean =>
    t.candidates.length === 0 && (t.placed === true || /\d/.test(t.text));
  return placed && areCertain(ticks, picks) && !ticks.some(isUnread) ? PAIR.strong : PAIR.weak;
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
): AgreedLaw | null {
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
  const agreed = confidenceOf(ticks, law, null, 0);
  return {
    ...finished(ticks, law, 'symlog', agreed, leftOpen(ticks, law, 'symlog', { minor: [], ends })),
    threshold,
  };
}

function finished(
  ticks: readonly LabelledTick[],
  law: Consensus,
  scale: Scale,
  agreed: number,
  open: { bar: number; axis: number },
): AgreedLaw {
  const picked = new Set(law.picks.map((p) => p.tick));
  const picks = [...law.picks].sort((a, b) => a.at - b.at);
  return {
    scale,
    slope: law.slope,
    intercept: law.intercept,
    read: picks.map((p) => ({ at: p.at, value: p.value, text: ticks[p.tick]!.text })),
    dropped: ticks.filter((_, k) => !picked.has(k)).map(({ at, text }) => ({ at, text })),
    agreed: Math.min(1, agreed),
    confidence: Math.min(1, agreed) * open.bar,
    onAxis: Math.min(1, agreed) * open.axis,
  };
}
