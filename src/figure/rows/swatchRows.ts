import type { Box, Raster, Rgb } from '../../model/types.js';
import type { Components } from '../layout/ink/components.js';
import { difference, medianColour } from '../layout/ink/frame.js';
import type { Page } from '../layout/ink/page.js';
import { boxArea, boxHeight, boxWidth, grownBox, unite } from '../layout/ink/rectangle.js';

/** Swatches of a legend that stand on one line, each with its label to its right, from the left. */
export interface SwatchRow {
  /** Around all of them. */
  readonly box: Box;
  readonly swatches: readonly Box[];
  /** One for each swatch, sRGB. */
  readonly colours: readonly Rgb[];
  /** Swatches of their size on lines next to theirs: the legend goes on there. */
  readonly goesOn: boolean;
}

/** Smaller than this, pixels, a swatch is no more than a rim around its middle. */
const smallest = 6;
/** Swatches are circles, squares or oblongs: no wider than this for their height, no higher than this for their width. */
const shape = { widest: 4, highest: 1.5 };
/** A circle fills this share of its square but for its rim, and letters less. */
const solid = 0.7;
/** The part of a swatch that no rim, frame or rounded corner reaches into: this share of its half width and height. */
const core = 0.6;
/** So much of it has one colour: a codec lets that of what lies around into the rest. */
const even = 0.8;
/** Colours within a swatch, and of two that are one: any channel. */
const sameColour = { exact: 8, lossy: 24 };
/** A legend says as much as a bar with so many, and no more has one line room for. */
const count = { fewest: 3, most: 24 };
/**
 * Swatches of one size and on one line are so to this share of their height, or to the pixel that rounding takes: a codec blurs one at
 * both ends.
 */
const rounding = { share: 0.1, exact: 1, lossy: 2 };
/** A label that is no more than two digits and a dash takes this many heights between two swatches; cells stand nearer. */
const room = 1;
/** Anti-aliasing and codecs leave something of letters this far around them, pixels. */
const rim = 2;
/** Lines of one legend are no farther apart than this many heights of its swatches. */
const nextLine = 3;

/** The rows of at least three swatches of one size, each of a colour of its own, with room for a label behind each. */
export function swatchRows(raster: Raster, page: Page, parts: Components): SwatchRow[] {
  const [same, leastSlack] = page.noisy
    ? [sameColour.lossy, rounding.lossy]
    : [sameColour.exact, rounding.exact];
  const swatches = parts.list
    .filter(({ box, area }) => isSwatchLike(box) && area >= solid * boxArea(box))
    .map(({ box }) => ({ box, colour: colourOf(raster, box, same) }))
    .filter((one): one is { box: Box; colour: Rgb } => one.colour !== null)
    .sort((a, b) => a.box.left - b.box.left);
  const left = new Set(swatches);
  const rows: SwatchRow[] = [];
  for (const first of swatches) {
    if (!left.has(first)) continue;
    const slack = Math.max(leastSlack, rounding.share * boxHeight(first.box));
    const alike = swatches.filter(({ box }) => isOneSize(box, first.box, slack));
    const row = alike.filter(({ box }) => isOneLine(box, first.box, slack));
    for (const one of row) left.delete(one);
    if (row.length < count.fewest || row.length > count.most) continue;
    const boxes = row.map(({ box }) => box);
    const colours = row.map(({ colour }) => colour);
    const hasRoom = boxes.slice(1).every((box, k) => box.left - boxes[k]!.right >= room * boxHeight(box));
    const areOwn = colours.every((a, k) => colours.every((b, j) => j >= k || difference(a, b) > same));
    if (!hasRoom || !areOwn) continue;
    const box = boxes.reduce(unite);
    const goesOn = alike.some((one) => !row.includes(one) && isNextLine(one.box, box));
    rows.push({ box, swatches: boxes, colours, goesOn });
  }
  return rows;
}

function isSwatchLike(box: Box): boolean {
  const [width, height] = [boxWidth(box), boxHeight(box)];
  return (
    Math.min(width, height) >= smallest && width <= shape.widest * height && height <= shape.highest * width
  );
}

/** The colour of a swatch; null where its core has more than one. */
function colourOf(raster: Raster, box: Box, same: number): Rgb | null {
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const [a, b] = [(core * boxWidth(box)) / 2, (core * boxHeight(box)) / 2];
  const offsets: number[] = [];
  for (let row = Math.ceil(y - b); row < Math.floor(y + b); row++)
    for (let column = Math.ceil(x - a); column < Math.floor(x + a); column++)
      offsets.push(4 * (row * raster.width + column));
  if (offsets.length === 0) return null;
  const colour = medianColour(raster, offsets);
  const { data } = raster;
  const own = offsets.filter((o) => difference(colour, [data[o]!, data[o + 1]!, data[o + 2]!]) <= same);
  return own.length >= even * offsets.length ? colour : null;
}

const isOneSize = (a: Box, b: Box, slack: number): boolean =>
  Math.abs(boxWidth(a) - boxWidth(b)) <= slack && Math.abs(boxHeight(a) - boxHeight(b)) <= slack;
const isOneLine = (a: Box, b: Box, slack: number): boolean =>
  Math.abs(a.top - b.top) <= slack && Math.abs(a.bottom - b.bottom) <= slack;

/** Whether a swatch stands on the line above or below a row, between its ends or little beyond. */
function isNextLine(one: Box, row: Box): boolean {
  const reach = nextLine * boxHeight(one);
  const gap = Math.max(one.top - row.bottom, row.top - one.bottom);
  return gap <= reach && one.right >= row.left - reach && one.left <= row.right + reach;
}

/** Where the band of a swatch lies along a bar: pixels, the second one exclusive. */
export interface RowBand {
  readonly from: number;
  readonly to: number;
}

/**
 * The picture with a row of swatches drawn as the bar that it stands for: a band of each one's colour, from midway between it and the one
 * before to midway between it and the next, over what is written there.
 *
 * @returns bands from the left
 */
export function drawnAsBar(
  raster: Raster,
  page: Rgb,
  { box, swatches, colours }: SwatchRow,
  written: readonly Box[],
): { readonly raster: Raster; readonly bands: readonly RowBand[] } {
  const bands = swatches.map(
    (swatch, k): RowBand => ({
      from: k === 0 ? box.left : Math.round((swatches[k - 1]!.right + swatch.left) / 2),
      to: swatches[k + 1] ? Math.round((swatch.right + swatches[k + 1]!.left) / 2) : box.right,
    }),
  );
  const data = raster.data.slice();
  const fill = ({ left, top, right, bottom }: Box, colour: Rgb): void => {
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) data.set([...colour, 255], 4 * (y * raster.width + x));
  };
  for (const word of written) fill(grownBox(word, rim, raster), page);
  for (const [k, { from, to }] of bands.entries()) fill({ ...box, left: from, right: to }, colours[k]!);
  return { raster: { ...raster, data }, bands };
}
