import { median } from '../../../numeric/statistics/statistics.js';
import type { Tick } from '../../layout/ticks.js';

/** So many labels tell that they stand beside their marks, and no more of them than this may stand elsewhere: those of both ends. */
const FEWEST = 3;
const MOST_OTHERS = 2;
/** Labels are no farther off their marks than so many of their heights, and clearly nearer than the middle between two: those name classes. */
const FARTHEST = 1.5;
const NEAR = 0.35;
/** Marks and labels are each rounded to whole pixels. */
const ROUNDED = 1.5;

/**
 * How far labels without marks stand off marks of which there is one for each of them, all by one distance: programs write numbers on top
 * of the lines that mark them. Null where they do not, or where there are so many marks that any distance would do.
 *
 * @param places the middles of the labels along their side, pixels
 * @param height of the labels' digits
 */
export function offMarks(places: readonly number[], ticks: readonly Tick[], height: number): number | null {
  if (places.length < FEWEST || ticks.length < FEWEST || ticks.length > places.length + MOST_OTHERS)
    return null;
  const marks = ticks.map(({ at }) => at).sort((a, b) => a - b);
  const step = median(marks.slice(1).map((at, k) => at - marks[k]!));
  const most = Math.min(FARTHEST * height, NEAR * step);
  const fewest = Math.max(FEWEST, places.length - MOST_OTHERS);
  const shifts = places.flatMap((at) => marks.map((mark) => mark - at)).filter((by) => Math.abs(by) <= most);
  const held = (by: number): number =>
    places.filter((at) => marks.some((mark) => Math.abs(mark - at - by) <= ROUNDED)).length;
  const best = shifts.reduce<number | null>((a, b) => (a === null || held(b) > held(a) ? b : a), null);
  return best !== null && held(best) >= fewest ? best : null;
}

/** Labels that stand at none of the marks but off one each by one distance, at these. */
export function atOwnMarks<
  T extends { readonly at: number; readonly marked: boolean; readonly word: { readonly height: number } },
>(labels: readonly T[], ticks: readonly Tick[]): readonly T[] {
  if (labels.some(({ marked }) => marked)) return labels;
  const height = Math.max(0, ...labels.map(({ word }) => word.height));
  const by = offMarks(
    labels.map(({ at }) => at),
    ticks,
    height,
  );
  if (by === null) return labels;
  return labels.map((label) => {
    const mark = ticks.find(({ at }) => Math.abs(at - label.at - by) <= ROUNDED);
    return mark ? { ...label, at: mark.at, marked: true } : label;
  });
}
