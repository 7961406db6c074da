import { chained, type Matrix } from '../../geometry/matrix.js';
import type { PdfPage } from '../page/openPdf.js';
import { leavesOf, type PageItem } from '../page/pageItems.js';
import type { Pdfium } from '../page/pdfium.js';

/** Flags of PDFium's: pixels in the order red, green, blue; pictures and paths without mixing colours. */
const REVERSE_BYTES = 0x10;
const NO_SMOOTH_IMAGES = 0x2000;
const NO_SMOOTH_PATHS = 0x4000;
/** Four bytes a pixel, the fourth unused. */
const RGBX = 3;

/** Calls while nothing else of `all` than the items is drawn. */
export function withOnly<T>(
  { pdfium: { call } }: PdfPage,
  all: readonly PageItem[],
  items: readonly PageItem[],
  use: () => T,
): T {
  const others = hidden(all, new Set(items));
  for (const item of others) call.FPDFPageObj_SetIsActive(item.handle, false);
  try {
    return use();
  } finally {
    for (const item of others) call.FPDFPageObj_SetIsActive(item.handle, true);
  }
}

/** What is not to be drawn: all but the items and the forms around them. */
function hidden(all: readonly PageItem[], wanted: ReadonlySet<PageItem>): PageItem[] {
  return all.flatMap((item) => {
    if (wanted.has(item)) return [];
    const parts = hidden(item.parts, wanted);
    return item.parts.length > 0 && parts.length < leavesOf([item]).length ? parts : [item];
  });
}

/** What a part of a page is drawn on. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** From points from the top left of the page as shown. */
  readonly toPixels: Matrix;
  /** Whether the borders of paths mix with what is beneath. */
  readonly smooth: boolean;
}

/** Draws what of a page is active, on white: RGBA. */
export function drawPixels(page: PdfPage, { width, height, toPixels, smooth }: Canvas): Uint8ClampedArray {
  const { pdfium } = page;
  const { call } = pdfium;
  const size = 4 * width * height;
  const address = pdfium.allocate(size);
  const bitmap = call.FPDFBitmap_CreateEx(width, height, RGBX, address, 4 * width);
  try {
    call.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
    // PDFium sets a page out on whole points before it maps it on.
    const own: Matrix = [
      page.width / Math.trunc(page.width),
      0,
      0,
      page.height / Math.trunc(page.height),
      0,
      0,
    ];
    const flags = REVERSE_BYTES | NO_SMOOTH_IMAGES | (smooth ? 0 : NO_SMOOTH_PATHS);
    withFloats(pdfium, [...chained(own, toPixels), 0, 0, width, height], (at) =>
      call.FPDF_RenderPageBitmapWithMatrix(bitmap, page.handle, at, at + 24, flags),
    );
    const data = new Uint8ClampedArray(pdfium.bytes().slice(address, address + size).buffer);
    for (let o = 3; o < size; o += 4) data[o] = 255;
    return data;
  } finally {
    call.FPDFBitmap_Destroy(bitmap);
    pdfium.free(address);
  }
}

function withFloats(pdfium: Pdfium, values: readonly number[], use: (address: number) => void): void {
  const bytes = new Uint8Array(Float32Array.from(values).buffer);
  pdfium.bytes().set(bytes, pdfium.scratch);
  use(pdfium.scratch);
}
