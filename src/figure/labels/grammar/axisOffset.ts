import { isScientific, parseNumber, plainText } from './number.js';

/** A factor or offset written once beside an axis: `1e-5`, `×10⁴`, `+2.5e3`, `1e-5+1e2`. */
export interface AxisOffset {
  readonly factor: number;
  readonly offset: number;
}

/** Null when the text is no such thing. */
export function parseAxisOffset(text: string): AxisOffset | null {
  // In brackets, or with a unit behind it: both are read as other letters.
  const body = plainText(text)
    .replace(/^\?×?(?=10\^)/, '×')
    .replace(/^(×10\^-?\d{1,2})[?A-Za-zµ°/][^\d]*$/, '$1');
  const scale = /^(?:×10\^|×?1[eE])([+-]?\d{1,2})(?:([+-]\d[\d.]*(?:[eE][+-]?\d+)?))?$/.exec(body);
  if (scale !== null) return { factor: Number(`1e${scale[1]}`), offset: Number(scale[2] ?? 0) };
  // A negative number without exponent may be any label.
  const shift = /^(?:\+\d[\d.]*(?:(?:[eE]|×10\^)[+-]?\d+)?|-\d[\d.]*(?:[eE]|×10\^)[+-]?\d+)$/.exec(body);
  return shift === null ? null : { factor: 1, offset: Number(body.replace('×10^', 'e')) };
}

/**
 * Whether a text looks like a factor that was read wrongly, or of which a part is hidden (`2.5e2` of `1e-5+2.5e2`): then the numbers
 * of its axis are not to be trusted.
 */
export function isMangledOffset(text: string): boolean {
  const body = plainText(text);
  return (
    parseAxisOffset(text) === null &&
    (/^[?+-]?×?[\d.]+[eE^][-+]?\d/.test(body) ||
      // Nothing of a word's letters follows a power without its number: an l in “Elevation” looks like a 1.
      /^[?+-]?×?[eE^][-+]?\d+\??$/.test(body) ||
      // Behind a letter a cross is the x of a title, such as “f(x)”, unless a number follows.
      /^(?:×|\?×.*\d)/.test(body) ||
      body === '+' ||
      /^[?]10$/.test(body))
  );
}

/** A label of an end says what the law does there, to this share of the range. */
const SAME_VALUE = 0.005;

/**
 * Whether a text is a number with its exponent that is as large as what a law has at one of its two ends, and no factor: a small one,
 * such as 1e-12, is as near to an end at nought as a number can be.
 */
export const saysOneOf = (text: string, ended: readonly [number, number]): boolean =>
  isScientific(text) &&
  parseAxisOffset(text) === null &&
  parseNumber(text).some(({ value }) =>
    ended.some((end) => Math.abs(value - end) <= SAME_VALUE * Math.abs(ended[1] - ended[0])),
  );
