import { type BarProfile, isNoisy, rowDistance } from '../../bar/barProfile.js';
import { median } from '../../numeric/statistics/statistics.js';

/** A bar drawn in flat bands. */
export interface BarSteps {
  /** 3n band colours, low to high. */
  readonly colours: Float64Array;
  /** n + 1 ascending band edges in rows of the box (fractional); the outermost are the bar's ends. */
  readonly edges: Float64Array;
  readonly equal: boolean;
}

/** More bands than this are read as the levels of a continuous map: the value is the band's middle either way. */
const mostBands = 40;
/** Thinner bands cannot be told from the levels of a tall continuous bar. */
const thinnestBand = 4;
/** Rows of an edge that a JPEG or a resampling blurs. */
const blurredRows = 2;
/** A gradient drifts within a run by nearly as much as from one to the next, a band by its noise alone. */
const mostDrift = 1 / 3;
/** Band edges within this of equal spacing were rounded to pixels from it (two roundings and a box off by half). */
const snapRows = 1.6;

/**
 * Recognises a stepped bar: few long runs of one colour which together make up most of the bar. Edges that fit equal
 * spacing to the pixel are taken as equally spaced.
 *
 * @param ends the bar's ends in rows of its box, where nothing better is known
 * @returns undefined for continuous bars
 */
export function barSteps(profile: BarProfile, ends: { low: number; high: number }): BarSteps | undefined {
  const { from, to, colours, noise } = profile;
  const noisy = isNoisy(profile);
  // Rows of one band differ by noise only; neighbouring bands by more than the eye's and the noise's least step.
  const flat = noisy ? 2 + 2 * noise : 0.5;
  const runs: { start: number; end: number }[] = [];
  for (let i = from; i < to; ) {
    let end = i + 1;
    while (end < to && rowDistance(colours, end - 1, end) <= flat && rowDistance(colours, i, end) <= 2 * flat)
      end++;
    if (end - i >= Math.max(2, thinnestBand - blurredRows)) runs.push({ start: i, end });
    i = end;
  }
  const bands = joinEqual(runs, colours, flat);
  if (bands.length < 2 || bands.length > mostBands) return undefined;
  const covered = bands.reduce((sum, b) => sum + b.end - b.start, 0);
  const lengths = bands.map((b) => b.end - b.start);
  if (median(lengths) < thinnestBand) return undefined;
  // Edges may blur over a few rows each; what is left must be flat.
  const blur = noisy ? 2 * blurredRows : 1;
  if (covered < to - from - blur * (bands.length + 1)) return undefined;
  if (covered < 0.7 * (to - from)) return undefined;
  // Flat stretches of a continuous map: the steps between its runs are no larger than those within.
  const between = bands.slice(1).map((b, k) => rowDistance(colours, middleOf(bands[k]!), middleOf(b)));
  if (median(between) < 3 * flat) return undefined;
  // A band stays where it is: what looks flat within the noise yet moves on towards the next is a gradient.
  const within = bands.map((b) => rowDistance(colours, b.start, b.end - 1));
  if (median(within) > mostDrift * median(between)) return undefined;

  const count = bands.length;
  const edges = new Float64Array(count + 1);
  edges[0] = ends.low;
  edges[count] = ends.high;
  for (let k = 1; k < count; k++) edges[k] = (bands[k - 1]!.end + bands[k]!.start) / 2;
  const bandColours = new Float64Array(3 * count);
  bands.forEach((band, k) => {
    for (let c = 0; c < 3; c++) {
      const column: number[] = [];
      for (let i = band.start; i < band.end; i++) column.push(colours[3 * i + c]!);
      bandColours[3 * k + c] = median(column);
    }
  });
  const spacing = (ends.high - ends.low) / count;
  const equal = edges.every((e, k) => Math.abs(e - ends.low - k * spacing) <= snapRows);
  if (equal) for (let k = 1; k < count; k++) edges[k] = ends.low + k * spacing;
  return { colours: bandColours, edges, equal };
}

function middleOf(band: { start: number; end: number }): number {
  return (band.start + band.end) >> 1;
}

/** Joins neighbouring runs of one colour that a divider or noise split. */
function joinEqual(
  runs: { start: number; end: number }[],
  colours: Float64Array,
  flat: number,
): { start: number; end: number }[] {
  const joined: { start: number; end: number }[] = [];
  for (const run of runs) {
    const last = joined[joined.length - 1];
    if (
      last !== undefined &&
      run.start - last.end <= blurredRows &&
      rowDistance(colours, middleOf(last), middleOf(run)) <= 2 * flat
    )
      last.end = run.end;
    else joined.push({ ...run });
  }
  return joined;
}
