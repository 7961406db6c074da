import wasmAddress from '@embedpdf/pdfium/pdfium.wasm?url';
import { encode } from 'fast-png';
import { openPdf } from '../../documents/pdf/openPdf.js';
import { startPdfium } from '../../documents/pdf/pdfium.js';
import { candidatesOf } from '../../documents/recoverPage.js';
import { InputError } from '../../model/errors.js';
import { readPicture } from '../pictures/readPicture.js';
import { decodeInBrowser } from './bitmaps.js';
import type { WrittenFile } from './calls.js';

/**
 * The figures of a PDF that look as if drawn with a colourmap, each as a picture of its own, as the page draws it.
 *
 * @param onPage told the page that begins, and how many there are
 * @throws InputError if it is encrypted or damaged
 */
export async function figuresOfPages(
  bytes: Uint8Array,
  name: string,
  onPage: (page: number, pages: number) => void,
): Promise<WrittenFile[]> {
  const wasm = await (await fetch(wasmAddress)).arrayBuffer();
  const document = openPdf(await startPdfium(new Uint8Array(wasm)), bytes, name);
  const stem = name.replace(/\.[^.]*$/, '');
  const files: WrittenFile[] = [];
  try {
    for (let number = 1; number <= document.pages; number++) {
      onPage(number, document.pages);
      const pictures = await document.withPage(number, async (page) => {
        const found: Uint8Array[] = [];
        for await (const figure of candidatesOf(page, decodeStored)) {
          const { width, height, data } = figure.input.raster;
          found.push(encode({ width, height, data, channels: 4, depth: 8 }));
        }
        return found;
      });
      for (const [k, picture] of pictures.entries())
        files.push({
          name: `${stem}-p${number}${pictures.length > 1 ? `-${k + 1}` : ''}.png`,
          type: 'image/png',
          bytes: picture as Uint8Array<ArrayBuffer>,
        });
    }
    document.close();
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    // PDFium itself fails on a hostile document; it is not called again.
    throw new InputError(`${name} is damaged: it cannot be read as a PDF`, name, { cause });
  }
  return files;
}

/** A JPEG of the document; undefined for the rare kinds that cannot be decoded. */
async function decodeStored(jpeg: Uint8Array) {
  const read = await readPicture(jpeg, 'a picture of the document', decodeInBrowser).catch(() => undefined);
  return read && { raster: read.input.raster, ...(read.readJpeg && { readJpeg: read.readJpeg }) };
}
