import { describe, expect, it } from 'vitest';
import { trendColours } from '../../../src/colourmap/bar/barTrend.js';

/** Errors as a JPEG's: alike over eight rows, of about one unit. */
function withBlockErrors(colours: Float64Array): Float64Array {
  let state = 3;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const errors = new Float64Array(3 * Math.ceil(colours.length / 24)).map(() => 3 * next());
  return colours.map((v, i) => v + errors[3 * Math.floor(i / 24) + (i % 3)]! + next());
}

const rms = (a: Float64Array, b: Float64Array): number =>
  Math.sqrt(a.reduce((sum, v, i) => sum + (v - b[i]!) ** 2, 0) / a.length);

/** 3n colours of a function of 0…1. */
const painted = (colour: (t: number) => readonly number[], n = 360): Float64Array =>
  Float64Array.from({ length: 3 * n }, (_, i) => colour((Math.floor(i / 3) + 0.5) / n)[i % 3]!);

describe('the trend of a noisy bar', () => {
  it.each([
    ['a smooth map', (t: number) => [60 + 150 * t * t, 40 + 180 * t, 120 + 60 * Math.sin(5 * t)]],
    [
      'a map of straight pieces',
      (t: number) => [4, 2, 0].map((k) => 40 + 40 * Math.max(0, 4 - Math.abs(8 * t - 2 - k))),
    ],
  ])('takes off a third of the noise of %s', (_, colour) => {
    const truth = painted(colour);
    const noisy = withBlockErrors(truth);
    expect(rms(trendColours(noisy), truth)).toBeLessThan(0.67 * rms(noisy, truth));
  });

  it('leaves a straight line and too short a bar as they are, and stays within 0…255', () => {
    const line = painted((t) => [250 * t, 128, 250 - 250 * t]);
    expect(rms(trendColours(line), line)).toBeLessThan(1e-9);
    const short = Float64Array.of(1, 2, 3, 9, 8, 7, 4, 4, 4);
    expect(trendColours(short)).toEqual(short);
    const beyond = trendColours(painted((t) => [-4 + 2 * t, 255 + 3 * t, 0]));
    expect(beyond.every((v) => v >= 0 && v <= 255)).toBe(true);
  });
});
