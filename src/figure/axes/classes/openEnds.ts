import { placeOf } from '../../../bar/readBar.js';
import { median } from '../../../numeric/statistics/statistics.js';
import type { AgreedLaw } from '../../labels/law.js';
import { OPEN } from '../../labels/leftOpen.js';
import { type ColourbarLayout, coloursOf } from '../../layout/bars/colourbar.js';
import { difference } from '../../layout/ink/frame.js';

/** Neighbouring lines of one class differ by no more than this, any channel; a codec leaves more. */
const sameClass = { exact: 2, lossy: 16 };
/** A class has so many lines at least: rims between two have fewer. */
const thinnest = 4;
/** What is shorter than this share of most is the rim of one, blurred by a codec. */
const leastOfTypical = 0.4;
/** With fewer classes, where they meet says little of what the outer ones are; more are a shaded bar's levels. */
const classes = { fewest: 3, most: 24 };
/** The outer classes are as long as the others on average, and labels stand where two of them meet, within so many pixels. */
const rounding = 2;
/** So many labels at least say that a range was divided. */
const parts = 4;
/** Values differ by one number within this share of it. */
const oneNumber = 1e-6;

/**
 * The law of a bar's labels, less sure where they are the bounds of classes of which the outermost have none: one label at each place
 * where two classes meet, nothing at an end, and the outer classes as long as the others. Of thresholds (below 10, 10 to 20, …, above 40), which web libraries
 * and statistics programs draw so, the outer classes have no other end; nothing tells them from equal parts of a range but numbers that
 * a division has rounded (0.17, 0.33, 0.5).
 *
 * @param places the edges of all classes, as `classEdges` has them
 */
export function lessSureOfOpenEnds(law: AgreedLaw, places: readonly number[]): AgreedLaw {
  if (places.length < classes.fewest + 1) return law;
  // A number that was not read surely enough stands there all the same.
  const labels = [...law.read, ...law.dropped.filter(({ text }) => /^[-.\d]+$/.test(text))];
  const isLabelled = (place: number): boolean => labels.some(({ at }) => Math.abs(at - place) <= rounding);
  const inner = places.slice(1, -1);
  const areOuterOpen = !isLabelled(places[0]!) || !isLabelled(places.at(-1)!);
  if (!areOuterOpen || !inner.every(isLabelled) || isDivided(law)) return law;
  return { ...law, confidence: Math.min(law.confidence, OPEN * law.agreed) };
}

/**
 * Whether labels are equal parts of a range, rounded as they were written: their differences vary, though they lie on a line.
 *
 * @param counts how many parts each label is from the next along the bar; one unless told
 */
function isDivided({ scale, read }: AgreedLaw, counts: readonly number[] = []): boolean {
  if (scale !== 'linear') return false;
  const values = [...read].sort((a, b) => a.at - b.at).map(({ value }) => value);
  const steps = values.slice(1).map((value, k) => Math.abs(value - values[k]!) / (counts[k] ?? 1));
  return steps.some((step) => Math.abs(step - steps[0]!) > oneNumber * Math.abs(steps[0]!));
}

/** An end is in step with the labels before it within this share of their distance. */
const inStep = 0.15;

/**
 * Whether labels that are equal parts of a range do not part what they stand along: one of the outer two stands at its end, and the other end
 * is no whole step from the rest. Then one of the ends is somewhere else, where what lies beyond the bar runs into it, say. Labels at every
 * second or third of its classes' edges, of which the last has none, miss nothing.
 *
 * @param ends pixel coordinates of the bar's two ends
 * @param edges of its classes, as `classEdges` has them
 */
export function missEnd(
  law: AgreedLaw,
  ends: readonly [number, number],
  edges: readonly number[] = [],
): boolean {
  if (law.read.length < parts) return false;
  if (law.read.every(({ at }) => edges.some((edge) => Math.abs(edge - at) <= rounding))) return false;
  const places = law.read.map(({ at }) => at).sort((a, b) => a - b);
  const least = Math.min(...places.slice(1).map((at, k) => at - places[k]!));
  // Where a label was not read the others are no neighbours.
  const counts = places.slice(1).map((at, k) => Math.round((at - places[k]!) / least));
  const step = (places.at(-1)! - places[0]!) / counts.reduce((sum, count) => sum + count, 0);
  if (places.slice(1).some((at, k) => Math.abs(at - places[k]! - counts[k]! * step) > inStep * step))
    return false;
  if (!isDivided(law, counts)) return false;
  const off = [places[0]! - Math.min(...ends), Math.max(...ends) - places.at(-1)!].map((d) => d / step);
  const isAt = (d: number): boolean => Math.abs(d) <= inStep;
  return off.some(isAt) && off.some((d) => Math.abs(d - Math.round(d)) > inStep);
}

/** Lines of a bar that show one class. */
interface Run {
  readonly from: number;
  readonly to: number;
}

/**
 * Where the classes of a stepped bar begin and end, pixels along it from its low end; none where the outermost are not as long as the others
 * are on average.
 *
 * @param noisy the picture went through a lossy codec
 */
export function classEdges(bar: ColourbarLayout, noisy: boolean): number[] {
  const colours = coloursOf(bar);
  const slack = noisy ? sameClass.lossy : sameClass.exact;
  const runs: Run[] = [];
  for (let from = 0; from < colours.length; ) {
    let to = from + 1;
    while (to < colours.length && difference(colours[to]!, colours[to - 1]!) <= slack) to++;
    if (to - from >= thinnest) runs.push({ from, to });
    from = to;
  }
  const typical = median(runs.map(({ from, to }) => to - from));
  const own = runs
    .filter(({ from, to }) => to - from >= leastOfTypical * typical)
    .flatMap((run) => partsOf(run, typical));
  if (own.length < classes.fewest || own.length > classes.most) return [];
  const { reading } = bar;
  const met = own.slice(1).map(({ from }, k) => reading.profile.from + (own[k]!.to + from) / 2);
  const edges = [reading.ends.low.at, ...met, reading.ends.high.at].map((row) => placeOf(reading, row));
  const lengths = edges.slice(1).map((at, k) => Math.abs(at - edges[k]!));
  const between = lengths.slice(1, -1);
  const inner = between.reduce((sum, length) => sum + length, 0) / between.length;
  return [lengths[0]!, lengths.at(-1)!].every((length) => Math.abs(length - inner) <= rounding) ? edges : [];
}

/** A run that is as long as several classes holds as many, of nearly one colour. */
function partsOf({ from, to }: Run, typical: number): Run[] {
  const count = Math.max(1, Math.round((to - from) / typical));
  const each = (to - from) / count;
  if (count === 1 || Math.abs(each - typical) > rounding) return [{ from, to }];
  return Array.from({ length: count }, (_, k) => ({ from: from + k * each, to: from + (k + 1) * each }));
}
