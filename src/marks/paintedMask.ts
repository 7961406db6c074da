import type { Raster } from '../model/types.js';
import { boxMask, discsAlong, floodFrom, insidePolygon } from './painted/rasterise.js';

/** A point of the figure, in pixels from its top left corner. */
type Point = readonly [x: number, y: number];

/**
 * A part of the figure that is painted by hand: out of the data; with `erase`, as though it had not been painted; with
 * `restore`, into the data, whatever the pixels there seem to be.
 */
export type Stroke = {
  readonly erase: boolean;
  readonly restore?: boolean | undefined;
  readonly points: readonly Point[];
} & (
  | { readonly tool: 'polygon' | 'box' }
  /** `radius` in pixels of the figure. */
  | { readonly tool: 'brush'; readonly radius: number }
  /** What hangs together around the point and differs from its colour by no more than `tolerance`, sRGB units. */
  | { readonly tool: 'wand'; readonly tolerance: number }
);

/** What was painted on a pixel; 0: nothing. */
export const Painted = { out: 1, restored: 2 } as const;

/** What strokes paint on a picture, as `Painted` says; undefined where there are none. */
export function paintedMask(strokes: readonly Stroke[], raster: Raster): Uint8Array | undefined {
  if (strokes.length === 0) return undefined;
  const { width, height } = raster;
  const mask = new Uint8Array(width * height);
  const plane = { width, height, mask };
  for (const stroke of strokes) {
    const value = stroke.restore ? Painted.restored : stroke.erase ? 0 : Painted.out;
    const { points } = stroke;
    if (stroke.tool === 'brush') discsAlong(plane, points, stroke.radius, value);
    else if (stroke.tool === 'wand') floodFrom(plane, raster, points[0] ?? [0, 0], stroke.tolerance, value);
    else if (stroke.tool === 'polygon') insidePolygon(plane, points, value);
    else boxMask(plane, points, value);
  }
  return mask;
}
