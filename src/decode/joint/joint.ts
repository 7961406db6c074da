import type { Colourmap } from '../../model/types.js';
import { meanDifference } from '../../numeric/statistics/roughness.js';
import { cropPlane } from '../../raster/crop.js';
import type { CellGrid } from '../cells/cells.js';
import { blockVariance } from './blockVariance.js';
import { jumpPrior, smoothPrior } from './fieldPrior.js';
import { solveOnCells } from './jointCellSolve.js';
import { proposeCells } from './jointCells.js';
import { cellSigma, errorParts, jointSigma, tileSigma } from './jointSigma.js';
import { blockMisfit, quantiserRounding } from './jointSolve.js';
import { inBlocks, type Problem, paste, solveTiles } from './jointTiles.js';
import { colourTable } from './model/colourTable.js';
import { fieldSpectrum } from './model/fieldSpectrum.js';
import { jpegModel } from './model/jpegModel.js';
import type { PlotArea } from './model/plotArea.js';

export interface JointPositions {
  /** Positions of the plot's pixels, and their standard errors; NaN where masked. */
  readonly t: Float32Array;
  readonly sigma: Float32Array;
  /** The native cells, where they explain the coefficients. */
  readonly cells?: CellGrid;
  /** These cells explain them to their rounding. */
  readonly isExplained?: boolean;
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
  const parts = jumps ? errorParts.jumps : errorParts.smooth;
  const solved = new Float32Array(valid.length);
  const across = width >> 3;
  const variance = new Float32Array(valid.length / 64);
  const [plotWidth, plotHeight] = [plot.right - plot.left, plot.bottom - plot.top];
  const byTiles = {
    t: new Float32Array(plotWidth * plotHeight),
    sigma: new Float32Array(plotWidth * plotHeight),
  };
  const isFast = solveTiles(area, problem, (tile) => {
    const { model: part, mask, within, kept, t, kernels } = tile;
    const unknown = blockVariance(part, table, t, mask, prior.stiffness, kernels);
    if (kernels === undefined || onCells) paste(solved, width, kept, cropPlane(t, 1, part.width, within));
    if (kernels === undefined) {
      paste(variance, across, inBlocks(kept), cropPlane(unknown, 1, part.width >> 3, inBlocks(within)));
      return;
    }
    const { box, t: ofTile, sigma } = tileSigma(plot, tile, unknown, parts, kernels);
    paste(byTiles.t, plotWidth, box, ofTile);
    paste(byTiles.sigma, plotWidth, box, sigma);
  });

  const found = isFast ? byTiles : jointSigma(area, solved, variance, parts);
  if (!onCells) return found;
  const mask = cropPlane(valid, 1, width, plot);
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
  return { ...cellSigma(area, solvedOnCells), cells, isExplained: solvedOnCells.misfit <= quantiserRounding };
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

/** The lines' cells over a longer stretch that has them from `offset` on; lines beyond them have the nearest one's. */
function continued(lines: Int32Array, length: number, offset: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => lines[Math.min(lines.length - 1, Math.max(0, i - offset))]!);
}
