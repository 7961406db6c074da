import { conjugateGradients, plainVectors } from '../../numeric/solvers/conjugateGradients.js';
import { uniformVariance } from '../../numeric/statistics/statistics.js';
import { blockPrecondition } from './blockPrecondition.js';
import { fastNormal, fastSquares } from './fastNormal.js';
import type { FieldPrior } from './fieldPrior.js';
import type { SolverKernels } from './kernels/kernelTypes.js';
import { type ColourTable, entryAt } from './model/colourTable.js';
import type { JpegModel } from './model/jpegModel.js';
import { jpegNormal } from './model/jpegNormal.js';

/**
 * Minimises  Σ((DCT(C(t)) − q·k)/q)² + R(t)  over one value per pixel, by Gauss–Newton: colours are taken to change with
 * the map's slopes at t, R as the quadratic that touches it there, and the normal equations are solved by a few
 * conjugate gradients.
 *
 * @param start pixel-wise answer, 0 where masked
 * @param kernels for a model that `isFast`, whose memory is used from its beginning; plain code without
 * @returns t, in the kernels' memory where there are any
 */
export function solveArea(
  model: JpegModel,
  table: ColourTable,
  prior: FieldPrior,
  start: Float32Array,
  mask: Uint8Array,
  kernels?: SolverKernels,
): Float32Array {
  const { width, height } = model;
  kernels?.reset(start.length);
  const { floats, turn } = kernels ?? plainVectors;
  const t = floats(start.length);
  t.set(start);
  const precondition = blockPrecondition(model, table, t, mask, prior.stiffness, kernels);
  for (const steps of prior.rounds) {
    const { downhill, apply } = kernels ? fastNormal(model, table, t, kernels) : jpegNormal(model, table, t);
    const form = prior.formAt(t, mask, width, height, kernels);
    form(t, downhill, -1);
    const d = conjugateGradients(
      (p, to) => {
        to.fill(0);
        apply(p, to);
        form(p, to);
      },
      downhill,
      precondition,
      steps,
      kernels,
    );
    turn(t, d, 1);
  }
  return t;
}

/**
 * The mean square of what a field leaves of the coefficients of each 8 × 8 block, in quantiser steps: of luma or of chroma, the larger one.
 *
 * @param t positions, in the kernels' memory where there are any
 * @returns row by row; NaN where a block's coefficients show nothing of the field
 */
export function blockMisfit(
  model: JpegModel,
  table: ColourTable,
  t: Float32Array,
  kernels?: SolverKernels,
): Float32Array {
  return meanSquares(
    model,
    kernels ? fastSquares(model, table, t, kernels) : jpegNormal(model, table, t).blockSquares,
  );
}

/** The same of the squares that are left of each sampling's blocks. */
export function meanSquares(model: JpegModel, squares: readonly ArrayLike<number>[]): Float32Array {
  const across = model.width >> 3;
  const misfit = new Float32Array(across * (model.height >> 3)).fill(Number.NaN);
  model.samplings.forEach(({ origins, channels, stepX, stepY }, s) => {
    origins.forEach((origin, k) => {
      const mean = squares[s]![k]! / (64 * channels.length);
      const first = across * (Math.floor(origin / model.width) >> 3) + ((origin % model.width) >> 3);
      for (let y = 0, row = first; y < stepY; y++, row += across)
        for (let b = row; b < row + stepX; b++) if (!(misfit[b]! >= mean)) misfit[b] = mean;
    });
  });
  return misfit;
}

/** Mean square, in quantiser steps, of what rounding to whole steps leaves: even over ±½. */
export const quantiserRounding = uniformVariance;

/** Squared speed of the map, chroma at the quarter that its shared samples are worth. */
export function slopeSquare({ squares }: ColourTable, t: number): number {
  const at = entryAt(t);
  return squares.luma[at]! + 0.25 * squares.chroma[at]!;
}
