import type { BarEnd } from '../../bar/barEnds.js';

/**
 * Root mean square distance per channel that a JPEG leaves between the trend of a bar and the table it was drawn with:
 * .3–1.1 at qualities 80–95, measured on 47 bars. Tables of the same name in other programs, within a few bytes of it
 * everywhere, begin at .8; others are far off.
 */
const mostError = 1.2;
/** Gauss–Newton steps; the third changes nothing visible. */
const rounds = 4;
/** Entries to either side over which the slope of a table is taken. */
const slopeReach = 2;
/** Bytes this near to 0 or 255 do not tell rounding from cutting off. */
const saturated = 4;
/** Half a unit is added where at least half of it is seen. */
const leastShift = 0.25;

/**
 * Fits a table to the trend of a noisy bar: the rows at which it begins and ends by least squares, with a common
 * shift, since a table listed with its digits cut off is drawn rounded, half a unit brighter.
 *
 * @param rows 3n colours, of which `from`…`to` are the bar's
 * @returns nothing where the table is not within a JPEG's error of the bar
 */
export function fittedEnds(
  rows: Float64Array,
  from: number,
  to: number,
  rgb: Uint8Array,
  reversed: boolean,
  ends: { low: BarEnd; high: BarEnd },
): { low: number; high: number; error: number; colours: Float64Array } | undefined {
  const n = rgb.length / 3;
  const table = new Float64Array(3 * n);
  for (let k = 0; k < n; k++)
    for (let c = 0; c < 3; c++) table[3 * k + c] = rgb[3 * (reversed ? n - 1 - k : k) + c]!;
  /** The colour at a place counted in entries, whose middles lie at ½, 1½, …. */
  const at = (place: number, c: number): number => {
    const x = Math.min(n - 1, Math.max(0, place - 0.5));
    const k = Math.min(n - 2, Math.floor(x));
    return table[3 * k + c]! * (k + 1 - x) + table[3 * k + 3 + c]! * (x - k);
  };
  let low = ends.low.at;
  let high = ends.high.at;
  let shift = 0;
  let error = 0;
  for (let round = 0; ; round++) {
    let a = 0;
    let b = 0;
    let d = 0;
    let u = 0;
    let v = 0;
    let squares = 0;
    let brighter = 0;
    let counted = 0;
    const perRow = n / (high - low);
    for (let i = from; i < to; i++) {
      const f = (i + 0.5 - low) / (high - low);
      for (let c = 0; c < 3; c++) {
        const value = at(f * n, c);
        const residual = rows[3 * i + c]! - value - shift;
        squares += residual * residual;
        const slope = (at(f * n + slopeReach, c) - at(f * n - slopeReach, c)) / (2 * slopeReach);
        const byLow = -slope * perRow * (1 - f);
        const byHigh = -slope * perRow * f;
        a += byLow * byLow;
        b += byLow * byHigh;
        d += byHigh * byHigh;
        u += byLow * residual;
        v += byHigh * residual;
        if (value <= saturated || value >= 255 - saturated) continue;
        brighter += rows[3 * i + c]! - value;
        counted++;
      }
    }
    error = Math.sqrt(squares / (3 * (to - from)));
    const determinant = a * d - b * b;
    if (round === rounds || !(determinant > 0)) break;
    low += (d * u - b * v) / determinant;
    high += (a * v - b * u) / determinant;
    shift = counted > 0 ? Math.min(0.5, Math.max(-0.5, brighter / counted)) : 0;
  }
  if (!(error <= mostError)) return undefined;
  const added = Math.abs(shift) < leastShift ? 0 : Math.sign(shift) / 2;
  const colours = table.map((c) => (c <= saturated || c >= 255 - saturated ? c : c + added));
  return { low, high, error, colours };
}
