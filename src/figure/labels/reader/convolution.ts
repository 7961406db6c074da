import { OUTPUT_GROUP, PIXEL_GROUP } from '../../../numeric/wasm/convolutionCode.js';

/** A convolution with stride 1, then (but for the last one) a ramp and a maximum over blocks. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  readonly rows: number;
  readonly columns: number;
  /** Rows and columns of zeros around the input. */
  readonly padding: readonly [number, number];
  /** Rows and columns of the blocks that keep their maximum only. */
  readonly pool: readonly [number, number];
  /** Shape (groups of eight outputs, rows, columns, inputs, 8), flat; outputs beyond the last have zeros. */
  readonly weights: Float32Array;
  /** One for each output, and zeros up to the next multiple of eight. */
  readonly biases: Float32Array;
}

/** Maps, shape (rows, columns, channels), flat: the channels of a pixel lie together. */
export interface Maps {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  readonly data: Float32Array;
}

/** The sums of a convolution: of `across` pixels in a row the first `columns` count, of `deep` numbers the outputs. */
export interface Sums {
  readonly rows: number;
  readonly columns: number;
  readonly across: number;
  readonly deep: number;
  readonly data: Float32Array;
}

/** Bias and products, added one after the other in single precision. */
export type Convolution = (maps: Maps, layer: Layer) => Sums;

/** Sums of zero, as large as a layer makes them. */
export function emptySums(maps: Maps, layer: Layer): Omit<Sums, 'data'> {
  const columns = maps.columns - layer.columns + 1;
  return {
    rows: maps.rows - layer.rows + 1,
    columns,
    across: Math.ceil(columns / PIXEL_GROUP) * PIXEL_GROUP,
    deep: layer.biases.length,
  };
}

/**
 * The convolution in plain arithmetic: where there are no vectors, and the oracle of those. The columns of a kernel's row
 * and the channels of its pixels lie together in the maps as in the weights, so that a kernel's row is one scalar product.
 */
export const convolvePlainly: Convolution = (maps, layer) => {
  const shape = emptySums(maps, layer);
  const { rows, columns, across, deep } = shape;
  const data = new Float32Array(rows * across * deep);
  const run = layer.columns * maps.channels;
  const stride = maps.columns * maps.channels;
  const sums = new Float32Array(OUTPUT_GROUP);
  for (let first = 0; first < deep; first += OUTPUT_GROUP)
    for (let y = 0; y < rows; y++)
      for (let x = 0; x < columns; x++) {
        sums.set(layer.biases.subarray(first, first + OUTPUT_GROUP));
        let tap = first * layer.rows * run;
        for (let r = 0; r < layer.rows; r++) {
          const from = (y + r) * stride + x * maps.channels;
          for (let i = 0; i < run; i++, tap += OUTPUT_GROUP) {
            const value = maps.data[from + i]!;
            for (let o = 0; o < OUTPUT_GROUP; o++) sums[o]! += Math.fround(value * layer.weights[tap + o]!);
          }
        }
        data.set(sums, (y * across + x) * deep + first);
      }
  return { ...shape, data };
};
