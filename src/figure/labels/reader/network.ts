import { type InkImage, ROWS } from './inkImage.js';

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
  /** Shape (outputs, rows, columns, inputs), flat. */
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

/** Maps, shape (rows, columns, channels), flat: the channels of a pixel lie together. */
interface Maps {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  readonly data: Float64Array;
}

/** What each frame of a text may be: probabilities, shape (frames, classes), flat. */
export interface Frames {
  readonly count: number;
  readonly classes: number;
  readonly probabilities: Float64Array;
}

/** Runs the network over a piece of text. */
export function frames(layers: readonly Layer[], image: InkImage): Frames {
  const first = layers[0]!;
  let maps = framed(ROWS, image.width, 1, first.padding);
  const [above, beside] = first.padding;
  for (let y = 0; y < ROWS; y++)
    maps.data.set(
      image.data.subarray(y * image.width, (y + 1) * image.width),
      (y + above) * maps.columns + beside,
    );
  layers.forEach((layer, k) => {
    maps = convolved(maps, layer, layers[k + 1]?.padding ?? null);
  });
  return { count: maps.columns, classes: maps.channels, probabilities: softmax(maps) };
}

/** Maps of zeros with the frame of zeros that the next convolution needs around them. */
function framed(rows: number, columns: number, channels: number, padding: readonly [number, number]): Maps {
  const tall = rows + 2 * padding[0];
  const wide = columns + 2 * padding[1];
  return { rows: tall, columns: wide, channels, data: new Float64Array(tall * wide * channels) };
}

/**
 * Convolution, ramp and block maximum in one pass: each sum is kept where it is larger than what its block holds so
 * far, and blocks begin at 0. The last layer (`next` null) has no ramp: its sums are kept whatever they are.
 *
 * The columns of a kernel's row and the channels of its pixels lie together in the maps as in the weights, so that a
 * kernel's row is one scalar product. Four outputs at two pixels are summed at once: each number that is loaded serves
 * two or four products, and the eight sums stay in registers. Doubles, since engines convert single floats at each load
 * (measured: a third faster).
 */
function convolved(maps: Maps, layer: Layer, next: readonly [number, number] | null): Maps {
  const { weights, biases, outputs } = layer;
  const { data, channels } = maps;
  const [tall, wide] = layer.pool;
  const [above, beside] = next ?? [0, 0];
  const rows = maps.rows - layer.rows + 1;
  const columns = maps.columns - layer.columns + 1;
  const run = layer.columns * channels;
  const size = layer.rows * run;
  const stride = maps.columns * channels;
  const result = framed(Math.floor(rows / tall), Math.floor(columns / wide), outputs, next ?? [0, 0]);
  const out = result.data;
  if (next === null) out.fill(Number.NEGATIVE_INFINITY);
  for (let o = 0; o < outputs; o += 4) {
    const w0 = o * size;
    const w1 = w0 + size;
    const w2 = w1 + size;
    const w3 = w2 + size;
    for (let y = 0; y < rows; y++) {
      const line = (Math.floor(y / tall) + above) * result.columns + beside;
      for (let x = 0; x < columns; x += 2) {
        // An odd last column is computed twice rather than apart.
        const second = x + 1 < columns ? 1 : 0;
        let a0 = biases[o]!;
        let a1 = biases[o + 1]!;
        let a2 = biases[o + 2]!;
        let a3 = biases[o + 3]!;
        let b0 = a0;
        let b1 = a1;
        let b2 = a2;
        let b3 = a3;
        for (let r = 0; r < layer.rows; r++) {
          const from = (y + r) * stride + x * channels;
          const apart = second * channels;
          const shift = r * run;
          for (let i = 0; i < run; i++) {
            const a = data[from + i]!;
            const b = data[from + apart + i]!;
            const k = shift + i;
            const v0 = weights[w0 + k]!;
            const v1 = weights[w1 + k]!;
            const v2 = weights[w2 + k]!;
            const v3 = weights[w3 + k]!;
            a0 += a * v0;
            a1 += a * v1;
            a2 += a * v2;
            a3 += a * v3;
            b0 += b * v0;
            b1 += b * v1;
            b2 += b * v2;
            b3 += b * v3;
          }
        }
        const to = (line + Math.floor(x / wide)) * outputs + o;
        if (a0 > out[to]!) out[to] = a0;
        if (a1 > out[to + 1]!) out[to + 1] = a1;
        if (a2 > out[to + 2]!) out[to + 2] = a2;
        if (a3 > out[to + 3]!) out[to + 3] = a3;
        const too = (line + Math.floor((x + second) / wide)) * outputs + o;
        if (b0 > out[too]!) out[too] = b0;
        if (b1 > out[too + 1]!) out[too + 1] = b1;
        if (b2 > out[too + 2]!) out[too + 2] = b2;
        if (b3 > out[too + 3]!) out[too + 3] = b3;
      }
    }
  }
  return result;
}

function softmax({ columns, channels, data }: Maps): Float64Array {
  const probabilities = new Float64Array(columns * channels);
  for (let x = 0; x < columns; x++) {
    const at = x * channels;
    let largest = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < channels; c++) largest = Math.max(largest, data[at + c]!);
    let sum = 0;
    for (let c = 0; c < channels; c++) {
      const e = Math.exp(data[at + c]! - largest);
      probabilities[at + c] = e;
      sum += e;
    }
    for (let c = 0; c < channels; c++) probabilities[at + c]! /= sum;
  }
  return probabilities;
}
