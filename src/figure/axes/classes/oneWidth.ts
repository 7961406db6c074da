/** Classes are of one width within this share of it, or within one in the last digit where that is no more than so much of it. */
const oneWidth = { exact: 1e-6, digit: 0.1 };

/** Whether classes are of one width, but for the digits that their edges were rounded to. */
export function areOneWidth(widths: readonly number[], lastDigits: readonly number[]): boolean {
  const [least, most] = [Math.min(...widths), Math.max(...widths)];
  const digit = Math.max(...lastDigits);
  const rounded = digit <= oneWidth.digit * least ? digit : 0;
  return most - least <= Math.max(oneWidth.exact * most, (1 + oneWidth.exact) * rounded);
}
