import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitCalibration } from '../../../src/figure/labels/calibration.js';
import { parseNumber } from '../../../src/figure/labels/grammar/number.js';
import { type LabelledTick, SURE, valueAt } from '../../../src/figure/labels/law.js';

const tick = (at: number, text: string): LabelledTick => ({
  at,
  text,
  candidates: parseNumber(text),
  tolerance: 1.6,
});

/** Ticks as matplotlib draws them: at whole pixels. */
const drawn = (
  values: readonly number[],
  place: (v: number) => number,
  text: (v: number) => string = String,
): LabelledTick[] => values.map((v) => tick(Math.round(place(v)) + 0.5, text(v)));

describe('the law of tick labels', () => {
  it('recovers any linear scale from labels rounded to pixels, rising or falling', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 9 }),
        fc.constantFrom(0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 250),
        fc.integer({ min: -6, max: 6 }),
        fc.double({ min: 12, max: 90, noNaN: true }),
        fc.boolean(),
        (n, step, start, spacing, falling) => {
          const values = Array.from({ length: n }, (_, k) => Number(((start + k) * step).toPrecision(12)));
          const place = (v: number) => 40 + (falling ? -1 : 1) * (v / step - start) * spacing + 800;
          const law = fitCalibration(drawn(values, place))!;
          expect(law.scale).toBe('linear');
          expect(law.dropped).toEqual([]);
          expect(law.confidence).toBeGreaterThan(SURE);
          for (const v of values)
            expect(Math.abs(valueAt(law, place(v) + 0.5) - v)).toBeLessThan((step * 0.8) / spacing);
        },
      ),
      { numRuns: 60, seed: 3 },
    );
  });

  it('recovers a logarithmic scale from powers of ten', () => {
    const law = fitCalibration(
      drawn(
        [1e-3, 1e-2, 0.1, 1, 10],
        (v) => 400 - 90 * (Math.log10(v) + 3),
        (v) => `10^${Math.log10(v)}`,
      ),
    )!;
    expect(law.scale).toBe('log');
    expect(Math.log10(valueAt(law, 400.5))).toBeCloseTo(-3, 1);
  });

  it('takes 1, 10 and 100 at equal steps as logarithmic, 1, 2 and 3 as linear', () => {
    expect(fitCalibration([tick(10, '1'), tick(110, '10'), tick(210, '100')])!.scale).toBe('log');
    expect(fitCalibration([tick(10, '1'), tick(110, '2'), tick(210, '3')])!.scale).toBe('linear');
  });

  it('drops and reports a label that does not fit', () => {
    const law = fitCalibration([
      tick(10, '0'),
      tick(60, '5'),
      tick(110, '70'),
      tick(160, '15'),
      tick(210, '20'),
    ])!;
    expect(law.dropped).toEqual([{ at: 110, text: '70' }]);
    expect(valueAt(law, 110)).toBeCloseTo(10, 6);
    expect(law.confidence).toBeGreaterThan(SURE);
  });

  it('supposes the minus signs that a few labels lost, but not those of all', () => {
    const lost = fitCalibration(['-3', '2', '-1', '0', '1', '2'].map((text, k) => tick(10 + 50 * k, text)))!;
    expect(lost.read.map((t) => t.value)).toEqual([-3, -2, -1, 0, 1, 2]);
    const none = fitCalibration(['3', '2', '1'].map((text, k) => tick(10 + 50 * k, text)))!;
    expect(none.read.map((t) => t.value)).toEqual([3, 2, 1]);
  });

  it('settles whether a comma is a decimal mark by the other labels', () => {
    const thousands = fitCalibration(['500', '1,000', '1,500'].map((text, k) => tick(10 + 50 * k, text)))!;
    expect(thousands.read.map((t) => t.value)).toEqual([500, 1000, 1500]);
    const decimals = fitCalibration(['0,500', '1,000', '1,500'].map((text, k) => tick(10 + 50 * k, text)))!;
    expect(decimals.read.map((t) => t.value)).toEqual([0.5, 1, 1.5]);
  });

  it('does not depend on the order of the labels', () => {
    const labels = ['0', '5', '10', '99', '20'].map((text, k) => tick(10 + 50 * k, text));
    const law = fitCalibration(labels)!;
    const reversed = fitCalibration([...labels].reverse())!;
    expect(reversed.slope).toBeCloseTo(law.slope, 12);
    expect(reversed.read).toEqual(law.read);
  });

  it('is not sure of labels that say anything', () => {
    let sure = 0;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 4, maxLength: 9 }), (values) => {
        const law = fitCalibration(values.map((v, k) => tick(20 + 45 * k, String(v))));
        if (law !== null && law.confidence >= SURE) sure++;
      }),
      { numRuns: 400, seed: 11 },
    );
    expect(sure).toBeLessThanOrEqual(4);
  });

  it('is not sure of one label, nor of two among many that disagree', () => {
    expect(fitCalibration([tick(10, '5')])).toBeNull();
    const law = fitCalibration(['1', '2', '77', '-8', '130'].map((text, k) => tick(10 + 50 * k, text)));
    expect(law === null || law.confidence < SURE).toBe(true);
  });
});
