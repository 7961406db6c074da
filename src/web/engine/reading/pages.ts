import wasmAddress from '@embedpdf/pdfium/pdfium.wasm?url';
import type { DocumentFigure } from '../../../documents/documentFigure.js';
import { mappedBox } from '../../../documents/geometry/matrix.js';
import { drawPage } from '../../../documents/pdf/drawPage.js';
import { openPdf, type PdfDocument } from '../../../documents/pdf/page/openPdf.js';
import { compilePdfium, startPdfium } from '../../../documents/pdf/page/pdfium.js';
import { candidatesOf, drawingsOf, recoverCandidate } from '../../../documents/recoverPage.js';
import { InputError, RecoveryError } from '../../../model/errors.js';
import type { Box } from '../../../model/types.js';
import type { RecoverOptions } from '../../../pipeline/plan/options.js';
import { wholeBox } from '../../../raster/crop.js';
import { readPicture } from '../../pictures/readPicture.js';
import type { FigurePlace } from '../../project/project.js';
import type { ShownPage } from '../calls/calls.js';
import { decodeInBrowser, pictureOf } from '../showing/bitmaps.js';

let compiling: Promise<object> | undefined;

/** PDFium's module, compiled when a document is first opened. */
async function compiled(): Promise<object> {
  compiling ??= fetch(wasmAddress).then(async (answer) =>
    compilePdfium(new Uint8Array(await answer.arrayBuffer())),
  );
  try {
    return await compiling;
  } catch (error) {
    // It may be there the next time: a page may have lost its network.
    compiling = undefined;
    throw error;
  }
}

/**
 * Calls with a document that is closed afterwards.
 *
 * @throws InputError if it is encrypted or damaged
 */
async function withPdf<T>(
  bytes: Uint8Array,
  name: string,
  use: (document: PdfDocument) => Promise<T>,
): Promise<T> {
  const module = await compiled();
  try {
    const document = openPdf(await startPdfium(module, bytes.length), bytes, name);
    const result = await use(document);
    document.close();
    return result;
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    // PDFium itself fails on a hostile document; it is not called again.
    throw new InputError(`${name} is damaged: it cannot be read as a PDF`, name, { cause });
  }
}

/**
 * Where the figures of a PDF are that look as if drawn with a colourmap. A page that is damaged holds none.
 *
 * @param onPage told the page that begins, and how many there are
 * @throws InputError if it is encrypted, or all of it is damaged
 */
export async function figuresOfPages(
  bytes: Uint8Array,
  name: string,
  onPage: (page: number, pages: number) => void,
): Promise<FigurePlace[]> {
  return withPdf(bytes, name, async (document) => {
    const places: FigurePlace[] = [];
    const damaged: InputError[] = [];
    for (let page = 1; page <= document.pages; page++) {
      onPage(page, document.pages);
      try {
        await document.withPage(page, async (one) => {
          let number = 0;
          for await (const { toPage, input } of candidatesOf(one, decodeStored))
            places.push({ page, number: ++number, box: mappedBox(toPage, wholeBox(input.raster)) });
        });
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        damaged.push(error);
      }
    }
    if (places.length === 0 && damaged[0]) throw damaged[0];
    return places;
  });
}

/**
 * One figure of a PDF, as the command line takes it.
 *
 * @throws InputError if there is no such figure, or the file is no PDF that can be read
 */
export async function figureAt(
  bytes: Uint8Array,
  name: string,
  { page, number, box }: FigurePlace,
): Promise<DocumentFigure> {
  return withPdf(bytes, name, (document) => {
    if (page > document.pages) throw new InputError(`${name} has ${document.pages} pages only`, name);
    return document.withPage(page, async (one) => {
      if (box)
        for await (const figure of drawingsOf(one, {}, decodeStored)) if (isAt(figure, box)) return figure;
      // A project may know the number alone, or a box of another version's.
      let k = 0;
      for await (const figure of candidatesOf(one, decodeStored)) if (++k === number) return figure;
      throw new InputError(`page ${page} of ${name} shows ${k} figures only`, name);
    });
  });
}

function isAt({ toPage, input }: DocumentFigure, box: Box): boolean {
  const { left, top, right, bottom } = mappedBox(toPage, wholeBox(input.raster));
  return left === box.left && top === box.top && right === box.right && bottom === box.bottom;
}

/** How many panels the command line counts on the page before those of a figure. */
export async function panelsBefore(
  bytes: Uint8Array,
  name: string,
  { page, number }: FigurePlace,
  options: RecoverOptions,
): Promise<number> {
  if (number === 1) return 0;
  return withPdf(bytes, name, (document) =>
    document.withPage(page, async (one) => {
      let [k, panels] = [0, 0];
      for await (const figure of candidatesOf(one, decodeStored)) {
        if (++k === number) break;
        panels += await panelsOf(figure, options);
      }
      return panels;
    }),
  );
}

async function panelsOf(figure: DocumentFigure, options: RecoverOptions): Promise<number> {
  try {
    return (await recoverCandidate(figure, {}, options, {})).length;
  } catch (error) {
    if (error instanceof RecoveryError) return 0;
    throw error;
  }
}

/** Pixels across: twice those of the screen that a page is shown in. */
const thumbnailPixels = 320;

/** Pages as small pictures; sizes are in points. */
export async function thumbnailsOf(
  bytes: Uint8Array,
  name: string,
  pages: readonly number[],
): Promise<ShownPage[]> {
  return withPdf(bytes, name, async (document) => {
    const shown: ShownPage[] = [];
    for (const number of pages)
      await document.withPage(number, async (page) => {
        const raster = drawPage(page, thumbnailPixels);
        if (!raster) return;
        const { bitmap } = await pictureOf(raster);
        shown.push({ page: number, bitmap, width: page.width, height: page.height });
      });
    return shown;
  });
}

/** A JPEG of the document; undefined for the rare kinds that cannot be decoded. */
async function decodeStored(jpeg: Uint8Array) {
  const read = await readPicture(jpeg, 'a picture of the document', decodeInBrowser).catch(() => undefined);
  return read && { raster: read.input.raster, ...(read.readJpeg && { readJpeg: read.readJpeg }) };
}
