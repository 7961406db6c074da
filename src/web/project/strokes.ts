import { boxMask, discsAlong, insidePolygon } from './rasterise.js';

/** A point of the figure, in pixels from its top left corner. */
export type Point = readonly [x: number, y: number];

/** A part of the figure that is painted out of the data, or (erased) back in. */
export type Stroke =
  | {
      readonly tool: 'brush';
      readonly erase: boolean;
      readonly radius: number;
      readonly points: readonly Point[];
    }
  | { readonly tool: 'polygon'; readonly erase: boolean; readonly points: readonly Point[] }
  | { readonly tool: 'box'; readonly erase: boolean; readonly points: readonly Point[] };

/** The mask that strokes paint on a picture: 1 for pixels that are to be left out; null where there are none. */
export function maskOf(strokes: readonly Stroke[], width: number, height: number): Uint8Array | null {
  if (strokes.length === 0) return null;
  const mask = new Uint8Array(width * height);
  for (const stroke of strokes) {
    const value = stroke.erase ? 0 : 1;
    if (stroke.tool === 'brush') discsAlong(mask, width, height, stroke.points, stroke.radius, value);
    else if (stroke.tool === 'polygon') insidePolygon(mask, width, height, stroke.points, value);
    else boxMask(mask, width, height, stroke.points, value);
  }
  return mask;
}
