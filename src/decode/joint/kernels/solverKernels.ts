import type { VectorKernels } from '../../../numeric/solvers/conjugateGradients.js';
import { compiled, instanceOf, type Memory, memoryPage } from '../../../numeric/wasm/engine.js';
import { bendFunctions } from './bendCode.js';
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
  /** Flags of a mask's pixels (bits of `fieldPrior`), rows of zeros before and after them. */
  readonly bendFlags: (mask: Uint8Array, width: number) => Uint8Array;
  /** Writes the Laplacians of t along the axes that are flagged. */
  readonly bend: (flags: Uint8Array, t: Float32Array, to: Float32Array, width: number) => void;
  /** Adds `factor` times the transpose of `bend`, of a plane. */
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
 * Each of two rounds of the solver has six planes of its own, slopes of up to three channels, a mask and flags; both have two more
 * planes and the blocks' first pixels.
 */
const bytesPerPixel = 4 * 22;
/** A vector's bytes. */
const alignment = 16;

type Exports = Readonly<
  Record<
    | 'dot'
    | 'descend'
    | 'turn'
    | 'axes'
    | 'amidst'
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
  solverModule ??= compiled([...blockFunctions, ...bendFunctions, ...vectorFunctions]);
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
  const bytes = (length: number): Uint8Array => new Uint8Array(memory.buffer, room(length), length).fill(0);
  const padded = (length: number, width: number): Uint8Array =>
    bytes(length + 2 * width).subarray(width, width + length);
  return {
    reset: (pixels) => {
      // Kernels read what lies beside a plane, a row of it at the most, and make nothing of it.
      used = memoryPage;
      const missing = bytesPerPixel * pixels + 2 * memoryPage - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / memoryPage));
    },
    floats: (length) => new Float32Array(memory.buffer, room(4 * length), length).fill(0),
    integers: (length) => new Int32Array(memory.buffer, room(4 * length), length).fill(0),
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
    bendFlags: (mask, width) => {
      const [shown, flags] = [padded(mask.length, width), padded(mask.length, width)];
      shown.set(mask);
      wasm.axes(shown.byteOffset, end(shown), flags.byteOffset, width);
      // Rows end at the picture's sides.
      for (let row = 0; row < flags.length; row += width) {
        flags[row]! &= ~1;
        flags[row + width - 1]! &= ~1;
      }
      wasm.amidst(flags.byteOffset, end(flags), width);
      return flags;
    },
    bend: (flags, t, to, width) =>
      void wasm.bend(flags.byteOffset, end(flags), t.byteOffset, to.byteOffset, 4 * width),
    unbend: (flags, plane, to, width, factor) =>
      void wasm.unbend(
        ...[flags.byteOffset, end(flags), plane.byteOffset, to.byteOffset],
        ...[4 * width, width, factor],
      ),
  };
}
