import { filled } from '../../numeric/filled.js';
import { conjugateGradients } from '../../numeric/solvers/conjugateGradients.js';
import { meanDifference } from '../../numeric/statistics/roughness.js';
import { uniformVariance } from '../../numeric/statistics/statistics.js';
import type { CellGrid } from '../cells/cells.js';
import { levelVariance } from '../positions/levels/colourPositions.js';
import { waveWeights } from './blockPrecondition.js';
import { jumpPrior } from './fieldPrior.js';
import { cellMedians, cellsOfPixels } from './jointCells.js';
import { meanSquares, quantiserRounding, slopeSquare } from './jointSolve.js';
import { type ColourTable, entryAt } from './model/colourTable.js';
import type { JpegModel } from './model/jpegModel.js';
import { jpegNormal, squaresOfColours } from './model/jpegNormal.js';

/**
 * How much worse than the free solution one value per cell may explain the coefficients. The free solution has some
 * twenty to a hundred times the unknowns, and follows the quantisation's errors with them.
 */
const cellsMisfit = 2;

/** A field of one value a cell, in the model's area. */
export interface CellField {
  /** Positions, the same for all pixels of a cell. */
  readonly t: Float32Array;
  /** What their squared errors are to be expected to be. */
  readonly variance: Float32Array;
  /** Mean square, in quantiser steps, of what the coefficients are off by: rounding alone leaves `quantiserRounding` at the most. */
  readonly misfit: number;
}

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
  cells: CellGrid,
): CellField | undefined {
  const { columns, rows } = cells;
  const { width } = model;
  const cellOf = cellsOfPixels(cells);
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
  const told = cellResistance(model, table, free, mask, cellOf, values.length);
  const resistance = told.map((sum) => sum + 4 * prior.stiffness.slope);
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
  const { squares, blockSquares } = jpegNormal(model, table, t);
  if (squares > cellsMisfit * jpegNormal(model, table, free).squares) return undefined;
  const misfits = meanSquares(model, squaresOfColours(model, table, t));
  const [left, taken] = [misfits, meanSquares(model, blockSquares)].map((blocks) =>
    cellMeans(blocks, mask, cellOf, width, told.length),
  ) as [Float32Array, Float32Array];
  const ofCells = cellVariances({ model, table, values, told, left, taken }, cells);
  const variance = filled(new Float32Array(t.length), (i) => ofCells[cellOf[i]!]!);
  const seen = misfits.filter((misfit) => !Number.isNaN(misfit));
  return { t, variance, misfit: seen.reduce((sum, misfit) => sum + misfit, 0) / Math.max(1, seen.length) };
}

interface CellFit extends Readonly<Record<'values' | 'told' | 'left' | 'taken', Float32Array>> {
  readonly model: JpegModel;
  readonly table: ColourTable;
}

/**
 * The variance of each cell's value. Its many pixels average over what quantisation leaves (the inverse of the normal matrix's diagonal),
 * but not over what they have in common: the rounding of their colour to whole numbers in the file's own colours, and of their value to a
 * level. Where more than rounding is unexplained, such as a line between cells that belongs to the other one, a whole side of
 * the cell is off together.
 *
 * @param told the normal matrix's diagonal
 * @param left what the coefficients about each cell are off by, mean squares in quantiser steps
 * @param taken the same as the solution took it, which knows chroma that cells share less well
 */
function cellVariances(
  { model, table, values, told, left, taken }: CellFit,
  { columns, rows, columnOf, rowOf }: CellGrid,
): Float32Array {
  const side = Math.max(columnOf.length / columns, rowOf.length / rows);
  // A cell's mean says most of it, of luma and of chroma as much as its quantiser lets it.
  const weights = waveWeights(model);
  const [luma, chroma] = [weights.luma[0]!, weights.chroma[0]!];
  return filled(new Float32Array(values.length), (k) => {
    const at = entryAt(values[k]!);
    const [ofLuma, ofChroma] = [luma * table.squares.luma[at]!, chroma * table.squares.chroma[at]!];
    const ofColour =
      (uniformVariance * (luma * ofLuma + chroma * ofChroma)) /
      Math.max(Number.MIN_VALUE, (ofLuma + ofChroma) ** 2);
    const unexplained = Math.max(0, left[k]! - quantiserRounding) * side + Math.max(0, taken[k]! - left[k]!);
    return levelVariance + Math.min(1, ofColour) + (quantiserRounding + unexplained) / Math.max(1, told[k]!);
  });
}

/** The mean of a plane of blocks over each cell's valid pixels, as far as the blocks have a number; 0 without any. */
function cellMeans(
  blocks: Float32Array,
  mask: Uint8Array,
  cellOf: Int32Array,
  width: number,
  count: number,
): Float32Array {
  const sums = new Float32Array(count);
  const pixels = new Float32Array(count);
  for (let i = 0; i < cellOf.length; i++) {
    const value = blocks[(width >> 3) * (Math.floor(i / width) >> 3) + ((i % width) >> 3)]!;
    if (mask[i] !== 1 || Number.isNaN(value)) continue;
    sums[cellOf[i]!]! += value;
    pixels[cellOf[i]!]!++;
  }
  return sums.map((sum, k) => sum / Math.max(1, pixels[k]!));
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
