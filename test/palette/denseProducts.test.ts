import fc from 'fast-check';
import { expect, it } from 'vitest';
import { randomSource } from '../../src/numeric/randomSource.js';
import { denseProducts } from '../../src/palette/histogram/denseProducts.js';

it('products of all rows with each other are those of plain arithmetic in single precision, to the bit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 140 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer(),
      (rows, columns, seed) => {
        const random = randomSource(seed);
        const matrix = Float32Array.from({ length: rows * columns }, random);
        const row = (r: number): Float32Array => matrix.subarray(r * columns, (r + 1) * columns);
        const expected = new Float32Array(rows * rows);
        for (let a = 0; a < rows; a++)
          for (let b = 0; b < rows; b++)
            for (let c = 0; c < columns; c++) expected[a * rows + b]! += Math.fround(row(a)[c]! * row(b)[c]!);
        expect(denseProducts(rows, columns, (r, to) => to.set(row(r)))).toEqual(expected);
      },
    ),
    { numRuns: 25 },
  );
});
