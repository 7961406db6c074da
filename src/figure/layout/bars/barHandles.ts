import type { Box, Raster } from '../../../model/types.js';
import type { Components } from '../ink/components.js';
import type { Edge, Side } from '../ink/edges.js';
import { maxDifference, type Page } from '../ink/page.js';
import { boxHeight, boxWidth } from '../ink/rectangle.js';
import { fades } from './fadedEnds.js';

/** Bars that can be dragged (web pages have them) end at the middles of their handles. */

/** Handles are longer (pixels, and of the bar's thickness) than ticks are thick, and shorter than bars. */
const handle = { least: 4, leastShare: 0.15, mostShare: 1.5 };
/** Of a handle drawn in outline this much, of the bar's thickness and in pixels, may show the page between the bar and its outline. */
const HOLLOW = { share: 0.3, most: 5 };

/**
 * The middle of a handle at one end of a bar that can be dragged (web pages have them), where the bar ends: rows at the
 * end whose ink, or the outline of whatever lies there, is wider than the bar, on both sides alike. Undefined where there is none.
 */
function handleAt(raster: Raster, page: Page, rectangle: Box, whole: Box, side: Side): Edge | undefined {
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
    while (n < Math.min(HOLLOW.most, HOLLOW.share * thickness) && !isInk(from + n * step, b)) n++;
    const gap = n;
    while (n < thickness && isInk(from + n * step, b)) n++;
    return n > gap ? n : 0;
  };
  // Inwards from the end of the ink.
  const inward = side === 'top' || side === 'left' ? 1 : -1;
  const first = whole[side] - (inward < 0 ? 1 : 0);
  let from = -1;
  let rows = 0;
  let ends = false;
  // Compression smears the rims of bars.
  const least = page.noisy ? 3 : 1;
  for (let d = 0; d < handle.mostShare * thickness; d++) {
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
  if (!ends || rows < Math.max(handle.least, handle.leastShare * thickness)) return undefined;
  return edgeAt(first + (from + (rows - 1) / 2) * inward + 0.5);
}

const edgeAt = (at: number): Edge => ({
  at,
  outer: Math.round(at),
  inner: Math.round(at),
  thickness: 0,
});

/** A handle that does not touch its bar leaves no more room than a line or two, of the bar's thickness and at least (pixels). */
const apart = { share: 0.1, least: 3 };
/** Of a handle's box, the share that it fills: text and brackets leave more room. */
const leastFilled = 0.7;

/** The middle of a handle that a white line parts from its bar. */
function detachedHandle(parts: Components, rectangle: Box, side: Side): Edge | undefined {
  const vertical = side === 'top' || side === 'bottom';
  const span = (b: Box): readonly [number, number, number, number] =>
    vertical ? [b.left, b.right, b.top, b.bottom] : [b.top, b.bottom, b.left, b.right];
  const [a0, a1, b0, b1] = span(rectangle);
  const thickness = a1 - a0;
  const found = parts.list.find(({ box, area }) => {
    const [h0, h1, from, to] = span(box);
    const [before, after] = [a0 - h0, h1 - a1];
    const gap = side === 'bottom' || side === 'right' ? from - b1 : b0 - to;
    return (
      Math.min(before, after) >= 1 &&
      Math.max(before, after) <= thickness &&
      Math.abs(before - after) <= 2 + 0.1 * thickness &&
      gap >= 0 &&
      gap <= Math.max(apart.least, apart.share * thickness) &&
      to - from >= handle.least &&
      to - from <= handle.mostShare * thickness &&
      area >= leastFilled * (h1 - h0) * (to - from)
    );
  });
  if (found === undefined) return undefined;
  const [, , from, to] = span(found.box);
  return edgeAt((from + to) / 2);
}

/**
 * The middles of the handles at both ends of a bar. One that has the page's own colour is as far beyond its end, which
 * fades into the page too, as the other one is.
 */
export function handlesAt(
  raster: Raster,
  page: Page,
  parts: Components,
  { rectangle, whole }: { readonly rectangle: Box; readonly whole: Box },
  [lowSide, highSide]: readonly [Side, Side],
): { readonly low?: Edge | undefined; readonly high?: Edge | undefined } {
  const [low, high] = ([lowSide, highSide] as const).map(
    (side) => handleAt(raster, page, rectangle, whole, side) ?? detachedHandle(parts, rectangle, side),
  );
  // Beyond the bar's own end: a handle that touches it is a part of the rectangle.
  const mirrored = (seen: Edge, side: Side, hidden: Side): Edge | undefined => {
    const beyond = Math.abs(seen.at - rectangle[side]);
    const outward = hidden === 'left' || hidden === 'top' ? -1 : 1;
    return fades(raster, page, rectangle, hidden) ? edgeAt(rectangle[hidden] + outward * beyond) : undefined;
  };
  if (low && !high) return { low, high: mirrored(low, lowSide, highSide) };
  if (high && !low) return { low: mirrored(high, highSide, lowSide), high };
  return { low, high };
}
