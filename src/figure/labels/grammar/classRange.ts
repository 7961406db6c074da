import { type NumberCandidate, parseNumber, plainText } from './number.js';
import { isEither } from './settleUnits.js';

/** A class of values as a legend words it. */
export interface ClassRange {
  readonly from: number;
  readonly to: number;
  /** What one in the last digit written is worth, of both numbers the finer: classes may begin so much beyond the one before. */
  readonly lastDigit: number;
  /** A letter behind its numbers is a unit to some and a power of ten to others: 5K–10K. */
  readonly isEither?: boolean;
}

/** Dashes (between spaces they look like crosses to the reader), commas of intervals, and what it has for letters and brackets, stand between the two numbers. */
const between = /-|,|×|\?+/g;

/**
 * The classes that a legend's text can mean: 10–20, 10 to 20, (10, 20]. Several where a comma or a dash leaves it open; none
 * when the text is no such class, or runs downwards.
 */
export function parseClassRange(text: string): ClassRange[] {
  // Brackets are no characters of the reader's.
  const body = plainText(text).replace(/^\?|\?$/g, '');
  const found: ClassRange[] = [];
  for (const { index, 0: mark } of body.matchAll(between)) {
    for (const first of numbersOf(body.slice(0, index)))
      for (const second of numbersOf(body.slice(index + mark.length)))
        for (const to of upperEnds(first.value, second.value, mark))
          found.push({
            from: first.value,
            to,
            lastDigit: Math.min(first.lastDigit, second.lastDigit),
            ...([first, second].some(({ units }) => isEither(units)) && { isEither: true }),
          });
  }
  return found;
}

/** What a class may end at: behind a number below nought a dash and the next one's sign (-0.2--0.1) run into one. */
const upperEnds = (from: number, to: number, mark: string): number[] =>
  (mark === '-' && from < 0 && to > 0 ? [to, -to] : [to]).filter((end) => from < end);

/** What a number of a class is likeliest to be, and with a comma that lost its tail: 800–1.000 are 800 to 1,000. */
function numbersOf(text: string): NumberCandidate[] {
  const [plain] = parseNumber(text);
  if (!plain) return [];
  const grouped = /^-?[1-9]\d{0,2}\.\d{3}$/.test(text) ? parseNumber(text.replace('.', ',')) : [];
  return [plain, ...grouped.slice(0, 1)];
}

/** A class without one of its two ends, as a legend words it: > 50, ≤ 10, 50+, over 50. */
export interface OpenClass {
  readonly edge: number;
  readonly lastDigit: number;
}

/**
 * The number that an open class begins or ends at, whichever it is: signs that compare are no characters of the reader's, and look like
 * letters and crosses to it. None where there is nothing but the number.
 */
export function parseOpenClass(text: string): OpenClass[] {
  const parts = /^([^\d.,-]*)(-?[\d.,]*\d)([^\d.,]*)$/.exec(plainText(text));
  if (parts === null || (parts[1] === '' && parts[3] === '')) return [];
  return [...parseNumber(parts[2]!), ...numbersOf(parts[2]!).slice(1)].map(({ value, lastDigit }) => ({
    edge: value,
    lastDigit,
  }));
}
