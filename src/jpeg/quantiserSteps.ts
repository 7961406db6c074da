import { median } from '../numeric/statistics/statistics.js';

/** The luminance table that encoders scale by their quality (T.81, K.1), row-major. */
const usual = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];

/** What rounding pixels to bytes leaves of a coefficient that was rounded to nothing is less: five deviations. */
const leastValue = 1.5;
/** Fewer values than this would fit some step by chance. */
const leastValues = 8;
/** Blocks that were changed since do not count: so many of the values must be multiples. */
const believed = 0.9;
/** Rounding of pixels moves a coefficient by less: four deviations. */
const mostRounding = 1.2;
/**
 * Root mean square of what values are off by, if they are multiples of the step: that of a Gaussian of variance 1/12 is .29, of eight at most .43; that of values
 * that have nothing to do with a step of 2 is .58.
 */
const mostOff = 0.45;
/** So many of the 63 waves must show a step, and this share of those that show values at all. */
const leastWaves = 6;
const leastShare = 0.75;
const largestStep = 255;

/**
 * The steps that coefficients were rounded to, by what they are multiples of. A wave that occurs in hardly any block does not tell its
 * own: it gets what the others have, scaled as in the table that encoders use.
 *
 * @param values for each of the 64 waves its coefficients, row-major
 * @returns 64 whole steps, at least 1; undefined where the coefficients are multiples of nothing
 */
export function quantiserSteps(values: readonly Float64Array[]): Uint16Array | undefined {
  const steps = values.map((of) => stepOf(of.filter((v) => Math.abs(v) >= leastValue)));
  const told = [...steps.keys()].filter((i) => i > 0 && steps[i] !== undefined);
  const known = told.filter((i) => steps[i]! > 1);
  if (known.length < leastWaves || known.length < leastShare * told.length) return undefined;
  const scale = median(known.map((i) => steps[i]! / usual[i]!));
  return Uint16Array.from(steps, (step, i) =>
    Math.min(largestStep, Math.max(1, step ?? Math.round(scale * usual[i]!))),
  );
}

/** The largest step that values are multiples of: 1 where they are of none; undefined where they are too few. */
function stepOf(values: Float64Array): number | undefined {
  if (values.length < leastValues) return undefined;
  const largest = Math.min(
    largestStep,
    Math.ceil(values.reduce((most, v) => Math.max(most, Math.abs(v)), 0)),
  );
  for (let step = largest; step > 1; step--) if (areMultiples(values, step)) return step;
  return 1;
}

/** Whether all but a tenth of the values are multiples of a step, but for rounding. */
function areMultiples(values: Float64Array, step: number): boolean {
  const kept = Math.ceil(believed * values.length);
  const off = new Float64Array(kept);
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    const by = Math.abs(values[i]! - step * Math.round(values[i]! / step));
    if (by > mostRounding) {
      if (i + 1 - n > values.length - kept) return false;
    } else if (n < kept) off[n++] = by;
  }
  let sum = 0;
  for (let i = 0; i < n; i++) sum += off[i]! ** 2;
  return sum <= mostOff ** 2 * n;
}
