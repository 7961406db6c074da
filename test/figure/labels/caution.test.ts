import { describe, expect, it } from 'vitest';
import { fitCalibration } from '../../../src/figure/labels/calibration.js';
import { endsKnown } from '../../../src/figure/labels/endValue.js';
import { parseNumber } from '../../../src/figure/labels/grammar/number.js';
import { type LabelledTick, SURE, valueAt } from '../../../src/figure/labels/law.js';

const tick = (at: number, text: string): LabelledTick => ({
  at,
  text,
  candidates: parseNumber(text),
  tolerance: 1.6,
});

/** A label at a tick mark. */
const placed = (at: number, text: string): LabelledTick => ({ ...tick(at, text), placed: true });

describe('a law that little confirms', () => {
  it('fits labels that were rounded to their last digit by the line that passes within half a unit of each', () => {
    // 15 to 17.756 in five equal parts.
    const fifths = ['15', '15.6', '16.1', '16.7', '17.2', '17.8'].map((t, k) => placed(140 + 247.6 * k, t));
    const law = fitCalibration(fifths, [], [140, 1378])!;
    expect(law).toMatchObject({ scale: 'linear', dropped: [] });
    expect(law.confidence).toBeGreaterThan(SURE);
    expect(Math.abs(valueAt(law, 1378) - 17.756)).toBeLessThan(0.02 * 2.756);
    // Eighths.
    const eighths = ['0.0', '0.1', '0.3', '0.4', '0.5', '0.6', '0.8', '0.9', '1.0'];
    const eight = fitCalibration(
      eighths.map((t, k) => placed(40 + 50 * k, t)),
      [],
      [40, 440],
    )!;
    expect(eight).toMatchObject({ scale: 'linear', dropped: [] });
    expect(eight.confidence).toBeGreaterThan(SURE);
    expect(Math.abs(valueAt(eight, 40))).toBeLessThan(0.02);
    expect(Math.abs(valueAt(eight, 440) - 1)).toBeLessThan(0.02);
  });

  it('takes a rounded label for no number that is written otherwise, however far its place leaves that open', () => {
    const texts = ['-8.6', '-10.0', '-11.3', '-12.6', '-13.9'];
    const words = texts.map((text, k) => ({
      at: 56 + 112.25 * k,
      text,
      candidates: parseNumber(text),
      tolerance: 3,
    }));
    const law = fitCalibration(words, [], [57.1, 503.1])!;
    expect(law.read.map(({ value }) => value.toFixed(1))).toEqual(texts);
  });

  it('takes labels that a straight law holds but for rounding for no uneven law, and says where that leaves the ends open', () => {
    const few = ['0', '0.02', '0.03', '0.05', '0.07'].map((t, k) => placed(134.5 - 26 * k, t));
    const law = fitCalibration(few, [], [134, 28])!;
    expect(law.confidence).toBeLessThan(0.5);
    // Words without marks stand for their middles, which are off by more than marks.
    const words = ['-743', '-603', '-463', '-323', '-183', '-42.7', '97.4'].map((t, k) => ({
      ...tick([131.5, 237.5, 343.5, 449.5, 555.5, 664, 764.5][k]!, t),
    }));
    expect(fitCalibration(words, [], [138, 776])!.scale).toBe('linear');
  });

  it('is sure though of its last label the end alone was read, but not where that says something else', () => {
    const cut = (last: string) => {
      const texts = ['145000', '135000', '125000', '115000', '105000', '95000', '85000', last];
      return fitCalibration(
        texts.map((t, k) => placed(83.6 + 24 * k, t)),
        [],
        [324, 63],
      )!;
    };
    expect(cut('5000').confidence).toBeGreaterThan(0.7);
    expect(cut('4000').confidence).toBeLessThan(0.5);
  });

  it('leaves ends out that were rounded by a hundredth of the range, where ticks between them say what they are', () => {
    // ParaView, -1.945 to 2.836 in 263 pixels.
    const place = (v: number) => Math.round(1013 - 55 * (v + 1.945));
    const between = ['2', '1', '0', '-1'].map((t) => placed(place(Number(t)), t));
    const ticks = [placed(place(2.836), '2.8e+00'), ...between, placed(place(-1.945), '-1.9e+00')];
    const law = fitCalibration(ticks, [], [1013, 750])!;
    expect(law.confidence).toBeGreaterThan(SURE);
    expect(Math.abs(valueAt(law, 750) - 2.836)).toBeLessThan(0.01);
    expect(Math.abs(valueAt(law, 1013) + 1.945)).toBeLessThan(0.01);
    expect(law.read.map(({ value }) => value)).toEqual([2, 1, 0, -1]);
    // So are three ticks of which one stands at the other end: 0 to 143743 in 212 pixels.
    const few = ['0.0e+00', '5e+4', '1e+5'].map((t) => placed(213.5 + Number(t) / 678, t));
    const rounded = fitCalibration([...few, placed(425.5, '1.4e+05')], [], [214, 425])!;
    expect(rounded.confidence).toBeGreaterThan(SURE);
    expect(Math.abs(valueAt(rounded, 425.5) - 143743)).toBeLessThan(700);
    // Ticks of the same steps are exact.
    const whole = ['0', '1', '2', '3', '4'].map((t, k) => placed(100 + 50 * k, t));
    expect(fitCalibration(whole, [], [100, 300])!.read).toHaveLength(5);
  });

  it('leaves out ends in two digits beside equal parts in six, and beside three ticks that end far from them', () => {
    // ParaView, -26.549 to 27.358 in four parts, and 0 to 18.381 with ticks at half pixels.
    const parts = ['-13.0724', '0.404371', '13.8811'].map((t, k) => placed([239.5, 319.5, 400.5][k]!, t));
    const divided = [placed(159.5, '-2.7e+01'), ...parts, placed(480.5, '2.7e+01')];
    const law = fitCalibration(divided, [], [160, 480])!;
    expect(law.confidence).toBeGreaterThan(SURE);
    expect(Math.abs(valueAt(law, 160) + 26.549)).toBeLessThan(0.2);
    expect(Math.abs(valueAt(law, 480) - 27.358)).toBeLessThan(0.2);
    const few = ['0.0e+00', '5.0000', '10.0000'].map((t, k) => placed([239.5, 310.5, 382.5][k]!, t));
    const rounded = fitCalibration([...few, placed(504.5, '1.8e+01')], [], [240, 504])!;
    expect(rounded.confidence).toBeGreaterThan(SURE);
    expect(Math.abs(valueAt(rounded, 504) - 18.381)).toBeLessThan(0.3);
    // Ends that say something else are not rounded.
    const other = fitCalibration([...few, placed(504.5, '2.0e+01')], [], [240, 504]);
    expect(other?.scale).not.toBe('linear');
  });

  it('is none where all labels say the same: what was told apart was lost', () => {
    const alike = ['1', '1', '1', '1', '1'].map((t, k) => placed(80 + 90 * k, t));
    expect(fitCalibration(alike, [], [440, 80])?.confidence ?? 0).toBeLessThan(0.5);
  });

  it('is not sure of a label that may have lost its last digit, though rounding would explain it', () => {
    const texts = ['2.1', '1.3', '0.5', '-0.3', '-1'];
    const cut = texts.map((t, k) => placed(180 + 108.1 * k, t));
    expect(fitCalibration(cut, [], [180, 612])!.confidence).toBeLessThan(0.5);
  });

  it('takes labels at places in no step for exact', () => {
    const roots = ['0.3', '0.2', '0.1', '0'].map((t, k) => placed([46, 79, 123, 229][k]!, t));
    expect(fitCalibration(roots, [], [229, 45])).toMatchObject({ scale: 'ticks', dropped: [] });
  });

  it('goes through no two labels of one place: they are pieces of one', () => {
    const pieces = [placed(60, '4.3'), placed(140, '2.8'), placed(220, '1'), placed(220.5, '.3')];
    expect(fitCalibration(pieces, [], [220, 60])!.confidence).toBeLessThan(SURE);
  });

  it('does not bend for a single label between others on one line', () => {
    const at = [283.5, 385.5, 487.5, 589.5, 704.5, 795, 896.5, 999.5, 1101];
    const labels = at.map((x, k) => placed(x, String(100 * k - 400)));
    const law = fitCalibration(labels, [], [287, 1097])!;
    expect(law.scale).toBe('linear');
    expect(law.dropped.map((d) => d.text)).toEqual(['0']);
  });

  it('is not sure of two labels where a third one cannot be read, nor where they leave the ends open', () => {
    const two = [placed(60, '-1'), placed(100, '0')];
    const sure = (ticks: readonly LabelledTick[], ends: readonly [number, number]) =>
      fitCalibration(ticks, [], ends)!.confidence >= SURE;
    expect(sure(two, [45, 120])).toBe(false);
    const apart = [placed(60, '-1'), placed(160, '0')];
    expect(sure(apart, [40, 200])).toBe(true);
    expect(sure([...apart, { ...placed(190, '.6-0.2'), candidates: [] }], [40, 200])).toBe(false);
  });

  it('is not sure of two ends with decimals so few that they may be rounded', () => {
    const ends = (low: string, high: string) =>
      fitCalibration([placed(60, low), placed(360, high)], [], [60, 360])!.confidence;
    expect(ends('-0.0008', '0.0000')).toBeLessThan(SURE);
    expect(ends('-0.00083', '-0.00003')).toBeGreaterThan(SURE);
    expect(ends('0.00', '0.80')).toBeGreaterThan(SURE);
  });

  it('takes no labels at multiples of a step for a symmetric logarithm of powers of ten', () => {
    const labels = ['-4', '-2', '0', '2', '4'].map((t, k) => placed([99.5, 86.5, 68.5, 50.5, 37.5][k]!, t));
    expect(fitCalibration(labels, [], [105, 31])!.scale).not.toBe('symlog');
  });

  it('is the less sure the shorter the bar and the farther its ends lie from the labels', () => {
    const at = (...places: number[]) => places.map((place) => ({ at: place, tolerance: 1.6 }));
    expect(endsKnown(at(40, 50, 60), [0, 100])).toBeLessThan(endsKnown(at(20, 50, 80), [0, 100]));
    expect(endsKnown(at(10, 25, 40), [0, 50])).toBeLessThan(endsKnown(at(20, 50, 80), [0, 100]));
    expect(endsKnown(at(200, 500, 800), [0, 1000])).toBeGreaterThan(0.99);
    // Labels at both ends say what these are.
    expect(endsKnown(at(24, 36, 48), [24, 48.5])).toBe(1);
  });
});
