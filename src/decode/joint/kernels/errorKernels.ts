import { end, type kernelMemory } from './kernelMemory.js';
import type { KernelCalls, SolverKernels } from './kernelTypes.js';
import { gap, reach } from './sigmaCode.js';

/** The kernels that tell how far a solved field may be off. */
export function errorKernels(
  wasm: KernelCalls,
  { floats, bytes, inRow }: ReturnType<typeof kernelMemory>,
  bendFlags: SolverKernels['bendFlags'],
): Pick<SolverKernels, 'variances' | 'sigmas'> {
  return {
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
    sigmas: ({ t, start, mask, inside, width }, variance, parts) => {
      const n = t.length;
      const [pixelwise, shown] = [floats(n), bytes(n)];
      pixelwise.set(start);
      shown.set(mask);
      const flags = bendFlags(inside, width);
      const [squares, ones] = [0, 1].map(() =>
        floats(n + 2 * reach * width).subarray(reach * width, reach * width + n),
      ) as [Float32Array, Float32Array];
      wasm.squares(
        ...[t.byteOffset, end(t), pixelwise.byteOffset, shown.byteOffset],
        ...[squares.byteOffset, ones.byteOffset],
      );
      const summed = [squares, ones].map((plane) => {
        const sums = floats((n / width) * (width + gap) + gap).subarray(gap / 2);
        wasm.columnSums(plane.byteOffset, end(plane), sums.byteOffset, 4 * width);
        return sums.byteOffset;
      });
      const [ownT, sigma] = [floats(n), floats(n)];
      // Eight rows have one row of blocks.
      for (let from = 0, row = 0; from < n; from += 8 * width, row += 8) {
        const behind = 4 * row * (width + gap);
        const at = (plane: Float32Array): number => plane.byteOffset + 4 * from;
        wasm.sigmas(
          ...[at(t), at(t) + 32 * width, 4 * width, summed[0]! + behind, summed[1]! + behind],
          ...[flags.byteOffset + from, shown.byteOffset + from],
          ...[variance.byteOffset + 4 * (from >> 6), at(ownT), at(sigma), ...parts],
        );
      }
      return { t: ownT, sigma };
    },
  };
}
