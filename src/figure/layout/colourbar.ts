import { rgbRows, rowColours } from '../../bar/barProfile.js';
import { axesOf, type BarReading, readBar } from '../../bar/readBar.js';
import type { Box, Raster, Rgb } from '../../model/types.js';
import { arrowBase, handleAt, withoutBandFrames, withoutRinging } from './barEdges.js';
import type { Components } from './components.js';
import { difference, type Edge, type Edges, frameEdges } from './frame.js';
import type { Page } from './page.js';
import { barRectangle, boxHeight, boxWidth, unite } from './rectangle.js';

export type Orientation = 'vertical' | 'horizontal';

/** A colourbar as it is drawn. */
export interface ColourbarLayout {
  /** Whole pixels, in the convention of plot boxes: a frame line's pixel counts at the left and top only. */
  readonly box: Box;
  readonly orientation: Orientation;
  readonly edges: Edges;
  readonly confidence: number;
  /** Its colours row by row, its ends and what lies beyond them. */
  readonly reading: BarReading;
}

/** A bar is at least this long and this thick, in pixels. */
export const SHORTEST = 24;
export const THINNEST = 5;
/** A bar is at least this many times as long as it is thick. */
export const STOUTEST = 1.8;

/**
 * All rectangles that look like colourbars: each line across has one colour, and along it the colours change.
 * Pieces of one bar that the page's own colour cuts (a white middle without a frame) are put together.
 */
export function findColourbars(
  raster: Raster,
  page: Page,
  parts: Components,
  lossy: boolean,
): ColourbarLayout[] {
  const found: ColourbarLayout[] = [];
  for (const orientation of ['vertical', 'horizontal'] as const) {
    const pieces: { rectangle: Box; whole: Box }[] = [];
    for (const component of parts.list) {
      const { box } = component;
      const length = orientation === 'vertical' ? boxHeight(box) : boxWidth(box);
      const thickness = orientation === 'vertical' ? boxWidth(box) : boxHeight(box);
      if (length < 4 || thickness < THINNEST || component.area < 0.5 * length * THINNEST) continue;
      if (thickness > 0.5 * (orientation === 'vertical' ? raster.width : raster.height)) continue;
      const seen = barRectangle(parts, component, raster.width, orientation);
      if (seen === null) continue;
      const rectangle = lossy ? withoutRinging(raster, page, seen, axesOf(orientation)) : seen;
      if (uniformShare(rowColours(raster, rectangle, axesOf(orientation)), page.noisy) >= 0.85)
        pieces.push({ rectangle, whole: component.box });
    }
    const isolated = pieces.filter(({ rectangle }) => !hasNeighbour(rectangle, orientation, parts));
    for (const { rectangle, whole } of joined(raster, page, isolated, orientation)) {
      const bar = asColourbar(raster, page, rectangle, whole, orientation, lossy);
      if (bar !== null) found.push(bar);
    }
  }
  return found;
}

/** Nearer than this (pixels), two rectangles are cells of one plot with white lines between them. */
const SEAM = 4;

// Other ink runs along most of one of the piece's long sides, right beside it: the cells of a plot.
function hasNeighbour(piece: Box, orientation: Orientation, parts: Components): boolean {
  const vertical = orientation === 'vertical';
  const length = vertical ? boxHeight(piece) : boxWidth(piece);
  let before = 0;
  let after = 0;
  for (const { box, area } of parts.list) {
    if (area < 25) continue;
    const common = vertical
      ? Math.min(box.bottom, piece.bottom) - Math.max(box.top, piece.top)
      : Math.min(box.right, piece.right) - Math.max(box.left, piece.left);
    if (common <= 0) continue;
    const [start, end, first, last] = vertical
      ? [box.left, box.right, piece.left, piece.right]
      : [box.top, box.bottom, piece.top, piece.bottom];
    if (start >= last && start <= last + SEAM) after += common;
    else if (end <= first && end >= first - SEAM) before += common;
  }
  return Math.max(before, after) >= 0.6 * length;
}

/** A bar's colours fade into the page's by less than this where it cuts the bar in two. */
const FADED = 16;

// Pieces on one line with the same two long sides, a short gap between them, no frame line facing the gap and
// other colours on either side of it: two bars on top of one another have frames, or repeat the same colours.
function joined(
  raster: Raster,
  page: Page,
  pieces: { rectangle: Box; whole: Box }[],
  orientation: Orientation,
): { rectangle: Box; whole: Box }[] {
  const vertical = orientation === 'vertical';
  const span = (b: Box): [number, number, number, number] =>
    vertical ? [b.left, b.right, b.top, b.bottom] : [b.top, b.bottom, b.left, b.right];
  const result: { rectangle: Box; whole: Box }[] = [];
  for (const piece of [...pieces].sort((p, q) => span(p.rectangle)[2] - span(q.rectangle)[2])) {
    const [a0, a1, from, to] = span(piece.rectangle);
    const host = result.find(({ rectangle }) => {
      const [h0, h1, start, end] = span(rectangle);
      const gap = from - end;
      if (Math.abs(h0 - a0) > 1 || Math.abs(h1 - a1) > 1) return false;
      if (gap < 0 || gap > 0.6 * Math.max(end - start, to - from)) return false;
      const [before, after] = [rectangle, piece.rectangle].map((b) => frameEdges(raster, b, page.colour));
      const [one, other] = [rectangle, piece.rectangle].map((b) =>
        rgbRows(rowColours(raster, b, axesOf(orientation)).colours),
      );
      // Rows run from the bottom or the left: the ends that face each other.
      const facing = vertical
        ? ([
            [before!.bottom, one![0]!],
            [after!.top, other!.at(-1)!],
          ] as const)
        : ([
            [before!.right, one!.at(-1)!],
            [after!.left, other![0]!],
          ] as const);
      // A line of a frame stands out from the page; colours that fade into it do not.
      if (facing.some(([edge, row]) => edge.thickness > 0 && difference(row, page.colour) > FADED))
        return false;
      const shared = one!.filter((c) => other!.some((d) => difference(c, d) <= 12)).length;
      return shared < 0.3 * one!.length;
    });
    if (host === undefined) result.push({ ...piece });
    else {
      host.rectangle = unite(host.rectangle, piece.rectangle);
      host.whole = unite(host.whole, piece.whole);
    }
  }
  return result;
}

function asColourbar(
  raster: Raster,
  page: Page,
  rectangle: Box,
  whole: Box,
  orientation: Orientation,
  lossy: boolean,
): ColourbarLayout | null {
  const vertical = orientation === 'vertical';
  const length = vertical ? boxHeight(rectangle) : boxWidth(rectangle);
  const thickness = vertical ? boxWidth(rectangle) : boxHeight(rectangle);
  if (length < SHORTEST || thickness < THINNEST || length < STOUTEST * thickness) return null;
  const framed = withoutBandFrames(frameEdges(raster, rectangle, page.colour), rectangle);
  const read = rowColours(raster, rectangle, axesOf(orientation));
  const uniform = uniformShare(read, page.noisy);
  // What the page shows through a gap is no colour of the bar's.
  const rows = rgbRows(read.colours).filter((row) => difference(row, page.colour) > page.tolerance);
  if (uniform < 0.9 || !changesColour(rows, page.noisy)) return null;
  // An arrow reaches at least 3 pixels and a fifth of the bar's thickness past the rectangle; ticks stick out sideways.
  const reach = Math.max(3, 0.2 * thickness);
  const extended = vertical
    ? { low: whole.bottom - rectangle.bottom >= reach, high: rectangle.top - whole.top >= reach }
    : { low: rectangle.left - whole.left >= reach, high: whole.right - rectangle.right >= reach };
  const edges = { ...framed };
  const [lowSide, highSide] = vertical ? (['bottom', 'top'] as const) : (['left', 'right'] as const);
  const handles = {
    low: handleAt(raster, page, rectangle, whole, lowSide),
    high: handleAt(raster, page, rectangle, whole, highSide),
  };
  if (handles.low) edges[lowSide] = handles.low;
  else if (extended.low) {
    if (vertical) edges.bottom = arrowBase(raster, page, rectangle, 'bottom', edges.bottom);
    else edges.left = arrowBase(raster, page, rectangle, 'left', edges.left);
  }
  if (handles.high) edges[highSide] = handles.high;
  else if (extended.high) {
    if (vertical) edges.top = arrowBase(raster, page, rectangle, 'top', edges.top);
    else edges.right = arrowBase(raster, page, rectangle, 'right', edges.right);
  }
  const elongation = length / thickness;
  return {
    box: conventionBox(edges),
    orientation,
    edges,
    confidence: Math.min(1, uniform) * Math.min(1, 0.5 + elongation / 8),
    reading: readBar(raster, conventionBox(edges), {
      orientation,
      lossy,
      ends: { ...(handles.low && { low: handles.low.at }), ...(handles.high && { high: handles.high.at }) },
    }),
  };
}

/**
 * The whole pixels of data inside a frame: its outermost lines are the innermost lines of the frame on the left and
 * top, and lie just inside it on the right and bottom. For the usual frame, one pixel thick and centred on the edge
 * of the axes, these are the axes' own edges rounded down.
 */
export function conventionBox(edges: Edges): Box {
  const spare = (edge: Edge): number => Math.max(0, edge.thickness - 1.15) / 2;
  return {
    left: Math.floor(edges.left.at + spare(edges.left) + 0.01),
    top: Math.floor(edges.top.at + spare(edges.top) + 0.01),
    right: Math.floor(edges.right.at - spare(edges.right) + 0.01),
    bottom: Math.floor(edges.bottom.at - spare(edges.bottom) + 0.01),
  };
}

/** The colours of a bar, from its bottom or left end. */
export function coloursOf({ reading: { profile } }: ColourbarLayout): Rgb[] {
  return rgbRows(profile.colours, profile.from, profile.to);
}

// Share of the lines across a bar that have one colour.
function uniformShare({ colours, deviations }: ReturnType<typeof rowColours>, noisy: boolean): number {
  const tolerance = noisy ? 24 : 8;
  const rows = colours.length / 3;
  const pixels = deviations.length / (3 * rows);
  let good = 0;
  for (let i = 0; i < rows; i++) {
    let same = 0;
    for (let a = 0; a < pixels; a++) {
      const off = (c: number): number => deviations[(3 * i + c) * pixels + a]!;
      if (off(0) <= tolerance && off(1) <= tolerance && off(2) <= tolerance) same++;
    }
    if (same >= 0.8 * pixels) good++;
  }
  return good / Math.max(1, rows);
}

// At least 3 colours besides lines drawn across, and a walk through colour space longer than any noise makes.
export function changesColour(profile: readonly Rgb[], noisy: boolean): boolean {
  const inner = profile.slice(Math.ceil(profile.length / 40) + 1, -Math.ceil(profile.length / 40) - 1);
  const step = noisy ? 24 : 10;
  const seen: Rgb[] = [];
  for (let i = 1; i < inner.length; i++) {
    if (difference(inner[i]!, inner[i - 1]!) > step) continue;
    if (seen.every((s) => difference(s, inner[i]!) > step)) seen.push(inner[i]!);
  }
  return seen.length >= 3;
}
