import type { Pick } from './consensus.js';
import { SAME_PLACE } from './endValue.js';
import { areCertain } from './evidence.js';
import type { Calibration, LabelledTick } from './law.js';

/** Laws that go from label to label have nothing but the labels to check them: this many of them, all certain. */
const FEWEST = 4;
/** What a law from label to label leaves open beside one that every label confirms. */
const CONFIDENCE = 0.8;
/** The two ways to go on beyond the last label may differ by this share of all that the labels span. */
const AGREED = 0.01;

/**
 * The law through labels at uneven places (two slopes, powers, classes of unequal width): monotone, from label to
 * label. Beyond the outer labels it is continued to the ends, where those are given, if a straight line and a parabola
 * through the last labels say the same; else it is not sure.
 *
 * @param ends pixel coordinates up to which the law is wanted
 * @returns null unless every label is certain and they rise or fall throughout
 */
export function unevenLaw(
  ticks: readonly LabelledTick[],
  ends: readonly [number, number] | undefined,
): Calibration | null {
  const legible = ticks.filter((t) => t.candidates.length > 0);
  if (legible.length < FEWEST || legible.length < ticks.length || ends === undefined) return null;
  // The places must be known, for nothing confirms them.
  if (legible.some((t) => t.also !== undefined)) return null;
  const picks = legible.map((tick): Pick => {
    const { value, cost, power, reading } = tick.candidates[0]!;
    return { tick: ticks.indexOf(tick), at: tick.at, value, cost, power, reading, supposed: false };
  });
  if (!areCertain(ticks, picks)) return null;
  const sorted = [...picks].sort((a, b) => a.at - b.at);
  const sign = Math.sign(sorted.at(-1)!.value - sorted[0]!.value);
  // Two labels of one place are pieces of one.
  const room = Math.max(...legible.map(({ tolerance }) => tolerance));
  if (sorted.slice(1).some((p, k) => p.at - sorted[k]!.at <= room)) return null;
  const monotone = sorted.slice(1).every((p, k) => Math.sign(p.value - sorted[k]!.value) === sign);
  if (!monotone || sign === 0) return null;
  const points = sorted.map(({ at, value, tick }) => ({ at, value, text: ticks[tick]!.text }));
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  const low = continued(points, first);
  const high = continued([...points].reverse(), last);
  const slope = (points.at(-1)!.value - points[0]!.value) / (points.at(-1)!.at - points[0]!.at);
  return {
    scale: 'ticks',
    slope,
    intercept: points[0]!.value - slope * points[0]!.at,
    read: [...low.added, ...points, ...high.added],
    dropped: [],
    confidence: low.sure && high.sure ? CONFIDENCE : CONFIDENCE / 2,
  };
}

type Point = Calibration['read'][number];

/** The end of a law beyond its last labels (the first points given), and whether it is sure. */
function continued(points: readonly Point[], end: number): { added: Point[]; sure: boolean } {
  const [a, b, c] = points as [Point, Point, Point];
  const beyond = Math.sign(a.at - b.at) * (end - a.at);
  if (beyond <= SAME_PLACE) return { added: [], sure: true };
  const straight = (b.value - a.value) / (b.at - a.at);
  const bend = ((c.value - b.value) / (c.at - b.at) - straight) / (c.at - a.at);
  const byLine = a.value + straight * (end - a.at);
  const byParabola = byLine + bend * (end - a.at) * (end - b.at);
  const span = Math.abs(points.at(-1)!.value - a.value);
  const value = Number(byParabola.toPrecision(4));
  return {
    added: [{ at: end, value, text: '' }],
    sure: Math.abs(byLine - byParabola) <= AGREED * span,
  };
}
