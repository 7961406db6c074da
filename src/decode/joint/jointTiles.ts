import type { Box } from '../../model/types.js';

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
