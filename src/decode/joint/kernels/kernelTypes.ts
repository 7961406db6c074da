import type { VectorKernels } from '../../../numeric/solvers/conjugateGradients.js';
import type { ColourTable } from '../model/colourTable.js';

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
  /**
   * Positions and standard errors of a tile, as `jointSigma` has them, NaN where masked, from pixel-wise ones; `inside` is 1 in the plot. Keeps t
   * within 0…1.
   */
  readonly sigmas: (
    tile: SigmaTile,
    variance: Float32Array,
    parts: readonly [disagreement: number, quantisation: number, perGradient: number, least: number],
  ) => { readonly t: Float32Array; readonly sigma: Float32Array };
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

/** A solved tile in the kernels' memory, and what it was solved from. */
export interface SigmaTile {
  readonly t: Float32Array;
  readonly start: Float32Array;
  readonly mask: Uint8Array;
  readonly inside: Uint8Array;
  readonly width: number;
}

/** First pixels of blocks in planes so wide, and 64 numbers for each block. */
export interface Blocks {
  readonly origins: Int32Array;
  readonly table: Float32Array;
  readonly width: number;
}

/** The functions of the kernels' module. */
export type KernelCalls = Readonly<
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
    | 'squares'
    | 'columnSums'
    | 'sigmas'
    | 'fine'
    | 'shared'
    | 'filters'
    | 'fineFall'
    | 'sharedFall',
    (...numbers: number[]) => number
  >
>;
