import type { Pick } from './consensus.js';
import { SAME_PLACE } from './endValue.js';
import { areCertain } from './evidence.js';
import type { AgreedLaw, Calibration, LabelledTick } from './law.js';
import { OPEN } from './leftOpen.js';

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
): AgreedLaw | null {
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
  const confidence = low.sure && high.sure && !mayCurve(points) ? CONFIDENCE : CONFIDENCE * OPEN;
  return {
    scale: 'ticks',
    slope,
    intercept: points[0]!.value - slope * points[0]!.at,
    read: [...low.added, ...points, ...high.added],
    dropped: [],
    agreed: CONFIDENCE,
    confidence,
    onAxis: confidence,
  };
}

type Point = Calibration['read'][number];

/** Between two labels a smooth law may leave the line through them by this share of all that the labels span. */
const CURVED = 0.05;

/**
 * Whether a law that bends from label to label may be a smooth one that leaves the lines between them by far, as a logarithm does. One
 * bend alone is that of two slopes; round numbers at even places are the borders of classes, between which a bar has one colour.
 */
function mayCurve(points: readonly Point[]): boolean {
  const span = Math.abs(points.at(-1)!.value - points[0]!.value);
  const slopes = points.slice(1).map((p, k) => (p.value - points[k]!.value) / (p.at - points[k]!.at));
  // A parabola through three labels leaves the line through two of them by a quarter of its bend at most.
  const bends = slopes.slice(1).map((slope, k) => {
    const [a, b, c] = points.slice(k, k + 3) as [Point, Point, Point];
    return (Math.abs((slope - slopes[k]!) / (c.at - a.at)) * Math.max(b.at - a.at, c.at - b.at) ** 2) / 4;
  });
  if (bends.filter((bend) => bend > CURVED * span).length === 0) return false;
  if (bends.filter((bend) => bend > (CURVED / 5) * span).length === 1) return false;
  const step = (points.at(-1)!.at - points[0]!.at) / (points.length - 1);
  const areEven = points.every(({ at }, k) => Math.abs(at - points[0]!.at - k * step) <= SAME_PLACE);
  return !(areEven && points.every(({ value }) => isRound(value)));
}

/** Whether a number has one digit, or two of which the last is a five. */
function isRound(value: number): boolean {
  if (value === 0) return true;
  const mantissa = Math.abs(value) / 10 ** Math.floor(Math.log10(Math.abs(value)) + 1e-9);
  return Math.abs(2 * mantissa - Math.round(2 * mantissa)) < 1e-6;
}

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
