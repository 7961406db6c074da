import { rgbRows, rowDistance, rowMedians } from '../../bar/barProfile.js';
import { axesOf } from '../../bar/readBar.js';
import type { Box, Raster } from '../../model/types.js';
import { once } from '../../numeric/once.js';
import { changesColour } from '../layout/bars/changesColour.js';
import type { Orientation } from '../layout/bars/pieces.js';
import { difference } from '../layout/ink/frame.js';
import { grownStrips } from './grownStrips.js';
import { stacks } from './stacks.js';
import { leastJump, standsOut } from './standsOut.js';

/** A rectangle whose lines across have one colour each, while the colours change along it. */
export interface Strip {
  readonly box: Box;
  readonly orientation: Orientation;
}

/** Lines a quarter of a strip's length apart, and no more of such pairs in one colour than this. */
const farApart = 0.25;
const mostRepeated = 0.08;
/** Columns of cells lie nearer to one another than this, and share no more than the rims of their pixels. */
const seam = 4;
const overlap = 1;

/** Strips are sought twice in a picture that has no bar otherwise: first as they are drawn, then by what is written beside them. */
const known = new WeakMap<Raster, Map<boolean, readonly Strip[]>>();

/**
 * Strips that look like colourbars, wherever in the picture they lie and whatever lies around them: on a page, in a
 * window, on the data themselves. Each line is cut into runs of one colour; a strip is a stack of runs that begin and end
 * at the same places.
 *
 * @param lossy the picture went through a lossy codec
 */
export function gradientStrips(raster: Raster, lossy: boolean): readonly Strip[] {
  const kept = known.get(raster) ?? new Map<boolean, readonly Strip[]>();
  known.set(raster, kept);
  const strips =
    kept.get(lossy) ??
    (['vertical', 'horizontal'] as const).flatMap((orientation) => stripsAlong(raster, orientation, lossy));
  kept.set(lossy, strips);
  return strips;
}

/** A strip's box, and the colours along it. */
interface Coloured {
  readonly box: Box;
  readonly colours: Float64Array;
  /** Where its colours jump: rows from the bottom upwards where it stands upright, else columns. */
  readonly jumps: () => readonly number[];
}

function stripsAlong(raster: Raster, orientation: Orientation, lossy: boolean): Strip[] {
  const withColours = (box: Box): Coloured => {
    const colours = rowMedians(raster, box, axesOf(orientation));
    const start = orientation === 'vertical' ? -box.bottom : box.left;
    return { box, colours, jumps: once(() => jumps(colours, start)) };
  };
  const strips = stacks(raster, orientation, lossy)
    .flatMap(({ box, pieces }) => {
      const parts = pieces.length > 1 ? pieces.map(withColours) : [];
      return parts.length > 1 && areAlike(parts[0]!.colours, parts[1]!.colours) ? parts : [withColours(box)];
    })
    .filter(({ colours }) => changesColour(rgbRows(colours), lossy))
    .filter((strip, _, strips) =>
      strips.every((other) => other === strip || !areCells(strip, other, orientation)),
    )
    .filter(({ box, colours }) => !repeatsItself(colours) && standsOut(raster, box, orientation))
    .map(({ box }) => box);
  const whole = lossy ? grownStrips(raster, strips, orientation) : strips;
  return whole.map((box) => ({ box, orientation }));
}

/** Whether two strips are columns of cells: side by side, their colours change in the same places. */
function areCells(a: Coloured, b: Coloured, orientation: Orientation): boolean {
  const gap =
    orientation === 'vertical'
      ? Math.max(b.box.left - a.box.right, a.box.left - b.box.right)
      : Math.max(b.box.top - a.box.bottom, a.box.top - b.box.bottom);
  // What runs on behind a bar is not beside it.
  if (gap > seam || gap < -overlap) return false;
  const [here, there] = [a.jumps(), b.jumps()];
  const common = here.filter((at) => there.some((other) => Math.abs(at - other) <= 1)).length;
  return common >= 2 && common >= 0.5 * Math.min(here.length, there.length);
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

/** Of the way through colours, so much is jumps where cells of one colour stand in a row; a gradient may have a few. */
const mostlyJumps = 0.3;

/** Whether colours change in steps, as those of cells do. */
export function isStepped(colours: Float64Array): boolean {
  let [way, jumped] = [0, 0];
  for (let i = 1; 3 * i < colours.length; i++) {
    const step = rowDistance(colours, i - 1, i);
    way += step;
    if (step > leastJump) jumped += step;
  }
  return jumped > mostlyJumps * way;
}
