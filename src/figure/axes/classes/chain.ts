import type { ClassRange, OpenClass } from '../../labels/grammar/classRange.js';
import type { AgreedLaw } from '../../labels/law.js';
import { OPEN } from '../../labels/leftOpen.js';
import { areOneWidth } from './oneWidth.js';
import type { Swatch } from './swatches.js';

/** So many classes of a legend have two ends at least: the edges that two of them share say little. */
const fewestClosed = 2;
/** What classes are worth of which every edge is written twice, or follows from classes of one width; and if the outer ones do not. */
const confirmed = 0.95;
const unconfirmed = 0.9;

export interface Labelled {
  readonly text: string;
  readonly score: number;
  readonly range: ClassRange;
}

/** What one label may say: a class with two ends, or one with an end alone, or no number (missing, no data). */
export interface Reading {
  readonly closed: readonly Labelled[];
  readonly open: readonly OpenClass[];
  readonly isWord?: boolean;
}

/** Classes that go on from one to the next, and between which swatches they are: those left out at either side are open. */
export interface Chain {
  readonly classes: readonly Labelled[];
  readonly from: number;
  readonly to: number;
}

/** The classes of all labels, or of all but the outermost ones, where those are open and begin where the others end, or are words. */
export function chainOf(readings: readonly Reading[]): Chain | undefined {
  const n = readings.length;
  const parts = [
    { from: 0, to: n },
    { from: 1, to: n },
    { from: 0, to: n - 1 },
    { from: 1, to: n - 1 },
  ];
  for (const { from, to } of parts) {
    const options = readings.slice(from, to).map(({ closed }) => closed);
    if (options.length < fewestClosed) continue;
    const classes = risingChain(options) ?? risingChain([...options].reverse())?.reverse();
    if (!classes) continue;
    const edges = edgesOf(classes);
    const [before, after] = [readings[from - 1], readings[to]];
    if (before && !before.isWord && !beginsAt(before, edges[0]!, classes[0]!.range)) continue;
    if (after && !after.isWord && !beginsAt(after, edges.at(-1)!, classes.at(-1)!.range)) continue;
    return { classes, from, to };
  }
  return undefined;
}

/** Whether an open class begins at the edge of the class beside it, or one in the last digit beyond. */
const beginsAt = ({ open }: Reading, edge: number, { lastDigit }: ClassRange): boolean =>
  open.some((one) => isNext(Math.abs(one.edge - edge), Math.min(one.lastDigit, lastDigit), edge));

/** The likeliest classes, one of each label's, of which each begins where the one before ends or one in the last digit beyond. */
function risingChain(options: readonly (readonly Labelled[])[]): Labelled[] | undefined {
  let chains = options[0]!.map((one) => [one]);
  for (const next of options.slice(1))
    chains = chains.flatMap((chain) =>
      next.filter(({ range }) => goesOn(chain.at(-1)!.range, range)).map((one) => [...chain, one]),
    );
  const probability = (chain: readonly Labelled[]): number => chain.reduce((p, { score }) => p * score, 1);
  return chains.sort((a, b) => probability(b) - probability(a))[0];
}

const goesOn = (before: ClassRange, after: ClassRange): boolean =>
  isNext(after.from - before.to, Math.min(before.lastDigit, after.lastDigit), after.from);

/** Whether the gap between two classes is none, or one in the last digit. */
const isNext = (gap: number, digit: number, edge: number): boolean =>
  Math.abs(gap) < 1e-9 * Math.abs(edge) + 1e-12 || Math.abs(gap - digit) < 0.01 * digit;

/** The values between classes, in their order: where each begins, and where the last one ends. */
function edgesOf(classes: readonly Labelled[]): number[] {
  const [first, last] = [classes[0]!.range, classes.at(-1)!.range];
  return first.from < last.from
    ? [...classes.map(({ range }) => range.from), last.to]
    : [first.to, ...classes.map(({ range }) => range.from)];
}

/**
 * What is read at the edges of classes, midway between their swatches, and at their middles, which are those of the swatches. The
 * outermost edges are where the bar ends, or where an open class begins.
 */
function knotsOf(
  { classes, from, to }: Chain,
  swatches: readonly Swatch[],
  ends: readonly [number, number],
): AgreedLaw['read'] {
  const edges = edgesOf(classes);
  const edgeAt = (k: number): number => {
    const [before, after] = [swatches[k - 1], swatches[k]];
    if (!before) return Math.min(...ends);
    if (!after) return Math.max(...ends);
    return k === from ? after.from : k === to ? before.to : (before.to + after.from) / 2;
  };
  const knots = classes.flatMap(({ text, range }, k) => {
    const swatch = swatches[from + k]!;
    return [
      { at: edgeAt(from + k), value: edges[k]!, text },
      { at: (swatch.from + swatch.to) / 2, value: (range.from + range.to) / 2, text },
    ];
  });
  return [...knots, { at: edgeAt(to), value: edges.at(-1)!, text: classes.at(-1)!.text }];
}

/** The law through the classes' edges, and where open classes begin. */
export function lawOf(
  chain: Chain,
  swatches: readonly Swatch[],
  ends: readonly [number, number],
): { law: AgreedLaw; open: { readonly low?: number; readonly high?: number } } {
  const { classes, from, to } = chain;
  const read = knotsOf(chain, swatches, ends);
  const [start, end] = [read[0]!, read.at(-1)!];
  const slope = (end.value - start.value) / (end.at - start.at);
  const intercept = start.value - slope * start.at;
  const isLinear = read.every(({ at, value }) => Math.abs((value - intercept) / slope - at) <= 1);
  const widths = classes.map(({ range }) => range.to - range.from);
  const even = areOneWidth(
    widths,
    classes.map(({ range }) => range.lastDigit),
  );
  const outer = Math.min(classes[0]!.score, classes.at(-1)!.score);
  const written = even ? confirmed : unconfirmed * outer;
  // What a letter behind the numbers stands for nothing here says.
  const confidence = classes.some(({ range }) => range.isEither) ? OPEN * written : written;
  const first = from > 0 ? start.at : undefined;
  const last = to < swatches.length ? end.at : undefined;
  const [low, high] = ends[0] < ends[1] ? [first, last] : [last, first];
  const law: AgreedLaw = {
    scale: isLinear ? 'linear' : 'ticks',
    slope,
    intercept,
    read,
    dropped: [],
    // Edges are written at both ends of every class: nothing is left open between them.
    agreed: written,
    confidence,
    onAxis: confidence,
  };
  return { law, open: { ...(low !== undefined && { low }), ...(high !== undefined && { high }) } };
}
