import type { Convolution, Layer, Maps, Sums } from './convolution.js';
import { type InkImage, ROWS } from './inkImage.js';

/** What each frame of a text may be: probabilities, shape (frames, classes), flat. */
export interface Frames {
  readonly count: number;
  readonly classes: number;
  readonly probabilities: Float64Array;
}

/** Runs the network over a piece of text. */
export function frames(layers: readonly Layer[], image: InkImage, convolve: Convolution): Frames {
  const first = layers[0]!;
  let maps = framed(ROWS, image.width, 1, first.padding);
  const [above, beside] = first.padding;
  for (let y = 0; y < ROWS; y++)
    maps.data.set(
      image.data.subarray(y * image.width, (y + 1) * image.width),
      (y + above) * maps.columns + beside,
    );
  layers.forEach((layer, k) => {
    const next = layers[k + 1];
    maps = pooled(convolve(maps, layer), layer, next);
  });
  return { count: maps.columns, classes: maps.channels, probabilities: softmax(maps) };
}

/** Maps of zeros with the frame of zeros that the next convolution needs around them. */
function framed(rows: number, columns: number, channels: number, padding: readonly [number, number]): Maps {
  const tall = rows + 2 * padding[0];
  const wide = columns + 2 * padding[1];
  return { rows: tall, columns: wide, channels, data: new Float32Array(tall * wide * channels) };
}

/**
 * The largest sum of each block, and none below 0 (the ramp), in the frame that the next convolution needs; the sums of
 * the last layer stay what they are.
 */
function pooled(sums: Sums, { pool, outputs }: Layer, next: Layer | undefined): Maps {
  const [tall, wide] = pool;
  const padding = next?.padding ?? [0, 0];
  const result = framed(Math.floor(sums.rows / tall), Math.floor(sums.columns / wide), outputs, padding);
  const { data: largest } = result;
  const { data, across, deep } = sums;
  if (next === undefined) largest.fill(Number.NEGATIVE_INFINITY);
  // Rows and columns that fill no block are left out.
  for (let row = padding[0]; row < result.rows - padding[0]; row++)
    for (let column = padding[1]; column < result.columns - padding[1]; column++) {
      const to = (row * result.columns + column) * outputs;
      for (let y = 0; y < tall; y++)
        for (let x = 0; x < wide; x++) {
          const from =
            (((row - padding[0]) * tall + y) * across + (column - padding[1]) * wide + x) * deep - to;
          for (let o = to; o < to + outputs; o++) {
            const sum = data[from + o]!;
            if (sum > largest[o]!) largest[o] = sum;
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
