import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evenSigma } from '../../../../src/decode/smooth/scales/evenSigma.js';
import { errorLattice } from '../../../../src/decode/smooth/scales/levelSigma.js';
import { chooseScales } from '../../../../src/decode/smooth/scales/scaleChoice.js';
import { plainGrids } from '../../../../src/decode/smooth/scales/scaleGrids.js';
import { scaleGrids } from '../../../../src/decode/smooth/scales/scaleKernels.js';
import { randomSource } from '../../../../src/numeric/randomSource.js';

/** Middles of 64 levels of a field with calm and rough parts, holes, a masked margin and single masked pixels; their standard errors. */
function levels(width: number, height: number, seed: number) {
  const random = randomSource(seed);
  const [hole, rough] = [random() * width, random() * width];
  const values = Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    if (Math.hypot(x - hole, y - height / 3) < 7 || y === 2 || random() < 0.002) return Number.NaN;
    const field = 0.5 + 0.4 * Math.sin(x / 37 + seed) * Math.cos(y / 29) + (x > rough ? 0.1 * random() : 0);
    return (Math.floor(64 * field) + 0.5) / 64;
  });
  return { field: { values, width, height }, sigma: values.map((v) => (v > 0 ? evenSigma / 64 : v)) };
}

function same(found: Float32Array, wanted: Float32Array): void {
  expect(found.length).toBe(wanted.length);
  let worst = 0;
  for (let i = 0; i < found.length; i++) {
    if (Number.isNaN(found[i]!) !== Number.isNaN(wanted[i]!))
      expect.fail(`one of both has no number at ${i}`);
    worst = Math.max(worst, Math.abs(found[i]! - wanted[i]!) || 0);
  }
  expect(worst).toBeLessThan(2e-6);
}

describe('smoothing by scales on vectors', () => {
  it('gives what the plain code gives, of fields of any size, with whatever is masked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 210 }),
        fc.integer({ min: 10, max: 90 }),
        fc.integer({ min: 1, max: 1e6 }),
        (width, height, seed) => {
          const plain = levels(width, height, seed);
          const swift = levels(width, height, seed);
          const grids = plainGrids(plain.field, plain.sigma);
          const ours = scaleGrids(swift.field, swift.sigma);
          expect(ours.fits.map((fit) => [fit.width, fit.height])).toEqual(
            grids.fits.map((fit) => [fit.width, fit.height]),
          );
          grids.fits.forEach((fit, k) => {
            same(ours.fits[k]!.values, fit.values);
          });
          if (grids.fits.length === 0) return;
          const choice = chooseScales(plain.field, plain.sigma, grids.fits);
          const errors = errorLattice(grids.fits, choice, width, height);
          expect(ours.settle(choice, errors)).toBe(grids.settle(choice, errors));
          same(swift.field.values, plain.field.values);
          same(swift.sigma, plain.sigma);
        },
      ),
      { numRuns: 60, seed: 3 },
    );
  });

  it('moves most of a calm field, so that the comparison says something', () => {
    const { field, sigma } = levels(200, 90, 5);
    const grids = scaleGrids(field, sigma);
    const choice = chooseScales(field, sigma, grids.fits);
    expect(new Set(choice.grid).size).toBeGreaterThan(2);
    const moved = grids.settle(choice, errorLattice(grids.fits, choice, 200, 90));
    expect(moved).toBeGreaterThan(0.3 * 200 * 90);
  });
});
