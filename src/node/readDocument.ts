import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { StoredPicture } from '../documents/documentFigure.js';
import { openPdf, type PdfDocument } from '../documents/pdf/page/openPdf.js';
import { compilePdfium, startPdfium } from '../documents/pdf/page/pdfium.js';
import { type DocumentReaders, type PageResult, recoverDocument } from '../documents/recoverDocument.js';
import type { DocumentOptions } from '../documents/recoverPage.js';
import type { InputBytes } from '../formats/input/readInput.js';
import { sha256Of } from '../formats/input/sha256.js';
import { readPicture } from '../formats/pictures/readRaster.js';
import { InputError } from '../model/errors.js';
import { once } from '../numeric/once.js';
import type { RecoverOptions } from '../pipeline/plan/options.js';
import type { RunOptions } from '../pipeline/recoverFigure.js';

const compiled = once(async () =>
  compilePdfium(await readFile(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'))),
);

/**
 * Calls with a document that is closed when `use` has returned or thrown. PDFium is loaded here and nowhere else.
 *
 * @throws InputError if it is encrypted, damaged, or more than PDFium's memory holds
 */
export async function withDocument<T>(
  { bytes, name }: InputBytes,
  use: (document: PdfDocument) => Promise<T>,
): Promise<T> {
  const pdfium = await startPdfium(await compiled(), bytes.length);
  try {
    const document = openPdf(pdfium, bytes, name);
    const result = await use(document);
    document.close();
    return result;
  } catch (cause) {
    if (!isFault(cause)) throw cause;
    throw new InputError(`${name} is damaged: PDFium fails on it`, name, { cause });
  }
}

/** Whether PDFium itself failed: a trap of its module, or its memory at an end. After that it is not called again. */
const isFault = (cause: unknown): boolean =>
  cause instanceof Error && (cause.name === 'RuntimeError' || cause instanceof RangeError);

/** The JPEG of a document as one from a file; undefined for the rare kinds that cannot be decoded. */
export async function decodeStored(jpeg: Uint8Array): Promise<StoredPicture | undefined> {
  try {
    return await readPicture({ bytes: jpeg, name: 'a picture of the document' });
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** The numbers of a document's figures, page by page, each given to `use` before the next one is read. */
export async function readDocument(
  input: InputBytes,
  options: RecoverOptions & DocumentOptions & RunOptions,
  readers: Omit<DocumentReaders, 'decode'>,
  use: (result: PageResult) => Promise<void>,
): Promise<void> {
  const sha256 = sha256Of(input.bytes);
  const about = { sha256, ...(input.file !== undefined && { name: input.file }) };
  await withDocument(input, async (document) => {
    const results = recoverDocument(document, about, options, { ...readers, decode: decodeStored });
    for await (const result of results) await use(result);
  });
}
