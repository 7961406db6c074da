import type { JpegCoefficients } from '../../jpeg/coefficients.js';
import type { Box, Colourmap } from '../../model/types.js';
import { meanDifference } from '../../numeric/statistics/roughness.js';
import { cropPlane } from '../../raster/crop.js';
import type { CellGrid } from '../cells/cells.js';
import { blockVariance } from './blockVariance.js';
import { isFast } from './fastNormal.js';
import { jumpPrior, smoothPrior } from './fieldPrior.js';
import { solveOnCells } from './jointCellSolve.js';
import { proposeCells } from './jointCells.js';
import { errorParts, jointSigma } from './jointSigma.js';
import { solveArea } from './jointSolve.js';
import { tilesOf } from './jointTiles.js';
import { solverKernels } from './kernels/solverKernels.js';
import { colourTable } from './model/colourTable.js';
import { fieldSpectrum } from './model/fieldSpectrum.js';
import { jpegModel } from './model/jpegModel.js';
import { jpegNormal } from './model/jpegNormal.js';

/** A file's coefficients, and where in its picture the plot area begins. */
export interface PlotCoefficients {
  readonly coefficients: JpegCoefficients;
  readonly left: number;
  readonly top: number;
}

export interface JointPositions {
  readonly t: Float32Array;
  readonly sigma: Float32Array;
  /** The native cells, where they explain the coefficients. */
  readonly cells?: CellGrid;
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
 */
export function jointPositions(
  pixelwise: Float32Array,
  map: Colourmap,
  mask: Uint8Array,
  width: number,
  height: number,
  jpeg: PlotCoefficients,
  onCells = true,
): JointPositions {
  const table = colourTable(map);
  const start = new Float32Array(width * height);
  for (let i = 0; i < start.length; i++) start[i] = mask[i] === 1 ? pixelwise[i]! : 0;
  const { coefficients } = jpeg;
  // From here on in an area of whole blocks, in which the plot lies at `plot`.
  const { left, top, areaWidth, areaHeight, plot } = wholeBlocks(jpeg, width, height);
  const from = new Float32Array(areaWidth * areaHeight);
  const valid = new Uint8Array(from.length);
  paste(from, areaWidth, plot, start);
  paste(valid, areaWidth, plot, mask);

  const model = jpegModel(coefficients, left, top, valid, areaWidth, areaHeight);
  const spectrum = fieldSpectrum(model, table, from);
  const jumps = spectrum === undefined || spectrum.jumps;
  const prior = jumps
    ? jumpPrior(meanDifference(start, mask, width, height))
    : smoothPrior(perEnergy * spectrum.bend);
  const kernels = isFast(model) ? solverKernels() : undefined;
  const solved = new Float32Array(from.length);
  const unknown = {
    variance: new Float32Array(from.length / 64),
    across: areaWidth >> 3,
    left: plot.left,
    top: plot.top,
  };
  for (const { area, kept } of tilesOf(areaWidth, areaHeight)) {
    const tileMask = cropPlane(valid, 1, areaWidth, area);
    const tileWidth = area.right - area.left;
    const tileModel = jpegModel(
      coefficients,
      left + area.left,
      top + area.top,
      tileMask,
      tileWidth,
      area.bottom - area.top,
    );
    const u = solveArea(tileModel, table, prior, cropPlane(from, 1, areaWidth, area), tileMask, kernels);
    const within = {
      left: kept.left - area.left,
      top: kept.top - area.top,
      right: kept.right - area.left,
      bottom: kept.bottom - area.top,
    };
    paste(solved, areaWidth, kept, cropPlane(u, 1, tileWidth, within));
    const variance = blockVariance(tileModel, table, u, tileMask, prior.stiffness, kernels);
    paste(
      unknown.variance,
      unknown.across,
      inBlocks(kept),
      cropPlane(variance, 1, tileWidth >> 3, inBlocks(within)),
    );
  }

  const t = positionsIn(solved, areaWidth, plot);
  // Cells have jumps between them.
  const cells =
    jumps && onCells
      ? proposeCells(t, mask, width, height, jpeg.left, jpeg.top, {
          columns: coefficients.largestHorizontal > 1,
          rows: coefficients.largestVertical > 1,
        })
      : undefined;
  if (cells !== undefined) {
    const areaCells = {
      ...cells,
      columnOf: continued(cells.columnOf, areaWidth, plot.left),
      rowOf: continued(cells.rowOf, areaHeight, plot.top),
    };
    const onCells = solveOnCells(model, table, solved, valid, areaCells);
    if (onCells !== undefined) {
      const values = positionsIn(onCells, areaWidth, plot);
      return {
        t: values,
        sigma: jointSigma(values, start, mask, width, height, unknown, errorParts.cells),
        cells,
      };
    }
  }
  const parts = jumps ? errorParts.jumps : errorParts.smooth;
  return { t, sigma: jointSigma(t, start, mask, width, height, unknown, parts) };
}

/** The area of whole blocks of all components around a plot, and the plot's box in it. */
function wholeBlocks({ coefficients, left: x, top: y }: PlotCoefficients, width: number, height: number) {
  const side = { x: 8 * coefficients.largestHorizontal, y: 8 * coefficients.largestVertical };
  const left = x - (x % side.x);
  const top = y - (y % side.y);
  const plot = { left: x - left, top: y - top, right: x - left + width, bottom: y - top + height };
  return {
    left,
    top,
    areaWidth: side.x * Math.ceil(plot.right / side.x),
    areaHeight: side.y * Math.ceil(plot.bottom / side.y),
    plot,
  };
}

/**
 * How far a field is from explaining the coefficients around each pixel: the mean square of what those of its blocks are
 * off by, in quantiser steps, of luma or of chroma, whichever is off by more. A field that was compressed to them leaves 1/12, and
 * less where they were rounded to 0.
 *
 * @param t positions, width × height; anything where masked
 * @returns width × height; NaN where a pixel's blocks show nothing of the field
 */
export function coefficientMisfit(
  t: Float32Array,
  map: Colourmap,
  mask: Uint8Array,
  width: number,
  height: number,
  jpeg: PlotCoefficients,
): Float32Array {
  const { left, top, areaWidth, areaHeight, plot } = wholeBlocks(jpeg, width, height);
  const field = new Float32Array(areaWidth * areaHeight);
  const valid = new Uint8Array(field.length);
  paste(field, areaWidth, plot, t);
  paste(valid, areaWidth, plot, mask);
  for (let i = 0; i < field.length; i++) if (valid[i] === 0) field[i] = 0;
  const model = jpegModel(jpeg.coefficients, left, top, valid, areaWidth, areaHeight);
  const { blockSquares } = jpegNormal(model, colourTable(map), field);
  const misfit = new Float32Array(field.length).fill(Number.NaN);
  model.samplings.forEach(({ origins, channels, stepX, stepY }, s) => {
    origins.forEach((origin, k) => {
      const mean = blockSquares[s]![k]! / (64 * channels.length);
      for (let y = 0, row = origin; y < 8 * stepY; y++, row += areaWidth)
        for (let p = row; p < row + 8 * stepX; p++) if (!(misfit[p]! >= mean)) misfit[p] = mean;
    });
  });
  return cropPlane(misfit, 1, areaWidth, plot);
}

/** A box of whole blocks, counted in blocks. */
const inBlocks = ({ left, top, right, bottom }: Box): Box => ({
  left: left >> 3,
  top: top >> 3,
  right: right >> 3,
  bottom: bottom >> 3,
});

/** Writes a plane into a box of a larger one. */
function paste<T extends Float32Array | Uint8Array>(plane: T, width: number, box: Box, part: T): void {
  const columns = box.right - box.left;
  for (let y = box.top, o = 0; y < box.bottom; y++, o += columns)
    plane.set(part.subarray(o, o + columns), y * width + box.left);
}

/** Positions of a part of a plane, none beyond the ends of the map. */
function positionsIn(plane: Float32Array, width: number, box: Box): Float32Array {
  const t = cropPlane(plane, 1, width, box);
  for (let i = 0; i < t.length; i++) t[i] = Math.min(1, Math.max(0, t[i]!));
  return t;
}

/** The lines' cells over a longer stretch that has them from `offset` on; lines beyond them have the nearest one's. */
function continued(lines: Int32Array, length: number, offset: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => lines[Math.min(lines.length - 1, Math.max(0, i - offset))]!);
}
