import { rgbRows, rowMedians } from '../../../bar/barProfile.js';
import { axesOf } from '../../../bar/readBar.js';
import type { Box, Raster, Rgb } from '../../../model/types.js';
import type { Components } from '../ink/components.js';
import type { Side } from '../ink/edges.js';
import { difference, frameEdges, isMixed } from '../ink/frame.js';
import type { Page } from '../ink/page.js';
import { boxArea, boxHeight, boxWidth, intersect, unite } from '../ink/rectangle.js';
import { seamOf } from '../ink/seams.js';
import type { Piece } from './fadedEnds.js';

/** Which way a bar's colours change: upwards or to the right. */
export type Orientation = 'vertical' | 'horizontal';

/** The sides that a colourbar's labels stand at. */
export const longSides = ({ orientation }: { readonly orientation: Orientation }): readonly [Side, Side] =>
  orientation === 'vertical' ? ['right', 'left'] : ['bottom', 'top'];

/** Cells fill their boxes by more than this, words do not. */
const SOLID = 0.75;

// Other ink runs along most of one of the piece's long sides, right beside it: the cells of a plot. The tick marks of a plot that reach
// as far stand at a few lines only.
export function hasNeighbour(
  raster: Raster,
  piece: Box,
  orientation: Orientation,
  parts: Components,
): boolean {
  const vertical = orientation === 'vertical';
  const [length, thickness] = vertical
    ? [boxHeight(piece), boxWidth(piece)]
    : [boxWidth(piece), boxHeight(piece)];
  // Lines between cells are thinner than a third of a cell; a thin bar may stand as near to its plot.
  const seam = Math.min(seamOf(raster), thickness / 3);
  let before = 0;
  let after = 0;
  for (const { box, area, label } of parts.list) {
    if (area < 25 || area < SOLID * boxArea(box)) continue;
    const common = vertical
      ? Math.min(box.bottom, piece.bottom) - Math.max(box.top, piece.top)
      : Math.min(box.right, piece.right) - Math.max(box.left, piece.left);
    if (common <= 0) continue;
    const [start, end, first, last] = vertical
      ? [box.left, box.right, piece.left, piece.right]
      : [box.top, box.bottom, piece.top, piece.bottom];
    const isAfter = start >= last && start <= last + seam;
    if (!isAfter && !(end <= first && end >= first - seam)) continue;
    const [from, to] = isAfter ? [last, Math.floor(last + seam) + 1] : [Math.ceil(first - seam) - 1, first];
    const near = vertical ? { ...piece, left: from, right: to } : { ...piece, top: from, bottom: to };
    const beside = intersect(box, near);
    const lines = linesOf(parts.labels, raster.width, label, beside, vertical);
    if (isAfter) after += lines;
    else before += lines;
  }
  return Math.max(before, after) >= 0.6 * length;
}

/** At how many lines across a box (rows of it, or columns) a component has a pixel. */
function linesOf(labels: Int32Array, width: number, label: number, box: Box, rows: boolean): number {
  const [from, to] = rows ? [box.top, box.bottom] : [box.left, box.right];
  const [start, end] = rows ? [box.left, box.right] : [box.top, box.bottom];
  let lines = 0;
  for (let p = from; p < to; p++)
    for (let d = start; d < end; d++)
      if (labels[rows ? p * width + d : d * width + p] === label) {
        lines++;
        break;
      }
  return lines;
}

/** A bar's colours fade into the page's by less than this where it cuts the bar in two. */
const FADED = 16;

/** Pieces of one bar are no farther apart than this share of the longer one: ECharts parts swatches of 14 by 10. */
const APART = 0.75;

/** Lines in the page's colour that cross a bar are no thicker than this, pixels; beside one the first of so many rows of the bar is its rim. */
const SLIT = 4;
const RIM = 3;

// Pieces on one line with the same two long sides, a short gap between them, no frame line facing the gap and
// other colours on either side of it: two bars on top of one another have frames, or repeat the same colours.
export function joined(raster: Raster, page: Page, pieces: Piece[], orientation: Orientation): Piece[] {
  const vertical = orientation === 'vertical';
  const span = (b: Box): [number, number, number, number] =>
    vertical ? [b.left, b.right, b.top, b.bottom] : [b.top, b.bottom, b.left, b.right];
  const result: Piece[] = [];
  for (const piece of [...pieces].sort((p, q) => span(p.rectangle)[2] - span(q.rectangle)[2])) {
    const [a0, a1, from, to] = span(piece.rectangle);
    const host = result.find(({ rectangle }) => {
      const [h0, h1, start, end] = span(rectangle);
      const gap = from - end;
      if (Math.abs(h0 - a0) > 1 || Math.abs(h1 - a1) > 1) return false;
      if (gap < 0 || gap > APART * Math.max(end - start, to - from)) return false;
      const [before, after] = [rectangle, piece.rectangle].map((b) => frameEdges(raster, b, page.colour));
      const [one, other] = [rectangle, piece.rectangle].map((b) =>
        rgbRows(rowMedians(raster, b, axesOf(orientation))),
      );
      // Rows run from the bottom or the left: the ends that face each other.
      const facing = vertical
        ? ([
            [before!.bottom, one!.slice(0, RIM)],
            [after!.top, other!.slice(-RIM).reverse()],
          ] as const)
        : ([
            [before!.right, one!.slice(-RIM).reverse()],
            [after!.left, other!.slice(0, RIM)],
          ] as const);
      // A line of a frame stands out from the page; colours that fade into it do not, nor do those that a line in the page's colour half covers.
      const isFrame = (rows: readonly Rgb[]): boolean =>
        difference(rows[0]!, page.colour) > FADED &&
        !(gap <= SLIT && isMixed(rows[0]!, page.colour, rows.at(-1)!));
      if (facing.some(([edge, rows]) => edge.thickness > 0 && isFrame(rows))) return false;
      // Colours that go on behind a line are those of one bar, however slowly they change.
      const [here, there] = facing.map(([, rows]) => rows.at(-1)!);
      if (gap <= SLIT && difference(here!, there!) <= FADED) return true;
      const shared = one!.filter((c) => other!.some((d) => difference(c, d) <= 12)).length;
      return shared < 0.3 * one!.length;
    });
    if (host === undefined) result.push({ ...piece });
    else {
      host.rectangle = unite(host.rectangle, piece.rectangle);
      host.whole = unite(host.whole, piece.whole);
    }
  }
  return result;
}
