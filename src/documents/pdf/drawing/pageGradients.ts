import type { Box, Raster, Rgb } from '../../../model/types.js';
import { chained, type Matrix, mapped, mappedBox } from '../../geometry/matrix.js';
import { rectangleOf, straightLines } from '../../gradients/straight.js';
import { type Piece, stripsOf } from '../../gradients/strips.js';
import type { PdfPage } from '../page/openPdf.js';
import { leavesOf, matrixOf, type PageItem } from '../page/pageItems.js';
import type { Pdfium } from '../page/pdfium.js';
import { drawShading, type Shading } from './drawShading.js';

/** Among more paths than this, cells of a map, no bar is looked for. */
const mostPaths = 50_000;
/** Longer paths are neither rectangles nor tick marks. */
const longest = 100;
/** A path that is filled with a pattern, a shading among them, is said to be white. */
const unknownLevel = 255;
/** A kind of a path's segments: a move to where its next part begins. Lines are below it, curves between. */
const [LINE, MOVE] = [0, 2];

/** So many shadings are drawn to see whether they are a bar: figures have as many as they have bars. */
const mostShadings = 24;

/**
 * The bars that a page draws, in the pixels of a drawing of it: shadings, and paths of one colour each that follow one another;
 * and the level and upright lines there.
 *
 * @param items what else is there of the page is not active
 * @param toPixels from points of the page as shown
 */
export function pageGradients(
  page: PdfPage,
  items: readonly PageItem[],
  toPixels: Matrix,
): Pick<Raster, 'gradients' | 'lines'> {
  const { pdfium } = page;
  const leaves = leavesOf(items);
  const paths = leaves.filter(({ kind }) => kind === 'path');
  if (paths.length > mostPaths) return {};
  const pieces: Piece[] = [];
  const shadings: Shading[] = leaves
    .filter(({ kind }) => kind === 'shading')
    .map((item) => ({ item, box: mappedBox(toPixels, item.box) }));
  const lines: Box[] = [];
  for (const path of paths) {
    const { handle, matrix } = path;
    const toPicture = chained(chained(matrixOf(pdfium, handle), matrix), toPixels);
    const parts = partsOf(pdfium, handle).map((part) => part.map(([x, y]) => mapped(toPicture, x, y)));
    const { colour, isStroked } = paintOf(pdfium, handle);
    if (isStroked) lines.push(...parts.flatMap(straightLines));
    const box = colour && parts.length === 1 ? rectangleOf(parts[0]!) : undefined;
    if (!box) continue;
    pieces.push({ box, colour: colour! });
    if (colour!.every((level) => level === unknownLevel)) shadings.push({ item: path, box });
  }
  const shaded = shadings
    .slice(0, mostShadings)
    .flatMap((one) => drawShading(page, items, one, toPixels) ?? []);
  const gradients = [...shaded, ...stripsOf(pieces)];
  // Lines serve to place a bar's labels.
  return gradients.length > 0 ? { gradients, lines } : {};
}

/** The colour that a path is filled with, if it is one that nothing is seen through, and whether a line is drawn along it. */
function paintOf(
  { call, scratch, integers }: Pdfium,
  path: number,
): { readonly colour?: Rgb; readonly isStroked: boolean } {
  if (!call.FPDFPath_GetDrawMode(path, scratch, scratch + 4)) return { isStroked: false };
  const [fill, stroke] = integers(scratch, 2) as [number, number];
  const isStroked = (stroke & 0xff) !== 0;
  const at = scratch;
  if (fill === 0 || !call.FPDFPageObj_GetFillColor(path, at, at + 4, at + 8, at + 12)) return { isStroked };
  const [red, green, blue, alpha] = integers(at, 4) as [number, number, number, number];
  return alpha === 255 ? { colour: [red, green, blue], isStroked } : { isStroked };
}

/** The corners of each part of a path of straight lines; none where it has curves. */
function partsOf({ call, scratch, floats }: Pdfium, path: number): (readonly [number, number])[][] {
  const count = call.FPDFPath_CountSegments(path);
  if (count < 2 || count > longest) return [];
  const parts: (readonly [number, number])[][] = [];
  for (let k = 0; k < count; k++) {
    const segment = call.FPDFPath_GetPathSegment(path, k);
    const kind = call.FPDFPathSegment_GetType(segment);
    if (kind !== LINE && kind !== MOVE) return [];
    if (!call.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4)) return [];
    const point = floats(scratch, 2) as unknown as readonly [number, number];
    if (kind === MOVE || parts.length === 0) parts.push([]);
    parts.at(-1)!.push(point);
    if (call.FPDFPathSegment_GetClose(segment)) parts.at(-1)!.push(parts.at(-1)![0]!);
  }
  return parts.filter((part) => part.length > 1);
}
