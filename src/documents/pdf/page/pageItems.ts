import type { Box } from '../../../model/types.js';
import { chained, identity, type Matrix, mappedBox } from '../../geometry/matrix.js';
import type { PdfPage } from './openPdf.js';
import type { Pdfium } from './pdfium.js';

export type ItemKind = 'text' | 'path' | 'image' | 'shading' | 'form';

/** One thing that a page draws, in the order of drawing. */
export interface PageItem {
  readonly kind: ItemKind;
  readonly handle: number;
  /** What can be seen of it, clipped: points from the top left of the page as shown. */
  readonly box: Box;
  /** From its own coordinates (an image's are the unit square, upwards) to points of the page as shown. */
  readonly matrix: Matrix;
  /** A path that is filled and has no line around it, as the cells of a heat map are; not in black, as letters are. */
  readonly filled: boolean;
  /** What a form holds; empty for all others. */
  readonly parts: readonly PageItem[];
}

const kinds: readonly (ItemKind | undefined)[] = [undefined, 'text', 'path', 'image', 'shading', 'form'];

/** Forms in forms: no program nests so deep, and a form that holds itself has to end somewhere. */
const DEEPEST = 16;
/** More things than a page of any figure has; the page is left alone then. */
export const mostItems = 1_000_000;

/**
 * All that a page draws and that can be seen on it.
 *
 * @returns undefined where that is more than `mostItems`
 */
export function pageItems({ pdfium, handle, shown, width, height }: PdfPage): PageItem[] | undefined {
  const { call } = pdfium;
  const visible = { left: 0, top: 0, right: width, bottom: height };
  let left = mostItems;
  const list = (count: number, at: (k: number) => number, outer: Matrix, depth: number): PageItem[] => {
    const items: PageItem[] = [];
    for (let k = 0; k < count && left > 0; k++, left--) {
      const object = at(k);
      const kind = kinds[call.FPDFPageObj_GetType(object)];
      if (kind === undefined) continue;
      const matrix = kind === 'path' || kind === 'text' ? outer : chained(matrixOf(pdfium, object), outer);
      const parts =
        kind === 'form' && depth < DEEPEST
          ? list(
              call.FPDFFormObj_CountObjects(object),
              (part) => call.FPDFFormObj_GetObject(object, part),
              matrix,
              depth + 1,
            )
          : [];
      const seen = seenBox(pdfium, object, outer, visible);
      const box = kind === 'form' && seen ? unitedBox(parts.map((part) => part.box)) : seen;
      if (box === undefined) continue;
      items.push({
        kind,
        handle: object,
        box,
        matrix,
        filled: kind === 'path' && isFilled(pdfium, object),
        parts,
      });
    }
    return items;
  };
  const items = list(call.FPDFPage_CountObjects(handle), (k) => call.FPDFPage_GetObject(handle, k), shown, 0);
  return left > 0 ? items : undefined;
}

/** Everything in forms, as one list. */
export const leavesOf = (items: readonly PageItem[]): PageItem[] =>
  items.flatMap((item) => (item.kind === 'form' ? leavesOf(item.parts) : [item]));

export function unitedBox(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  const box = { ...boxes[0]! };
  for (const { left, top, right, bottom } of boxes) {
    box.left = Math.min(box.left, left);
    box.top = Math.min(box.top, top);
    box.right = Math.max(box.right, right);
    box.bottom = Math.max(box.bottom, bottom);
  }
  return box;
}

export function commonBox(a: Box, b: Box): Box | undefined {
  const box = {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
  return box.left <= box.right && box.top <= box.bottom ? box : undefined;
}

/** How far two boxes are from one another, level or upright; 0 where they overlap. */
export const distance = (a: Box, b: Box): number =>
  Math.max(0, a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom);

/** The map of an object's own coordinates into those around it. */
export function matrixOf({ call, scratch, floats }: Pdfium, object: number): Matrix {
  return call.FPDFPageObj_GetMatrix(object, scratch) ? (floats(scratch, 6) as unknown as Matrix) : identity;
}

/** The part of an object's bounds that neither its clip paths nor the page's border cut off. */
function seenBox(pdfium: Pdfium, object: number, outer: Matrix, visible: Box): Box | undefined {
  const { call, scratch, floats } = pdfium;
  const at = scratch;
  if (!call.FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12)) return undefined;
  const [left, top, right, bottom] = floats(at, 4) as [number, number, number, number];
  let box = commonBox(mappedBox(outer, { left, top, right, bottom }), visible);
  const clip = call.FPDFPageObj_GetClipPath(object);
  const paths = clip === 0 ? 0 : call.FPDFClipPath_CountPaths(clip);
  for (let k = 0; k < paths && box !== undefined; k++) {
    const points = clipPoints(pdfium, clip, k);
    if (points) box = commonBox(box, mappedBox(outer, points));
  }
  return box;
}

/** Longer clip paths are not followed: what they leave is known by their bounds, and those by a part of them. */
const LONGEST_CLIP = 1000;

function clipPoints({ call, scratch, floats }: Pdfium, clip: number, path: number): Box | undefined {
  const count = call.FPDFClipPath_CountPathSegments(clip, path);
  if (count < 1 || count > LONGEST_CLIP) return undefined;
  const boxes: Box[] = [];
  for (let k = 0; k < count; k++) {
    const segment = call.FPDFClipPath_GetPathSegment(clip, path, k);
    if (!call.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4)) return undefined;
    const [x, y] = floats(scratch, 2) as [number, number];
    boxes.push({ left: x, top: y, right: x, bottom: y });
  }
  return unitedBox(boxes);
}

function isFilled({ call, scratch, integers }: Pdfium, path: number): boolean {
  if (!call.FPDFPath_GetDrawMode(path, scratch, scratch + 4)) return false;
  const [fill, stroke] = integers(scratch, 2) as [number, number];
  if (fill === 0 || (stroke & 0xff) !== 0) return false;
  const at = scratch;
  if (!call.FPDFPageObj_GetFillColor(path, at, at + 4, at + 8, at + 12)) return true;
  return integers(at, 3).some((level) => level > 0);
}
