import type { BarReading } from '../../bar/readBar.js';
import type { Box, Raster, Rgb } from '../../model/types.js';
import { type Edges, type Side, upright, viewFrom } from './ink/edges.js';
import { maxDifference, type Page } from './ink/page.js';

/** A tick mark on one side of a rectangle. */
export interface Tick {
  /** Pixel coordinate of its centre along the side (x for the top and bottom, y for the left and right). */
  readonly at: number;
  /** How far it sticks out of (or into) the rectangle, in pixels. */
  readonly length: number;
}

/** Thickest mark and longest mark that count as ticks, relative to the picture's diagonal and at least. */
const THICKEST = { pixels: 5, share: 0.006 };
const LONGEST = { pixels: 26, share: 0.035 };

/** The whole pixels that the outsides of the frame lines enclose. */
export const outerBox = (edges: Edges): Box => ({
  left: edges.left.outer,
  top: edges.top.outer,
  right: edges.right.outer,
  bottom: edges.bottom.outer,
});

/** Marks that leave a rectangle's side outward, in order along the side. */
export function ticksOutside(raster: Raster, page: Page, edges: Edges, side: Side): Tick[] {
  const view = viewFrom(side, outerBox(edges), raster.width, raster.height);
  const threshold = page.noisy ? 56 : 32;
  return marks(raster, side, edges, (p, d) => {
    if (d >= view.outside) return 0;
    const contrast = maxDifference(raster, view.offset(-1 - d, p), page.colour);
    return contrast >= threshold ? contrast : 0;
  });
}

/**
 * Marks that enter a colourbar from one of its long sides: pixels that differ from the bar's own colour on their
 * line (the median across it).
 */
export function ticksInsideBar(
  raster: Raster,
  edges: Edges,
  side: Side,
  { orientation, body, profile: { colours } }: BarReading,
): Tick[] {
  const vertical = orientation === 'vertical';
  const inside: Box = {
    left: edges.left.inner,
    top: edges.top.inner,
    right: edges.right.inner,
    bottom: edges.bottom.inner,
  };
  const view = viewFrom(side, inside, raster.width, raster.height);
  const start = vertical ? inside.top : inside.left;
  const end = vertical ? inside.bottom : inside.right;
  const last = colours.length / 3 - 1;
  const found = marks(raster, side, edges, (p, d) => {
    if (p < start || p >= end || d >= 0.45 * view.depth) return 0;
    const row = Math.min(last, Math.max(0, vertical ? body.bottom - 1 - p : p - body.left));
    const own: Rgb = [colours[3 * row]!, colours[3 * row + 1]!, colours[3 * row + 2]!];
    const contrast = maxDifference(raster, view.offset(d, p), own);
    return contrast >= 48 ? contrast : 0;
  });
  return found.filter((t) => t.length < 0.45 * view.depth);
}

/** Marks that enter a plot area: pixels of the frame's kind that stand out from both neighbours along the side. */
export function ticksInsidePlot(raster: Raster, page: Page, edges: Edges, side: Side): Tick[] {
  const inside: Box = {
    left: edges.left.inner,
    top: edges.top.inner,
    right: edges.right.inner,
    bottom: edges.bottom.inner,
  };
  const view = viewFrom(side, inside, raster.width, raster.height);
  const dark = page.colour[0] + page.colour[1] + page.colour[2] > 384;
  const level = (d: number, p: number): number => {
    const o = view.offset(d, p);
    return (raster.data[o]! + raster.data[o + 1]! + raster.data[o + 2]!) / 3;
  };
  const found = marks(raster, side, edges, (p, d) => {
    if (p - 3 < view.from || p + 3 >= view.to || d >= view.depth / 4) return 0;
    const here = level(d, p);
    if (dark ? here > 110 : here < 145) return 0;
    const around = dark
      ? Math.min(level(d, p - 3), level(d, p + 3)) - here
      : here - Math.max(level(d, p - 3), level(d, p + 3));
    return around >= 40 ? around : 0;
  });
  // Grid lines and contours run on; ticks of one axis have one length.
  return found.filter((t) => t.length >= 3 && t.length < 0.08 * view.depth + 8);
}

// Groups of neighbouring positions whose mark starts at the side itself, with the centroid of their contrast.
function marks(raster: Raster, side: Side, edges: Edges, contrast: (p: number, d: number) => number): Tick[] {
  const diagonal = Math.hypot(raster.width, raster.height);
  const thickest = Math.max(THICKEST.pixels, THICKEST.share * diagonal);
  const longest = Math.max(LONGEST.pixels, LONGEST.share * diagonal);
  const [from, to, limit] = upright(side)
    ? [edges.top.outer, edges.bottom.outer, raster.height]
    : [edges.left.outer, edges.right.outer, raster.width];
  const ticks: Tick[] = [];
  let weight = 0;
  let moment = 0;
  let length = 0;
  let first = -1;
  const flush = (p: number): void => {
    if (first >= 0 && length >= 2 && length < longest && p - first <= thickest)
      ticks.push({ at: moment / weight, length });
    first = -1;
    weight = moment = length = 0;
  };
  for (let p = Math.max(0, from - 2); p < Math.min(limit, to + 2); p++) {
    let sum = 0;
    let d = 0;
    // The first line may be the frame's own anti-aliasing: a mark is two lines at least.
    for (; d < longest; d++) {
      const c = contrast(p, d);
      if (c === 0) break;
      sum += c;
    }
    if (d < 2) {
      flush(p);
      continue;
    }
    if (first < 0) first = p;
    // Anti-aliased edges of a mark break off early: weigh what there is.
    weight += sum;
    moment += sum * (p + 0.5);
    length = Math.max(length, d);
  }
  flush(Math.min(limit, to + 2));
  return ticks;
}

/**
 * The long ones: where an axis has marks of two lengths, labels stand at the long ones. All of them when the
 * lengths do not fall into two groups.
 */
export function majorTicks(ticks: readonly Tick[]): Tick[] {
  const lengths = ticks.map((t) => t.length).sort((a, b) => a - b);
  let cut = 0;
  let widest = 0;
  for (let i = 1; i < lengths.length; i++) {
    const gap = lengths[i]! - lengths[i - 1]!;
    if (gap > widest) {
      widest = gap;
      cut = (lengths[i]! + lengths[i - 1]!) / 2;
    }
  }
  const long = ticks.filter((t) => t.length > cut);
  return widest >= 1.5 && long.length >= 2 ? long : [...ticks];
}
