import type { Box, Raster } from '../../model/types.js';
import { belowChannels, wordsOf } from '../../raster/colours/words.js';
import { SHORTEST } from '../layout/bars/changesColour.js';
import type { Orientation } from '../layout/bars/pieces.js';
import { STOUTEST, THINNEST } from '../layout/bars/uniformLines.js';
import { boxArea, intersect } from '../layout/ink/rectangle.js';
import { leastBounded } from './standsOut.js';

/** What may differ within a line across: from pixel to pixel, and from the line's first pixel. */
const sameColour = { exact: { step: 3, spread: 8 }, lossy: { step: 10, spread: 24 } };
/** A line across that takes more of the picture than this is no bar's. */
const mostAcross = 0.25;
/** Lines that ticks, dividers or letters interrupt, at most so many together. */
const interrupted = 3;

/** Lines across one upon the other that begin and end at the same places. */
export interface Stack {
  readonly box: Box;
  /** The parts of it that are bounded: one, or several bars in line. */
  readonly pieces: readonly Box[];
}

/** A stack that may go on in the next line. */
interface Open {
  readonly from: number;
  readonly start: number;
  readonly end: number;
  last: number;
  /** The last line that ends where the stack does, on both sides: beyond it may lie a page of the end's colour. */
  lastBounded: number;
  lines: number;
  startsHere: number;
  endsHere: number;
  /** Where it ceases to be bounded for long, and where it is again: bars of panels one above the other have page between. */
  breaks?: number[];
}

/**
 * Stacks of runs of one colour, as long and as thin as bars are and bounded on both sides, whatever their colours do along them; of those that
 * lie upon one another, the largest.
 *
 * @param lossy the picture went through a lossy codec
 */
export function stacks(raster: Raster, orientation: Orientation, lossy: boolean): Stack[] {
  const { width, height } = raster;
  const vertical = orientation === 'vertical';
  const [across, along] = vertical ? [width, height] : [height, width];
  const words = wordsOf(raster.data);
  const slack = lossy ? 2 : 1;
  const runs: Runs = { start: new Int32Array(across), end: new Int32Array(across) };
  const { start: runStart, end: runEnd } = runs;
  // The line in which an open stack was last found to go on from that place, counted from 1.
  const taken = new Int32Array(across);
  const found: Stack[] = [];
  const open: Open[] = [];
  for (let b = 0; b < along; b++) {
    const line = { first: vertical ? b * width : b, stride: vertical ? 1 : width };
    cutIntoRuns(words, line, lossy ? sameColour.lossy : sameColour.exact, runs);
    let going = 0;
    for (const stack of open) {
      const start = runStart[stack.start + slack]!;
      const end = runEnd[stack.start + slack]!;
      if (end >= stack.end - slack) {
        stack.last = b;
        stack.lines++;
        const startsHere = Math.abs(start - stack.start) <= slack;
        const endsHere = Math.abs(end - stack.end) <= slack;
        if (startsHere) stack.startsHere++;
        if (endsHere) stack.endsHere++;
        if (startsHere && endsHere) {
          taken[start] = b + 1;
          if (b - stack.lastBounded > SHORTEST) {
            stack.breaks ??= [];
            stack.breaks.push(stack.lastBounded + 1, b);
          }
          stack.lastBounded = b;
        }
      }
      if (b - stack.last <= interrupted) open[going++] = stack;
      else close(stack, vertical, found);
    }
    open.length = going;
    for (let a = 0; a < across; a = runEnd[a]!) {
      const end = runEnd[a]!;
      if (end - a < THINNEST || end - a > mostAcross * across || taken[a] === b + 1) continue;
      open.push({ from: b, start: a, end, last: b, lastBounded: b, lines: 1, startsHere: 1, endsHere: 1 });
    }
  }
  for (const stack of open) close(stack, vertical, found);
  return widest(found);
}

/** For each place along a line, where its run begins and where it ends (exclusive). */
interface Runs {
  readonly start: Int32Array;
  readonly end: Int32Array;
}

/**
 * Cuts a line of pixels into runs of one colour: each pixel is like the one before it, and not far from the run's first.
 *
 * @param words the picture's pixels, as `wordsOf` gives them
 * @param line index of its first pixel, and from one to the next
 * @param runs overwritten; as long as the line
 */
function cutIntoRuns(
  words: Uint32Array,
  { first, stride }: { readonly first: number; readonly stride: number },
  { step, spread }: { readonly step: number; readonly spread: number },
  { start, end }: Runs,
): void {
  const across = start.length;
  for (let a = 0, p = first; a < across; ) {
    const begins = words[p]!;
    const red = (begins >>> belowChannels) & 255;
    const green = (begins >>> (belowChannels + 8)) & 255;
    const blue = (begins >>> (belowChannels + 16)) & 255;
    let before = begins;
    let [r, g, b] = [red, green, blue];
    let past = a + 1;
    p += stride;
    for (; past < across; past++, p += stride) {
      const here = words[p]!;
      // What is like the pixel before it is as near to the first one as that.
      if (here === before) continue;
      const r1 = (here >>> belowChannels) & 255;
      const g1 = (here >>> (belowChannels + 8)) & 255;
      const b1 = (here >>> (belowChannels + 16)) & 255;
      if (Math.abs(r1 - r) > step || Math.abs(g1 - g) > step || Math.abs(b1 - b) > step) break;
      if (Math.abs(r1 - red) > spread || Math.abs(g1 - green) > spread || Math.abs(b1 - blue) > spread) break;
      before = here;
      r = r1;
      g = g1;
      b = b1;
    }
    for (let i = a; i < past; i++) {
      start[i] = a;
      end[i] = past;
    }
    a = past;
  }
}

/** Adds a stack that does not go on, if it is as long and as well bounded as a bar. */
function close(stack: Open, vertical: boolean, found: Stack[]): void {
  const { from, lastBounded: last, start, end } = stack;
  const length = last + 1 - from;
  const thickness = end - start;
  const isLong = (lines: number): boolean => lines >= SHORTEST && lines >= STOUTEST * thickness;
  if (!isLong(length) || Math.min(stack.lines, length) < 0.9 * length) return;
  if (stack.startsHere < leastBounded * length || stack.endsHere < leastBounded * length) return;
  const boxFrom = (first: number, past: number): Box =>
    vertical
      ? { left: start, right: end, top: first, bottom: past }
      : { left: first, right: past, top: start, bottom: end };
  const ends = [from, ...(stack.breaks ?? []), last + 1];
  const pieces = ends.flatMap((end, k) =>
    k % 2 === 1 && isLong(end - ends[k - 1]!) ? [boxFrom(ends[k - 1]!, end)] : [],
  );
  found.push({ box: boxFrom(from, last + 1), pieces });
}

/** Of boxes that lie upon one another, the largest: each line of a stack begins one of its own. */
function widest(stacks: readonly Stack[]): Stack[] {
  const kept: Stack[] = [];
  for (const stack of [...stacks].sort((p, q) => boxArea(q.box) - boxArea(p.box)))
    if (!kept.some((other) => boxArea(intersect(stack.box, other.box)) > 0.5 * boxArea(stack.box)))
      kept.push(stack);
  return kept;
}
