import type { Box, Colourmap } from '../../model/types.js';
import { meanDifference } from '../../numeric/statistics/roughness.js';
import { cropPlane } from '../../raster/crop.js';
import type { CellGrid } from '../cells/cells.js';
import { blockVariance } from './blockVariance.js';
import { isFast } from './fastNormal.js';
import { type FieldPrior, jumpPrior, smoothPrior } from './fieldPrior.js';
import { solveOnCells } from './jointCellSolve.js';
import { proposeCells } from './jointCells.js';
import { errorParts, jointSigma } from './jointSigma.js';
import { blockMisfit, solveArea } from './jointSolve.js';
import { tilesOf } from './jointTiles.js';
import { type SolverKernels, solverKernels } from './kernels/solverKernels.js';
import { type ColourTable, colourTable } from './model/colourTable.js';
import { fieldSpectrum } from './model/fieldSpectrum.js';
import { type JpegModel, jpegModel } from './model/jpegModel.js';
import type { PlotArea } from './model/plotArea.js';

export interface JointPositions {
  /** Positions of the plot's pixels, and their standard errors; NaN where masked. */
  readonly t: Float32Array;
  readonly sigma: Float32Array;
  /** The native cells, where they explain the coefficients. */
  readonly cells?: CellGrid;
}

/** What of a field is worth solving: all of them, or only those with jumps; and whether one value a cell is tried where a picture shows cells. */
export interface JointOptions {
  readonly onCells: boolean;
  readonly onlyJumps: boolean;
}

/**
 * The field's energy in units of squared residuals: a residual has the variance 1/12, so half its square over that is six
 * squares. Twice as much, since waves that go on across a block's border look rough in its cosines: measured on smooth
 * fields, where it counts; rough ones do not mind.
 */
const perEnergy = 2 / 6;

/**
 * The field whose drawing would have been compressed to these very coefficients, as nearly as its own roughness
 * allows: minimises  Σ((DCT(C(t)) − q·k)/q)² + R(t)  from the pixel-wise answer. Quantisation errors are even over
 * ±q/2, variance q²/12; R is the energy of a Gaussian field as smooth as the coefficients say, or where they say that
 * the field has jumps, which a Gaussian prior would round off, λ Σ√(Δt² + ε²).
 *
 * @returns undefined where only fields with jumps are wanted and this one has none
 */
export function jointPositions(
  area: PlotArea,
  map: Colourmap,
  { onCells, onlyJumps }: JointOptions,
): JointPositions | undefined {
  const { coefficients, plot, valid, width } = area;
  const problem = problemOf(area, map);
  const { table, model, jumps, prior } = problem;
  if (onlyJumps && !jumps) return undefined;
  const solved = new Float32Array(valid.length);
  const across = width >> 3;
  const variance = new Float32Array(valid.length / 64);
  solveTiles(area, problem, ({ model: part, mask, within, kept, t, kernels }) => {
    paste(solved, width, kept, cropPlane(t, 1, part.width, within));
    const unknown = blockVariance(part, table, t, mask, prior.stiffness, kernels);
    paste(variance, across, inBlocks(kept), cropPlane(unknown, 1, part.width >> 3, inBlocks(within)));
  });

  const found = jointSigma(area, solved, variance, jumps ? errorParts.jumps : errorParts.smooth);
  // Cells have jumps between them.
  if (!jumps || !onCells) return found;
  const mask = cropPlane(valid, 1, width, plot);
  const [plotWidth, plotHeight] = [plot.right - plot.left, plot.bottom - plot.top];
  const cells = proposeCells(
    found.t,
    mask,
    plotWidth,
    plotHeight,
    area.left + plot.left,
    area.top + plot.top,
    {
      columns: coefficients.largestHorizontal > 1,
      rows: coefficients.largestVertical > 1,
    },
  );
  if (cells === undefined) return found;
  const areaCells = {
    ...cells,
    columnOf: continued(cells.columnOf, width, plot.left),
    rowOf: continued(cells.rowOf, area.height, plot.top),
  };
  const solvedOnCells = solveOnCells(model, table, solved, valid, areaCells);
  if (solvedOnCells === undefined) return found;
  return { ...jointSigma(area, solvedOnCells, variance, errorParts.cells), cells };
}

/**
 * How far the field that explains a JPEG's coefficients best is from explaining those around each 8 × 8 block: the mean square of what
 * they are off by, in quantiser steps, of luma or of chroma, whichever is off by more. A field that was compressed to them leaves
 * 1/12, and less where they were rounded to 0.
 *
 * @returns a number for each of the area's blocks, row by row; NaN where its coefficients show nothing of the field
 */
export function coefficientMisfit(area: PlotArea, map: Colourmap): Float32Array {
  const problem = problemOf(area, map);
  const across = area.width >> 3;
  const misfit = new Float32Array(area.valid.length / 64);
  solveTiles(area, problem, ({ model, within, kept, t, kernels }) => {
    const ofTile = blockMisfit(model, problem.table, t, kernels);
    paste(misfit, across, inBlocks(kept), cropPlane(ofTile, 1, model.width >> 3, inBlocks(within)));
  });
  return misfit;
}

interface Problem {
  readonly model: JpegModel;
  readonly table: ColourTable;
  readonly prior: FieldPrior;
  /** The field has jumps. */
  readonly jumps: boolean;
}

function problemOf(area: PlotArea, map: Colourmap): Problem {
  const { from, valid, width, height } = area;
  const table = colourTable(map);
  const model = jpegModel(area.coefficients, area.left, area.top, valid, width, height);
  const spectrum = fieldSpectrum(model, table, from);
  const jumps = spectrum === undefined || spectrum.jumps;
  const prior = jumps
    ? jumpPrior(meanDifference(from, valid, width, height))
    : smoothPrior(perEnergy * spectrum.bend);
  return { model, table, prior, jumps };
}

/** A part of an area that has been solved, with the margins that it was solved with. */
interface SolvedTile {
  readonly model: JpegModel;
  readonly mask: Uint8Array;
  /** The part that is kept, in the tile and in the area. */
  readonly within: Box;
  readonly kept: Box;
  /** In the kernels' memory, where there are any, which goes to the next tile. */
  readonly t: Float32Array;
  readonly kernels?: SolverKernels;
}

function solveTiles(
  area: PlotArea,
  { model, table, prior }: Problem,
  take: (tile: SolvedTile) => void,
): void {
  const kernels = isFast(model) ? solverKernels() : undefined;
  const tiles = tilesOf(area.width, area.height);
  for (const { area: box, kept } of tiles) {
    const mask = cropPlane(area.valid, 1, area.width, box);
    const [width, height] = [box.right - box.left, box.bottom - box.top];
    const part =
      tiles.length === 1
        ? model
        : jpegModel(area.coefficients, area.left + box.left, area.top + box.top, mask, width, height);
    const start = cropPlane(area.from, 1, area.width, box);
    const t = solveArea(part, table, prior, start, mask, kernels);
    const within = {
      left: kept.left - box.left,
      top: kept.top - box.top,
      right: kept.right - box.left,
      bottom: kept.bottom - box.top,
    };
    take({ model: part, mask, within, kept, t, ...(kernels && { kernels }) });
  }
}

/** A box of whole blocks, counted in blocks. */
const inBlocks = ({ left, top, right, bottom }: Box): Box => ({
  left: left >> 3,
  top: top >> 3,
  right: right >> 3,
  bottom: bottom >> 3,
});

/** Writes a plane into a box of a larger one. */
function paste(plane: Float32Array, width: number, box: Box, part: Float32Array): void {
  const columns = box.right - box.left;
  for (let y = box.top, o = 0; y < box.bottom; y++, o += columns)
    plane.set(part.subarray(o, o + columns), y * width + box.left);
}

/** The lines' cells over a longer stretch that has them from `offset` on; lines beyond them have the nearest one's. */
function continued(lines: Int32Array, length: number, offset: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => lines[Math.min(lines.length - 1, Math.max(0, i - offset))]!);
}
