import { convolve, OUTPUT_GROUP, PIXEL_GROUP } from '../../../numeric/wasm/convolutionCode.js';
import { compiled, instanceOf, memoryPage } from '../../../numeric/wasm/engine.js';
import { type Convolution, convolvePlainly, emptySums } from './convolution.js';

const FLOAT = 4;

type Kernel = ReturnType<typeof instanceOf>;

/** The convolution on vectors of four numbers; in plain arithmetic, for the same bits, where the engine has none. */
export function fastestConvolution(): Convolution {
  const module = compiled([convolve]);
  if (module === undefined) return convolvePlainly;
  const kernel = instanceOf(module);
  return (maps, layer) => onVectors(kernel, maps, layer);
}

const onVectors = (kernel: Kernel, ...[maps, layer]: Parameters<Convolution>): ReturnType<Convolution> => {
  const shape = emptySums(maps, layer);
  const { rows, across, deep } = shape;
  // Four pixels at a time: the last ones of a row reach beyond its end, and those of the last row beyond the maps.
  const beyond = PIXEL_GROUP * maps.channels;
  const parts = [maps.data.length + beyond, layer.weights.length, layer.biases.length, rows * across * deep];
  const starts: number[] = [];
  let end = 0;
  for (const part of parts) {
    starts.push(end * FLOAT);
    end += part;
  }
  const missing = end * FLOAT - kernel.memory.buffer.byteLength;
  if (missing > 0) kernel.memory.grow(Math.ceil(missing / memoryPage));
  const memory = new Float32Array(kernel.memory.buffer);
  [maps.data, layer.weights, layer.biases].forEach((part, k) => {
    memory.set(part, starts[k]! / FLOAT);
  });
  kernel.convolve!(
    ...starts,
    rows,
    across / PIXEL_GROUP,
    deep / OUTPUT_GROUP,
    layer.rows,
    layer.columns * maps.channels * FLOAT,
    maps.columns * maps.channels * FLOAT,
    maps.channels * FLOAT,
  );
  return { ...shape, data: memory.slice(starts[3]! / FLOAT, end) };
};
