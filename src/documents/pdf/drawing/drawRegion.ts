import type { Box, Glyph, Raster } from '../../../model/types.js';
import { chained, inverse, type Matrix, mappedBox, uprightFrom } from '../../geometry/matrix.js';
import type { PdfPage } from '../page/openPdf.js';
import { leavesOf, type PageItem } from '../page/pageItems.js';
import type { PageCharacter } from '../page/pageText.js';
import type { Pdfium } from '../page/pdfium.js';
import { drawPixels, withOnly } from './drawPixels.js';
import { pageGradients } from './pageGradients.js';
import { isLevel, type RegionScale } from './regionScale.js';

/** So many cells drawn as paths make a field: their borders must not mix with what is under them. */
const FIELD = 9;

/** A region of a page as pixels. */
export interface DrawnRegion {
  readonly raster: Raster;
  /** From pixels to points from the top left of the page as shown. */
  readonly toPage: Matrix;
}

export interface Drawing {
  /** Points of the page as shown. */
  readonly box: Box;
  readonly items: readonly PageItem[];
  /** How far what is drawn lies turned clockwise on the page: it comes out upright. */
  readonly quarterTurns: number;
  readonly scale: RegionScale;
  readonly text: readonly PageCharacter[];
}

/** Draws a part of a page with what belongs to it alone, and says where its own words stand. */
export function drawRegion(page: PdfPage, all: readonly PageItem[], drawing: Drawing): DrawnRegion {
  const { box, items, quarterTurns, scale, text } = drawing;
  const whole = wholeBox(box, scale);
  const { width, height } = sizeOf(whole, scale, quarterTurns);
  const [sx, sy] = quarterTurns % 2 === 0 ? [scale.x, scale.y] : [scale.y, scale.x];
  const toPixels = chained(uprightFrom(whole, quarterTurns), [sx, 0, 0, sy, 0, 0]);
  return withOnly(page, all, items, () => {
    const smooth = !isField(items);
    const data = withPicturesOnPixels(page.pdfium, items, toPixels, () =>
      drawPixels(page, { width, height, toPixels, smooth }),
    );
    const paper = { left: 0, top: 0, right: page.width, bottom: page.height };
    paintBeyond(data, width, mappedBox(toPixels, paper));
    const glyphs = text.map(
      ({ text: character, box: place, quarterTurns: turns, isSure }): Glyph => ({
        text: character,
        box: mappedBox(toPixels, place),
        quarterTurns: (turns - quarterTurns + 4) % 4,
        isSure,
      }),
    );
    return {
      raster: {
        ...{ width, height, data },
        ...(glyphs.length > 0 && { text: glyphs }),
        ...pageGradients(page, items, toPixels),
      },
      toPage: inverse(toPixels),
    };
  });
}

/** Gives what lies beyond the page's border the colour of its corner. */
function paintBeyond(data: Uint8ClampedArray, width: number, paper: Box): void {
  const height = data.length / 4 / width;
  // Coordinates are rounded; a pixel that the border cuts is mixed with what is beyond.
  const [left, top] = [paper.left, paper.top].map((at) => Math.max(0, Math.ceil(at - 0.01)));
  const [right, bottom] = [paper.right, paper.bottom].map((at) => Math.floor(at + 0.01));
  const pixels = new Uint32Array(data.buffer);
  const corner = pixels[top! * width + left!]!;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const isBeyond = y < top! || y >= bottom!;
    pixels.fill(corner, row, row + (isBeyond ? width : left!));
    pixels.fill(corner, row + Math.min(width, right!), row + width);
  }
}

/** The least box of whole pixels around a region, in points. */
function wholeBox({ left, top, right, bottom }: Box, { x, y, origin: [x0, y0] }: RegionScale): Box {
  // Half a thousandth of a pixel is the rounding of coordinates, no part of the picture.
  const slack = 5e-4;
  return {
    left: x0 + Math.floor((left - x0) * x + slack) / x,
    top: y0 + Math.floor((top - y0) * y + slack) / y,
    right: x0 + Math.ceil((right - x0) * x - slack) / x,
    bottom: y0 + Math.ceil((bottom - y0) * y - slack) / y,
  };
}

function sizeOf(
  { left, top, right, bottom }: Box,
  scale: RegionScale,
  quarterTurns: number,
): { width: number; height: number } {
  const across = Math.max(1, Math.round((right - left) * scale.x));
  const down = Math.max(1, Math.round((bottom - top) * scale.y));
  return quarterTurns % 2 === 0 ? { width: across, height: down } : { width: down, height: across };
}

/** Whether cells drawn as paths, or contours, or a shading, are what there is to read. */
const isField = (items: readonly PageItem[]): boolean => {
  const leaves = leavesOf(items);
  return (
    leaves.filter(({ filled }) => filled).length >= FIELD || leaves.some(({ kind }) => kind === 'shading')
  );
};

/** A picture's sides are on the borders of pixels if they are this near, in pixels. */
const ON_BORDER = 0.05;
/** How far it is drawn within them: PDFium takes every pixel that it reaches into, by the rounding of coordinates too. */
const WITHIN = 0.1;

/** Calls with the pictures that end on borders of pixels a little smaller, so that each takes its own pixels alone. */
function withPicturesOnPixels<T>(
  { call, scratch, floats }: Pdfium,
  items: readonly PageItem[],
  toPixels: Matrix,
  use: () => T,
): T {
  const set = (handle: number, [a, b, c, d, e, f]: Matrix): unknown =>
    call.FPDFImageObj_SetMatrix(handle, a, b, c, d, e, f);
  const changed = leavesOf(items)
    .filter(({ kind, matrix }) => kind === 'image' && isLevel(matrix))
    .flatMap(({ handle, matrix }) => {
      const { left, top, right, bottom } = mappedBox(chained(matrix, toPixels), unitSquare);
      const isOn = [left, top, right, bottom].every((at) => Math.abs(at - Math.round(at)) <= ON_BORDER);
      if (!isOn || right - left < 1 || bottom - top < 1) return [];
      if (!call.FPDFPageObj_GetMatrix(handle, scratch)) return [];
      const own = floats(scratch, 6) as unknown as Matrix;
      const isTurned =
        Math.abs(matrix[1]) > Math.abs(matrix[0]) !== Math.abs(toPixels[1]) > Math.abs(toPixels[0]);
      const [across, down] = isTurned ? [bottom - top, right - left] : [right - left, bottom - top];
      const [dx, dy] = [WITHIN / across, WITHIN / down];
      return { handle, own, inset: chained([1 - 2 * dx, 0, 0, 1 - 2 * dy, dx, dy], own) };
    });
  for (const { handle, inset } of changed) set(handle, inset);
  try {
    return use();
  } finally {
    for (const { handle, own } of changed) set(handle, own);
  }
}

const unitSquare: Box = { left: 0, top: 0, right: 1, bottom: 1 };
