import type { Raster } from '../../model/types.js';
import { viridis } from './colours/viridis.js';
import { valueRange } from './valueRange.js';

export interface PaintOptions {
  /** Values drawn in the first and in the last colour; those beyond get the same. Default: the range that occurs. */
  readonly range?: { readonly lo: number; readonly hi: number };
  /** Colours, three bytes each. Default: viridis. */
  readonly palette?: Uint8Array;
}

/** Draws values in a colourmap, one pixel each; what is masked, or no number, is left transparent. */
export function paint(
  width: number,
  height: number,
  values: ArrayLike<number>,
  mask?: Uint8Array,
  { range = valueRange(values, mask) ?? { lo: 0, hi: 1 }, palette = viridis }: PaintOptions = {},
): Raster {
  const colours = palette.length / 3;
  // A constant grid has no range: it is drawn in the first colour.
  const scale = range.hi > range.lo ? colours / (range.hi - range.lo) : 0;
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    const v = values[i]!;
    if ((mask !== undefined && mask[i] !== 1) || !Number.isFinite(v)) continue;
    const c = 3 * Math.min(colours - 1, Math.max(0, Math.floor((v - range.lo) * scale)));
    data[4 * i] = palette[c]!;
    data[4 * i + 1] = palette[c + 1]!;
    data[4 * i + 2] = palette[c + 2]!;
    data[4 * i + 3] = 255;
  }
  return { width, height, data };
}
