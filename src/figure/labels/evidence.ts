import type { Consensus, Pick } from './consensus.js';
import { type LabelledTick, probabilityOf } from './law.js';

/** A law must be ahead of any other by about one label with nothing supposed. */
const CLEAR = 0.7;
/** A reading that costs this much (p = 0.17) had to be supposed: where all were, nothing is sure. */
const DOUBTFUL = 0.35;
/** Labels that are read as surely as this, and nothing else in their texts, are certain. */
const CERTAIN = 0.9;

/**
 * How sure a law is, 0…1.
 *
 * - Three labels that agree leave little to chance, two leave much: they suffice when both are certain and stand at
 *   marks or ends (`pair`).
 * - Each label counts by how clearly its text is the one that the law takes; a label read otherwise in truth casts
 *   doubt on those that agree as well, so the mean is squared.
 * - A label off the law speaks against it as far as another law, uneven but rising or falling throughout, could pass
 *   through all of them. Where none could, or the labels on both sides of it lie on one line, it was misread or misplaced.
 * - Another law that explains nearly as much leaves both open.
 *
 * A label that says something else in its likeliest reading speaks no more against a law that one of its readings lies on than it
 * would if none did; and not at all where nothing else that it may say could be true.
 *
 * @param pair how far two labels alone can be trusted
 */
export function confidenceOf(
  ticks: readonly LabelledTick[],
  law: Consensus,
  rival: Consensus | null,
  pair: number,
): number {
  const open = rival !== null && rival.score > law.score - CLEAR ? 0.5 : 1;
  const clearly = law.picks.filter((p) => clarity(ticks[p.tick]!, p) >= 0.5);
  const read = new Set(law.picks.map((p) => p.tick));
  const by = (picks: readonly Pick[]): number => open * agreementOf(ticks, { picks, read }, pair);
  return clearly.length > 2 ? Math.max(by(law.picks), by(clearly)) : by(law.picks);
}

/** A label that can hardly be true as it is read, and has the law's number among its readings, was misread. */
const MISREAD = 0.2;

/**
 * How surely labels agree that are taken as some picks have them; the others are off their law.
 *
 * @param read all labels of which one reading lies on the law
 */
function agreementOf(
  ticks: readonly LabelledTick[],
  { picks, read }: { readonly picks: readonly Pick[]; readonly read: ReadonlySet<number> },
  pair: number,
): number {
  const n = picks.length;
  const picked = new Map(picks.map((p) => [p.tick, p]));
  const clear = picks.reduce((sum, p) => sum + clarity(ticks[p.tick]!, p), 0) / n;
  const base = n >= 4 ? 0.97 : n === 3 ? 0.9 : pair;
  let noise = 0;
  let believed = 1;
  const placed = picks.every((p) => ticks[p.tick]!.placed);
  ticks.forEach((tick, k) => {
    if (picked.has(k) || tick.candidates.length === 0) return;
    const isApart = (placed && !tick.placed) || lostDigits(picks, tick);
    const against = isApart ? 0 : couldBeTrue(picks, tick);
    believed *= 1 - against;
    if (!read.has(k) || against > MISREAD) noise += 1 - against;
  });
  const agreement = (n / (n + noise)) ** 1.5;
  const certain = picks.filter((p) => p.cost < DOUBTFUL).length / n;
  return base * clear ** 2 * agreement * believed * (0.4 + 0.6 * certain);
}

/** Whether labels are read so surely that two of them are enough. */
export const areCertain = (ticks: readonly LabelledTick[], picks: readonly Pick[]): boolean =>
  picks.every((p) => isClear(ticks, p)) && certainOf(ticks, picks).length === picks.length;

/** The labels that are read surely. */
export const certainOf = (ticks: readonly LabelledTick[], picks: readonly Pick[]): Pick[] =>
  picks.filter((p) => probabilityOf(bestCost(ticks[p.tick]!)) >= CERTAIN);

/** Whether a label says nothing else than what a law takes it for, if it says a number. */
export const isClear = (ticks: readonly LabelledTick[], pick: Pick): boolean =>
  clarity(ticks[pick.tick]!, pick) >= CERTAIN;

const bestCost = (tick: LabelledTick): number => Math.min(...tick.candidates.map((c) => c.cost));

/** The probability of the text that a law takes beside that of the likeliest other one with another meaning. */
function clarity(tick: LabelledTick, pick: Pick): number {
  const others = tick.candidates.filter(
    (c) => c.value !== pick.value && (pick.supposed || c.reading !== pick.reading),
  );
  const other = others.reduce((most, c) => Math.max(most, probabilityOf(c.cost)), 0);
  const own = probabilityOf(pick.cost);
  return own / (own + other);
}

/** So many labels on each side of one, all on the law: no scale leaves its line for a single label. */
const BESIDE = 2;

/** With so many labels on a law, one of whose number the end alone is read was cut; and so many digits of it at least are no chance. */
const CUT = { labels: 5, digits: 2 };
/** A place is in step with others within this share of their distance. */
const IN_STEP = 0.1;

/**
 * Whether a label off the law says the last digits of what a straight one in even steps has there: a line of the data that crosses it, or
 * the border of its card, hides the first ones.
 */
function lostDigits(picks: readonly Pick[], { at, candidates: [read] }: LabelledTick): boolean {
  if (read === undefined || picks.length < CUT.labels) return false;
  const [near, next] = [...picks].sort((p, q) => Math.abs(p.at - at) - Math.abs(q.at - at)) as [Pick, Pick];
  const steps = (at - near.at) / (next.at - near.at);
  if (Math.abs(steps - Math.round(steps)) > IN_STEP) return false;
  const expected = near.value + Math.round(steps) * (next.value - near.value);
  const [whole, end] = [Number(expected.toPrecision(12)), read.value].map((v) => String(Math.abs(v)));
  return end!.length >= CUT.digits && end!.length < whole!.length && whole!.endsWith(end!);
}

/** The probability that a label off the law says something that lies between what its neighbours on the law say. */
function couldBeTrue(picks: readonly Pick[], tick: LabelledTick): number {
  const left = picks.filter((p) => p.at < tick.at).sort((a, b) => b.at - a.at);
  const right = picks.filter((p) => p.at > tick.at).sort((a, b) => a.at - b.at);
  if (left.length >= BESIDE && right.length >= BESIDE) return 0;
  const [before, after] = [left[0], right[0]];
  const sorted = [...picks].sort((a, b) => a.at - b.at);
  const rising = sorted.at(-1)!.value > sorted[0]!.value;
  const isBetween = (value: number): boolean => {
    const low = rising ? before : after;
    const high = rising ? after : before;
    return (low === undefined || value > low.value) && (high === undefined || value < high.value);
  };
  const texts = new Set<number | undefined>();
  let sum = 0;
  for (const c of tick.candidates) {
    if (!isBetween(c.value) || (texts.has(c.reading) && c.reading !== undefined)) continue;
    texts.add(c.reading);
    sum += probabilityOf(c.cost);
  }
  return Math.min(1, sum);
}
