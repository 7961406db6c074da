import type { Box } from '../../model/types.js';
import { cropPlane } from '../../raster/crop.js';
import { isFast } from './fastNormal.js';
import type { FieldPrior } from './fieldPrior.js';
import { solveArea } from './jointSolve.js';
import type { SolverKernels } from './kernels/kernelTypes.js';
import { solverKernels } from './kernels/solverKernels.js';
import type { ColourTable } from './model/colourTable.js';
import { type JpegModel, jpegModel } from './model/jpegModel.js';
import type { PlotArea } from './model/plotArea.js';

/** A part of an area that is solved by itself, and the part of it whose answer is kept. */
export interface Tile {
  readonly area: Box;
  readonly kept: Box;
}

/**
 * Side of the tiles: the dozen arrays of the solver then stay within the cache, and their memory is 5 MB however large
 * the picture. A multiple of the largest chroma block, so that tiles cut none.
 */
const tileSide = 512;
/** Tiles are solved with so much of their surroundings: one more chroma block, over which neighbours' say fades. */
const margin = 16;

/** Tiles of an area that begins and ends with whole blocks. */
export function tilesOf(width: number, height: number): Tile[] {
  const across = stretches(width);
  return stretches(height).flatMap((y) =>
    across.map((x) => ({
      area: { left: x.from, top: y.from, right: x.to, bottom: y.to },
      kept: { left: x.keptFrom, top: y.keptFrom, right: x.keptTo, bottom: y.keptTo },
    })),
  );
}

function stretches(length: number): { from: number; to: number; keptFrom: number; keptTo: number }[] {
  const found = [];
  for (let keptFrom = 0; keptFrom < length; ) {
    const end = keptFrom + tileSide;
    // What is left at the end must not be a sliver.
    const keptTo = end + tileSide / 2 > length ? length : end;
    found.push({
      from: Math.max(0, keptFrom - margin),
      to: Math.min(length, keptTo + margin),
      keptFrom,
      keptTo,
    });
    keptFrom = keptTo;
  }
  return found;
}

/** What is solved: a JPEG's coefficients by a map's colours, of a field as it is expected to be. */
export interface Problem {
  readonly model: JpegModel;
  readonly table: ColourTable;
  readonly prior: FieldPrior;
  /** The field has jumps. */
  readonly jumps: boolean;
}

/** A part of an area that has been solved, with the margins that it was solved with. */
export interface SolvedTile {
  readonly model: JpegModel;
  readonly mask: Uint8Array;
  /** The pixel-wise positions. */
  readonly start: Float32Array;
  /** The part that is kept, in the tile and in the area. */
  readonly within: Box;
  readonly kept: Box;
  /** In the kernels' memory, where there are any, which goes to the next tile. */
  readonly t: Float32Array;
  readonly kernels?: SolverKernels;
}

/** Solves an area tile by tile; whether kernels did. */
export function solveTiles(
  area: PlotArea,
  { model, table, prior }: Problem,
  take: (tile: SolvedTile) => void,
): boolean {
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
    take({ model: part, mask, start, within, kept, t, ...(kernels && { kernels }) });
  }
  return kernels !== undefined;
}

/** A box of whole blocks, counted in blocks. */
export const inBlocks = ({ left, top, right, bottom }: Box): Box => ({
  left: left >> 3,
  top: top >> 3,
  right: right >> 3,
  bottom: bottom >> 3,
});

/** Writes a plane into a box of a larger one. */
export function paste(plane: Float32Array, width: number, box: Box, part: Float32Array): void {
  const columns = box.right - box.left;
  for (let y = box.top, o = 0; y < box.bottom; y++, o += columns)
    plane.set(part.subarray(o, o + columns), y * width + box.left);
}
