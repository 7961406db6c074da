import type { Grid } from '../model/types.js';

/** What the valid values of a grid, or of a part of it, come to. */
export interface ValueSummary {
  /** Pixels of the part, and those with a value. */
  readonly pixels: number;
  readonly count: number;
  readonly mean: number;
  /**
   * Standard error of the mean as though neighbours erred alike, which a colourbar's misread end makes them do: the mean
   * of their standard errors.
   */
  readonly sigma: number;
  readonly deviation: number;
  readonly least: number;
  readonly greatest: number;
}

/**
 * Mean, spread and extremes of the valid values; NaN where there is none.
 *
 * @param part 1 for the pixels that count; all unless told
 */
export function summaryOf({ values, sigma, mask }: Grid, part?: Uint8Array): ValueSummary {
  let [pixels, count, mean, squares, errors] = [0, 0, 0, 0, 0];
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    if (part && part[i] !== 1) continue;
    pixels++;
    if (mask[i] !== 1) continue;
    const value = values[i]!;
    count++;
    // Welford's recurrence: no cancellation where values vary little about a large number.
    const away = value - mean;
    mean += away / count;
    squares += away * (value - mean);
    errors += sigma[i]!;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const nothing = count === 0;
  const known = (value: number): number => (nothing ? Number.NaN : value);
  return {
    pixels,
    count,
    mean: known(mean),
    sigma: known(errors / count),
    deviation: known(Math.sqrt(squares / Math.max(1, count - 1))),
    least: known(least),
    greatest: known(greatest),
  };
}

/** How many valid values lie in each of equal classes from the least to the greatest; undefined where there is none. */
export function histogramOf(
  grid: Grid,
  classes: number,
): { readonly counts: Uint32Array; readonly range: readonly [number, number] } | undefined {
  const { count, least, greatest } = summaryOf(grid);
  if (count === 0) return undefined;
  const { values, mask } = grid;
  const counts = new Uint32Array(classes);
  const scale = greatest > least ? classes / (greatest - least) : 0;
  for (let i = 0; i < values.length; i++)
    if (mask[i] === 1) counts[Math.min(classes - 1, Math.floor((values[i]! - least) * scale))]!++;
  return { counts, range: [least, greatest] };
}
