import type { Box, Raster } from '../../model/types.js';
import { findPage, inkMask, type Page } from './ink/page.js';
import { boxArea, contains } from './ink/rectangle.js';

/** A line of a box, pixels: where it runs and how far. */
interface Line {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** A box around a bar and its labels has no shorter sides than this, pixels. */
const SHORTEST = 20;
/** Lines of a box meet to this, pixels: codecs blur corners. */
const MEET = 2;
/** A line goes on beyond a corner by no more than letters that stand on it do, share of its length. */
const BEYOND = 0.25;
/** Share of what lies two pixels beside a line that is page on the side that is free. */
const FREE = 0.7;
/** A bar that fills its box to three sides leaves this share of what lies just inside the lines to the page; the frame of a plot has data there. */
const FREE_INSIDE = 1 / 3;
/** More lines than this are a grid. */
const MOST_LINES = 60;

/**
 * The boxes that are drawn in thin lines around legends (VTK, ParaView, GMT): four straight lines with nothing but the page on their
 * outer side, but for letters that reach over them, and much of it inside.
 *
 * @param plot the plot area, which no such box contains
 * @returns boxes around the lines, these included
 */
export function legendBoxes(raster: Raster, page: Page, plot: Box): Box[] {
  const { width, height } = raster;
  const ink = inkMask(raster, page.colour, page.tolerance);
  const level = linesOf(width, height, (x, y) => ink[y * width + x] === 1);
  const upright = linesOf(height, width, (y, x) => ink[y * width + x] === 1);
  if (level.length > MOST_LINES || upright.length > MOST_LINES) return [];
  const found: Box[] = [];
  for (const top of level)
    for (const bottom of level) {
      if (bottom.at - top.at < SHORTEST) continue;
      const sides = upright.filter((line) => spans(line, top.at, bottom.at));
      for (const left of sides)
        for (const right of sides) {
          if (right.at - left.at < SHORTEST) continue;
          const box = { left: left.at, top: top.at, right: right.at + 1, bottom: bottom.at + 1 };
          const isAround = [top, bottom].every((line) => spans(line, left.at, right.at));
          if (!isAround || contains(box, plot, MEET)) continue;
          if (freeInside(ink, width, box) >= FREE_INSIDE) found.push(box);
        }
    }
  // Of a line two or three pixels thick each makes a box.
  return found.filter((box, k) => !found.slice(0, k).some((other) => isSame(box, other)));
}

const isSame = (a: Box, b: Box): boolean =>
  contains(a, b, MEET) && contains(b, a, MEET) && Math.abs(boxArea(a) - boxArea(b)) <= 0.1 * boxArea(a);

const spans = ({ from, to }: Line, first: number, last: number): boolean => {
  const beyond = BEYOND * (last - first);
  return from <= first + MEET && to >= last + 1 - MEET && first - from <= beyond && to - last - 1 <= beyond;
};

/** Long runs of ink along rows, beside which there is page on one side; columns, where width and height are exchanged. */
function linesOf(width: number, height: number, isInk: (x: number, y: number) => boolean): Line[] {
  const lines: Line[] = [];
  const isFree = (from: number, to: number, y: number): boolean => {
    if (y < 0 || y >= height) return false;
    let free = 0;
    for (let x = from; x < to; x++) if (!isInk(x, y)) free++;
    return free >= FREE * (to - from);
  };
  for (let y = 0; y < height; y++) {
    let from = 0;
    for (let x = 0; x <= width; x++) {
      if (x < width && isInk(x, y)) continue;
      if (x - from >= SHORTEST && (isFree(from, x, y - 2) || isFree(from, x, y + 2)))
        lines.push({ at: y, from, to: x });
      from = x + 1;
    }
  }
  return lines;
}

/** The share of what lies just inside a box's lines that is page. */
function freeInside(ink: Uint8Array, width: number, { left, top, right, bottom }: Box): number {
  const inside = 1 + MEET;
  let free = 0;
  const count = (x: number, y: number): void => {
    if (ink[y * width + x] === 0) free++;
  };
  for (let x = left; x < right; x++) {
    count(x, top + inside);
    count(x, bottom - 1 - inside);
  }
  for (let y = top; y < bottom; y++) {
    count(left + inside, y);
    count(right - 1 - inside, y);
  }
  return free / (2 * (right - left + bottom - top));
}

/**
 * A picture without the lines of some boxes: page is where they ran. Where ink goes on across a line, that of letters or of data, the
 * line is left as a part of it.
 */
export function withoutBoxes(raster: Raster, page: Page, boxes: readonly Box[]): Raster {
  const { width, height } = raster;
  const ink = inkMask(raster, page.colour, page.tolerance);
  const data = raster.data.slice();
  // A codec blurs a line over its neighbours.
  const reach = page.noisy ? 2 : 1;
  const isInk = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && ink[y * width + x] === 1;
  const erase = (x: number, y: number): void => {
    if (isInk(x, y)) data.set([...page.colour, 255], 4 * (y * width + x));
  };
  for (const { left, top, right, bottom } of boxes) {
    for (const [y, out] of [
      [top, -1],
      [bottom - 1, 1],
    ] as const)
      for (let x = left - reach; x < right + reach; x++) {
        const beyond = (d: number): boolean => [-1, 0, 1].some((slant) => isInk(x + slant, y + d * out));
        eraseAcross(beyond, reach, (d) => erase(x, y + d * out));
      }
    for (const [x, out] of [
      [left, -1],
      [right - 1, 1],
    ] as const)
      for (let y = top - reach; y < bottom + reach; y++) {
        const beyond = (d: number): boolean => [-1, 0, 1].some((slant) => isInk(x + d * out, y + slant));
        eraseAcross(beyond, reach, (d) => erase(x + d * out, y));
      }
  }
  return { ...raster, data };
}

/** Erases a line where ink does not go on across it: its blur too, on the sides on which there is page. */
function eraseAcross(
  isInkAt: (distance: number) => boolean,
  reach: number,
  erase: (distance: number) => void,
): void {
  const [outside, inside] = [isInkAt(reach), isInkAt(-reach)];
  if (outside && inside) return;
  erase(0);
  for (let d = 1; d < reach; d++) {
    if (!outside) erase(d);
    if (!inside) erase(-d);
  }
}

/** The picture without the boxes around legends, which hide their bars and cross their labels; null where there is none. */
export function withoutLegendBoxes(raster: Raster, plots: readonly Box[], lossy = false): Raster | null {
  const page = findPage(raster, lossy);
  const [first, ...others] = plots;
  if (page === null || first === undefined) return null;
  const plot = others.reduce((a, b) => (boxArea(b) > boxArea(a) ? b : a), first);
  const boxes = legendBoxes(raster, page, plot);
  return boxes.length > 0 ? withoutBoxes(raster, page, boxes) : null;
}
