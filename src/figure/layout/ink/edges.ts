import type { Box } from '../../../model/types.js';

/** One side of a rectangle of data. Coordinates are pixel edges: pixel i spans i…i + 1. */
export interface Edge {
  /** Where the data end: the centre of the frame line, or the border of the outermost pixel where there is none. */
  readonly at: number;
  /** Where the frame ends on the outside (whole pixels): ticks start here. */
  readonly outer: number;
  /** First whole pixel border inside that the frame does not touch. */
  readonly inner: number;
  /** Thickness of the frame line, 0 without one. */
  readonly thickness: number;
}

/** The four sides of a rectangle of data. */
export interface Edges {
  readonly left: Edge;
  readonly top: Edge;
  readonly right: Edge;
  readonly bottom: Edge;
}

export type Side = keyof Edges;
export const SIDES: readonly Side[] = ['left', 'top', 'right', 'bottom'];

/** Pixels from a side of a box outward to what stands there; negative where they overlap. */
export function gapBeside(of: Box, side: Side, { left, top, right, bottom }: Box): number {
  const gaps = {
    left: of.left - right,
    right: left - of.right,
    top: of.top - bottom,
    bottom: top - of.bottom,
  };
  return gaps[side];
}

/** Whether a side runs up and down. */
export const upright = (side: Side): side is 'left' | 'right' => side === 'left' || side === 'right';

/** Pixel offsets (bytes) seen from one side of a box: `d` lines inward, `p` along it. */
export interface View {
  readonly offset: (d: number, p: number) => number;
  /** First and last + 1 position along the side. */
  readonly from: number;
  readonly to: number;
  /** Lines available inward before the opposite side, and outward before the picture ends. */
  readonly depth: number;
  readonly outside: number;
}

export function viewFrom(side: Side, box: Box, width: number, height: number): View {
  const at = (x: number, y: number): number => 4 * (y * width + x);
  switch (side) {
    case 'left':
      return {
        offset: (d, p) => at(box.left + d, p),
        from: box.top,
        to: box.bottom,
        depth: box.right - box.left,
        outside: box.left,
      };
    case 'right':
      return {
        offset: (d, p) => at(box.right - 1 - d, p),
        from: box.top,
        to: box.bottom,
        depth: box.right - box.left,
        outside: width - box.right,
      };
    case 'top':
      return {
        offset: (d, p) => at(p, box.top + d),
        from: box.left,
        to: box.right,
        depth: box.bottom - box.top,
        outside: box.top,
      };
    case 'bottom':
      return {
        offset: (d, p) => at(p, box.bottom - 1 - d),
        from: box.left,
        to: box.right,
        depth: box.bottom - box.top,
        outside: height - box.bottom,
      };
  }
}

/** The edges of a box that nothing frames. */
export function plainEdges({ left, top, right, bottom }: Box): Edges {
  const edge = (at: number): Edge => ({ at, outer: at, inner: at, thickness: 0 });
  return { left: edge(left), top: edge(top), right: edge(right), bottom: edge(bottom) };
}
