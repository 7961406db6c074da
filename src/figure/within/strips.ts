import { rgbRows, rowColours, rowDistance } from '../../bar/barProfile.js';
import { axesOf } from '../../bar/readBar.js';
import type { Box, Raster } from '../../model/types.js';
import { wordsOf } from '../../raster/colours/words.js';
import { changesColour, SHORTEST } from '../layout/bars/changesColour.js';
import { STOUTEST, THINNEST } from '../layout/bars/colourbar.js';
import type { Orientation } from '../layout/bars/pieces.js';
import { pixelDifference } from '../layout/ink/page.js';
import { boxArea, intersect } from '../layout/ink/rectangle.js';
import { grownStrips } from './grownStrips.js';

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
/** Share of the lines at which a strip ends where it ends: what lies beside it may have its colour in places. */
const leastBounded = 0.55;
/** A colour that changes by more than this from one line to the next is another cell's or band's. */
const leastJump = 12;
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
    const boxes = stacks(raster, orientation, lossy);
    const strips = boxes
      .map((box) => ({ box, colours: rowColours(raster, box, axesOf(orientation)).colours }))
      .filter(({ colours }) => changesColour(rgbRows(colours), lossy))
      .filter((strip, _, strips) =>
        strips.every((other) => other === strip || !areCells(strip, other, orientation)),
      )
      .filter(({ box, colours }) => !repeatsItself(colours) && standsOut(raster, box, orientation))
      .map(({ box }) => ({ box, orientation }));
    return lossy ? grownStrips(raster, strips) : strips;
  });
}

function stacks(raster: Raster, orientation: Orientation, lossy: boolean): Box[] {
  const { width, height } = raster;
  const words = wordsOf(raster.data);
  const vertical = orientation === 'vertical';
  const [across, along] = vertical ? [width, height] : [height, width];
  const [strideAcross, strideAlong] = vertical ? [4, 4 * width] : [4 * width, 4];
  const { step, spread } = lossy ? sameColour.lossy : sameColour.exact;
  const slack = lossy ? 2 : 1;
  const runStart = new Int32Array(across);
  const runEnd = new Int32Array(across);
  const found: Box[] = [];
  let open: Open[] = [];
  const close = (strip: Open): void => {
    const { from, lastBounded: last, start, end } = strip;
    const length = last + 1 - from;
    const thickness = end - start;
    if (length < SHORTEST || length < STOUTEST * thickness || Math.min(strip.lines, length) < 0.9 * length)
      return;
    if (strip.startsHere < leastBounded * length || strip.endsHere < leastBounded * length) return;
    found.push(
      vertical
        ? { left: start, right: end, top: from, bottom: last + 1 }
        : { left: from, right: last + 1, top: start, bottom: end },
    );
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
function widest(boxes: readonly Box[]): Box[] {
  const kept: Box[] = [];
  for (const box of [...boxes].sort((p, q) => boxArea(q) - boxArea(p)))
    if (!kept.some((other) => boxArea(intersect(box, other)) > 0.5 * boxArea(box))) kept.push(box);
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

/**
 * Whether both long sides of a box are edges: most pixels just beyond differ from what the line across would go on with.
 * A steep field has strips whose lines hardly change within a codec's tolerance; they go on beyond as they are inside.
 */
function standsOut(raster: Raster, box: Box, orientation: Orientation): boolean {
  const { width, height } = raster;
  const vertical = orientation === 'vertical';
  const [from, to] = vertical ? [box.top, box.bottom] : [box.left, box.right];
  const [start, end, most] = vertical ? [box.left, box.right, width] : [box.top, box.bottom, height];
  const at = (a: number, b: number): number => 4 * (vertical ? b * width + a : a * width + b);
  const differs = (far: number, near: number, beyond: number): boolean => {
    if (beyond < 0 || beyond >= most) return true;
    const ratio = (beyond - near) / (near - far);
    let edges = 0;
    for (let b = from; b < to; b++)
      if (stepBeyond(raster, [at(far, b), at(near, b), at(beyond, b)], ratio) > leastJump) edges++;
    return edges >= leastBounded * (to - from);
  };
  return differs(end - 2, start + 1, start - 2) && differs(start + 1, end - 2, end + 1);
}

/**
 * How far the third of three pixels is from where the first two lead, in the channel in which it is farthest.
 *
 * @param ratio distance from the second to the third over that from the first to the second
 */
function stepBeyond(
  { data }: Raster,
  [far, near, beyond]: readonly [number, number, number],
  ratio: number,
): number {
  let most = 0;
  for (let c = 0; c < 3; c++) {
    const expected = data[near + c]! + ratio * (data[near + c]! - data[far + c]!);
    most = Math.max(most, Math.abs(data[beyond + c]! - Math.min(255, Math.max(0, expected))));
  }
  return most;
}

/** Where the colour changes from one line to the next by more than a gradient's, in pixels of the picture. */
export function jumps(colours: Float64Array, start: number): number[] {
  const places: number[] = [];
  for (let i = 1; 3 * i < colours.length; i++)
    if (rowDistance(colours, i - 1, i) > leastJump) places.push(start + i);
  return places;
}
