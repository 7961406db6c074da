import type { Colourmap } from '../../../model/types.js';
import { luma as lumaOf } from '../../../raster/colours/colourSpace.js';

/** Entries of the table: a colourmap has at most some hundred knees, and the table is read with interpolation. */
export const tableSize = 2048;

/**
 * Slopes are taken over so many entries to either side: half a level of a 256-level map and more. Between single entries
 * they would be those of the rounding of its colours.
 */
const slopeReach = 6;

export type ColourChannel = 'luma' | 'blue' | 'red';

/**
 * A colourmap in JPEG's own space, tabulated at equal steps of t: entry i is at t = i/(tableSize − 1). Luma is
 * shifted by 128 as the DCT sees it.
 */
export interface ColourTable {
  readonly luma: Float32Array;
  readonly blue: Float32Array;
  readonly red: Float32Array;
  /** How the channels change per unit of t at each entry. */
  readonly slopes: Readonly<Record<ColourChannel, Float32Array>>;
  /** The slopes' squares, of both chroma channels together. */
  readonly squares: { readonly luma: Float32Array; readonly chroma: Float32Array };
}

export function colourTable(map: Colourmap): ColourTable {
  const luma = new Float32Array(tableSize);
  const blue = new Float32Array(tableSize);
  const red = new Float32Array(tableSize);
  const { positions, colours } = map;
  const last = positions.length - 1;
  let k = 0;
  for (let i = 0; i < tableSize; i++) {
    const t = i / (tableSize - 1);
    while (k < last - 1 && positions[k + 1]! < t) k++;
    const span = positions[k + 1]! - positions[k]!;
    const f = span > 0 ? Math.min(1, Math.max(0, (t - positions[k]!) / span)) : 0;
    const at = (c: number): number => colours[3 * k + c]! * (1 - f) + colours[3 * k + 3 + c]! * f;
    const r = at(0);
    const g = at(1);
    const b = at(2);
    // ITU-T T.871 (JFIF).
    const y = lumaOf(r, g, b);
    luma[i] = y - 128;
    blue[i] = (b - y) / 1.772;
    red[i] = (r - y) / 1.402;
  }
  const slopes = { luma: slopesOf(luma), blue: slopesOf(blue), red: slopesOf(red) };
  const squares = {
    luma: slopes.luma.map((slope) => slope ** 2),
    chroma: slopes.blue.map((slope, i) => slope ** 2 + slopes.red[i]! ** 2),
  };
  return { luma, blue, red, slopes, squares };
}

/** How a table's entries change per unit of t. */
export function slopesOf(table: Float32Array): Float32Array {
  return table.map((_, i) => {
    const low = Math.max(0, i - slopeReach);
    const high = Math.min(tableSize - 1, i + slopeReach);
    return ((table[high]! - table[low]!) * (tableSize - 1)) / (high - low);
  });
}

/** Where t lies among the entries, in single precision, as kernels take it. */
export function placeAt(t: number): number {
  return Math.fround(Math.min(1, Math.max(0, t)) * (tableSize - 1));
}

/** The entry nearest to t. */
export function entryAt(t: number): number {
  return Math.fround(placeAt(t) + 0.5) | 0;
}
