import type { NumberCandidate } from './number.js';
import { OPEN } from './units.js';

/**
 * The candidates of an axis' labels with the letters that are a unit to some and a power of ten to others settled by
 * the other labels: units are written behind a nought too, powers of ten are not.
 *
 * @param labels candidates of each label, likeliest first
 */
export function settleUnits<C extends NumberCandidate>(labels: readonly (readonly C[])[]): C[][] {
  const plainNought = labels.some(([best]) => best?.value === 0 && best.units === null);
  // Numbers without either may have lost the word behind them, the nought as well: which of the two it is, their law says.
  const plainOthers = labels.some(
    (candidates) => (candidates[0]?.value ?? 0) !== 0 && !candidates.some((c) => isEither(c.units)),
  );
  if (!plainNought || plainOthers) return labels.map((candidates) => [...candidates]);
  return labels.map((candidates) => {
    const units = candidates.filter((c) => isEither(c.units));
    return candidates
      .filter((c) => !(isEither(c.units) && candidates.some((other) => isPrefixOf(other, c))))
      .map((c) => (units.some((u) => isPrefixOf(c, u)) ? { ...c, cost: Math.max(0, c.cost - OPEN) } : c));
  });
}

/** Beside thousands an m stands for millions: with decimal prefixes, which have it for thousandths, six steps of a thousand would lie between. */
const MILLION = 1e6;

/**
 * The candidates of an axis' labels with each m as millions where other labels of the axis have a small k: programs that abbreviate numbers as
 * they are spoken write 500k and 1m.
 *
 * @param texts of the labels
 */
export function settleMillions<C extends NumberCandidate>(
  labels: readonly (readonly C[])[],
  texts: readonly string[],
): C[][] {
  if (!texts.some((text) => /\d\s?k$/.test(text))) return labels.map((candidates) => [...candidates]);
  return labels.map((candidates) => {
    const named = candidates.filter(({ units }) => units === 'm');
    if (named.length === 0) return [...candidates];
    return named.map((c) => ({
      ...c,
      value: MILLION * c.value,
      lastDigit: MILLION * c.lastDigit,
      units: null,
      cost: Math.max(0, c.cost - OPEN),
    }));
  });
}

/** Whether a letter behind a number is a unit to some and a power of ten to others. */
export const isEither = (units: string | null): boolean => units === 'm' || units === 'K';

/** The same text taken as a power of ten. */
const isPrefixOf = (other: NumberCandidate, { value }: NumberCandidate): boolean =>
  other.units === null &&
  [1e-3, 1e3].some((factor) => Math.abs(other.value - value * factor) <= 1e-9 * Math.abs(other.value));
