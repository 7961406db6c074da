import { compiled, instanceOf, type Memory } from '../../../numeric/wasm/engine.js';
import { bendFunctions } from './bendCode.js';
import { blockFunctions } from './blockCode.js';
import { errorKernels } from './errorKernels.js';
import { end, kernelMemory } from './kernelMemory.js';
import type { Blocks, KernelCalls, SolverKernels } from './kernelTypes.js';
import { sampleFunctions } from './sampleCode.js';
import { sigmaFunctions } from './sigmaCode.js';
import { varianceFunctions } from './varianceCode.js';
import { vectorFunctions } from './vectorCode.js';

let solverModule: object | undefined;

/** Undefined where WebAssembly with vectors is not to be had. */
export function solverKernels(): SolverKernels | undefined {
  solverModule ??= compiled([
    ...blockFunctions,
    ...sampleFunctions,
    ...varianceFunctions,
    ...sigmaFunctions,
    ...bendFunctions,
    ...vectorFunctions,
  ]);
  if (solverModule === undefined) return undefined;
  const wasm = instanceOf(solverModule) as KernelCalls & { readonly memory: Memory };
  const { memory } = wasm;
  const given = kernelMemory(memory);
  const { reset, floats, integers, shorts, bytes, entries, inRow, padded } = given;
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
    ...errorKernels(wasm, given, bendFlags),
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
