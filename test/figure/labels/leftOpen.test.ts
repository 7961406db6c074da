import { describe, expect, it } from 'vitest';
import { fitCalibration } from '../../../src/figure/labels/calibration.js';
import { parseNumber } from '../../../src/figure/labels/grammar/number.js';
import { type LabelledTick, SURE } from '../../../src/figure/labels/law.js';

/** A label at a drawn tick mark. */
const marked = (at: number, text: string): LabelledTick => ({
  at,
  text,
  candidates: parseNumber(text),
  tolerance: 1.6,
  placed: true,
  marked: true,
});

/** A label that stands at an end without a mark. */
const word = (at: number, text: string): LabelledTick => ({ ...marked(at, text), marked: false });

/** A law through texts at equal steps from one end of a bar of 300 pixels to the other. */
const throughout = (texts: readonly string[], minor: readonly number[] = [], label = marked) =>
  fitCalibration(
    texts.map((text, k) => label(50 + (300 * k) / (texts.length - 1), text)),
    minor,
    [50, 350],
  )!;

describe('what labels that agree leave open', () => {
  it('is their range where two ends alone are written with so few digits that they may be rounded', () => {
    for (const texts of [
      ['5', '8'],
      ['0.2', '0.7'],
      ['-0.0001', '-0.0008'],
    ]) {
      const law = throughout(texts);
      expect(law.agreed).toBeGreaterThan(SURE);
      expect(law.confidence).toBeLessThan(0.5);
    }
    expect(throughout(['18.5', '129.4']).confidence).toBeGreaterThan(SURE);
    // Rounded by 1.2 % of their range at most, and by 1.6 %.
    expect(throughout(['243', '284']).confidence).toBeGreaterThan(SURE);
    expect(throughout(['236', '267']).confidence).toBeLessThan(0.5);
    // Shares and correlations end there.
    expect(throughout(['0', '1'], [], word).confidence).toBeGreaterThan(SURE);
    expect(throughout(['0', '7'], [], word).confidence).toBeLessThan(0.5);
  });

  it('is not their range where both ends are multiples of five in their last digit, as chosen limits are', () => {
    for (const texts of [
      ['495', '515'],
      ['0', '20'],
      ['0', '0.0015'],
      ['-30', '30'],
      ['0.05', '0.25'],
    ])
      expect(throughout(texts, [], word).confidence).toBeGreaterThan(SURE);
    for (const texts of [
      ['0', '0.0016'],
      ['-0.08', '0.08'],
      ['493', '515'],
    ])
      expect(throughout(texts, [], word).confidence).toBeLessThan(0.5);
  });

  it('is their range where few labels divide a bar into parts that no program chooses for ticks', () => {
    expect(throughout(['5', '7', '9']).confidence).toBeLessThan(0.5);
    expect(throughout(['0.008', '0.012', '0.016']).confidence).toBeLessThan(0.5);
    expect(throughout(['4', '6', '8']).confidence).toBeGreaterThan(0.8);
    expect(throughout(['0', '0.5', '1']).confidence).toBeGreaterThan(0.8);
    expect(throughout(['-13', '-6', '1', '8', '15']).confidence).toBeGreaterThan(0.9);
    expect(throughout(['0.003', '0.06', '1.2']).confidence).toBeLessThan(0.5);
    expect(throughout(['1', '10', '100']).confidence).toBeGreaterThan(0.8);
    expect(throughout(['0.001', '0.0316', '1']).confidence).toBeGreaterThan(0.8);
    // Two of five could not be read.
    const some = [marked(50, '-0.1'), marked(275, '0.02'), marked(350, '0.06')];
    expect(fitCalibration(some, [], [50, 350])!.confidence).toBeGreaterThan(0.8);
  });

  it('is not their range where marks at multiples of any step leave unequal parts of the bar at its ends, both without a label', () => {
    const chosen = ['-0.4', '0.0', '0.4', '0.8'].map((text, k) => marked(110 + 60 * k, text));
    expect(fitCalibration(chosen, [], [60, 300])!.confidence).toBeGreaterThan(0.9);
    for (const ends of [
      [60, 340],
      [110, 330],
      [80, 320],
    ] as const)
      expect(fitCalibration(chosen, [], ends)!.confidence).toBeLessThan(0.5);
    const shifted = ['-0.5', '-0.1', '0.3', '0.7'].map((text, k) => marked(110 + 60 * k, text));
    expect(fitCalibration(shifted, [], [60, 300])!.confidence).toBeLessThan(0.5);
  });

  it('is their range where a bar goes on by many of their steps without a label', () => {
    const labels = [0, 200, 400, 600].map((v, k) => marked(120 + 40 * k, String(v)));
    expect(fitCalibration(labels, [], [110, 255])!.confidence).toBeGreaterThan(0.9);
    // One or two may not have been read.
    expect(fitCalibration(labels, [], [110, 345])!.confidence).toBeGreaterThan(0.9);
    for (const ends of [
      [110, 900],
      [-190, 255],
    ] as const)
      expect(fitCalibration(labels, [], ends)!.confidence).toBeLessThan(0.5);
  });

  it('is the scale where −a, 0 and a are all that is marked, unless minor marks in even steps tell it', () => {
    expect(throughout(['-50', '0', '50']).confidence).toBeLessThan(0.5);
    const even = [80, 110, 140, 170, 230, 260, 290, 320];
    expect(throughout(['-50', '0', '50'], even).confidence).toBeGreaterThan(0.8);
    const uneven = [65, 82, 104, 135, 265, 296, 318, 335];
    expect(throughout(['-50', '0', '50'], uneven).confidence).toBeLessThan(0.5);
  });

  it('is no scale that would have −2a and 2a on the bar beside −a, 0 and a', () => {
    const within = (a: number, reach: number) =>
      fitCalibration(
        [-1, 0, 1].map((side) => marked(200 + side * reach, String(side * a))),
        [],
        [50, 350],
      )!.confidence;
    // On a bend that begins at 1, the ends of the bar are at 1800.
    expect(within(200, 106)).toBeGreaterThan(0.8);
    expect(within(0.2, 106)).toBeLessThan(0.5);
    expect(within(200, 145)).toBeLessThan(0.5);
    // Programs that label powers of ten alone leave 20 out.
    expect(within(10, 106)).toBeLessThan(0.5);
  });

  it('is the scale where two ends of either sign are marked, not where they are words beside a legend', () => {
    expect(throughout(['-606', '425']).confidence).toBeLessThan(0.5);
    expect(throughout(['-606', '425'], [], word).confidence).toBeGreaterThan(SURE);
    // What bends at nought has it within, or powers of ten for its labels.
    expect(throughout(['0', '425']).confidence).toBeGreaterThan(SURE);
    expect(throughout(['0', '1000']).confidence).toBeLessThan(0.5);
    expect(throughout(['-50', '0', '50'], [], word).confidence).toBeGreaterThan(SURE);
  });

  it('is the scale where two labels leave others of their step out, or marks between them stand unevenly', () => {
    const pair = (minor: readonly number[], ends: readonly [number, number]) =>
      fitCalibration([marked(150, '30'), marked(250, '40')], minor, ends)!.confidence;
    expect(pair([], [80, 330])).toBeGreaterThan(SURE);
    // There is room for 20 and 50.
    expect(pair([], [30, 370])).toBeLessThan(0.5);
    expect(pair([170, 190, 210, 230], [80, 330])).toBeGreaterThan(SURE);
    expect(pair([190, 223], [80, 330])).toBeLessThan(0.5);
  });

  it('is the scale of a logarithm whose labels stand in equal steps: a power has no marks between them, a logarithm has', () => {
    const place = (v: number) => 50 + 300 * Math.log(v / 18) * (1 / Math.log(3.5));
    const labels = [20, 30, 40, 50, 60].map((v) => marked(place(v), String(v)));
    const minor = [25, 35, 45, 55].map(place);
    expect(fitCalibration(labels, [], [50, 350])!).toMatchObject({ scale: 'log' });
    expect(fitCalibration(labels, [], [50, 350])!.confidence).toBeLessThan(0.5);
    expect(fitCalibration(labels, minor, [50, 350])!.confidence).toBeGreaterThan(0.8);
  });

  it('is the scale between two ends that are decades apart: likely a logarithm', () => {
    const law = throughout(['0.02', '2000']);
    expect(law.scale).toBe('log');
    expect(law.agreed).toBeGreaterThan(SURE);
    expect(law.confidence).toBeLessThan(0.5);
  });

  it('is neither of these on an axis of a plot', () => {
    expect(throughout(['-50', '0', '50']).onAxis).toBeGreaterThan(0.8);
    expect(throughout(['0', '5']).onAxis).toBeGreaterThan(SURE);
  });

  it('is the range where two labels within a bar are no ticks that a program chooses', () => {
    const pair = (a: string, b: string) => fitCalibration([marked(60, a), marked(300, b)], [], [50, 350])!;
    expect(pair('0.00', '1333.33').confidence).toBeLessThan(0.5);
    expect(pair('0.00', '1250.00').confidence).toBeLessThan(0.5);
    expect(pair('1000', '2000').confidence).toBeGreaterThan(SURE);
    // A power of any exponent goes through these.
    expect(pair('0', '1000').confidence).toBeLessThan(0.5);
    expect(pair('-2', '-4').confidence).toBeGreaterThan(SURE);
  });

  it('is the values between uneven labels from which a smooth law may be far, but not those of two slopes', () => {
    expect(throughout(['-83.4', '-2.03', '-0.07', '0.07', '2.03', '83.4']).confidence).toBeLessThan(0.5);
    const classes = throughout(['0', '1', '2', '5', '10', '20', '50']);
    expect(classes.scale).toBe('ticks');
    expect(classes.confidence).toBeGreaterThan(SURE);
    expect(throughout(['-2', '-1', '0', '50', '100']).confidence).toBeGreaterThan(SURE);
  });

  it('is not what a nought is rounded to, which is as exact as the other labels', () => {
    const roots = ['0', '0.002', '0.00283', '0.00346', '0.004'];
    expect(throughout(roots)).toMatchObject({ scale: 'ticks' });
  });
});
