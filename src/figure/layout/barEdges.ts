import { type BarAxes, rgbRows, rowColours } from '../../bar/barProfile.js';
import type { Box, Raster } from '../../model/types.js';
import { difference, type Edge, type Edges, SIDES, type Side, viewFrom } from './frame.js';
import { maxDifference, type Page } from './page.js';
import { boxHeight, boxWidth } from './rectangle.js';

/** What may stand at the ends of a colourbar besides a frame: bands that look like one, handles, arrows. */

/** Frames are as thick on all sides, give or take the rounding of their lines. */
const FRAME_SPREAD = 1.6;

/** The edges without what looks like a frame at one end only, and is thicker than the sides' frame: a dark end or band of the bar. */
export function withoutBandFrames(edges: Edges, rectangle: Box): Edges {
  const plain = (side: Side): Edge => {
    const others = SIDES.filter((s) => s !== side).map((s) => edges[s].thickness);
    const usual = others.sort((a, b) => a - b)[1]!;
    if (edges[side].thickness <= usual + FRAME_SPREAD) return edges[side];
    // Half of the frame that the other sides have is the bar's.
    const inward = side === 'left' || side === 'top' ? 1 : -1;
    const outer = rectangle[side];
    return {
      at: outer + (inward * usual) / 2,
      outer,
      inner: outer + inward * Math.ceil(usual),
      thickness: usual,
    };
  };
  return { left: plain('left'), top: plain('top'), right: plain('right'), bottom: plain('bottom') };
}

/** Codecs ring within the blocks that an edge runs through: JPEG's are so many pixels wide. */
const BLOCK = 8;
/** Ringing is no farther from the page than this (largest channel difference), and what it surrounds at least this much. */
const RINGING = { page: 16, bar: 60 };

/**
 * A bar's rectangle without the rows at its ends that show the page with the ringing of a codec: nearly the page's colour
 * for less than a block, then something else at once.
 */
export function withoutRinging(raster: Raster, page: Page, rectangle: Box, axes: BarAxes): Box {
  const rows = rgbRows(rowColours(raster, rectangle, axes).colours);
  const [low, high] = [rows, [...rows].reverse()].map((inward) => {
    const fromPage = inward.slice(0, BLOCK).map((row) => difference(row, page.colour));
    const first = fromPage.findIndex((d) => d > RINGING.page);
    return first > 0 && fromPage[first]! >= RINGING.bar ? first : 0;
  }) as [number, number];
  const { left, top, right, bottom } = rectangle;
  return axes.orientation === 'vertical'
    ? { left, right, top: top + high, bottom: bottom - low }
    : { top, bottom, left: left + low, right: right - high };
}

/** Handles are longer (pixels, and of the bar's thickness) than ticks are thick, and shorter than bars. */
const HANDLE = { least: 4, leastShare: 0.15, mostShare: 1.5 };

/**
 * The middle of a handle at one end of a bar that can be dragged (web pages have them), where the bar ends: rows at the
 * end whose ink is wider than the bar, on both sides alike. Undefined where there is none.
 */
export function handleAt(
  raster: Raster,
  page: Page,
  rectangle: Box,
  whole: Box,
  side: Side,
): Edge | undefined {
  const vertical = side === 'top' || side === 'bottom';
  const thickness = vertical ? boxWidth(rectangle) : boxHeight(rectangle);
  const [start, end] = vertical ? [rectangle.left, rectangle.right] : [rectangle.top, rectangle.bottom];
  const isInk = (a: number, b: number): boolean => {
    const [x, y] = vertical ? [a, b] : [b, a];
    if (x < 0 || y < 0 || x >= raster.width || y >= raster.height) return false;
    return maxDifference(raster, 4 * (y * raster.width + x), page.colour) > page.tolerance;
  };
  const reach = (b: number, from: number, step: number): number => {
    let n = 0;
    while (n < thickness && isInk(from + n * step, b)) n++;
    return n;
  };
  // Inwards from the end of the ink.
  const inward = side === 'top' || side === 'left' ? 1 : -1;
  const first = whole[side] - (inward < 0 ? 1 : 0);
  let from = -1;
  let rows = 0;
  let ends = false;
  // Compression smears the rims of bars.
  const least = page.noisy ? 3 : 1;
  for (let d = 0; d < HANDLE.mostShare * thickness; d++) {
    const b = first + d * inward;
    const [before, after] = [reach(b, start - 1, -1), reach(b, end, 1)];
    const isWide = Math.min(before, after) >= least && Math.abs(before - after) <= 1 + 0.1 * thickness;
    if (isWide && from < 0) from = d;
    if (isWide) rows++;
    else if (from >= 0) {
      ends = true;
      break;
    }
  }
  // What is wide all along is the bar itself with its rims.
  if (!ends || rows < Math.max(HANDLE.least, HANDLE.leastShare * thickness)) return undefined;
  const b = first + (from + (rows - 1) / 2) * inward;
  const at = b + 0.5;
  return { at, outer: Math.round(at), inner: Math.round(at), thickness: 0 };
}

/**
 * Where an arrow sits on its bar: the arrow's width shrinks linearly from the bar's, so the lines where nine tenths
 * and half of it are left tell where all of it is.
 */
export function arrowBase(raster: Raster, page: Page, rectangle: Box, side: Side, edge: Edge): Edge {
  const view = viewFrom(side, rectangle, raster.width, raster.height);
  const width = (d: number): number => {
    // From the first ink to the last: an outline may hold the page's own colour.
    const ink = (p: number): boolean =>
      maxDifference(raster, view.offset(d, p), page.colour) > page.tolerance;
    let first = view.from;
    while (first < view.to && !ink(first)) first++;
    let last = view.to - 1;
    while (last >= first && !ink(last)) last--;
    return (last - first + 1) / (view.to - view.from);
  };
  const crossing = (share: number): number | null => {
    for (let d = 5; d > -view.outside && d > -2 * (view.to - view.from); d--) {
      const here = width(d);
      const next = width(d - 1);
      if (next < share) return here > next ? d - 1 + (share - next) / (here - next) : d;
    }
    return null;
  };
  const nine = crossing(0.9);
  const half = crossing(0.5);
  // A base wider than a line or two means no taper (a square block): the rectangle's own end stands.
  if (nine === null || half === null || nine - half < 0.5) return edge;
  const base = nine + (nine - half) / 4 + 0.5;
  const at =
    side === 'left'
      ? rectangle.left + base
      : side === 'top'
        ? rectangle.top + base
        : side === 'right'
          ? rectangle.right - base
          : rectangle.bottom - base;
  return { at, outer: Math.round(at), inner: Math.round(at), thickness: 0 };
}
