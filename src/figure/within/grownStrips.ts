import type { Box, Raster } from '../../model/types.js';
import type { Orientation } from '../layout/bars/pieces.js';
import { boxArea, intersect } from '../layout/ink/rectangle.js';

/** Rims in which a codec's ringing about a frame lies, and outside of which the frame. */
const rim = 3;
const frameWithin = 5;
/** Mean departure from the line's colour, over the line across, that a codec's noise makes in one block. */
const mostDeparture = 10;
/** Beside a bar something within the rims departs from its colour by more than this. */
const leastEdge = 16;
/** Where no codec blurred it, an edge is a step from one pixel to the next of more than this: smooth fields change by less. */
const leastStep = 4;
/** Lines that do not go on, at most so many together: a codec's block, or a frame with a label. */
const interrupted = 8;
/** From a line to the next that goes on a bar's colour changes by no more than this, in any channel. */
const mostChange = 32;

/**
 * Leads strips of a lossy picture on, along themselves, as far as lines across have one colour on the whole, and an edge on both
 * sides: in blocks with much ringing no run of like pixels is as wide as the bar. Strips that are parts of one bar become that bar.
 */
export function grownStrips(raster: Raster, strips: readonly Box[], orientation: Orientation): Box[] {
  const kept: Box[] = [];
  const grown = strips.map((box) => grownBox(raster, box, orientation));
  for (const box of grown.sort((a, b) => boxArea(b) - boxArea(a)))
    if (!kept.some((other) => boxArea(intersect(other, box)) > 0.5 * boxArea(box))) kept.push(box);
  return kept;
}

function grownBox(raster: Raster, box: Box, orientation: Orientation): Box {
  const { width, height } = raster;
  const vertical = orientation === 'vertical';
  const [first, past, length] = vertical ? [box.top, box.bottom, height] : [box.left, box.right, width];
  const low = lastGoingOn(raster, box, orientation, { from: first, by: -1, beyond: -1 });
  const high = lastGoingOn(raster, box, orientation, { from: past - 1, by: 1, beyond: length });
  return vertical ? { ...box, top: low, bottom: high + 1 } : { ...box, left: low, right: high + 1 };
}

/** Lines one after the other that something bounds: a strip goes on to there. */
const settled = 3;

/**
 * A strip on data without the lines at its ends that nothing bounds on both sides: there a field goes on beside it, and by chance
 * is as even across as the bar.
 *
 * @returns the box itself where nothing bounds most of it
 */
export function boundedBox(raster: Raster, box: Box, orientation: Orientation, lossy: boolean): Box {
  const vertical = orientation === 'vertical';
  const [first, past] = vertical ? [box.top, box.bottom] : [box.left, box.right];
  const isBounded = (b: number): boolean =>
    lineColour(raster, box, orientation, b).isBounded ||
    (!lossy && isBetweenSteps(raster, box, orientation, b));
  const settledFrom = (from: number, by: 1 | -1): number => {
    let run = 0;
    for (let b = from; b >= first && b < past; b += by) {
      run = isBounded(b) ? run + 1 : 0;
      if (run === settled) return b - by * (settled - 1);
    }
    return from;
  };
  const [low, high] = [settledFrom(first, 1), settledFrom(past - 1, -1)];
  if (2 * (high - low) < past - first) return box;
  return vertical ? { ...box, top: low, bottom: high + 1 } : { ...box, left: low, right: high + 1 };
}

/** Whether a line across a strip ends in steps on both sides, however pale, just where the strip does. */
function isBetweenSteps(
  { width, height, data }: Raster,
  box: Box,
  orientation: Orientation,
  b: number,
): boolean {
  const vertical = orientation === 'vertical';
  const [start, end, most] = vertical ? [box.left, box.right, width] : [box.top, box.bottom, height];
  const at = (a: number): number => 4 * (vertical ? b * width + a : a * width + b);
  const isStep = (a: number): boolean =>
    a < 1 ||
    a >= most ||
    [0, 1, 2].some((c) => Math.abs(data[at(a) + c]! - data[at(a - 1) + c]!) > leastStep);
  const isEdge = (side: number): boolean => [-1, 0, 1].some((off) => isStep(side + off));
  return isEdge(start) && isEdge(end);
}

/** The last line of a strip, from one of its own on in one direction. */
function lastGoingOn(
  raster: Raster,
  box: Box,
  orientation: Orientation,
  { from, by, beyond }: { readonly from: number; readonly by: 1 | -1; readonly beyond: number },
): number {
  let last = from;
  let colour = lineColour(raster, box, orientation, from);
  for (let b = from + by; b !== beyond && Math.abs(b - last) <= interrupted; b += by) {
    const here = lineColour(raster, box, orientation, b);
    if (here.departure > mostDeparture || !here.isBounded) continue;
    if (here.mean.some((v, c) => Math.abs(v - colour.mean[c]!) > mostChange)) continue;
    last = b;
    colour = here;
  }
  return last;
}

interface Line {
  readonly mean: readonly [number, number, number];
  /** Mean over the line of the largest departure of a channel from the mean. */
  readonly departure: number;
  /** Whether something departs from the mean on both sides, within the rims. */
  readonly isBounded: boolean;
}

/** A line across a strip, without its rims. */
function lineColour({ width, height, data }: Raster, box: Box, orientation: Orientation, b: number): Line {
  const vertical = orientation === 'vertical';
  const [start, end, most] = vertical ? [box.left, box.right, width] : [box.top, box.bottom, height];
  const at = (a: number): number => 4 * (vertical ? b * width + a : a * width + b);
  const inner = Math.min(rim, Math.floor((end - start - 2) / 2));
  const [from, to] = [start + inner, end - inner];
  const sums: [number, number, number] = [0, 0, 0];
  for (let a = from; a < to; a++) for (let c = 0; c < 3; c++) sums[c]! += data[at(a) + c]!;
  const mean = sums.map((sum) => sum / (to - from)) as [number, number, number];
  const departureAt = (a: number): number => Math.max(...mean.map((v, c) => Math.abs(data[at(a) + c]! - v)));
  let departure = 0;
  for (let a = from; a < to; a++) departure += departureAt(a) / (to - from);
  const isEdge = (first: number, past: number): boolean => {
    if (first < 0 || past > most) return true;
    for (let a = first; a < past; a++) if (departureAt(a) > leastEdge) return true;
    return false;
  };
  return { mean, departure, isBounded: isEdge(start - frameWithin, from) && isEdge(to, end + frameWithin) };
}
