import { type BarProfile, rowDistance } from '../../bar/barProfile.js';
import { median, quantile } from '../../numeric/statistics/statistics.js';
import type { BarSteps } from './barBands.js';

/** More bands than this are read as the levels of a continuous map; of thinner ones, no row is free of blur in either half. */
const mostBands = 32;
const thinnestBand = 5;
/** How far, in rows, the bar's ends may be from where its frame put them. */
const endShifts = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5];
/** Rows whose middle is so near to an edge are blends: of the colours by compression, or of both bands. */
const blurredRows = 1;
/** From one half of a band to the other a gradient goes half as far as from band to band; a band stays, but for its blur. */
const mostDrift = 0.3;
/** A chain of straight lines through the bands' edges fits gradients better than the bands do, and bands worse than this. */
const leastAgainstLines = 1.6;
/** Compression's errors in neighbouring rows are alike: so many of them count as one. */
const alikeRows = 2;
/** Mean squared error that no row of a compressed picture is without. */
const leastError = 0.5;
/** This share of the edges may lie between bands of nearly one colour; more are a count that is a multiple of the true one. */
const flatEdges = 0.3;

interface Fit {
  /** 3n band colours: means of the rows inside. */
  readonly means: Float64Array;
  readonly cost: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Bands of one width, in a bar that compression has made noisy. Rows say by themselves little of where a blurred band
 * begins; all of them together say how many of equal width explain the bar, and whether straight lines explain it better.
 *
 * @param ends the bar's ends in rows of its box
 * @returns undefined for a bar that is no row of equal bands
 */
export function equalBands(profile: BarProfile, ends: { low: number; high: number }): BarSteps | undefined {
  const span = ends.high - ends.low;
  const inside = roomFor(profile);
  let best: Fit | undefined;
  for (let n = 2; n <= mostBands && span / n >= thinnestBand; n++)
    for (const low of endShifts)
      for (const high of endShifts) {
        const fit = fitted(profile, ends.low + low, ends.high + high, n, inside);
        if (fit !== undefined && (best === undefined || fit.cost < best.cost)) best = fit;
      }
  if (best === undefined) return undefined;
  const count = best.means.length / 3;
  const edges = Float64Array.from({ length: count + 1 }, (_, k) => ends.low + (k * span) / count);
  return { colours: medians(profile, best, count, inside), edges, equal: true };
}

/** The rows of each band that no blur reaches, or those nearest to its middle where it is thin. */
interface RowsInside {
  count: number;
  readonly rows: Uint32Array;
  readonly bands: Uint8Array;
  /** Where in its band the middle of each is, 0…1. */
  readonly within: Float64Array;
}

/** Room for the rows of a bar: thousands of sets of bands are tried. */
const roomFor = ({ to }: BarProfile): RowsInside => ({
  count: 0,
  rows: new Uint32Array(to),
  bands: new Uint8Array(to),
  within: new Float64Array(to),
});

function findRowsInside(
  { from, to }: BarProfile,
  low: number,
  high: number,
  n: number,
  inside: RowsInside,
): void {
  const width = (high - low) / n;
  const margin = Math.min(blurredRows, width / 4);
  inside.count = 0;
  for (let i = Math.max(from, Math.ceil(low - 0.5)); i < to && i + 0.5 < high; i++) {
    const at = (i + 0.5 - low) / width;
    const band = Math.min(n - 1, Math.floor(at));
    const within = at - band;
    if (Math.min(within, 1 - within) * width < margin) continue;
    const k = inside.count++;
    inside.rows[k] = i;
    inside.bands[k] = band;
    inside.within[k] = within;
  }
}

/** How well n bands between two ends explain the rows; undefined where something else does. */
function fitted(
  profile: BarProfile,
  low: number,
  high: number,
  n: number,
  inside: RowsInside,
): Fit | undefined {
  const { colours } = profile;
  findRowsInside(profile, low, high, n, inside);
  const { rows, bands, within } = inside;
  const halves = new Float64Array(6 * n);
  const counts = new Uint32Array(2 * n);
  for (let k = 0; k < inside.count; k++) {
    const half = 2 * bands[k]! + (within[k]! < 0.5 ? 0 : 1);
    const i = rows[k]!;
    counts[half]!++;
    for (let c = 0; c < 3; c++) halves[3 * half + c]! += colours[3 * i + c]!;
  }
  for (let half = 0; half < 2 * n; half++) {
    if (counts[half]! > 0) continue;
    // What the frame and its rim have taken of the first band or the last is as the rest of it.
    const other = half ^ 1;
    if (counts[other] === 0) return undefined;
    counts[half] = counts[other]!;
    halves.copyWithin(3 * half, 3 * other, 3 * other + 3);
  }
  const means = new Float64Array(3 * n);
  let drifts = 0;
  let jumps = 0;
  for (let k = 0, o = 0; k < n; k++)
    for (let c = 0; c < 3; c++, o++) {
      const first = halves[6 * k + c]!;
      const second = halves[6 * k + 3 + c]!;
      means[o] = (first + second) / (counts[2 * k]! + counts[2 * k + 1]!);
      drifts += (first / counts[2 * k]! - second / counts[2 * k + 1]!) ** 2;
      if (k > 0) jumps += (means[o]! - means[o - 3]!) ** 2;
    }
  // Mean squares: there is one jump fewer than there are bands.
  if (drifts / n > (mostDrift ** 2 * jumps) / (n - 1)) return undefined;
  const { steps, lines } = errorsOf(profile, inside, means);
  if (lines < leastAgainstLines * steps) return undefined;
  const heights = Array.from({ length: n - 1 }, (_, k) => rowDistance(means, k, k + 1));
  if (quantile(heights, flatEdges) < 2 * Math.sqrt(steps)) return undefined;
  const cost = (1.5 * inside.count * Math.log(steps)) / alikeRows + 1.5 * n * Math.log(inside.count);
  return { means, cost, low, high };
}

/** Mean squared errors of the rows inside, from their bands' means and from straight lines between the bands' edges. */
function errorsOf({ colours }: BarProfile, { count, rows, bands, within }: RowsInside, means: Float64Array) {
  const n = means.length / 3;
  const at = (band: number, c: number): number => means[3 * Math.min(n - 1, Math.max(0, band)) + c]!;
  let [steps, lines] = [0, 0];
  for (let k = 0; k < count; k++) {
    const band = bands[k]!;
    for (let c = 0; c < 3; c++) {
      const colour = colours[3 * rows[k]! + c]!;
      const mean = at(band, c);
      // At the bar's ends the line goes on as it came.
      const before = band > 0 ? (at(band - 1, c) + mean) / 2 : mean - (at(1, c) - mean) / 2;
      const after = band < n - 1 ? (mean + at(band + 1, c)) / 2 : mean + (mean - at(n - 2, c)) / 2;
      steps += (colour - mean) ** 2;
      lines += (colour - before - within[k]! * (after - before)) ** 2;
    }
  }
  return { steps: steps / count + leastError, lines: lines / count + leastError };
}

function medians(profile: BarProfile, { low, high }: Fit, n: number, inside: RowsInside): Float64Array {
  findRowsInside(profile, low, high, n, inside);
  const columns: number[][] = Array.from({ length: 3 * n }, () => []);
  for (let k = 0; k < inside.count; k++)
    for (let c = 0; c < 3; c++)
      columns[3 * inside.bands[k]! + c]!.push(profile.colours[3 * inside.rows[k]! + c]!);
  return Float64Array.from(columns, (column) => median(column));
}
