import { barPixel } from '../../../bar/barPixel.js';
import { rgbRows, rowMedians } from '../../../bar/barProfile.js';
import { axesOf } from '../../../bar/readBar.js';
import type { Box, Raster, Rgb } from '../../../model/types.js';
import { difference } from '../ink/frame.js';
import { pixelDifference } from '../ink/page.js';
import type { Orientation } from './pieces.js';

/** The ground beside a bar is looked at so far out, pixels: past a frame's line and its rims. */
const beside = 5;
/** What a line of ground may differ by from what lies beside it, any channel; a codec's ringing makes more of it. */
const sameGround = { exact: 4, lossy: 28 };
/** A bar ends at the ground with an edge, within its rim: one that fades into the page goes on where nothing of it is seen. */
const leastEdge = 32;
const rim = 2;
/** The colours of a swatch differ by less than this, any channel. */
const sameColour = 24;
/** Lines of ground or of a swatch that can be told from a frame and its rims. */
const fewestLines = 3;
/** Lines that a frame and its rims take of what it touches. */
const frame = 3;
/** The bands of a bar are shorter than its swatches by this factor, or one of them may be a band beside a white one. */
const longer = 1.5;
/** Lines of one band differ by no more than this. */
const sameBand = { exact: 4, lossy: 10 };

interface Run {
  readonly isGround: boolean;
  readonly from: number;
  readonly to: number;
}

/**
 * A bar without the swatches that some renderers line up with it, for no data and for values beyond the range: blocks of one colour
 * that the ground parts from the bar. A stepped bar that a band of the page's colour cuts in two stays whole.
 *
 * @param lossy the picture went through a lossy codec
 */
export function withoutSwatchesApart(
  raster: Raster,
  box: Box,
  orientation: Orientation,
  lossy: boolean,
): Box {
  const runs = groundAlong(raster, box, orientation, lossy);
  if (!runs.some(({ isGround }) => isGround)) return box;
  const rows = rgbRows(rowMedians(raster, box, axesOf(orientation)));
  const main = runs.reduce((a, b) => (!b.isGround && (a.isGround || lengthOf(b) > lengthOf(a)) ? b : a));
  if (main.isGround || 2 * lengthOf(main) < rows.length) return box;
  const at = runs.indexOf(main);
  const slack = lossy ? sameBand.lossy : sameBand.exact;
  const sides = [
    { beyond: runs.slice(0, at).reverse(), edge: main.from, inwards: 1, slack },
    { beyond: runs.slice(at + 1), edge: main.to - 1, inwards: -1, slack },
  ] as const;
  const [low, high] = sides.map((side) => isOver(rows, side));
  if (!sides.some(({ beyond }, k) => [low, high][k] && beyond.some(isBlock))) return box;
  const from = low ? main.from : 0;
  const to = high ? main.to : rows.length;
  return orientation === 'vertical'
    ? { ...box, top: box.bottom - to, bottom: box.bottom - from }
    : { ...box, right: box.left + to, left: box.left + from };
}

/** Whether a run is more than lines of a frame. */
const isBlock = (run: Run): boolean => !run.isGround && lengthOf(run) >= fewestLines;
const lengthOf = ({ from, to }: Run): number => to - from;

/** What lies beyond an end of a bar, from the bar outwards, and the bar's last line there. */
interface Beyond {
  readonly beyond: readonly Run[];
  readonly edge: number;
  readonly inwards: 1 | -1;
  /** What the lines of one band may differ by. */
  readonly slack: number;
}

/**
 * Whether a bar is over at an end: what lies beyond is ground, lines of a frame and swatches. The line of a frame around all of them is
 * part of what lies at the border of the bar's box.
 */
function isOver(rows: readonly Rgb[], { beyond, edge, inwards, slack }: Beyond): boolean {
  const nearest = beyond[0];
  if (nearest === undefined) return false;
  const ground = rows[(nearest.from + nearest.to) >> 1]!;
  if (difference(rows[edge + rim * inwards]!, ground) < leastEdge) return false;
  let band = 1;
  const first = rows[edge + rim * inwards]!;
  const goesOn = (row: Rgb | undefined): boolean => row !== undefined && difference(row, first) <= slack;
  while (goesOn(rows[edge + (rim + band) * inwards])) band++;
  const blocks = beyond.filter(isBlock);
  // Ground as long as a band of the bar may be one.
  if (blocks.length === 0) return lengthOf(nearest) > longer * band;
  return blocks.every((run) => {
    const most = (lengthOf(run) - 1) >> 1;
    const trimmed = (atBorder: boolean): number => (atBorder ? Math.min(frame, most) : 1);
    const block = rows.slice(run.from + trimmed(run.from === 0), run.to - trimmed(run.to === rows.length));
    const middle = block[block.length >> 1];
    return (
      middle !== undefined &&
      lengthOf(run) > longer * band &&
      block.every((row) => difference(row, middle) < sameColour)
    );
  });
}

/** The lines of a bar's box from its low end, as runs that show the ground beside the bar and runs that do not; shorter ones of ground count for what is around them. */
function groundAlong(raster: Raster, box: Box, orientation: Orientation, lossy: boolean): Run[] {
  const vertical = orientation === 'vertical';
  const [length, across] = vertical
    ? [box.bottom - box.top, box.right - box.left]
    : [box.right - box.left, box.bottom - box.top];
  const axes = axesOf(orientation);
  const slack = lossy ? sameGround.lossy : sameGround.exact;
  // From the middle of the bar to beyond one of its sides, without a frame's line.
  const reaches = (along: number, outermost: number): boolean => {
    const outside = barPixel(raster, box, axes, along, outermost);
    if (outside < 0) return false;
    const by = Math.sign(outermost - (across >> 1));
    for (let a = across >> 1; a !== outermost; a += by)
      if (pixelDifference(raster, barPixel(raster, box, axes, along, a), outside) > slack) return false;
    return true;
  };
  const runs: Run[] = [];
  for (let k = 0; k < length; ) {
    const isGroundAt = (along: number): boolean =>
      reaches(along, -beside) || reaches(along, across - 1 + beside);
    let to = k;
    while (to < length && isGroundAt(to)) to++;
    const isGround = to - k >= fewestLines;
    if (!isGround) {
      to = Math.max(to, k + 1);
      while (to < length && !isGroundAt(to)) to++;
    }
    const last = runs.at(-1);
    if (last?.isGround === isGround) runs[runs.length - 1] = { ...last, to };
    else runs.push({ isGround, from: k, to });
    k = to;
  }
  return runs;
}
