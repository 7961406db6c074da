import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNumber } from '../../../../src/figure/labels/grammar/number.js';

const first = (text: string) => parseNumber(text)[0];

describe('numbers on labels', () => {
  it.each([
    ['0', 0],
    ['12.5', 12.5],
    ['-3', -3],
    ['−3', -3],
    ['–0.25', -0.25],
    ['.5', 0.5],
    ['1,5', 1.5],
    ['1e-05', 1e-5],
    ['8e-04', 8e-4],
    ['1.0E4', 1e4],
    ['10^-3', 1e-3],
    ['-10^2', -100],
    ['2x10^4', 2e4],
    ['2×10^4', 2e4],
    ['1,000,000', 1e6],
    ['45%', 45],
    ['60°N', 60],
    ['60°S', -60],
    ['120°W', -120],
    ['30°', 30],
    ['10⁻³', 1e-3],
    ['-10²', -100],
    ['2×10⁴', 2e4],
    ['5.5×10⁻⁶', 5.5e-6],
    ['+7', 7],
    ['534.', 534],
    ["1'500'000", 1.5e6],
    ['1.500.000', 1.5e6],
    ['1.500.000,5', 1500000.5],
    ['1,500.25', 1500.25],
    ['5k', 5000],
    ['0.3k', 300],
    ['-2.5M', -2.5e6],
    ['70µ', 7e-5],
    ['1.2G', 1.2e9],
    ['20.7nm', 20.7],
    ['300hPa', 300],
    ['5M?', 5],
    ['12?', 12],
    ['45⁰', 45],
    ['30⁹N', 30],
    ["12°30'S", -12.5],
    ['2⁵', 32],
    ['1e5', 1e5],
    ['25°C', 25],
  ])('reads %s as %d', (text, value) => {
    expect(first(text)?.value).toBe(value);
  });

  it.each([
    ...[
      '',
      '-',
      '.',
      'abc',
      '1.2.3',
      '12:30',
      'e5',
      '--3',
      '?',
      '?e?',
      '?n5',
      'Model2',
      '2020-01',
      '1,2,3',
      '5-3',
    ],
    ...['15/01/2020', '%', '°N', '10⁻', '?10²', 'NaN', '+', '1,50,000'],
  ])('reads no number in “%s”', (text) => {
    expect(parseNumber(text)).toEqual([]);
  });

  it('reads no number whose exponent was cut off', () => {
    for (const text of ['5.29e-0', '4.00e', '2.63e+', '-7.75e']) expect(parseNumber(text)).toEqual([]);
    expect(parseNumber('1e+0')[0]!.value).toBe(1);
    expect(parseNumber('0.000e+0')[0]!.value).toBe(0);
  });

  it('prefers thousands to decimals that only fixed formats write', () => {
    const [thousands, decimals] = parseNumber('1,300');
    expect(thousands!.value).toBe(1300);
    expect(decimals!.cost).toBeGreaterThan(parseNumber('1,305')[1]!.cost);
    expect(parseNumber('0,500').map((c) => c.value)).toEqual([0.5]);
  });

  it('offers both meanings of a comma before three digits', () => {
    expect(parseNumber('1,500').map((c) => c.value)).toEqual([1500, 1.5]);
  });

  it('supposes a lost point behind a leading nought, at a price', () => {
    const [pointed, plain] = parseNumber('025');
    expect([plain!.value, pointed!.value]).toEqual([25, 0.25]);
    expect(pointed!.cost).toBeLessThan(plain!.cost);
  });

  it('takes letters that only units are written with for no misread digits', () => {
    expect(parseNumber('487 km')).toMatchObject([{ value: 487, units: 'km', cost: 0 }]);
    expect(first('12mm')?.cost).toBe(0);
    expect(first('12kC')?.cost).toBeGreaterThan(0);
  });

  it('keeps units', () => {
    expect(['45%', '60°N', '7'].map((text) => first(text)?.units)).toEqual(['%', '°N', null]);
  });

  it('knows powers of ten, which hint at a logarithmic scale', () => {
    expect(['10^-3', '2x10^3', '1000'].map((text) => first(text)?.power)).toEqual([true, false, false]);
  });
});

const digits = (n: number) => fc.integer({ min: 0, max: 10 ** n - 1 });

describe('what programs write', () => {
  it('is read as the number that was written, in any usual notation', () => {
    const number = fc
      .tuple(fc.integer({ min: -99999, max: 99999 }), fc.integer({ min: -5, max: 3 }))
      .map(([whole, power]) => Number(`${whole}e${power}`));
    fc.assert(
      fc.property(number, (value) => {
        const raise = (n: number) =>
          [...String(n)].map((c) => '⁰¹²³⁴⁵⁶⁷⁸⁹⁻'['0123456789-'.indexOf(c)]).join('');
        const [mantissa, exponent] = value.toExponential().split('e') as [string, string];
        const plain = String(value);
        const ways = [
          plain,
          plain.replace('-', '−'),
          plain.replace('-0.', '-.').replace(/^0\./, '.'),
          value.toExponential(),
          value.toExponential().replace('e+', 'E'),
          `${mantissa}×10${raise(Number(exponent))}`,
          `${plain}%`,
          `${plain}°`,
          `${plain}nm`,
        ];
        for (const way of ways) expect(parseNumber(way)[0]?.value).toBe(value);
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('is read with thousands marks of any kind', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 999_999_999 }),
        fc.constantFrom(',', "'", '.'),
        (value, mark) => {
          const text = value.toLocaleString('en-GB').replaceAll(',', mark);
          const values = parseNumber(text).map((c) => c.value);
          // One point is a decimal point: with it, thousands are never guessed.
          if (mark !== '.' || value >= 1_000_000) expect(values).toContain(value);
          else expect(values).not.toContain(value);
        },
      ),
      { numRuns: 200, seed: 6 },
    );
  });

  it('leaves both meanings open where a letter has two', () => {
    for (const [text, values] of [
      ['20m', [20, 0.02]],
      ['300K', [300, 300_000]],
      ['10⁰', [1, 10]],
      ['2⁰', [1, 2]],
    ] as const)
      expect(new Set(parseNumber(text).map((c) => c.value))).toEqual(new Set(values));
  });

  it('has a sign for each hemisphere', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 180 }), fc.constantFrom('', '°'), (value, mark) => {
        const [north, south, east, west] = ['N', 'S', 'E', 'W'].map(
          (s) => first(`${value}${mark}${s}`)!.value,
        );
        expect([north, south, east, west]).toEqual([value, -value, value, -value]);
      }),
      { seed: 7 },
    );
  });

  it('costs nothing, and what is supposed costs less than a label is worth', () => {
    fc.assert(
      fc.property(digits(6), digits(3), fc.constantFrom('', '%', 'k', 'm', 'nm', '°'), (a, b, unit) => {
        for (const { cost } of parseNumber(`${a}.${b}${unit}`)) {
          expect(cost).toBeGreaterThanOrEqual(0);
          expect(cost).toBeLessThan(0.5);
        }
      }),
      { seed: 8 },
    );
  });

  it('never makes a parser throw or give what is no number', () => {
    const signs = fc.constantFrom(..."0123456789.,-+eE%°×kMNSWGmµnCKF:/'^⁰¹²³⁻?");
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 12 }), (characters) => {
        for (const { value, cost } of parseNumber(characters.join(''))) {
          expect(Number.isFinite(value)).toBe(true);
          expect(Number.isFinite(cost)).toBe(true);
        }
      }),
      { numRuns: 2000, seed: 9 },
    );
  });

  it('is no number where letters stand before it', () => {
    fc.assert(
      fc.property(fc.constantFrom('?', 'n', 'M', '?e', 'S?', 'C'), digits(4), (word, n) => {
        expect(parseNumber(`${word}${n}`)).toEqual([]);
      }),
      { seed: 10 },
    );
  });

  it('says what one in the last digit is worth, which it may have been rounded to; nothing of powers', () => {
    const lastDigits = (text: string) => parseNumber(text).map((c) => c.lastDigit);
    expect(lastDigits('0.50')).toEqual([0.01]);
    expect(lastDigits('-20')).toEqual([1]);
    expect(lastDigits('1.5e3')).toEqual([100]);
    expect(lastDigits('3.5×10⁶')).toEqual([1e5]);
    expect(lastDigits('2.5k')).toEqual([100]);
    expect(lastDigits('1,234.5')).toEqual([0.1]);
    expect(lastDigits('10⁴')).toEqual([0]);
    // Fifteen hundred, or one and a half.
    expect(lastDigits('1,500')).toEqual([1, 0.001]);
  });
});
