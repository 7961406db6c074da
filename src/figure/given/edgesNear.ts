import type { Box, Raster, Rgb } from '../../model/types.js';
import { SIDES, type Side, viewFrom } from '../layout/ink/edges.js';
import { commonColour, maxDifference } from '../layout/ink/page.js';

/** A box drawn by hand is off by so many pixels at most; what lies farther away is something else. */
export const reach = 12;
/** A box within so many pixels of an edge lies on it: conventions for frame lines differ by as much. */
export const onEdge = 2;
/** Share of a line outside that has one colour: ticks, labels and grid lines take the rest. */
const leastOutside = 0.7;
/** Share of the line inside that differs from it: data may have the page's own colour in places. */
const leastInside = 0.6;
/** Contrast of what is drawn with what it is drawn on: more than anti-aliasing, or a codec's ringing, leaves. */
const contrast = { clean: 6, lossy: 28 } as const;
/** What something is drawn on goes on outward, past the line beside it; letters beside an edge take less than half. */
const farther = 2;
const leastFarther = 0.5;

/** Where something drawn begins at a side of a box, and on what it is drawn. */
export interface EdgeNear {
  /** Pixels inward from the side of the box to the first line that is drawn; negative: outside of it. */
  readonly inward: number;
  readonly outside: Rgb;
}

/**
 * The outermost edge near each side of a box: a line of mostly one colour, and beside it, inward, one that is mostly
 * another. Null where the data go on beyond the box, or nothing begins near it.
 */
export function edgesNear(raster: Raster, box: Box, lossy: boolean): Record<Side, EdgeNear | null> {
  const near = {} as Record<Side, EdgeNear | null>;
  // The longer sides first: they cannot miss what they bound, and the ends of the others go by them.
  const [long, short] =
    box.bottom - box.top >= box.right - box.left
      ? [['left', 'right'] as const, ['top', 'bottom'] as const]
      : [['top', 'bottom'] as const, ['left', 'right'] as const];
  for (const side of long) near[side] = edgeNear(raster, box, side, lossy);
  const trued = movedTo(box, { ...near, [short[0]]: null, [short[1]]: null });
  for (const side of short) near[side] = edgeNear(raster, trued, side, lossy);
  return near;
}

/** The box with its sides where the edges are; sides without one stay. */
export function movedTo(box: Box, near: Readonly<Record<Side, EdgeNear | null>>): Box {
  const by = (side: Side): number => near[side]?.inward ?? 0;
  return {
    left: box.left + by('left'),
    top: box.top + by('top'),
    right: box.right - by('right'),
    bottom: box.bottom - by('bottom'),
  };
}

/** How far the sides of two boxes are apart at most. */
export const apart = (a: Box, b: Box): number =>
  Math.max(...SIDES.map((side) => Math.abs(a[side] - b[side])));

function edgeNear(raster: Raster, box: Box, side: Side, lossy: boolean): EdgeNear | null {
  const view = viewFrom(side, box, raster.width, raster.height);
  const least = lossy ? contrast.lossy : contrast.clean;
  const length = view.to - view.from;
  // The box may reach beyond what it bounds at either end, by no more than a quarter if it bounds it at all.
  const trim = Math.min(reach, Math.floor(length / 4));
  const along: number[] = [];
  for (let p = view.from + trim; p < view.to - trim; p++) along.push(p);
  const line = (d: number): number[] => along.map((p) => view.offset(d, p));
  const deepest = Math.min(reach, Math.floor(view.depth / 2));
  for (let d = -Math.min(reach, view.outside - 2); d <= deepest; d++) {
    // Anti-aliasing takes the line between.
    const beyond = line(d - 2);
    const outside = commonColour(raster, beyond);
    const plain = beyond.filter((o) => maxDifference(raster, o, outside) <= least).length;
    if (plain < leastOutside * beyond.length) continue;
    // A gradient has lines of one colour too.
    if (d - 2 - farther >= -view.outside) {
      const ground = line(d - 2 - farther).filter((o) => maxDifference(raster, o, outside) <= least).length;
      if (ground < leastFarther * along.length) continue;
    }
    const drawn = line(d).filter((o) => maxDifference(raster, o, outside) > least).length;
    const next = line(d + 1).filter((o) => maxDifference(raster, o, outside) > least).length;
    if (drawn < leastInside * along.length && next < leastInside * along.length) continue;
    return { inward: drawn >= leastInside * along.length ? d : d + 1, outside };
  }
  return null;
}
