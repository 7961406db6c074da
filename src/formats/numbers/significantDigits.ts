/**
 * Nine digits hold every 32-bit float exactly, and positions on a colourmap are decoded as such. The recovery itself
 * is never better than one part in ten thousand of the range, so rounding to them loses nothing that was known.
 */
const DIGITS_OF_SINGLE = 9;
/** Seventeen digits hold every 64-bit float exactly: more never say more. */
const DIGITS_OF_DOUBLE = 17;

/**
 * How many significant digits the numbers of a grid (or of an axis) are worth printing with: nine for the *range* that
 * they span, and more where they vary little about a large number (temperatures between 273.1 and 273.2), since
 * leading digits that are common to all say nothing.
 *
 * @param values NaN marks what is missing
 */
export function significantDigits(values: Float64Array): number {
  let lo = Number.POSITIVE_INFINITY;
  let hi = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (v < lo) lo = v;
    if (v > hi) hi = v;
  }
  const span = hi - lo;
  if (!(span > 0)) return DIGITS_OF_DOUBLE;
  const common = Math.max(0, Math.ceil(Math.log10(Math.max(Math.abs(lo), Math.abs(hi)) / span)));
  return Math.min(DIGITS_OF_DOUBLE, DIGITS_OF_SINGLE + common);
}
