import { unitsOf } from './units.js';

/** A number that a label may stand for; `cost` (0…1) says how much had to be supposed to read it so. */
export interface NumberCandidate {
  readonly value: number;
  readonly cost: number;
  /** Written as a power of ten with mantissa 1: a hint at a logarithmic scale. */
  readonly power: boolean;
  readonly units: string | null;
  /** What one in the last digit written is worth: the value may have been rounded to it. 0 of powers, which are exact. */
  readonly lastDigit: number;
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁻';
const LOWERED = '0123456789-';

/** What a label's text is as one way of writing it: no spaces, one dash, one cross, raised digits behind a caret. */
export function plainText(text: string): string {
  return text
    .replace(/[\s_]/g, '')
    .replace(/[−–—‐]/g, '-')
    .replace(/[×x*·]/g, '×')
    .replace(/["`]/g, "'")
    .replace(
      /(\d)([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)/g,
      (_, digit: string, raised: string) =>
        `${digit}^${[...raised].map((c) => LOWERED[RAISED.indexOf(c)]).join('')}`,
    );
}

/**
 * The numbers that a label's text can mean: plain, with decimal point or comma, with thousands marks, in e-notation,
 * as a power of ten, with a degree and hemisphere (south and west are negative), a per-cent sign, a decimal prefix or
 * a unit behind it. Several where the text leaves it open; none when it is no number.
 */
export function parseNumber(text: string): NumberCandidate[] {
  const body = plainText(text);
  const found: NumberCandidate[] = [];
  for (const { number, units, factor, cost } of unitsOf(body))
    for (const c of written(number)) {
      const value = tidy(c.value, factor);
      const lastDigit = c.lastDigit * Math.abs(factor);
      if (Number.isFinite(value))
        found.push({ value, cost: c.cost + cost, power: c.power, units, lastDigit });
    }
  return found.sort((a, b) => a.cost - b.cost);
}

/**
 * What it takes to read a comma before three digits as a decimal mark: most programs that write commas group by them,
 * and of a label's decimals the last is seldom a nought.
 */
const DECIMAL_COMMA = 0.2;
/** And to group by it, where nothing else says so. */
export const GROUPED = 0.02;
const TRAILING_NOUGHT = 0.35;

/** Whether a mantissa is 1: 1e+2 is written as a power of ten. */
const isOne = (whole: string, fraction: string | undefined): boolean =>
  whole === '1' && /^0*$/.test(fraction ?? '');

type Written = Omit<NumberCandidate, 'units'>;

/** The numbers that digits, marks and exponents without a unit can mean. */
function written(body: string): Written[] {
  const raised = /^([+-]?)(?:([\d.,]+)×)?10\^(-?\d{1,3})$/.exec(body);
  if (raised !== null) {
    const mantissa = raised[2] === undefined ? 1 : Number(raised[2].replace(',', '.'));
    const value = (raised[1] === '-' ? -1 : 1) * scaled(mantissa, Number(raised[3]));
    const lastDigit = mantissa === 1 ? 0 : scaled(1, Number(raised[3]) - decimalsOf(raised[2]!));
    return [{ value, cost: 0, power: mantissa === 1, lastDigit }];
  }
  // Axes in powers of two.
  const binary = /^2\^(-?\d{1,2})$/.exec(body);
  if (binary !== null) return [{ value: 2 ** Number(binary[1]), cost: 0.05, power: false, lastDigit: 0 }];
  const grouped =
    /^([+-]?\d{1,3})(?:((?:,\d{3}){2,}|(?:'\d{3})+)(\.\d+)?|((?:\.\d{3}){2,})(,\d+)?|(,\d{3})(\.\d+))$/.exec(
      body,
    );
  if (grouped !== null) {
    const [, first, commas, point, dots, comma, single, behind] = grouped;
    const digits = (commas ?? dots ?? single)!.replace(/\D/g, '');
    const fraction = (point ?? comma ?? behind ?? '').replace(',', '.');
    const value = Number(`${first}${digits}${fraction}`);
    return [{ value, cost: 0, power: false, lastDigit: scaled(1, -decimalsOf(fraction)) }];
  }
  // Nothing is written so: digits behind the nought were cut off.
  if (/e-0$/i.test(body)) return [];
  const plain = /^([+-]?)(\d*)(?:([.,])(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(body);
  if (plain === null || (plain[2] === '' && (plain[4] ?? '') === '')) return [];
  const [, minus, whole, mark, fraction, exponent] = plain;
  const sign = minus === '-' ? -1 : 1;
  const power = Number(exponent ?? 0);
  const direct = sign * scaled(Number(`${whole || '0'}.${fraction || '0'}`), power);
  // 1,500: fifteen hundred, or one and a half with a nought that only fixed formats write.
  const grouped3 = mark === ',' && fraction?.length === 3 && /^[1-9]\d{0,2}$/.test(whole!);
  const cost = grouped3 ? (fraction.endsWith('0') ? TRAILING_NOUGHT : DECIMAL_COMMA) : 0;
  const candidates: Written[] = [
    {
      value: direct,
      cost,
      power: exponent !== undefined && isOne(whole!, fraction),
      lastDigit: scaled(1, power - (fraction?.length ?? 0)),
    },
  ];
  if (grouped3)
    candidates.unshift({
      value: sign * scaled(Number(`${whole}${fraction}`), power),
      cost: GROUPED,
      power: false,
      lastDigit: scaled(1, power),
    });
  // No program writes 05 or 0025: the point behind the leading nought was lost.
  if (mark === undefined && /^0\d+$/.test(whole!) && exponent === undefined) {
    candidates[0] = { ...candidates[0]!, cost: 0.5 };
    const lastDigit = scaled(1, 1 - whole!.length);
    candidates.push({ value: sign * Number(`0.${whole!.slice(1)}`), cost: 0.15, power: false, lastDigit });
  }
  return candidates;
}

/** How many digits stand behind a number's mark. */
const decimalsOf = (number: string): number => /[.,](\d*)$/.exec(number)?.[1]?.length ?? 0;

// Read as a decimal, so that 8e-4 is the double nearest to it.
const scaled = (mantissa: number, exponent: number): number => Number(`${mantissa}e${exponent}`);

// 0.3k is 300, not 299.99999999999994.
const tidy = (value: number, factor: number): number =>
  factor === 1 ? value : factor === -1 ? -value : Number((value * factor).toPrecision(15));

/**
 * Whether a text is a number as C writes it in scientific notation (1.2e+00), signed and in two digits: at a tick mark it is a label, though
 * rounded too far to lie on the law of the others (ParaView's ends). Factors beside an axis are written without (1e-5).
 */
export const isScientific = (text: string): boolean => /^-?\d(\.\d*)?e[+-]\d\d+$/i.test(text);
