import { describe, expect, it } from 'vitest';
import { fourierTransform } from '../../src/numeric/fields/fourier.js';
import { randomSource } from '../../src/numeric/randomSource.js';

const side = 8;

describe('the Fourier transform of a square', () => {
  it('is the sum over all places that its definition says', () => {
    const random = randomSource(3);
    const real = Float64Array.from({ length: side * side }, () => random() - 0.5);
    const imaginary = Float64Array.from({ length: side * side }, () => random() - 0.5);
    const [re, im] = [real.slice(), imaginary.slice()];
    fourierTransform(re, im, side);
    for (let q = 0; q < side; q++)
      for (let p = 0; p < side; p++) {
        let [a, b] = [0, 0];
        for (let y = 0; y < side; y++)
          for (let x = 0; x < side; x++) {
            const turn = (-2 * Math.PI * (p * x + q * y)) / side;
            const i = y * side + x;
            a += real[i]! * Math.cos(turn) - imaginary[i]! * Math.sin(turn);
            b += real[i]! * Math.sin(turn) + imaginary[i]! * Math.cos(turn);
          }
        expect(re[q * side + p]).toBeCloseTo(a, 9);
        expect(im[q * side + p]).toBeCloseTo(b, 9);
      }
  });
});
