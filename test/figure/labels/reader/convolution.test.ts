import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  convolvePlainly,
  type Layer,
  type Maps,
  type Sums,
} from '../../../../src/figure/labels/reader/convolution.js';
import { fastestConvolution } from '../../../../src/figure/labels/reader/vectorConvolution.js';
import { randomSource } from '../../../../src/numeric/randomSource.js';

const shapes = fc.record({
  channels: fc.integer({ min: 1, max: 13 }),
  outputs: fc.integer({ min: 1, max: 20 }),
  kernel: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 5 })),
  larger: fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 9 })),
  seed: fc.integer(),
});

/** Maps and a layer of random numbers. */
function drawn({ channels, outputs, kernel, larger, seed }: Parameters<Parameters<typeof shapes.map>[0]>[0]) {
  const random = randomSource(seed);
  const numbers = (length: number): Float32Array => Float32Array.from({ length }, () => random() - 0.5);
  const [rows, columns] = kernel;
  const maps: Maps = {
    rows: rows + larger[0],
    columns: columns + larger[1],
    channels,
    data: numbers((rows + larger[0]) * (columns + larger[1]) * channels),
  };
  const deep = Math.ceil(outputs / 8) * 8;
  const layer: Layer = {
    inputs: channels,
    outputs,
    rows,
    columns,
    padding: [0, 0],
    pool: [1, 1],
    weights: numbers(deep * rows * columns * channels),
    biases: numbers(deep),
  };
  return { maps, layer };
}

/** The sums that count, output after output of each pixel. */
const counted = ({ rows, columns, across, deep, data }: Sums): number[] =>
  Array.from({ length: rows * columns }, (_, k) => {
    const from = (Math.floor(k / columns) * across + (k % columns)) * deep;
    return [...data.subarray(from, from + deep)];
  }).flat();

describe('the convolution', () => {
  it('is bias and products, summed over the kernel', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { maps, layer } = drawn(shape);
        const expected: number[] = [];
        const { rows, columns, biases, weights } = layer;
        for (let y = 0; y + rows <= maps.rows; y++)
          for (let x = 0; x + columns <= maps.columns; x++)
            for (let o = 0; o < biases.length; o++) {
              let sum = biases[o]!;
              for (let r = 0; r < rows; r++)
                for (let c = 0; c < columns; c++)
                  for (let i = 0; i < maps.channels; i++) {
                    const tap = (r * columns + c) * maps.channels + i;
                    const group = Math.floor(o / 8) * rows * columns * maps.channels;
                    sum +=
                      weights[(group + tap) * 8 + (o % 8)]! *
                      maps.data[((y + r) * maps.columns + x + c) * maps.channels + i]!;
                  }
              expected.push(sum);
            }
        const sums = counted(convolvePlainly(maps, layer));
        expect(sums.length).toBe(expected.length);
        for (const [k, sum] of sums.entries()) expect(sum).toBeCloseTo(expected[k]!, 4);
      }),
      { numRuns: 30 },
    );
  });

  it('gives the same bits on vectors and in plain arithmetic', () => {
    const convolve = fastestConvolution();
    expect(convolve).not.toBe(convolvePlainly);
    fc.assert(
      fc.property(shapes, (shape) => {
        const { maps, layer } = drawn(shape);
        expect(counted(convolve(maps, layer))).toEqual(counted(convolvePlainly(maps, layer)));
      }),
      { numRuns: 60 },
    );
  });

  it('does without vectors where no module may be compiled', () => {
    const { WebAssembly: engine } = globalThis as { WebAssembly?: unknown };
    try {
      (globalThis as { WebAssembly?: unknown }).WebAssembly = undefined;
      expect(fastestConvolution()).toBe(convolvePlainly);
    } finally {
      (globalThis as { WebAssembly?: unknown }).WebAssembly = engine;
    }
  });
});
