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
  let maps: Maps = { rows: ROWS, columns: image.width, channels: 1, data: image.data };
  layers.forEach((layer, k) => {
    const summed = convolved(padded(maps, layer.padding), layer);
    maps = k === layers.length - 1 ? summed : pooled(summed, layer.pool);
  });
  return { count: maps.columns, classes: maps.channels, probabilities: softmax(maps) };
}

function padded(maps: Maps, [above, beside]: readonly [number, number]): Maps {
  if (above === 0 && beside === 0) return maps;
  const rows = maps.rows + 2 * above;
  const columns = maps.columns + 2 * beside;
  const run = maps.columns * maps.channels;
  const data = new Float64Array(rows * columns * maps.channels);
  for (let y = 0; y < maps.rows; y++)
    data.set(
      maps.data.subarray(y * run, (y + 1) * run),
      ((y + above) * columns + beside) * maps.channels,
    );
  return { rows, columns, channels: maps.channels, data };
}

/**
 * The columns of a kernel's row and the channels of its pixels lie together in the maps as in the weights, so that a
 * kernel's row is one scalar product. Four outputs at two pixels are summed at once: each number that is loaded serves
 * two or four products, and the eight sums stay in registers. Doubles, since engines convert single floats at each load.
 */
function convolved(maps: Maps, layer: Layer): Maps {
  const { weights, biases, outputs } = layer;
  const { data, channels } = maps;
  const rows = maps.rows - layer.rows + 1;
  const columns = maps.columns - layer.columns + 1;
  const run = layer.columns * channels;
  const size = layer.rows * run;
  const stride = maps.columns * channels;
  const out = new Float64Array(rows * columns * outputs);
  for (let o = 0; o < outputs; o += 4) {
    const w0 = o * size;
    const w1 = w0 + size;
    const w2 = w1 + size;
    const w3 = w2 + size;
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x += 2) {
        // An odd last column is computed twice rather than apart.
        const second = x + 1 < columns ? channels : 0;
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
          const shift = r * run;
          for (let i = 0; i < run; i++) {
            const a = data[from + i]!;
            const b = data[from + second + i]!;
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
        const to = (y * columns + x) * outputs + o;
        out[to] = a0;
        out[to + 1] = a1;
        out[to + 2] = a2;
        out[to + 3] = a3;
        if (second === 0) continue;
        out[to + outputs] = b0;
        out[to + outputs + 1] = b1;
        out[to + outputs + 2] = b2;
        out[to + outputs + 3] = b3;
      }
    }
  }
  return { rows, columns, channels: outputs, data: out };
}

/** The largest of each block, or 0 where all are negative: the ramp and the maximum in one. */
function pooled(maps: Maps, [tall, wide]: readonly [number, number]): Maps {
  const { channels, data } = maps;
  const rows = Math.floor(maps.rows / tall);
  const columns = Math.floor(maps.columns / wide);
  const out = new Float64Array(rows * columns * channels);
  for (let y = 0; y < rows * tall; y++) {
    for (let x = 0; x < columns * wide; x++) {
      const from = (y * maps.columns + x) * channels;
      const to = (Math.floor(y / tall) * columns + Math.floor(x / wide)) * channels;
      for (let c = 0; c < channels; c++) if (data[from + c]! > out[to + c]!) out[to + c] = data[from + c]!;
    }
  }
  return { rows, columns, channels, data: out };
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
