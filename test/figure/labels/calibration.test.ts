import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitCalibration } from '../../../src/figure/labels/calibration.js';
import { parseNumber } from '../../../src/figure/labels/grammar/number.js';
import { IMPROBABILITY, type LabelledTick, SURE, symlog, valueAt } from '../../../src/figure/labels/law.js';

const tick = (at: number, text: string): LabelledTick => ({
  at,
  text,
  candidates: parseNumber(text),
  tolerance: 1.6,
});

/** A label at a tick mark. */
const placed = (at: number, text: string): LabelledTick => ({ ...tick(at, text), placed: true });

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

  it('is not sure where a certain label off the law fits another one that rises throughout', () => {
    // Two slopes: -1 0 | 10 20 30.
    const two = ['-1', '0', '10', '20', '30'].map((text, k) => tick([40, 90, 140, 190, 240][k]!, text));
    const law = fitCalibration(two)!;
    expect(law.scale).toBe('linear');
    expect(law.confidence).toBeLessThan(0.5);
    // Off the law, but between its neighbours on no rising or falling one: misread.
    const misread = ['-10', '0', '40', '20', '30'].map((text, k) => tick(40 + 50 * k, text));
    expect(fitCalibration(misread)!.confidence).toBeGreaterThan(SURE);
  });

  it('goes from label to label where all are certain, at marks, and reach the ends', () => {
    const labels = ['-1', '0', '10', '20', '30'].map((text, k) => placed([40, 90, 140, 190, 240][k]!, text));
    const law = fitCalibration(labels, [], [40, 240])!;
    expect(law.scale).toBe('ticks');
    expect(law.confidence).toBeGreaterThan(SURE);
    expect([valueAt(law, 65), valueAt(law, 115)]).toEqual([-0.5, 5]);
    // A bar that goes on beyond a bend does not say how.
    const classes = [0, 1, 5, 6].map((v, k) => placed(40 + 50 * k, String(v)));
    expect(fitCalibration(classes, [], [40, 190])!.scale).toBe('ticks');
    const beyond = fitCalibration(classes, [], [40, 260]);
    expect(beyond!.confidence).toBeLessThan(SURE);
    // One of them is not certain.
    const doubtful = labels.map((l, k) =>
      k === 1 ? { ...l, candidates: l.candidates.map((c) => ({ ...c, cost: 0.2 })) } : l,
    );
    expect(fitCalibration(doubtful, [], [40, 240])!.confidence).toBeLessThan(SURE);
  });

  it('recovers roots and powers, between the labels and up to ends that have none', () => {
    const ends = [40, 340] as const;
    for (const exponent of [1 / 3, 0.5, 2, 3]) {
      const place = (v: number) => 40 + 300 * (v / 10.6) ** exponent;
      const law = fitCalibration(
        [0, 2, 4, 6, 8, 10].map((v) => placed(place(v), String(v))),
        [],
        ends,
      )!;
      expect(law.scale).toBe('ticks');
      expect(law.confidence).toBeGreaterThan(0.9);
      expect(Math.abs(valueAt(law, 340) - 10.6)).toBeLessThan(0.01 * 10.6);
      // Nearer to nought a square has all values within a pixel.
      for (const v of [0.1, 0.5, 1, 3, 7, 9].filter((w) => place(w) > 45))
        expect(Math.abs(valueAt(law, place(v)) - v)).toBeLessThan(0.01 * 10.6);
    }
  });

  it('recovers a power of the distance from what a bar begins with, or leaves its ends open', () => {
    for (const exponent of [0.5, 2]) {
      const place = (v: number) => Math.round(40 + 300 * ((v - 17) / 80) ** exponent);
      const all = [20, 30, 40, 50, 60, 70, 80, 90].map((v) => placed(place(v), String(v)));
      for (const labels of [all, all.slice(1), all.filter((_, k) => k % 2 === 1)]) {
        const law = fitCalibration(labels, [], [40, 340])!;
        const off = Math.max(Math.abs(valueAt(law, 40) - 17), Math.abs(valueAt(law, 340) - 97));
        expect(off < 0.02 * 80 || law.confidence < 0.5).toBe(true);
      }
    }
    const place = (v: number) => 40 + 300 * ((v - 17) / 80) ** 0.5;
    const rooted = fitCalibration(
      [20, 30, 40, 50, 60, 70, 80, 90].map((v) => placed(place(v), String(v))),
      [],
      [40, 340],
    )!;
    expect(rooted.confidence).toBeGreaterThan(0.9);
    expect(Math.abs(valueAt(rooted, 40) - 17)).toBeLessThan(0.8);
  });

  it('keeps values apart between the labels of a power, however little of them changes from pixel to pixel', () => {
    const place = (v: number) => 349 - 167 * ((v - 293) / 15) ** 0.5;
    const labels = [294, 296, 298, 300, 302, 304, 306, 308].map((v) =>
      placed(Math.round(place(v)), String(v)),
    );
    const { read } = fitCalibration(labels, [], [349, 182])!;
    expect(read.length).toBeGreaterThan(labels.length);
    read.slice(1).forEach(({ value }, k) => {
      expect(value).toBeLessThan(read[k]!.value);
    });
  });

  it('recovers a power of labels on both sides of nought, and leaves out one that was pushed in to where the bar begins', () => {
    const values = [-4, -2, 0, 2, 4];
    for (const [exponent, begins] of [
      [0.5, -5],
      [0.4, -5],
      [1.5, -5],
    ] as const) {
      const place = (v: number) => 340 - 300 * ((v - begins) / (5 - begins)) ** exponent;
      const within = values.map((v) => placed(Math.round(place(v)), v.toFixed(1)));
      for (const labels of [within, [placed(340, '-6.0'), ...within]]) {
        const law = fitCalibration(labels, [], [40, 340])!;
        const off = Math.max(Math.abs(valueAt(law, 340) - begins), Math.abs(valueAt(law, 40) - 5));
        expect(off < 0.02 * (5 - begins) || law.confidence < 0.5).toBe(true);
        if (exponent < 1) expect(law.confidence).toBeGreaterThan(0.9);
        if (labels.length > within.length && law.confidence > 0.5)
          expect(law.dropped.map(({ text }) => text)).toEqual(['-6.0']);
      }
    }
  });

  it('leaves out one that was pushed in at the low end though another stands at the high one, or a logarithm holds most of them', () => {
    for (const [begins, highest, values] of [
      [261, 285, [260, 265, 270, 275, 280, 285]],
      [12.87, 53.54, [10, 15, 20, 25, 30, 35, 40, 45, 50]],
    ] as const) {
      const place = (v: number) => 340 - 300 * Math.sqrt(Math.max(0, v - begins) / (highest - begins));
      const law = fitCalibration(
        values.map((v) => placed(Math.round(place(v)), String(v))),
        [],
        [340, 40],
      )!;
      expect(law.dropped.map(({ text }) => text)).toEqual([String(values[0])]);
      expect(Math.abs(valueAt(law, 340) - begins)).toBeLessThan(0.02 * (highest - begins));
      expect(Math.abs(valueAt(law, 40) - highest)).toBeLessThan(0.02 * (highest - begins));
    }
  });

  it('is not sure of a power that labels lie off by more than they are rounded: two slopes may be what they follow', () => {
    const law = fitCalibration(
      [
        [323, '0.008'],
        [357, '0.007'],
        [391, '0.006'],
        [425, '0.005'],
        [469, '0.004'],
        [539, '0.003'],
      ].map(([at, text]) => ({ ...placed(at as number, text as string), tolerance: 2.8 })),
      [],
      [580, 315],
    )!;
    expect(law.confidence).toBeLessThan(0.5);
  });

  it('keeps a label at the end of a bar that is on the law of the others', () => {
    const place = (v: number) => Math.round(340 - 300 * ((v + 6) / 11) ** 0.5);
    const law = fitCalibration(
      [-6, -4, -2, 0, 2, 4].map((v) => placed(place(v), v.toFixed(1))),
      [],
      [40, 340],
    )!;
    expect(law.dropped).toEqual([]);
    expect(Math.abs(valueAt(law, 340) + 6)).toBeLessThan(0.1);
    expect(Math.abs(valueAt(law, 40) - 5)).toBeLessThan(0.2);
  });

  it('does not take squares for rounded numbers, nor a power between two that it tries for anything else', () => {
    for (const [exponent, last, labels] of [
      [2, 40, [0, 10, 20, 30, 40]],
      [0.4, 53, [0, 10, 20, 30, 40, 50]],
    ] as const) {
      const place = (v: number) => Math.round(300 * (v / last) ** exponent);
      const law = fitCalibration(
        labels.map((v) => placed(place(v), String(v))),
        [],
        [0, 300],
      )!;
      for (const v of [5, 15, 25, 35])
        expect(Math.abs(valueAt(law, place(v)) - v) < 0.02 * last || law.confidence < 0.5).toBe(true);
      expect(Math.abs(valueAt(law, 300) - last)).toBeLessThan(0.02 * last);
    }
  });

  it('takes rounded labels at even places for those of a linear scale, noughts and short ranges included', () => {
    const at = (texts: readonly string[]) => texts.map((text, k) => placed(40 + 55 * k, text));
    const thousands = at([
      '238000',
      '244000',
      '250000',
      '257000',
      '263000',
      '269000',
      '276000',
      '282000',
      '288000',
    ]);
    expect(fitCalibration(thousands, [], [40, 480])).toMatchObject({ scale: 'linear' });
    // A logarithm holds four of these to the pixel on a bar as short as this.
    const hundredths = ['0.07', '0.08', '0.1', '0.11', '0.13'].map((text, k) => placed(40 + 13 * k, text));
    expect(fitCalibration(hundredths, [], [40, 92])).toMatchObject({ scale: 'linear' });
  });

  it('takes an end that may be no number for what a line through four rounded labels says', () => {
    const unsure = (at: number, text: string): LabelledTick => ({
      ...placed(at, text),
      candidates: parseNumber(text).map((c) => ({ ...c, cost: c.cost - IMPROBABILITY * Math.log(0.87) })),
    });
    const lawWith = (...ends: readonly [low: LabelledTick, high: LabelledTick]) => {
      const inner = ['1.3', '2.5', '3.8'].map((text, k) => placed(107 + 67 * k, text));
      return fitCalibration([ends[0], ...inner, ends[1]], [], [40, 308]);
    };
    const law = lawWith(placed(40, '0.000'), unsure(308, '5.020'))!;
    expect(law).toMatchObject({ scale: 'linear', dropped: [] });
    expect(valueAt(law, 308)).toBeCloseTo(5.02, 2);
    expect(law.confidence).toBeGreaterThan(0.5);
    expect(lawWith(placed(40, '0.000'), unsure(308, '6.020'))?.confidence ?? 0).toBeLessThan(0.5);
    expect(lawWith(unsure(40, '0.000'), unsure(308, '5.020'))?.confidence ?? 0).toBeLessThan(0.5);
  });

  it('leaves a range open that ends beyond the last of three labels, which are rounded', () => {
    const labels = ['0.005', '0.008', '0.011'].map((text, k) => placed(40 + 80 * k, text));
    expect(fitCalibration(labels, [], [40, 240])!.confidence).toBeLessThan(0.5);
    const ticks = ['0.004', '0.008', '0.012'].map((text, k) => placed(40 + 80 * k, text));
    expect(fitCalibration(ticks, [], [40, 240])!.confidence).toBeLessThan(0.5);
    const chosen = ['0.005', '0.010', '0.015'].map((text, k) => placed(40 + 80 * k, text));
    expect(fitCalibration(chosen, [], [40, 240])!.confidence).toBeGreaterThan(0.5);
  });

  it('is not sure of thousandths that may be metres, whatever law they lie on', () => {
    const labels = ['2.0m', '2.2m', '2.4m', '2.6m', '2.8m', '3.0m'].map((text, k) =>
      placed(40 + 50 * k, text),
    );
    expect(fitCalibration(labels, [], [40, 290])!.agreed).toBeLessThan(SURE);
  });

  it('leaves open where a power ends far beyond its labels', () => {
    const labels = [1, 2, 3, 4].map((v) => tick(100 + 20 * Math.round(v ** 1.5), String(v)));
    const law = fitCalibration(labels, [], [40, 900]);
    expect(law!.confidence).toBeLessThan(SURE);
  });

  it('recovers a symmetric logarithm with labels on both sides of zero', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0.01, 0.03, 0.1, 1, 5),
        fc.double({ min: 20, max: 60, noNaN: true }),
        (c, decade) => {
          const first = 10 ** Math.ceil(Math.log10(c) - 1e-9);
          const values = [-100, -10, -1, 0, 1, 10, 100].map((v) => v * first);
          const place = (v: number) => 500 - decade * symlog(v, c);
          const law = fitCalibration(
            drawn(values, place, (v) =>
              v === 0 ? '0' : `${v < 0 ? '-' : ''}10^${Math.round(Math.log10(Math.abs(v)))}`,
            ),
          )!;
          expect(law.scale).toBe('symlog');
          expect(law.confidence).toBeGreaterThan(SURE);
          expect(Math.abs(valueAt(law, place(30 * first) + 0.5) / (30 * first) - 1)).toBeLessThan(0.12);
        },
      ),
      { numRuns: 30, seed: 5 },
    );
  });

  it('takes ends written in two digits for those of the ticks between, rounded, and for more than that if they are not', () => {
    const ends = [100, 100 + 1070 * 0.6] as const;
    const at = (v: number) => 100 + 600 * v;
    const inner = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((v) => placed(at(v), String(v)));
    const labels = (end: string) => [placed(ends[0], '0.0e+00'), ...inner, placed(ends[1], end)];
    const law = fitCalibration(labels('1.1e+00'), [], ends)!;
    expect(law.scale).toBe('linear');
    expect(law.confidence).toBeGreaterThan(0.8);
    expect(valueAt(law, ends[1])).toBeCloseTo(1.07, 3);
    expect(law.dropped.map(({ text }) => text)).toEqual(['1.1e+00']);
    expect(fitCalibration(labels('1.4e+00'), [], ends)?.scale).not.toBe('linear');
  });

  it('takes an end written in two digits for a rounded one where its mark is drawn half a pixel beyond it', () => {
    const inner = [5, 4, 3, 2].map((v, k) => placed([438.5, 479.5, 521.5, 562.5][k]!, String(v)));
    const labels = [placed(397.5, '5.9e+00'), ...inner, placed(660.5, '-3.7e-01')];
    const law = fitCalibration(labels, [], [660, 398])!;
    expect(law.confidence).toBeGreaterThan(0.9);
    expect(Math.abs(valueAt(law, 398) - 5.95)).toBeLessThan(0.04);
  });

  it('takes an end written without a nought behind its point for a rounded one, from which no digit was lost', () => {
    // ParaView: ticks of 0.1 up to 1.9, and 2 at the end of a bar that goes to 1.957.
    const ends = [100, 100 + 700 * 1.957] as const;
    const inner = Array.from({ length: 20 }, (_, k) => placed(100 + 70 * k, String(k / 10)));
    const law = fitCalibration([...inner, placed(ends[1], '2')], [], ends)!;
    expect(law.confidence).toBeGreaterThan(0.8);
    expect(valueAt(law, ends[1])).toBeCloseTo(1.957, 3);
  });

  it('believes two certain labels at marks or ends, if they leave no doubt of the scale', () => {
    const pair = (a: string, b: string, ends: readonly [number, number]) =>
      fitCalibration([placed(60, a), placed(160, b)], [], ends)!;
    expect(pair('4000', '4200', [0, 250]).confidence).toBeGreaterThan(SURE);
    expect(pair('10', '100', [0, 250])).toMatchObject({ scale: 'log' });
    expect(pair('10', '100', [0, 250]).confidence).toBeGreaterThan(SURE);
    // No multiples of their difference, within the bar: no ticks of a linear scale.
    expect(pair('7.3', '9.1', [0, 250]).confidence).toBeLessThan(SURE);
    // At the ends anything may stand, but powers of ten leave the scale open.
    expect(pair('-7.785', '-0.996', [60, 160]).confidence).toBeGreaterThan(SURE);
    expect(pair('1', '1000', [60, 160]).confidence).toBeLessThan(SURE);
    // Not at marks.
    expect(fitCalibration([tick(60, '4000'), tick(160, '4200')], [], [0, 250])!.confidence).toBeLessThan(
      SURE,
    );
  });

  it('takes a label that is flush with an end for that of the end, where the others say so', () => {
    const flush = (at: number, also: number, text: string): LabelledTick => ({ ...tick(at, text), also });
    const law = fitCalibration([
      flush(28, 23, '-2'),
      tick(73, '-3'),
      tick(123, '-4'),
      flush(216, 223, '-6'),
    ])!;
    expect(law.dropped).toEqual([]);
    expect(valueAt(law, 23)).toBeCloseTo(-2, 2);
    const own = fitCalibration([flush(28, 23, '-2'), tick(78, '-3'), tick(128, '-4')])!;
    expect(valueAt(own, 28)).toBeCloseTo(-2, 6);
  });

  it('is about as sure with a label that its second reading puts on the law as with one that none does', () => {
    const misread = (value: number): LabelledTick => ({
      ...placed(230, '300'),
      candidates: [
        { value: 300, cost: 0.02, power: false, units: null, lastDigit: 100, reading: 0 },
        { value, cost: 0.6, power: false, units: null, lastDigit: 1, reading: 1 },
      ],
    });
    const law = (value: number) =>
      fitCalibration([
        ...[3500, 3400, 3300, 3200].map((v, k) => placed(30 + 50 * k, String(v))),
        misread(value),
        placed(280, '3000'),
      ])!;
    expect(law(3100).dropped).toEqual([]);
    expect(law(999).dropped).toHaveLength(1);
    expect(law(3100).confidence).toBeGreaterThan(0.95 * law(999).confidence);
  });

  it('is sure of three labels beside one that cannot be true as it is read, if another of its readings lies on their law', () => {
    const law = (tens: number) =>
      fitCalibration(
        [
          placed(400, '10^0'),
          {
            ...placed(300, '10^12'),
            candidates: [
              { value: 1e12, cost: 0.11, power: true, units: null, lastDigit: 0, reading: 0 },
              { value: tens, cost: 0.47, power: true, units: null, lastDigit: 0, reading: 1 },
            ],
          },
          placed(200, '10^2'),
          placed(100, '10^3'),
        ],
        [],
        [400, 100],
      )!;
    expect(law(10)).toMatchObject({ scale: 'log', dropped: [] });
    expect(law(10).agreed).toBeGreaterThan(0.7);
    expect(law(1e13).agreed).toBeLessThan(0.6);
  });

  it('is less sure the less clearly the labels say what the law takes', () => {
    // The mantissas agree, the exponents are read both ways.
    const either = (at: number, mantissa: string, p: number): LabelledTick => ({
      ...tick(at, mantissa),
      candidates: [p, 1 - p].map((share, k) => ({
        value: Number(`${mantissa}e${5 + k}`),
        cost: -0.2 * Math.log(share),
        power: false,
        units: null,
        lastDigit: 1,
        reading: k,
      })),
    });
    const law = (shares: readonly number[]) =>
      fitCalibration(shares.map((p, k) => either(50 + 75 * k, String(3.5 - 0.05 * k), p)))!;
    expect(law([0.99, 0.98, 0.99, 0.97]).confidence).toBeGreaterThan(0.9);
    expect(law([0.7, 0.4, 0.7, 0.3]).confidence).toBeLessThan(0.5);
  });
});
