import type { Pick } from './consensus.js';
import { SAME_PLACE, tellingDigits } from './endValue.js';
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
  const places = legible.map((tick) => placeOf(tick, legible));
  if (places.includes(undefined)) return null;
  const picks = legible.map((tick, k): Pick => {
    const { value, cost, power, reading } = tick.candidates[0]!;
    return { tick: ticks.indexOf(tick), at: places[k]!, value, cost, power, reading, supposed: false };
  });
  if (!areCertain(ticks, picks)) return null;
  const sorted = [...picks].sort((a, b) => a.at - b.at);
  const sign = Math.sign(sorted.at(-1)!.value - sorted[0]!.value);
  // Two labels of one place are pieces of one.
  const room = Math.max(...legible.map(({ tolerance }) => tolerance));
  if (sorted.slice(1).some((p, k) => p.at - sorted[k]!.at <= room)) return null;
  const monotone = sorted.slice(1).every((p, k) => Math.sign(p.value - sorted[k]!.value) === sign);
  if (!monotone || sign === 0) return null;
  const points = withKink(sorted.map(({ at, value, tick }) => ({ at, value, text: ticks[tick]!.text })));
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  const low = continued(points, first);
  const high = continued([...points].reverse(), last);
  const slope = (points.at(-1)!.value - points[0]!.value) / (points.at(-1)!.at - points[0]!.at);
  const areMarked = legible.every(({ marked }) => marked);
  const isOpen = mayCurve(points) || (!areMarked && mayBeHeldIn(points));
  const confidence = low.sure && high.sure && !isOpen ? CONFIDENCE : CONFIDENCE * OPEN;
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

/** Labels in even steps are on one line if they leave it by no more, pixels: each was rounded. */
const ON_LINE = 1;
/** Slopes that meet nearer to a label than this meet at it, and where the slope changed is not known if one side has that label alone. */
const APART = 4;
/** Two slopes differ by more than this share of the steeper. */
const LEAST_BEND = 0.1;

/**
 * The labels of two slopes with the place where these meet, if it lies between two labels (matplotlib's two-slope norm puts no label at
 * its centre): on both sides labels are on a line, and the lines cross there. Others as they are.
 */
function withKink(points: readonly Point[]): readonly Point[] {
  if (points.length <= FEWEST) return points;
  for (let k = 2; k <= points.length - 2; k++) {
    const [left, right] = [points.slice(0, k), points.slice(k)].map(lineThrough);
    if (!left || !right) continue;
    const steeper = Math.max(Math.abs(left.slope), Math.abs(right.slope));
    if (Math.abs(left.slope - right.slope) <= LEAST_BEND * steeper) continue;
    const at =
      (right.value - left.value + left.slope * left.at - right.slope * right.at) / (left.slope - right.slope);
    if (at - points[k - 1]!.at <= APART || points[k]!.at - at <= APART) continue;
    const value = tellingDigits(left.value + left.slope * (at - left.at), left.slope);
    return [...points.slice(0, k), { at, value, text: '' }, ...points.slice(k)];
  }
  return points;
}

/** The line through the first and the last of some labels; undefined where others are off it. */
function lineThrough(
  points: readonly Point[],
): { readonly at: number; readonly value: number; readonly slope: number } | undefined {
  const [first, last] = [points[0]!, points.at(-1)!];
  const slope = (last.value - first.value) / (last.at - first.at);
  const isOn = points.every(
    ({ at, value }) => Math.abs(first.at + (value - first.value) / slope - at) <= ON_LINE,
  );
  return isOn ? { at: first.at, value: first.value, slope } : undefined;
}

/** Fewer labels at marks do not show that labels stand at marks. */
const FEWEST_MARKED = 2;

/**
 * Where a label stands: at its mark, or, the outermost of labels at marks, at the end that it is centred on, whose mark the corner of
 * the frame hides.
 */
function placeOf(tick: LabelledTick, ticks: readonly LabelledTick[]): number | undefined {
  if (tick.also === undefined) return tick.at;
  const marked = ticks.filter((t) => t.also === undefined);
  const isOuter = marked.every((t) => t.at > tick.at) || marked.every((t) => t.at < tick.at);
  const areMarked = marked.length >= FEWEST_MARKED && marked.every((t) => t.marked === true);
  return isOuter && areMarked && Math.abs(tick.at - tick.also) <= SAME_PLACE ? tick.also : undefined;
}

type Point = Calibration['read'][number];

/**
 * Whether labels in even steps stand at even places but for an outermost one, which is nearer: it may have been held within what it stands
 * along, and the scale be straight.
 */
function mayBeHeldIn(points: readonly Point[]): boolean {
  const isEvenly = (values: readonly number[], room: number): boolean => {
    const step = (values.at(-1)! - values[0]!) / (values.length - 1);
    return values.every((value, k) => Math.abs(value - values[0]! - k * step) <= room);
  };
  const values = points.map(({ value }) => value);
  if (!isEvenly(values, 1e-6 * Math.abs(values.at(-1)! - values[0]!))) return false;
  const places = points.map(({ at }) => at);
  const [first, last] = [places[1]! - places[0]!, places.at(-1)! - places.at(-2)!];
  return (
    (first < last && isEvenly(places.slice(1), ON_LINE)) ||
    (last < first && isEvenly(places.slice(0, -1), ON_LINE))
  );
}

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
  // A parabola that turns round before the end is no law.
  const isMonotone = (byParabola - a.value) * (a.value - b.value) > 0;
  const value = tellingDigits(isMonotone ? byParabola : byLine, straight);
  return {
    added: [{ at: end, value, text: '' }],
    sure: Math.abs(byLine - byParabola) <= AGREED * span,
  };
}
