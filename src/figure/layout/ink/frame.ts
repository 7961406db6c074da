import type { Box, Raster, Rgb } from '../../../model/types.js';
import { type Edge, type Edges, SIDES, type Side, type View, viewFrom } from './edges.js';
import { maxDifference } from './page.js';

/** Frames drawn by plotting programs are at most this thick at the resolutions that figures are kept in. */
const THICKEST_LINE = 12;
/** Two colours are the same line colour within this (anti-aliasing and lossy codecs move it). */
const SAME_LINE = 48;
/** Two sides of one frame are as thick as one another, within rounding (pixels). */
const SAME_DEPTH = 2;

interface Line {
  readonly colour: Rgb;
  /** Distance of the line's centre from the box's side, inward. */
  readonly centre: number;
  readonly thickness: number;
  readonly first: number;
  readonly last: number;
}

/**
 * Where the data of a framed or unframed rectangle end, to the sub-pixel.
 *
 * A frame is a line of one colour along a side that differs from what lies inside it. Plotting programs stroke it
 * centred on the edge of the axes, so the data end at its centre. Where the data have the frame's own colour the
 * line cannot be seen; then the other sides tell how thick it is.
 *
 * @param box the rectangle of ink, frame included
 */
export function frameEdges(raster: Raster, box: Box, page: Rgb): Edges {
  const lines = {} as Record<Side, Line | null>;
  for (const side of SIDES) lines[side] = frameLine(raster, side, box, page);
  const found = SIDES.map((s) => lines[s]).filter((l) => l !== null);
  const typical = found[0] === undefined ? null : found[Math.floor(found.length / 2)]!;
  const seen = {} as Record<Side, Line | null>;
  const depths = {} as Record<Side, number>;
  for (const side of SIDES) {
    const line = lines[side] ?? (typical && hiddenLine(raster, side, box, typical) ? typical : null);
    seen[side] = line;
    depths[side] = line === null ? 0 : fancyDepth(raster, side, box, page, line);
  }
  const edge = (side: Side): { at: number; outer: number; inner: number; thickness: number } => {
    const line = seen[side];
    if (line === null) return { at: 0, outer: 0, inner: 0, thickness: 0 };
    const fancy = depths[side];
    // Such a frame goes round the corner; on one side alone, cells of dark data alternate with blank ones.
    const goesOn = SIDES.some((other) => other !== side && Math.abs(depths[other] - fancy) <= SAME_DEPTH);
    if (fancy > 0 && goesOn)
      return { at: fancy, outer: line.first, inner: fancy, thickness: fancy - line.first };
    return { at: line.centre, outer: line.first, inner: line.last + 1, thickness: line.thickness };
  };
  const inward = (side: Side): Edge => {
    const e = edge(side);
    const place = (d: number): number =>
      side === 'left'
        ? box.left + d
        : side === 'top'
          ? box.top + d
          : side === 'right'
            ? box.right - d
            : box.bottom - d;
    return { at: place(e.at), outer: place(e.outer), inner: place(e.inner), thickness: e.thickness };
  };
  return { left: inward('left'), top: inward('top'), right: inward('right'), bottom: inward('bottom') };
}

function frameLine(raster: Raster, side: Side, box: Box, page: Rgb): Line | null {
  const view = viewFrom(side, box, raster.width, raster.height);
  const { data } = raster;
  const deep = Math.min(THICKEST_LINE - 2, Math.floor(view.depth / 2));
  const positions = middlePositions(view);
  const inside = positions.map((p) => view.offset(deep, p));
  let chosen = -1;
  let colour: Rgb = page;
  let valid: number[] = [];
  for (let d = 0; d < Math.min(7, deep); d++) {
    const offsets = positions.map((p) => view.offset(d, p));
    const median = medianColour(raster, offsets);
    const same = offsets.filter((o) => maxDifference(raster, o, median) <= SAME_LINE).length;
    const contrast = difference(median, page);
    const stands: number[] = [];
    inside.forEach((o, k) => {
      if (maxDifference(raster, o, median) > SAME_LINE) stands.push(k);
    });
    const good = same >= 0.8 * offsets.length && contrast > 20 && stands.length >= 0.25 * offsets.length;
    if (good && (chosen < 0 || contrast > difference(colour, page) + 20)) {
      chosen = d;
      colour = median;
      valid = stands;
    } else if (chosen >= 0) break;
  }
  if (chosen < 0) return null;
  // How much of a line's pixels the frame covers. What it is mixed with is the page outside; inside, the colour two
  // lines farther in (the data change over longer distances, and anti-aliasing reaches one line only).
  const coverage = (d: number): number => {
    const covers = valid
      .map((k) => {
        const p = positions[k]!;
        const o = view.offset(d, p);
        if (maxDifference(raster, o, colour) <= 0.12 * maxDifference(raster, inside[k]!, colour)) return 1;
        const beyond = view.offset(Math.min(d + 2, deep), p);
        let dot = 0;
        let norm = 0;
        for (let c = 0; c < 3; c++) {
          const other = d < chosen ? page[c]! : data[beyond + c]!;
          dot += (data[o + c]! - other) * (colour[c]! - other);
          norm += (colour[c]! - other) ** 2;
        }
        return norm > 0 ? Math.min(1, Math.max(0, dot / norm)) : 0;
      })
      .sort((a, b) => a - b);
    return covers[covers.length >> 1] ?? 0;
  };
  let thickness = 0;
  let moment = 0;
  let first = chosen;
  let last = chosen;
  let partial = 0;
  let isPast = false;
  const add = (d: number): boolean => {
    const w = coverage(d);
    if (w < 0.04) return false;
    if (d > chosen && w < 0.9 && w > 0.2) partial++;
    // Anti-aliasing reaches one line: what fades beyond that is a map that begins in nearly the frame's colour.
    if (isPast) return true;
    isPast = d > chosen && w < 0.5;
    thickness += w;
    moment += w * (d + 0.5);
    first = Math.min(first, d);
    last = Math.max(last, d);
    return true;
  };
  if (!add(chosen)) return null;
  for (let d = chosen - 1; d >= -Math.min(2, view.outside) && add(d); d--);
  for (let d = chosen + 1; d < deep && add(d); d++);
  // A line has sharp sides; where colours fade over several lines they are data.
  if (partial > 2) return null;
  // A band that runs on to the reference is data, not a line.
  if (last >= deep - 1 && deep > 3 && thickness > 0.8 * deep) return null;
  return { colour, centre: moment / thickness, thickness, first: Math.max(0, first), last };
}

// The outermost line of this side has the colour of the frame found on the other sides.
function hiddenLine(raster: Raster, side: Side, box: Box, frame: Line): boolean {
  const view = viewFrom(side, box, raster.width, raster.height);
  const d = Math.min(view.depth - 1, Math.floor(frame.centre));
  const offsets = middlePositions(view).map((p) => view.offset(d, p));
  return (
    offsets.filter((o) => maxDifference(raster, o, frame.colour) <= SAME_LINE).length >= 0.8 * offsets.length
  );
}

/**
 * Depth of a frame that alternates between the line colour and the page (GMT's "fancy" frame), 0 for plain ones:
 * a band of at least 4 lines holding hardly anything but those two colours, and enough of both.
 */
function fancyDepth(raster: Raster, side: Side, box: Box, page: Rgb, line: Line): number {
  const view = viewFrom(side, box, raster.width, raster.height);
  const positions = middlePositions(view);
  const limit = Math.min(Math.floor(view.depth / 12), 4 * THICKEST_LINE);
  let mixed = 0;
  let d = line.first;
  for (; d < limit; d++) {
    let pale = 0;
    let dark = 0;
    for (const p of positions) {
      const o = view.offset(d, p);
      if (maxDifference(raster, o, page) <= SAME_LINE) pale++;
      else if (maxDifference(raster, o, line.colour) <= SAME_LINE) dark++;
    }
    if (pale + dark < 0.93 * positions.length || dark < 0.1 * positions.length) break;
    if (pale > 0.15 * positions.length) mixed++;
  }
  return mixed >= 3 && d < limit ? d : 0;
}

// About two hundred positions along the middle nine tenths of a side: corners belong to two frames.
export function middlePositions(view: View): number[] {
  const length = view.to - view.from;
  const trim = Math.floor(length / 20) + 1;
  const step = Math.max(1, Math.floor(length / 200));
  const positions: number[] = [];
  for (let p = view.from + trim; p < view.to - trim; p += step) positions.push(p);
  return positions;
}

export function medianColour(raster: Raster, offsets: readonly number[]): Rgb {
  const channel = (c: number): number => {
    const sorted = offsets.map((o) => raster.data[o + c]!).sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? 0;
  };
  return [channel(0), channel(1), channel(2)];
}

export function difference(a: Rgb, b: Rgb): number {
  return Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2]));
}

/** A colour that is mixed of two others lies between them but for this, any channel. */
export const MIXED = 8;

/** Whether a colour is a mixture of two others: what a line that lies between pixels leaves of both. */
export function isMixed(colour: Rgb, a: Rgb, b: Rgb): boolean {
  const run = b.map((v, c) => v - a[c]!);
  const length = run.reduce((sum, v) => sum + v * v, 0);
  const share = run.reduce((sum, v, c) => sum + v * (colour[c]! - a[c]!), 0) / Math.max(1, length);
  return share > 0 && share < 1 && colour.every((v, c) => Math.abs(a[c]! + share * run[c]! - v) <= MIXED);
}
