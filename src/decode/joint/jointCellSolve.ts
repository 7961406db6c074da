import { filled } from '../../numeric/filled.js';
import { conjugateGradients } from '../../numeric/solvers/conjugateGradients.js';
import { meanDifference } from '../../numeric/statistics/roughness.js';
import type { CellGrid } from '../cells/cells.js';
import { jumpPrior } from './fieldPrior.js';
import { cellMedians } from './jointCells.js';
import { slopeSquare } from './jointSolve.js';
import type { ColourTable } from './model/colourTable.js';
import type { JpegModel } from './model/jpegModel.js';
import { jpegNormal } from './model/jpegNormal.js';

/**
 * How much worse than the free solution one value per cell may explain the coefficients. The free solution has some
 * twenty to a hundred times the unknowns, and follows the quantisation's errors with them.
 */
const cellsMisfit = 2;

/**
 * The joint decoding with one value per cell, spread over its pixels; undefined where that does not explain the
 * coefficients.
 *
 * @param free the joint answer with one value per pixel of the model's area
 * @param cells of the area's columns and rows
 */
export function solveOnCells(
  model: JpegModel,
  table: ColourTable,
  free: Float32Array,
  mask: Uint8Array,
  { columns, rows, columnOf, rowOf }: CellGrid,
): Float32Array | undefined {
  const { width } = model;
  const cellOf = filled(
    new Int32Array(free.length),
    (i) => rowOf[Math.floor(i / width)]! * columns + columnOf[i % width]!,
  );
  const { values, valid } = cellMedians(free, mask, cellOf, columns * rows);
  const prior = jumpPrior(meanDifference(values, valid, columns, rows));
  const t = new Float32Array(free.length);
  const ofPixels = new Float32Array(free.length);
  const spread = (u: Float32Array, to: Float32Array): void => {
    for (let i = 0; i < to.length; i++) to[i] = u[cellOf[i]!]!;
  };
  const gather = (plane: Float32Array, to: Float32Array): void => {
    for (let i = 0; i < plane.length; i++) to[cellOf[i]!]! += plane[i]!;
  };
  const resistance = cellResistance(model, table, free, mask, cellOf, values.length);
  for (let k = 0; k < resistance.length; k++) resistance[k]! += 4 * prior.stiffness.slope;
  for (const steps of prior.rounds) {
    spread(values, t);
    const { downhill, apply } = jpegNormal(model, table, t);
    const form = prior.formAt(values, valid, columns, rows);
    const right = new Float32Array(values.length);
    gather(downhill, right);
    form(
      values.map((v) => -v),
      right,
    );
    const d = conjugateGradients(
      (p, to) => {
        spread(p, t);
        ofPixels.fill(0);
        apply(t, ofPixels);
        to.fill(0);
        gather(ofPixels, to);
        form(p, to);
      },
      right,
      (r, z) => {
        for (let k = 0; k < r.length; k++) z[k] = r[k]! / resistance[k]!;
      },
      steps,
    );
    for (let k = 0; k < values.length; k++) values[k]! += d[k]!;
  }
  for (let i = 0; i < t.length; i++) t[i] = Math.min(1, Math.max(0, values[cellOf[i]!]!));
  return jpegNormal(model, table, t).squares <= cellsMisfit * jpegNormal(model, table, free).squares
    ? t
    : undefined;
}

/** The normal matrix's diagonal for each cell, roughly: coefficients weigh alike in all waves. */
function cellResistance(
  model: JpegModel,
  table: ColourTable,
  t: Float32Array,
  mask: Uint8Array,
  cellOf: Int32Array,
  count: number,
): Float32Array {
  const quantisation = Array.from(model.samplings[0]?.channels[0]?.quantisation ?? []);
  const mean = quantisation.reduce((sum, q) => sum + 1 / (q * q), 0) / 64;
  const resistance = new Float32Array(count);
  for (let i = 0; i < t.length; i++) {
    if (mask[i] !== 1) continue;
    resistance[cellOf[i]!]! += mean * slopeSquare(table, t[i]!);
  }
  return resistance;
}
