import type { VectorKernels } from '../../../numeric/solvers/conjugateGradients.js';
import { compiled, instanceOf, type Memory } from '../../../numeric/wasm/engine.js';
import type { ColourTable } from '../model/colourTable.js';
import { bendFunctions } from './bendCode.js';
import { blockFunctions } from './blockCode.js';
import { kernelMemory } from './kernelMemory.js';
import { sampleFunctions } from './sampleCode.js';
import { varianceFunctions } from './varianceCode.js';
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
  readonly shorts: (length: number) => Int16Array;
  /** Lays tables one after the other that are looked up by the same entries: two of the same length. */
  readonly entries: (first: Float32Array, second: Float32Array) => Float32Array;
  /** `slopeSums` of blocks in planes so wide. */
  readonly slopeSums: (
    squares: ColourTable['squares'],
    t: Float32Array,
    mask: Uint8Array,
    origins: Int32Array,
    width: number,
  ) => Float32Array;
  /** What blocks' coefficients are multiplied by (64 of each): 1 over their sums times the first weights, and the second, and the third. */
  readonly invert: (sums: Float32Array, weights: readonly Float64Array[]) => Float32Array;
  /**
   * The variance that each block leaves unknown, as `blockVariance` has it: of sums of slopes, of t, of weights of luma and of chroma, of
   * the prior and of its waves.
   */
  readonly variances: (
    sums: Float32Array,
    field: BendingField,
    weights: readonly Float64Array[],
    learning: { readonly ofAll: number; readonly leastSeen: number; readonly rounds: number },
  ) => Float32Array;
  /** Writes the samples of blocks at t, 64 before room for 64 more, and the samples' slopes, to the blocks' table. */
  readonly gather: (
    blocks: Blocks,
    colours: Float32Array,
    t: Float32Array,
    samples: Float32Array,
    shared: boolean,
  ) => void;
  /** Writes coefficients times a scale, transposed, after the samples of their blocks. */
  readonly place: (coefficients: Int16Array, scale: Float32Array, samples: Float32Array) => void;
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
  /** What `fall` makes of the blocks' samples, in their place. */
  readonly filter: (blocks: Blocks, weights: Float32Array, samples: Float32Array) => void;
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

/** A field, the first pixels of its blocks, and whether its energy is that of its Laplacians rather than of its steps. */
export interface BendingField {
  readonly t: Float32Array;
  readonly mask: Uint8Array;
  readonly origins: Int32Array;
  readonly width: number;
  readonly isBent: boolean;
}

/** First pixels of blocks in planes so wide, and 64 numbers for each block. */
export interface Blocks {
  readonly origins: Int32Array;
  readonly table: Float32Array;
  readonly width: number;
}

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
    | 'fineSamples'
    | 'sharedSamples'
    | 'place'
    | 'sums'
    | 'invert'
    | 'bends'
    | 'steps'
    | 'unknown'
    | 'fine'
    | 'shared'
    | 'filters'
    | 'fineFall'
    | 'sharedFall',
    (...numbers: number[]) => number
  >
>;

let solverModule: object | undefined;

/** Undefined where WebAssembly with vectors is not to be had. */
export function solverKernels(): SolverKernels | undefined {
  solverModule ??= compiled([
    ...blockFunctions,
    ...sampleFunctions,
    ...varianceFunctions,
    ...bendFunctions,
    ...vectorFunctions,
  ]);
  if (solverModule === undefined) return undefined;
  const wasm = instanceOf(solverModule) as Exports & { readonly memory: Memory };
  const { memory } = wasm;
  const { reset, floats, integers, shorts, bytes, entries, inRow, padded } = kernelMemory(memory);
  const end = (array: Float32Array | Int32Array | Int16Array | Uint8Array): number =>
    array.byteOffset + array.byteLength;
  const through = ({ origins, table, width }: Blocks): number[] => [
    ...[origins.byteOffset, end(origins), table.byteOffset, 4 * width],
  ];
  const bendFlags = (mask: Uint8Array, width: number): Uint8Array => {
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
  };
  return {
    reset,
    floats,
    integers,
    dot: (a, b) => wasm.dot(a.byteOffset, end(a), b.byteOffset),
    descend: (x, p, r, q, alpha) =>
      void wasm.descend(x.byteOffset, end(x), p.byteOffset, r.byteOffset, q.byteOffset, alpha),
    turn: (p, z, beta) => void wasm.turn(p.byteOffset, end(p), z.byteOffset, beta),
    shorts,
    entries,
    slopeSums: ({ luma, chroma }, t, mask, origins, width) => {
      const squares = entries(luma, chroma);
      const shown = bytes(mask.length);
      shown.set(mask);
      const sums = floats(4 * origins.length);
      wasm.sums(
        ...[origins.byteOffset, end(origins), shown.byteOffset, 4 * width, t.byteOffset, sums.byteOffset],
        ...[squares.byteOffset, squares.byteLength / 2, width, luma.length - 1],
      );
      return sums;
    },
    invert: (sums, weights) => {
      const inverse = floats(16 * sums.length);
      wasm.invert(sums.byteOffset, end(sums), inverse.byteOffset, inRow(weights).byteOffset);
      return inverse;
    },
    variances: (sums, { t, mask, origins, width, isBent }, weights, { ofAll, leastSeen, rounds }) => {
      const flags = bendFlags(mask, width);
      const energies = floats(2 * origins.length);
      (isBent ? wasm.bends : wasm.steps)(
        ...[origins.byteOffset, end(origins), flags.byteOffset, 4 * width],
        ...[t.byteOffset, energies.byteOffset, width],
      );
      const variances = floats(origins.length);
      wasm.unknown(
        ...[sums.byteOffset, end(sums), energies.byteOffset, variances.byteOffset],
        ...[inRow(weights).byteOffset, ofAll, leastSeen, rounds],
      );
      return variances;
    },
    gather: (blocks, colours, t, samples, shared) =>
      void (shared ? wasm.sharedSamples : wasm.fineSamples)(
        ...through(blocks),
        ...[t.byteOffset, samples.byteOffset, colours.byteOffset],
        ...[colours.byteLength / 2, colours.length / 2 - 1],
      ),
    place: (coefficients, scale, samples) =>
      void wasm.place(coefficients.byteOffset, end(coefficients), samples.byteOffset, scale.byteOffset),
    precondition: (blocks, r, z) => void wasm.precondition(...through(blocks), r.byteOffset, z.byteOffset),
    curve: (blocks, weights, d, to, shared) =>
      void (shared ? wasm.shared : wasm.fine)(
        ...through(blocks),
        ...[d.byteOffset, to.byteOffset, weights.byteOffset],
      ),
    fall: (blocks, weights, samples, to, shared) =>
      void (shared ? wasm.sharedFall : wasm.fineFall)(
        ...through(blocks),
        ...[samples.byteOffset, to.byteOffset, weights.byteOffset],
      ),
    filter: (blocks, weights, samples) =>
      void wasm.filters(...through(blocks), samples.byteOffset, weights.byteOffset),
    bendFlags,
    bend: (flags, t, to, width) =>
      void wasm.bend(flags.byteOffset, end(flags), t.byteOffset, to.byteOffset, 4 * width),
    unbend: (flags, plane, to, width, factor) =>
      void wasm.unbend(
        ...[flags.byteOffset, end(flags), plane.byteOffset, to.byteOffset],
        ...[4 * width, width, factor],
      ),
  };
}
