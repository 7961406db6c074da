import { bytesOfBase64 } from '../../../numeric/base64.js';
import { type Convolution, convolvePlainly, emptySums, OUTPUT_GROUP, PIXEL_GROUP } from './convolution.js';
import { convolutionModule } from './convolutionModule.js';

/** What `convolution.wat` exports. */
interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  convolve(...places: number[]): void;
}

/** Of WebAssembly, what is used here; some pages forbid it. */
interface Engine {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
}

const PAGE = 65_536;
const FLOAT = 4;

/** The convolution on vectors of four numbers; in plain arithmetic, for the same bits, where the engine has none. */
export function fastestConvolution(): Convolution {
  const kernel = startedKernel();
  return kernel ? (maps, layer) => onVectors(kernel, maps, layer) : convolvePlainly;
}

function startedKernel(): Kernel | undefined {
  const engine = (globalThis as { readonly WebAssembly?: Engine }).WebAssembly;
  if (!engine) return undefined;
  try {
    return new engine.Instance(new engine.Module(bytesOfBase64(convolutionModule))).exports as Kernel;
  } catch {
    // A page whose policy lets no module be compiled, or an engine without vectors.
    return undefined;
  }
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
  if (missing > 0) kernel.memory.grow(Math.ceil(missing / PAGE));
  const memory = new Float32Array(kernel.memory.buffer);
  [maps.data, layer.weights, layer.biases].forEach((part, k) => {
    memory.set(part, starts[k]! / FLOAT);
  });
  kernel.convolve(
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
