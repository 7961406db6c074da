/** The limit between a result that serves and one that does not: two hundredths of the range. */
export const usefulError = 0.02;

/**
 * Confidence from the error that independent parts of evidence lead one to expect: ½ where that is two hundredths of the
 * range, rising and falling with its square; the squares of independent parts add.
 */
export function confidenceOf(...errors: readonly number[]): number {
  return 1 / (1 + (Math.hypot(...errors) / usefulError) ** 2);
}
