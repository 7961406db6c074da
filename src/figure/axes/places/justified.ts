import { spread } from '../../../numeric/statistics/statistics.js';
import type { LabelledTick } from '../../labels/law.js';
import { isAutomatic } from '../../labels/rounding.js';

/** Where a label's ink begins and ends along a side, and how high its line is; pixels. */
export interface Extent {
  readonly from: number;
  readonly to: number;
  readonly height: number;
}

/**
 * The outer labels of a row that is set from end to end leave this share of their height free at most: a line's leading. Two alone may be
 * padded by a letter's height as well: ticks so near to both ends would have others between them.
 */
const INSET = { row: 0.75, pair: 1.2 } as const;
/**
 * A bar that fades into its card may be found longer or shorter by some pixels: what three labels or more leave free then, and how far both ends
 * differ in it, may be more by this share of their height.
 */
const FADED = 0.35;
/** What they leave free at both ends is alike within this share, and so are the gaps between labels: digits have room of their own. */
const ALIKE = 0.25;
/** Words of one print that are set evenly are off that by less than this, pixels; places of ticks are rounded by one at most. */
const UNEVEN = 2;
const ROUNDED = 1;
/** Pages seldom set so many numbers in equal steps that a program would choose for ticks; ticks are as many, and may end near both ends. */
const MANY = 6;

/** Where labels stand that are set from end to end. */
export interface Justified {
  readonly ticks: readonly LabelledTick[];
  /** They may as well be ticks at their own middles, which these are then. */
  readonly isOpen: boolean;
}

/**
 * Labels without marks that are set into a row or a column from one end of a bar to the other, as pages set words: the outer ones flush
 * with its ends, those between with equal gaps or at equal parts of the bar. They stand for its ends and equal parts, wherever their
 * middles come to lie.
 *
 * @param extents of the labels, in their order
 * @param ends pixel coordinates of the bar's two ends
 * @returns null where they are not set so, or may as well be ticks alike on both sides of nought
 */
export function justified(
  ticks: readonly LabelledTick[],
  extents: readonly Extent[],
  ends: readonly [number, number],
): Justified | null {
  const order = [...ticks.keys()].sort((a, b) => extents[a]!.from - extents[b]!.from);
  const row = order.map((k) => extents[k]!);
  const [first, last] = [row[0], row.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  if (ticks.some(({ candidates }) => candidates.length === 0)) return null;
  const [start, end] = [Math.min(...ends), Math.max(...ends)];
  const alike = 1 + ALIKE * first.height;
  const most = INSET[row.length === 2 ? 'pair' : 'row'] * first.height;
  const insets = [first.from - start, end - last.to];
  const faded = row.length === 2 ? 0 : FADED * first.height;
  const isWithin = Math.min(...insets) >= -1;
  const areFlush = isWithin && Math.max(...insets) <= most && spread(insets) <= alike;
  const mayBeFlush = isWithin && Math.max(...insets) <= most + faded && spread(insets) <= alike + faded;
  if (!mayBeFlush) return null;
  const step = (end - start) / (row.length - 1);
  const gaps = row.slice(1).map(({ from }, k) => from - row[k]!.to);
  const offs = row.slice(1, -1).map(({ from, to }, k) => (from + to) / 2 - start - step * (k + 1));
  const isEven = spread(gaps) <= alike || offs.every((off) => Math.abs(off) <= alike);
  if (!isEven || mayBeTicks(ticks, row, (start + end) / 2)) return null;
  const misfit = Math.min(spread(gaps), Math.max(0, ...offs.map(Math.abs)));
  if (misfit > UNEVEN && [start, end].some((at) => areTicksUpTo(row, at))) return null;
  // Of many ticks the outer ones come so near to both ends by themselves, whatever their steps.
  if (!areFlush) return row.length < MANY ? { ticks, isOpen: true } : null;
  if (row.length >= MANY && isAutomatic(valuesOf(ticks)) && areMiddlesEven(row))
    return { ticks, isOpen: true };
  const placed = ticks.map(({ also: _, ...tick }, k) => ({
    ...tick,
    at: start + step * order.indexOf(k),
    placed: true,
    tolerance: 1,
  }));
  return { ticks: placed, isOpen: false };
}

/**
 * Whether all labels but the outermost at one end stand in even steps from that end on: ticks at their own middles, of which the one at
 * the end is held within the bar (Vega).
 */
function areTicksUpTo(row: readonly Extent[], end: number): boolean {
  const middles = row.map(({ from, to }) => (from + to) / 2);
  const away = middles.map((at) => Math.abs(at - end)).sort((a, b) => b - a);
  const step = away[0]! / (row.length - 1);
  return away.slice(0, -1).every((at, k) => Math.abs(at - step * (row.length - 1 - k)) <= ROUNDED);
}

/**
 * Whether labels may be ticks at their own middles: those of a range that is alike on both sides of nought are as far from one end as
 * from the other by themselves: by their middles, where by what is written they are not. Middles in uneven steps are no ticks'.
 */
function mayBeTicks(ticks: readonly LabelledTick[], row: readonly Extent[], centre: number): boolean {
  const values = [...valuesOf(ticks)].sort((a, b) => a - b);
  const isSymmetric = values.every((value, k) => value === -values.at(-1 - k)!);
  const middle = row.reduce((sum, { from, to }) => sum + (from + to) / 2, 0) / row.length;
  const isCentred = Math.abs(middle - centre) <= ROUNDED;
  return isSymmetric && isCentred && row.length >= 3 && isAutomatic(values) && areMiddlesEven(row);
}

const valuesOf = (ticks: readonly LabelledTick[]): number[] =>
  ticks.map(({ candidates }) => candidates[0]!.value);

/** Whether middles stand in even steps, but for rounding at both. */
function areMiddlesEven(row: readonly Extent[]): boolean {
  const middles = row.map(({ from, to }) => (from + to) / 2);
  return spread(middles.slice(1).map((at, k) => at - middles[k]!)) <= 2;
}
