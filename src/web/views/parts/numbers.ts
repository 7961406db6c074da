/** A number as people read it: six digits, without the noise of binary fractions, with a true minus sign. */
export const numberText = (value: number): string => String(Number(value.toPrecision(6))).replace('-', '−');

/** A value with its standard error, both to the error's second digit. */
export function withError(value: number, error: number): string {
  if (!(error > 0)) return numberText(value);
  const digits = Math.min(12, Math.max(0, 1 - Math.floor(Math.log10(error))));
  const isPlain = digits <= 9 && Math.abs(value) < 1e9;
  return isPlain
    ? `${value.toFixed(digits)} ± ${error.toFixed(digits)}`.replace('-', '−')
    : `${numberText(value)} ± ${numberText(Number(error.toPrecision(2)))}`;
}
