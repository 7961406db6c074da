import { GROUPED, type NumberCandidate } from './number.js';

/**
 * The candidates of an axis' labels with the commas before three digits that are a decimal mark to some settled by the other labels: whoever
 * writes a thousandth writes decimals everywhere, or leaves out the noughts at the end of all; beside a whole number they are thousands.
 *
 * @param labels candidates of each label, likeliest first
 */
export function settleMarks<C extends NumberCandidate>(labels: readonly (readonly C[])[]): C[][] {
  const isWhole = ([best, ...others]: readonly C[]): boolean =>
    best !== undefined && best.lastDigit === 1 && !others.some((other) => isThousandth(other, best));
  if (!labels.some(isWhole)) return labels.map((candidates) => [...candidates]);
  return labels.map((candidates) =>
    candidates
      .filter((c) => !candidates.some((own) => isThousandth(c, own)))
      .map((c) => {
        const isSettled = candidates.some((other) => isThousandth(other, c));
        return isSettled ? { ...c, cost: Math.max(0, c.cost - GROUPED) } : c;
      }),
  );
}

/** Whether one candidate is the other with its comma taken as a decimal mark: letters behind it that may be metres or thousandths are none. */
const isThousandth = (c: NumberCandidate, own: NumberCandidate): boolean =>
  own.lastDigit === 1 &&
  own.units === c.units &&
  Math.abs(1000 * c.lastDigit - 1) < 1e-9 &&
  Math.abs(1000 * c.value - own.value) < 1e-6;
