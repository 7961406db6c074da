import { projectOnto } from '../../../numeric/curves/polyline.js';
import { filled, indicesOf } from '../../../numeric/filled.js';
import { type Aligned, alignInOrder, beyondRounding } from './alignInOrder.js';

/**
 * Level alignment: which of a colourmap's N levels each distinct colour of a lossless picture is. Colourbar and plot
 * of one program often round differently (matplotlib rounds the bar's colours and truncates the plot's), so equal
 * levels need not have equal colours; their order along the map is what they share.
 */

export interface LevelAlignment {
  /** For each colour its level, or −1 where skipping it costs less. */
  readonly level: Int32Array;
  /** First and last level that share the aligned level's colour on the map and are taken by no other colour. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** 3N: the colour that this picture draws for each level (the map's own, shifted by `offset`, where unseen). */
  readonly palette: Float64Array;
  /** What the picture's rounding adds to the map's colours, on average, per channel. */
  readonly offset: number;
  /** Share of the pixels (by counts) whose colours were aligned. */
  readonly share: number;
  /** Mean squared mismatch of the aligned colours beyond rounding, RGB units. */
  readonly mismatch: number;
}
/** Half windows of the fits that restore a colour's fraction, widest first. */
const fitReaches = [16, 11, 7, 4];
/** Largest residual that rounding (½) leaves about a fit to rounded values. */
const roundedResidual = 0.65;
/** A level is drawn in a colour that rounding its own, or nearly (fits err by a few hundredths), gives. */
const sharedResidual = 0.55;
/** Rounding differences between bar and plot: both rounded (0), plot truncated (−½), bar truncated (+½). */
const offsets = [0, -0.5, 0.5];

/**
 * Aligns colours to strictly increasing levels by dynamic programming, in the order of their projections on the map: the
 * sum of squared colour differences beyond half a unit of rounding is minimised, where a colour may be skipped at a fixed
 * cost.
 *
 * @param colours 3m colours near the map
 * @param counts m pixel counts
 * @param levelColours 3N colours of the map at its level centres
 */
export function alignLevels(
  colours: Float64Array,
  counts: ArrayLike<number>,
  levelColours: Float64Array,
): LevelAlignment {
  const m = counts.length;
  // Blends of a mark with the map fall on the map by chance, in few pixels each: they lose against frequent colours.
  const weights = filled(new Float64Array(m), (j) => counts[j]!);
  const exact = unrounded(levelColours);
  const along = Float64Array.from({ length: exact.length / 3 }, (_, k) => k);
  let best: Aligned | undefined;
  for (const offset of offsets) {
    const drawn = exact.map((c) => Math.min(255, Math.max(0, c + offset)));
    const { parameter } = projectOnto(drawn, along, colours);
    const order = indicesOf(parameter.length).sort((a, b) => parameter[a]! - parameter[b]!);
    const { level, cost } = alignInOrder(colours, order, parameter, weights, drawn);
    // Plain rounding is the ordinary case: another offset must earn its keep.
    if (best === undefined || cost < 0.95 * best.cost) best = { level, order, cost, offset, drawn };
  }
  const { level, order, offset, drawn } = best!;
  const palette = drawn.slice();
  let aligned = 0;
  let total = 0;
  let mismatch = 0;
  let count = 0;
  for (let j = 0; j < level.length; j++) {
    total += counts[j]!;
    const k = level[j]!;
    if (k < 0) continue;
    aligned += counts[j]!;
    mismatch += beyondRounding(colours, j, drawn, k);
    count++;
    for (let c = 0; c < 3; c++) palette[3 * k + c] = colours[3 * j + c]!;
  }
  const { first, last } = sharing(colours, order, level, drawn);
  return {
    level,
    first,
    last,
    palette,
    offset,
    share: total > 0 ? aligned / total : 0,
    mismatch: count > 0 ? mismatch / count : 0,
  };
}

/**
 * The map's colours before they were rounded to bytes: in each channel the quadratic through the widest window of
 * levels that stays within the rounding (nearly: noise of the fit included), so that the map's corners stay.
 */
function unrounded(levelColours: Float64Array): Float64Array {
  const n = levelColours.length / 3;
  const exact = levelColours.slice();
  for (let c = 0; c < 3; c++) {
    const channel = Float64Array.from({ length: n }, (_, k) => levelColours[3 * k + c]!);
    for (let k = 0; k < n; k++) {
      const fit = fitReaches.map((reach) => roundedFit(channel, k, reach)).find((v) => v !== undefined);
      if (fit !== undefined) exact[3 * k + c] = Math.min(Math.max(fit, channel[k]! - 0.5), channel[k]! + 0.5);
    }
  }
  return exact;
}

/** The least-squares quadratic at k through k ± reach, if all of its residuals are those of rounding. */
function roundedFit(channel: Float64Array, k: number, reach: number): number | undefined {
  const from = Math.max(0, k - reach);
  const to = Math.min(channel.length - 1, k + reach);
  if (to - from < 4) return undefined;
  // Centred on the window, x runs over −h…h and the normal equations part into even and odd.
  const centre = (from + to) / 2;
  let n = 0;
  let s2 = 0;
  let s4 = 0;
  let v0 = 0;
  let v1 = 0;
  let v2 = 0;
  for (let i = from; i <= to; i++) {
    const x = i - centre;
    const v = channel[i]!;
    n++;
    s2 += x * x;
    s4 += x * x * x * x;
    v0 += v;
    v1 += x * v;
    v2 += x * x * v;
  }
  const det = n * s4 - s2 * s2;
  const a = (s4 * v0 - s2 * v2) / det;
  const b = v1 / s2;
  const q = (n * v2 - s2 * v0) / det;
  for (let i = from; i <= to; i++) {
    const x = i - centre;
    if (Math.abs(a + b * x + q * x * x - channel[i]!) > roundedResidual) return undefined;
  }
  const x = k - centre;
  return a + b * x + q * x * x;
}

/** Extends each aligned level over neighbours that would be drawn in the same colour and are taken by no other. */
function sharing(
  colours: Float64Array,
  order: Uint32Array,
  level: Int32Array,
  drawn: Float64Array,
): { first: Int32Array; last: Int32Array } {
  const n = drawn.length / 3;
  const first = level.slice();
  const last = level.slice();
  const aligned = [...order].filter((j) => level[j]! >= 0);
  const misfit = (j: number, k: number): number => {
    let most = 0;
    for (let c = 0; c < 3; c++) most = Math.max(most, Math.abs(colours[3 * j + c]! - drawn[3 * k + c]!));
    return most;
  };
  aligned.forEach((j, place) => {
    const before = aligned[place - 1];
    const after = aligned[place + 1];
    // A level between two colours that could both be it goes to the one it fits better.
    const belongs = (k: number, rival: number | undefined): boolean =>
      k >= 0 &&
      k < n &&
      misfit(j, k) <= sharedResidual &&
      (rival === undefined || (level[rival] !== k && misfit(j, k) < misfit(rival, k)));
    while (belongs(first[j]! - 1, before)) first[j]!--;
    while (belongs(last[j]! + 1, after)) last[j]!++;
  });
  return { first, last };
}
