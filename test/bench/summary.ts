/** What many scores come to, in numbers and in a sentence. */

/** The least of the values that a share of them does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)]!;
}

/** A value at or below this share of the range is good: the limit between right and wrong throughout. */
export const goodError = 0.02;

/**
 * How well confidence tells right from wrong: each wrong picture should get less than ½, nine of ten right ones more.
 * `limit` is the largest error that is still right, where goodError is not.
 */
export function confidenceSentence(
  scores: readonly { readonly error: number; readonly confidence: number; readonly limit?: number }[],
): string {
  const isRight = ({ error, limit = goodError }: (typeof scores)[number]) => error <= limit;
  const right = scores.filter(isRight);
  const wrong = scores.filter((s) => !isRight(s));
  return (
    `Confidence: ${right.filter((s) => s.confidence > 0.5).length} of ${right.length} good results get more than ½, ` +
    `${wrong.filter((s) => s.confidence < 0.5).length} of ${wrong.length} bad ones less.`
  );
}

/** A share for people to read. */
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
