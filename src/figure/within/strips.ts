import { rgbRows, rowColours, rowDistance } from '../../bar/barProfile.js';
import { axesOf } from '../../bar/readBar.js';
import type { Box, Raster } from '../../model/types.js';
import { wordsOf } from '../../raster/colours/words.js';
import { changesColour, SHORTEST } from '../layout/bars/changesColour.js';
import { STOUTEST, THINNEST } from '../layout/bars/colourbar.js';
import type { Orientation } from '../layout/bars/pieces.js';
import { difference } from '../layout/ink/frame.js';
import { pixelDifference } from '../layout/ink/page.js';
import { boxArea, intersect } from '../layout/ink/rectangle.js';
import { grownStrips } from './grownStrips.js';
import { leastBounded, leastJump, standsOut } from './standsOut.js';

/** A rectangle whose lines across have one colour each, while the colours change along it. */
export interface Strip {
  readonly box: Box;
  readonly orientation: Orientation;
}

/** What may differ within a line across: from pixel to pixel, and from the line's first pixel. */
const sameColour = { exact: { step: 3, spread: 8 }, lossy: { step: 10, spread: 24 } };
/** A line across that takes more of the picture than this is no bar's. */
const mostAcross = 0.25;
/** Lines that ticks, dividers or letters interrupt, at most so many together. */
const interrupted = 3;
/** Lines a quarter of a strip's length apart, and no more of such pairs in one colour than this. */
const farApart = 0.25;
const mostRepeated = 0.08;
/** Columns of cells lie nearer to one another than this, and share no more than the rims of their pixels. */
const seam = 4;
const overlap = 1;

/** A strip that may go on in the next line. */
interface Open {
  readonly from: number;
  readonly start: number;
  readonly end: number;
  last: number;
  /** The last line that ends where the strip does, on both sides: beyond it may lie a page of the end's colour. */
  lastBounded: number;
  lines: number;
  startsHere: number;
  endsHere: number;
  /** Where it ceases to be bounded for long, and where it is again: bars of panels one above the other have page between. */
  breaks?: number[];
}

/** A strip, and the parts of it that are bounded: one, or several bars in line. */
interface Stack {
  readonly box: Box;
  readonly pieces: readonly Box[];
}

/**
 * Strips that look like colourbars, wherever in the picture they lie and whatever lies around them: on a page, in a
 * window, on the data themselves. Each line is cut into runs of one colour; a strip is a stack of runs that begin and end
 * at the same places.
 *
 * @param lossy the picture went through a lossy codec
 */
export function gradientStrips(raster: Raster, lossy: boolean): Strip[] {
  return (['vertical', 'horizontal'] as const).flatMap((orientation) => {
    const withColours = (box: Box) => ({
      box,
      colours: rowColours(raster, box, axesOf(orientation)).colours,
    });
    const strips = stacks(raster, orientation, lossy)
      .flatMap(({ box, pieces }) => {
        const parts = pieces.map(withColours);
        return parts.length > 1 && areAlike(parts[0]!.colours, parts[1]!.colours)
          ? parts
          : [withColours(box)];
      })
      .filter(({ colours }) => changesColour(rgbRows(colours), lossy))
      .filter((strip, _, strips) =>
        strips.every((other) => other === strip || !areCells(strip, other, orientation)),
      )
      .filter(({ box, colours }) => !repeatsItself(colours) && standsOut(raster, box, orientation))
      .map(({ box }) => box);
    const whole = lossy ? grownStrips(raster, strips, orientation) : strips;
    return whole.map((box) => ({ box, orientation }));
  });
}

function stacks(raster: Raster, orientation: Orientation, lossy: boolean): Stack[] {
  const { width, height } = raster;
  const words = wordsOf(raster.data);
  const vertical = orientation === 'vertical';
  const [across, along] = vertical ? [width, height] : [height, width];
  const [strideAcross, strideAlong] = vertical ? [4, 4 * width] : [4 * width, 4];
  const { step, spread } = lossy ? sameColour.lossy : sameColour.exact;
  const slack = lossy ? 2 : 1;
  const runStart = new Int32Array(across);
  const runEnd = new Int32Array(across);
  const found: Stack[] = [];
  let open: Open[] = [];
  const close = (strip: Open): void => {
    const { from, lastBounded: last, start, end } = strip;
    const length = last + 1 - from;
    const thickness = end - start;
    const isLong = (lines: number): boolean => lines >= SHORTEST && lines >= STOUTEST * thickness;
    if (!isLong(length) || Math.min(strip.lines, length) < 0.9 * length) return;
    if (strip.startsHere < leastBounded * length || strip.endsHere < leastBounded * length) return;
    const boxFrom = (first: number, past: number): Box =>
      vertical
        ? { left: start, right: end, top: first, bottom: past }
        : { left: first, right: past, top: start, bottom: end };
    const ends = [from, ...(strip.breaks ?? []), last + 1];
    const pieces = ends.flatMap((end, k) =>
      k % 2 === 1 && isLong(end - ends[k - 1]!) ? [boxFrom(ends[k - 1]!, end)] : [],
    );
    found.push({ box: boxFrom(from, last + 1), pieces });
  };
  for (let b = 0; b < along; b++) {
    const line = b * strideAlong;
    for (let a = 0; a < across; ) {
      let end = a + 1;
      const first = line + a * strideAcross;
      for (let o = first + strideAcross; end < across; end++, o += strideAcross) {
        // What is like the pixel before it is as near to the first one as that.
        if (words[o >> 2] === words[(o - strideAcross) >> 2]) continue;
        if (pixelDifference(raster, o - strideAcross, o) > step || pixelDifference(raster, first, o) > spread)
          break;
      }
      runStart.fill(a, a, end);
      runEnd.fill(end, a, end);
      a = end;
    }
    const going: Open[] = [];
    const taken = new Set<number>();
    for (const strip of open) {
      const start = runStart[strip.start + slack]!;
      const goesOn = runEnd[strip.start + slack]! >= strip.end - slack;
      if (goesOn) {
        strip.last = b;
        strip.lines++;
        if (Math.abs(start - strip.start) <= slack) strip.startsHere++;
        const end = runEnd[strip.start + slack]!;
        if (Math.abs(end - strip.end) <= slack) strip.endsHere++;
        if (Math.abs(start - strip.start) <= slack && Math.abs(end - strip.end) <= slack) {
          taken.add(start);
          if (b - strip.lastBounded > SHORTEST) {
            strip.breaks ??= [];
            strip.breaks.push(strip.lastBounded + 1, b);
          }
          strip.lastBounded = b;
        }
      }
      if (b - strip.last <= interrupted) going.push(strip);
      else close(strip);
    }
    for (let a = 0; a < across; a = runEnd[a]!) {
      const length = runEnd[a]! - a;
      if (length < THINNEST || length > mostAcross * across || taken.has(a)) continue;
      going.push({
        from: b,
        start: a,
        end: a + length,
        last: b,
        lastBounded: b,
        lines: 1,
        startsHere: 1,
        endsHere: 1,
      });
    }
    open = going;
  }
  open.forEach(close);
  return widest(found);
}

/** Of boxes that lie upon one another, the largest: each line of a strip begins a strip of its own. */
function widest(stacks: readonly Stack[]): Stack[] {
  const kept: Stack[] = [];
  for (const stack of [...stacks].sort((p, q) => boxArea(q.box) - boxArea(p.box)))
    if (!kept.some((other) => boxArea(intersect(stack.box, other.box)) > 0.5 * boxArea(stack.box)))
      kept.push(stack);
  return kept;
}

/** Whether two strips are columns of cells: side by side, their colours change in the same places. */
function areCells(
  a: { readonly box: Box; readonly colours: Float64Array },
  b: { readonly box: Box; readonly colours: Float64Array },
  orientation: Orientation,
): boolean {
  const vertical = orientation === 'vertical';
  const gap = vertical
    ? Math.max(b.box.left - a.box.right, a.box.left - b.box.right)
    : Math.max(b.box.top - a.box.bottom, a.box.top - b.box.bottom);
  // What runs on behind a bar is not beside it.
  if (gap > seam || gap < -overlap) return false;
  const [here, there] = [a, b].map(({ box, colours }) => jumps(colours, vertical ? -box.bottom : box.left));
  const common = here!.filter((at) => there!.some((other) => Math.abs(at - other) <= 1)).length;
  return common >= 2 && common >= 0.5 * Math.min(here!.length, there!.length);
}

/** Two bars in line have this share of their colours in common; the two halves of one whose middle melts into the page have not. */
const leastCommon = 0.3;

function areAlike(a: Float64Array, b: Float64Array): boolean {
  const [one, other] = [rgbRows(a), rgbRows(b)];
  const common = one.filter((row) => other.some((own) => difference(row, own) <= leastJump)).length;
  return common >= leastCommon * one.length;
}

/**
 * Whether colours come back: a colourbar shows each of its colours in one place, ends that meet and flat parts aside; a
 * field that waves does not.
 */
function repeatsItself(colours: Float64Array): boolean {
  const n = colours.length / 3;
  const step = Math.max(1, n >> 6);
  let pairs = 0;
  let same = 0;
  for (let i = 0; i < n; i += step)
    for (let j = i + Math.ceil(farApart * n); j < n && j < i + n - farApart * n; j += step) {
      pairs++;
      if (rowDistance(colours, i, j) < leastJump) same++;
    }
  return same > mostRepeated * pairs;
}

/** Where the colour changes from one line to the next by more than a gradient's, in pixels of the picture. */
export function jumps(colours: Float64Array, start: number, least = leastJump): number[] {
  const places: number[] = [];
  for (let i = 1; 3 * i < colours.length; i++)
    if (rowDistance(colours, i - 1, i) > least) places.push(start + i);
  return places;
}
