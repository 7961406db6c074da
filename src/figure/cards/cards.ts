import type { Box, Raster, Rgb } from '../../model/types.js';
import { components } from '../layout/ink/components.js';
import { SIDES, viewFrom } from '../layout/ink/edges.js';
import { commonColour, inkMask, maxDifference } from '../layout/ink/page.js';
import { boxArea, boxHeight, boxWidth } from '../layout/ink/rectangle.js';
import { isWholePicture, tolerance } from '../within/canvas.js';

/** A card that holds a figure takes this share of each of the picture's sides at least. */
const LEAST_SIDE = 0.15;
/** It fills its box but for round corners and what sticks out of it. */
const FILLED = 0.97;
/** Its border and the rim of its shadow are no thicker than this, pixels. */
const THICKEST_BORDER = 6;
/** Inside of its border so much of a line along most sides has the card's own colour: data would reach up to the frame of a plot. */
const BLANK = { share: 0.8, sides: 3 };

/**
 * The cards of a page: boxes that a line or their ground parts from the page around them, with a margin of their own inside, as pages
 * of several figures have them (dashboards). Without their borders; the picture itself is none.
 *
 * @param lossy the picture went through a lossy codec
 */
export function cardsOf(raster: Raster, lossy: boolean): Box[] {
  const { width, height } = raster;
  const slack = lossy ? tolerance.lossy : tolerance.exact;
  const around = inkMask(raster, commonColour(raster, borderOf(raster)), slack);
  const apart = unreached(around, width, height);
  return components(apart, width, height)
    .list.filter(({ box, area }) => {
      const isLarge = boxWidth(box) >= LEAST_SIDE * width && boxHeight(box) >= LEAST_SIDE * height;
      return isLarge && area >= FILLED * boxArea(box);
    })
    .flatMap(({ box }) => insideOf(raster, box, slack) ?? [])
    .filter((box) => !isWholePicture({ box }, raster));
}

/** Byte offsets of the picture's outermost pixels. */
function borderOf({ width, height }: Pick<Raster, 'width' | 'height'>): number[] {
  const offsets: number[] = [];
  for (let x = 0; x < width; x++) offsets.push(4 * x, 4 * ((height - 1) * width + x));
  for (let y = 0; y < height; y++) offsets.push(4 * y * width, 4 * ((y + 1) * width - 1));
  return offsets;
}

/** 1 for what cannot be reached from the picture's border without a step onto ink, to pixels that share a side. */
function unreached(ink: Uint8Array, width: number, height: number): Uint8Array {
  const apart = new Uint8Array(ink.length).fill(1);
  // Each pixel is put there once at most.
  const stack = new Int32Array(ink.length);
  let count = 0;
  const visit = (p: number): void => {
    if (ink[p] === 1 || apart[p] === 0) return;
    apart[p] = 0;
    stack[count++] = p;
  };
  for (const o of borderOf({ width, height })) visit(o / 4);
  while (count > 0) {
    const p = stack[--count]!;
    const x = p % width;
    if (x > 0) visit(p - 1);
    if (x + 1 < width) visit(p + 1);
    if (p >= width) visit(p - width);
    if (p + width < ink.length) visit(p + width);
  }
  return apart;
}

/** A box without the lines of its border; undefined where it has no margin of one colour inside of that. */
function insideOf(raster: Raster, box: Box, slack: number): Box | undefined {
  const views = SIDES.map((side) => viewFrom(side, box, raster.width, raster.height));
  const lines = (d: number): number[][] =>
    views.map(({ from, to, offset }) =>
      Array.from({ length: to - from - 2 * THICKEST_BORDER }, (_, k) =>
        offset(d, from + THICKEST_BORDER + k),
      ),
    );
  const own = commonColour(raster, lines(THICKEST_BORDER).flat());
  for (let d = 1; d <= THICKEST_BORDER; d++)
    if (lines(d).filter((line) => shareOf(raster, line, own, slack) >= BLANK.share).length >= BLANK.sides)
      return { left: box.left + d, top: box.top + d, right: box.right - d, bottom: box.bottom - d };
  return undefined;
}

/** The share of some pixels that have a colour. */
function shareOf(raster: Raster, offsets: readonly number[], colour: Rgb, slack: number): number {
  return offsets.filter((o) => maxDifference(raster, o, colour) <= slack).length / offsets.length;
}
