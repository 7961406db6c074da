import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NUMBER_BYTES, numberPrinter, putDecimals } from '../../../src/formats/numbers/numberBytes.js';
import { significantDigits } from '../../../src/formats/numbers/significantDigits.js';

const printed = (value: number, digits: number): string => {
  const bytes = new Uint8Array(64);
  return new TextDecoder().decode(bytes.subarray(3, putDecimals(value, digits, bytes, 3)));
};
const anyNumber = fc.oneof(
  fc.double({ min: -1e300, max: 1e300, noNaN: true }),
  fc.double({ min: -1000, max: 1000, noNaN: true }),
  fc.double({ min: -1e-4, max: 1e-4, noNaN: true }),
);

describe('putDecimals', () => {
  it('prints what one would write by hand', () => {
    const cases: [number, string][] = [
      [0, '0'],
      [-0, '0'],
      [1, '1'],
      [-40, '-40'],
      [0.1, '0.1'],
      [0.1 + 0.2, '0.3'],
      [1 / 3, '0.333333333'],
      [-2 / 3, '-0.666666667'],
      [273.15, '273.15'],
      [999.9999999999, '1000'],
      [999.999999, '999.999999'],
      [0.998046875, '0.998046875'],
      [123456789.123, '123456789'],
      [0.000012345, '0.000012345'],
      [1.5e-7, '1.5e-7'],
      [-1.5e300, '-1.5e+300'],
      [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    ];
    for (const [value, text] of cases) expect(printed(value, 9)).toBe(text);
  });

  it('loses no digit just below a power of ten', () => {
    expect(printed(999.999999999999, 15)).toBe('999.999999999999');
    expect(printed(0.00999999999999999, 15)).toBe('0.00999999999999999');
  });

  it('comes back within half a unit of the last digit, and never longer than promised', () => {
    fc.assert(
      fc.property(anyNumber, fc.integer({ min: 1, max: 17 }), (value, digits) => {
        const text = printed(value, digits);
        expect(text.length).toBeLessThanOrEqual(NUMBER_BYTES);
        // Half a unit of the last digit of a number 1.000… is the largest part of it that rounding may take.
        const tolerance = Math.abs(value) * 0.5 * 10 ** (1 - digits) * (1 + 1e-9) + Number.MIN_VALUE;
        expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(tolerance);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('gives decimal numbers of few enough digits back exactly, and in no more characters than JavaScript', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(10 ** 9) + 1, max: 10 ** 9 - 1 }),
        fc.integer({ min: -12, max: 12 }),
        (whole, exponent) => {
          const value = Number(`${whole}e${exponent}`);
          expect(Number(printed(value, 9))).toBe(value + 0);
          if (Math.abs(value) >= 1e-6) expect(printed(value, 9)).toBe(String(value));
        },
      ),
      { seed: 2, numRuns: 2000 },
    );
  });

  it('gives every whole number back exactly', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(printed(value, 3)).toBe(String(value));
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('holds every 32-bit float at nine digits and every 64-bit float at seventeen', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Math.fround(Number(printed(value, 9)))).toBe(value + 0);
      }),
      { seed: 4, numRuns: 1000 },
    );
    fc.assert(
      fc.property(anyNumber, (value) => {
        expect(Number(printed(value, 17))).toBe(value + 0);
      }),
      { seed: 5, numRuns: 1000 },
    );
  });
});

describe('numberPrinter', () => {
  it('prints the same with a recurring value as with a new one, and the missing text for what is no number', () => {
    const put = numberPrinter(9, 'NaN');
    const target = new Uint8Array(NUMBER_BYTES);
    const text = (value: number): string =>
      new TextDecoder().decode(target.subarray(0, put(value, target, 0)));
    fc.assert(
      fc.property(fc.array(anyNumber, { minLength: 1, maxLength: 50 }), (values) => {
        for (const value of [...values, ...values]) expect(text(value)).toBe(printed(value, 9));
      }),
      { seed: 6, numRuns: 200 },
    );
    expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(text)).toEqual(
      Array(3).fill('NaN'),
    );
  });
});

describe('significantDigits', () => {
  it('spends nine digits on the range that the values span', () => {
    expect(significantDigits(Float64Array.of(0, 0.5, 1))).toBe(9);
    expect(significantDigits(Float64Array.of(-40, Number.NaN, 40))).toBe(9);
    expect(significantDigits(Float64Array.of(273.1, 273.2))).toBe(13);
    expect(significantDigits(Float64Array.of(5, 5))).toBe(17);
    expect(significantDigits(Float64Array.of(Number.NaN))).toBe(17);
  });
});
