import type { Box, Raster } from '../types.js';
import { type BarAxes, barPixel } from './fromColourbarProfile.js';

/** Rows looked at on either side of the box's end: frames are a few pixels thick, boxes a few pixels off. */
const outside = 5;
const inside = 3;
/** A frame differs from both bar and page by more than this, unless the bar's end has its colour. */
const frameContrast = 30;
/** Covered by less than this, a row is the rim of something else. */
const leastCover = 0.3;
/**
 * Renderers that snap lines to pixel centres (Agg, Cairo) round the boundary down or to the right of where it is:
 * on average by this much, measured on the frames of six plotting programs.
 */
const snapShift = 0.25;

/** What surrounds one end of a bar, in rows from the box's end, outwards positive. */
interface Edge {
  /** Where the page begins. */
  readonly page: number;
  /** Centre line of the frame, if one shows. */
  readonly frame?: number;
}

/**
 * Where a bar truly ends, to a fraction of a pixel: at the centre line of its frame, which plotting programs draw on
 * the boundary, or where the page begins if it has none. A frame in the colour of the bar's own end is invisible
 * there; its thickness is taken from the other end.
 *
 * @param n rows of the box
 * @returns rows of the box (fractional): 0 and n if the box ends exactly with the bar
 */
export function barEnds(
  raster: Raster,
  box: Box,
  axes: BarAxes,
  n: number,
  extended: { readonly low: boolean; readonly high: boolean },
): { low: number; high: number } {
  const low = extended.low ? undefined : edgeOf(raster, box, axes, (k) => -1 - k);
  const high = extended.high ? undefined : edgeOf(raster, box, axes, (k) => n + k);
  const half = (edge: Edge | undefined): number | undefined =>
    edge?.frame === undefined ? undefined : edge.page - edge.frame;
  const end = (edge: Edge | undefined, other: Edge | undefined): number => {
    if (edge === undefined) return 0;
    return edge.frame ?? edge.page - (half(other) ?? 0);
  };
  // Rows count from the low end; pixels of the picture count to the right and down.
  const shift = axes.lowEnd === 'bottom' || axes.lowEnd === 'right' ? snapShift : -snapShift;
  const snapped = low?.frame !== undefined || high?.frame !== undefined;
  const move = snapped ? shift : 0;
  return {
    low: low === undefined ? 0 : -end(low, high) + move,
    high: high === undefined ? n : n + end(high, low) + move,
  };
}

/** @param row the row of the box that lies k rows beyond its end (negative: inside) */
function edgeOf(raster: Raster, box: Box, axes: BarAxes, row: (k: number) => number): Edge | undefined {
  const across = axes.orientation === 'vertical' ? box.right - box.left : box.bottom - box.top;
  const column = across >> 1;
  const colourAt = (k: number): [number, number, number] | undefined => {
    const o = barPixel(raster, box, axes, row(k), column);
    return o < 0 ? undefined : [raster.data[o]!, raster.data[o + 1]!, raster.data[o + 2]!];
  };
  const bar = colourAt(-inside - 1);
  const page = colourAt(outside);
  if (bar === undefined || page === undefined) return undefined;
  const between = page.map((v, c) => v - bar[c]!);
  const contrast = Math.hypot(...between);
  const off: number[] = [];
  const share: number[] = [];
  for (let k = -inside; k < outside; k++) {
    const colour = colourAt(k)!;
    const d = colour.map((v, c) => v - bar[c]!);
    // Where on the way from bar to page, and how far beside it.
    const f =
      contrast < frameContrast ? 0 : d.reduce((sum, v, c) => sum + v * between[c]!, 0) / contrast ** 2;
    share.push(Math.min(1, Math.max(0, f)));
    off.push(Math.hypot(...d.map((v, c) => v - f * between[c]!)) + contrast * Math.max(0, f - 1, -f));
  }
  const most = Math.max(...off);
  // The page begins after the last row that is not wholly page; a rim counts by its part.
  let pageFrom = outside;
  for (let i = share.length - 1; i >= 0; i--) {
    // A bar that ends in the page's colour is told from it by the frame alone.
    const isPage = (share[i]! > 0.95 || contrast < frameContrast) && off[i]! < frameContrast / 2;
    if (!isPage) {
      const rim = contrast >= frameContrast && (off[i]! < 0.5 * most || most < frameContrast) ? share[i]! : 0;
      pageFrom = i - inside + 1 - rim;
      break;
    }
  }
  if (most < frameContrast) return contrast < frameContrast ? undefined : { page: pageFrom };
  let weight = 0;
  let centre = 0;
  for (let i = 0; i < off.length; i++) {
    const cover = off[i]! / most;
    if (cover < leastCover) continue;
    weight += cover;
    centre += cover * (i - inside + 0.5);
  }
  return { page: pageFrom, frame: centre / weight };
}
