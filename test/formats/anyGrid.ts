import fc from 'fast-check';
import type { GridStack } from '../../src/grid/stack.js';
import type { Grid } from '../../src/model/types.js';

/** A grid of the given rows, masked where they are NaN, with pixel centres as coordinates. */
export function gridOf(rows: readonly (readonly number[])[], more: Partial<Grid> = {}): Grid {
  const height = rows.length;
  const width = rows[0]!.length;
  const values = Float64Array.from(rows.flat());
  return {
    width,
    height,
    values,
    sigma: new Float32Array(values.length).fill(Number.NaN),
    mask: Uint8Array.from(values, (v) => (Number.isNaN(v) ? 0 : 1)),
    x: Float64Array.from({ length: width }, (_, i) => i + 0.5),
    y: Float64Array.from({ length: height }, (_, i) => i + 0.5),
    provenance: { version: '0.0.0', options: {} },
    ...more,
  };
}

/** Any small grid of numbers that unhue would recover, some of them masked. */
export const anyGrid: fc.Arbitrary<Grid> = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }))
  .chain(([width, height]) =>
    fc.array(
      fc.array(
        fc.oneof(
          { weight: 4, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
          { weight: 2, arbitrary: fc.integer({ min: -1000, max: 1000 }) },
          { weight: 1, arbitrary: fc.constant(Number.NaN) },
        ),
        { minLength: width, maxLength: width },
      ),
      { minLength: height, maxLength: height },
    ),
  )
  .map((rows) => gridOf(rows));

/** A content as one array of bytes. */
export function joined(pieces: Iterable<Uint8Array | string>): Buffer {
  return Buffer.concat([...pieces].map((piece) => Buffer.from(piece as Uint8Array)));
}

/** A small map in degrees, north at the top, with errors, kinds and a masked value: what the geographic formats are for. */
export const smallMap: Grid = gridOf(
  [
    [1, 2.5, Number.NaN],
    [-40, 5, 6],
  ],
  {
    units: '°C',
    sigma: Float32Array.of(0.5, 0.25, Number.NaN, 0.125, 0.5, 0.25),
    kind: Uint8Array.of(0, 0, 3, 0, 0, 0),
    x: Float64Array.of(10.5, 11.5, 12.5),
    y: Float64Array.of(51, 49),
    xAxis: { scale: 'linear', edges: [10, 13], units: 'degrees_east' },
    yAxis: { scale: 'linear', edges: [52, 48], units: 'degrees_north' },
    provenance: { version: '0.0.0', sha256: 'abc', options: { x: [10, 13] } },
  },
);

/** Two frames of it, a second and a half apart, the second one greater by a hundred. */
export const smallFilm: GridStack = {
  frames: [smallMap, { ...smallMap, values: smallMap.values.map((v) => v + 100) }],
  time: Float64Array.of(0, 1.5),
  ranges: [[-40, 6], null],
};
