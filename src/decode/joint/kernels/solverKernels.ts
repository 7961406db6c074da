import type { VectorKernels } from '../../../numeric/solvers/conjugateGradients.js';
import { compiled, instanceOf, type Memory, memoryPage } from '../../../numeric/wasm/engine.js';
import { blockFunctions } from './blockCode.js';
import { vectorFunctions } from './vectorCode.js';

/**
 * What the joint decoding spends its time with, four floats at a time. Planes are `floats` of these kernels' own memory,
 * their rows a multiple of eight pixels. The same in plain code is in `jpegNormal`, `blockPrecondition`, `fieldPrior` and
 * `conjugateGradients`.
 */
export interface SolverKernels extends VectorKernels {
  /** Frees all that was given out, whose arrays then mean nothing, and makes room for planes of so many pixels. */
  readonly reset: (pixels: number) => void;
  readonly integers: (length: number) => Int32Array;
  readonly bytes: (length: number) => Uint8Array;
  /** Writes to the blocks of z those of r with coefficients times the table's; 64 of a block in turn, transposed. */
  readonly precondition: (blocks: Blocks, r: Float32Array, z: Float32Array) => void;
  /**
   * Adds to `to` what the blocks of `d`, times their table, become by weights (64, transposed) on their coefficients, times the
   * table; `shared`: of the means of two by two pixels each.
   */
  readonly curve: (
    blocks: Blocks,
    weights: Float32Array,
    d: Float32Array,
    to: Float32Array,
    shared: boolean,
  ) => void;
  /**
   * Takes from `to` what blocks become whose samples lie in `samples` (64 of each block, and 64 weighted coefficients, transposed,
   * that are subtracted from those of the samples, weighted), times the table; `shared` as above.
   */
  readonly fall: (
    blocks: Blocks,
    weights: Float32Array,
    samples: Float32Array,
    to: Float32Array,
    shared: boolean,
  ) => void;
  /** Writes the Laplacians of t where four flags in a row (at a multiple of four) have both axes. */
  readonly bend: (flags: Uint8Array, t: Float32Array, to: Float32Array, width: number) => void;
  /** Adds `factor` times the Laplacians of a plane where four flags in a row are `amidst`. */
  readonly unbend: (
    flags: Uint8Array,
    plane: Float32Array,
    to: Float32Array,
    width: number,
    factor: number,
  ) => void;
}

/** First pixels of blocks in planes so wide, and 64 numbers for each block. */
export interface Blocks {
  readonly origins: Int32Array;
  readonly table: Float32Array;
  readonly width: number;
}

/**
 * Each of two rounds of the solver has seven planes of its own, slopes of up to three channels and flags; both have two more
 * planes and the blocks' first pixels.
 */
const bytesPerPixel = 4 * 24;
/** A vector's bytes. */
const alignment = 16;

type Exports = Readonly<
  Record<
    | 'dot'
    | 'descend'
    | 'turn'
    | 'bend'
    | 'unbend'
    | 'precondition'
    | 'fine'
    | 'shared'
    | 'fineFall'
    | 'sharedFall',
    (...numbers: number[]) => number
  >
>;

let solverModule: object | undefined;

/** Undefined where WebAssembly with vectors is not to be had. */
export function solverKernels(): SolverKernels | undefined {
  solverModule ??= compiled([...blockFunctions, ...vectorFunctions]);
  if (solverModule === undefined) return undefined;
  const wasm = instanceOf(solverModule) as Exports & { readonly memory: Memory };
  const { memory } = wasm;
  let used = 0;
  const room = (bytes: number): number => {
    const from = used;
    used += alignment * Math.ceil(bytes / alignment);
    if (used > memory.buffer.byteLength)
      throw new RangeError(
        `kernels have ${memory.buffer.byteLength} bytes of memory, but are asked for ${used}`,
      );
    return from;
  };
  const end = (array: Float32Array | Int32Array | Uint8Array): number => array.byteOffset + array.byteLength;
  return {
    reset: (pixels) => {
      used = 0;
      const missing = bytesPerPixel * pixels + memoryPage - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / memoryPage));
    },
    floats: (length) => new Float32Array(memory.buffer, room(4 * length), length).fill(0),
    integers: (length) => new Int32Array(memory.buffer, room(4 * length), length).fill(0),
    bytes: (length) => new Uint8Array(memory.buffer, room(length), length).fill(0),
    dot: (a, b) => wasm.dot(a.byteOffset, end(a), b.byteOffset),
    descend: (x, p, r, q, alpha) =>
      void wasm.descend(x.byteOffset, end(x), p.byteOffset, r.byteOffset, q.byteOffset, alpha),
    turn: (p, z, beta) => void wasm.turn(p.byteOffset, end(p), z.byteOffset, beta),
    precondition: ({ origins, table, width }, r, z) =>
      void wasm.precondition(
        ...[origins.byteOffset, end(origins), table.byteOffset],
        ...[r.byteOffset, z.byteOffset, 4 * width, 0],
      ),
    curve: ({ origins, table, width }, weights, d, to, shared) =>
      void (shared ? wasm.shared : wasm.fine)(
        ...[origins.byteOffset, end(origins), table.byteOffset],
        ...[d.byteOffset, to.byteOffset, 4 * width, weights.byteOffset],
      ),
    fall: ({ origins, table, width }, weights, samples, to, shared) =>
      void (shared ? wasm.sharedFall : wasm.fineFall)(
        ...[origins.byteOffset, end(origins), table.byteOffset],
        ...[samples.byteOffset, to.byteOffset, 4 * width, weights.byteOffset],
      ),
    bend: (flags, t, to, width) =>
      void wasm.bend(flags.byteOffset, end(flags), t.byteOffset, to.byteOffset, 4 * width, 1),
    unbend: (flags, plane, to, width, factor) =>
      void wasm.unbend(flags.byteOffset, end(flags), plane.byteOffset, to.byteOffset, 4 * width, factor),
  };
}
