import type { Box, Raster, Rgb } from '../../model/types.js';
import { luma } from '../../raster/colours/colourSpace.js';
import { wholeBox } from '../../raster/crop.js';
import type { Orientation } from '../layout/bars/pieces.js';
import type { Components } from '../layout/ink/components.js';
import { difference, medianColour } from '../layout/ink/frame.js';
import type { Page } from '../layout/ink/page.js';
import {
  areOneSize,
  boxArea,
  boxHeight,
  boxWidth,
  contains,
  grownBox,
  unite,
} from '../layout/ink/rectangle.js';
import { type ColouredSwatch, isNextLine, isOneLevel, wrappedLines } from './wrapped.js';

/** Swatches of a legend that stand on one line with their labels between them, or above one another with their labels beside them. */
export interface SwatchRow {
  /** Level: from the left, each with its label to its right. Upright: from the top. */
  readonly orientation: Orientation;
  /** Around all of them. */
  readonly box: Box;
  readonly swatches: readonly Box[];
  /** One for each swatch, sRGB. */
  readonly colours: readonly Rgb[];
  /** Swatches of their size on lines next to theirs: the legend goes on there. */
  readonly goesOn: boolean;
  /** They stand on several lines one below the other, the box around where all of them would be on the first. */
  readonly isWrapped?: boolean;
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
 * Swatches of one size and on one line are so to this share of their height, or to the pixel that rounding takes, of a pale one at both
 * ends: a codec blurs one at both ends as well.
 */
const rounding = { share: 0.1, exact: 1, lossy: 2 };
/** A label that is no more than two digits and a dash takes this many heights between two swatches; cells stand nearer. */
const room = 1;
/** Anti-aliasing and codecs leave something of letters this far around them, pixels. */
const rim = 2;
/** Above one another they stand nearer; those of a bar touch. */
const roomAbove = 0.1;

/**
 * The rows and columns of at least three swatches of one size, each of a colour of its own, with room between them.
 *
 * @param plots whose cells are none of a legend beside them
 */
export function swatchRows(
  raster: Raster,
  page: Page,
  parts: Components,
  plots: readonly Box[] = [],
): SwatchRow[] {
  const swatches = swatchesAmong(raster, page, parts);
  const beside = swatches.filter(({ box }) => !plots.some((plot) => contains(plot, box)));
  return (['horizontal', 'vertical'] as const).flatMap((orientation) => [
    ...rowsOf(beside, page, orientation),
    ...(beside.length < swatches.length ? rowsOf(swatches, page, orientation) : []),
  ]);
}

/** What is as large, as solid and as evenly coloured as a swatch. */
function swatchesAmong(raster: Raster, page: Page, parts: Components): ColouredSwatch[] {
  const same = page.noisy ? sameColour.lossy : sameColour.exact;
  return parts.list
    .filter(({ box, area }) => isSwatchLike(box) && area >= solid * boxArea(box))
    .map(({ box }) => ({ box, colour: colourOf(raster, box, same) }))
    .filter((one): one is ColouredSwatch => one.colour !== null);
}

function rowsOf(all: readonly ColouredSwatch[], page: Page, orientation: Orientation): SwatchRow[] {
  const [same, leastSlack] = page.noisy
    ? [sameColour.lossy, rounding.lossy]
    : [sameColour.exact, rounding.exact];
  const line = lineOf[orientation];
  const swatches = [...all].sort((a, b) => line.start(a.box) - line.start(b.box));
  const left = new Set(swatches);
  const rows: SwatchRow[] = [];
  for (const first of swatches) {
    if (!left.has(first)) continue;
    const slack = Math.max(leastSlack, rounding.share * boxHeight(first.box));
    const alike = swatches.filter(({ box }) =>
      areOneSize(box, first.box, Math.max(slack, 2 * rounding.exact)),
    );
    const row = alike.filter(({ box }) => line.isOne(box, first.box, slack));
    for (const one of row) left.delete(one);
    if (row.length < count.fewest || row.length > count.most) continue;
    const boxes = row.map(({ box }) => box);
    const colours = row.map(({ colour }) => colour);
    const hasRoom = boxes
      .slice(1)
      .every((box, k) => line.start(box) - line.end(boxes[k]!) >= line.room * boxHeight(box));
    if (!hasRoom || !areOwn(colours, same)) continue;
    const box = boxes.reduce(unite);
    const goesOn = alike.some((one) => !row.includes(one) && line.isNext(one.box, boxes, slack));
    rows.push({ orientation, box, swatches: boxes, colours, goesOn });
    const wrapped = orientation === 'horizontal' && goesOn ? wrappedLines(row, alike, slack) : undefined;
    if (wrapped && wrapped.length <= count.most) rows.push(...rowOfLines(box, wrapped, same));
  }
  return rows;
}

/** Whether each of some colours is another. */
const areOwn = (colours: readonly Rgb[], same: number): boolean =>
  colours.every((a, k) => colours.every((b, j) => j >= k || difference(a, b) > same));

/** Swatches on several lines as one row where the first line is; none where a colour comes twice. */
function rowOfLines(first: Box, lines: readonly ColouredSwatch[], same: number): SwatchRow[] {
  const [swatches, colours] = [lines.map(({ box }) => box), lines.map(({ colour }) => colour)];
  if (!areOwn(colours, same)) return [];
  const { left, right } = swatches.reduce(unite);
  const box = { ...first, left, right };
  return [{ orientation: 'horizontal', box, swatches, colours, goesOn: false, isWrapped: true }];
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

/** A row with another swatch before or after its own; undefined where the picture has several colours there. */
export function withSwatchAt(raster: Raster, page: Page, row: SwatchRow, box: Box): SwatchRow | undefined {
  const same = page.noisy ? sameColour.lossy : sameColour.exact;
  const colour = contains(wholeBox(raster), box) ? colourOf(raster, box, same) : null;
  if (colour === null) return undefined;
  const { start } = lineOf[row.orientation];
  const isFirst = start(box) < start(row.box);
  const added = <T>(all: readonly T[], one: T): T[] => (isFirst ? [one, ...all] : [...all, one]);
  return {
    ...row,
    box: unite(row.box, box),
    swatches: added(row.swatches, box),
    colours: added(row.colours, colour),
  };
}

interface Line {
  readonly start: (box: Box) => number;
  readonly end: (box: Box) => number;
  /** Between two swatches, in heights of them. */
  readonly room: number;
  readonly isOne: (a: Box, b: Box, slack: number) => boolean;
  /** Whether a swatch that stands on no line with a row's is one of its legend all the same. */
  readonly isNext: (one: Box, row: readonly Box[], slack: number) => boolean;
}

const isOneColumn = (a: Box, b: Box, slack: number): boolean =>
  Math.abs(a.left - b.left) <= slack && Math.abs(a.right - b.right) <= slack;

const lineOf: Readonly<Record<Orientation, Line>> = {
  horizontal: {
    start: ({ left }) => left,
    end: ({ right }) => right,
    room,
    isOne: isOneLevel,
    isNext: (one, row) => isNextLine(one, row.reduce(unite)),
  },
  vertical: {
    start: ({ top }) => top,
    end: ({ bottom }) => bottom,
    room: roomAbove,
    isOne: isOneColumn,
    // Labels of any length stand between two columns.
    isNext: (one, row, slack) => row.some((own) => isOneLevel(own, one, slack)),
  },
};

/** Where the band of a swatch lies along a bar: pixels, the second one exclusive. */
export interface RowBand {
  readonly from: number;
  readonly to: number;
}

/**
 * The picture with a row of swatches drawn as the bar that it stands for: a band of each one's colour, from midway between it and the one
 * before to midway between it and the next, over what is written there; all as wide as one another where they stand on several lines; in a
 * frame where one is as pale as the page.
 *
 * @returns bands from the left or the top
 */
export function drawnAsBar(
  raster: Raster,
  page: Page,
  { orientation, box, swatches, colours, isWrapped }: SwatchRow,
  written: readonly Box[],
): { readonly raster: Raster; readonly bands: readonly RowBand[] } {
  const { start, end } = lineOf[orientation];
  const midway = (a: Box, b: Box): number => Math.round((end(a) + start(b)) / 2);
  const each = boxWidth(box) / swatches.length;
  const bands = swatches.map(
    (swatch, k): RowBand =>
      isWrapped
        ? { from: Math.round(box.left + k * each), to: Math.round(box.left + (k + 1) * each) }
        : {
            from: k === 0 ? start(box) : midway(swatches[k - 1]!, swatch),
            to: swatches[k + 1] ? midway(swatch, swatches[k + 1]!) : end(box),
          },
  );
  const data = raster.data.slice();
  const fill = ({ left, top, right, bottom }: Box, colour: Rgb): void => {
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) data.set([...colour, 255], 4 * (y * raster.width + x));
  };
  for (const word of isWrapped ? [...written, ...swatches] : written)
    fill(grownBox(word, rim, raster), page.colour);
  const frame: Rgb = luma(...page.colour) > 127 ? [0, 0, 0] : [255, 255, 255];
  if (colours.some((colour) => difference(colour, page.colour) <= page.tolerance))
    fill(grownBox(box, 1, raster), frame);
  for (const [k, { from, to }] of bands.entries())
    fill(
      orientation === 'vertical' ? { ...box, top: from, bottom: to } : { ...box, left: from, right: to },
      colours[k]!,
    );
  return { raster: { ...raster, data }, bands };
}
