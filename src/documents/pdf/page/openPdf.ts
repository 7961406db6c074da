import { InputError } from '../../../model/errors.js';
import type { Matrix } from '../../geometry/matrix.js';
import type { Pdfium } from './pdfium.js';

/** An open document; every page that is opened is closed before the next one. */
export interface PdfDocument {
  readonly pdfium: Pdfium;
  readonly pages: number;
  /** Calls with page `number` (from 1), which is closed when `use` has returned or thrown. */
  withPage<T>(number: number, use: (page: PdfPage) => Promise<T>): Promise<T>;
  close(): void;
}

/** A page as it is shown: its crop box, turned as the page says. */
export interface PdfPage {
  readonly pdfium: Pdfium;
  readonly document: number;
  readonly handle: number;
  /** From 1. */
  readonly number: number;
  /** In points of 1/72 inch, as shown. */
  readonly width: number;
  readonly height: number;
  /** How far the page is turned clockwise to be shown: 0…3 quarter turns. */
  readonly quarterTurns: number;
  /** From the page's own coordinates to points from the top left of the page as shown. */
  readonly shown: Matrix;
}

/** What `FPDF_GetLastError` calls a missing or wrong password, and a kind of encryption that it does not know. */
const PASSWORD = 4;
const SECURITY = 5;

/**
 * Opens a PDF from its bytes.
 *
 * @param name what people call it, for messages
 * @throws InputError if it asks for a password or is damaged beyond repair
 */
export function openPdf(pdfium: Pdfium, bytes: Uint8Array, name: string): PdfDocument {
  const { call } = pdfium;
  const address = pdfium.allocate(bytes.length);
  pdfium.bytes().set(bytes, address);
  const handle = call.FPDF_LoadMemDocument(address, bytes.length, '');
  if (handle === 0) {
    const reason = call.FPDF_GetLastError();
    pdfium.free(address);
    if (reason === PASSWORD || reason === SECURITY)
      throw new InputError(`${name} is encrypted: take its password off first`, name, { code: 'encrypted' });
    throw new InputError(`${name} is damaged or truncated: it cannot be read as a PDF`, name);
  }
  const pages = call.FPDF_GetPageCount(handle);
  if (pages < 1) throw new InputError(`${name} is damaged or truncated: it has no pages`, name);
  return {
    pdfium,
    pages,
    async withPage(number, use) {
      const page = call.FPDF_LoadPage(handle, number - 1);
      if (page === 0)
        throw new InputError(`page ${number} of ${name} is damaged`, name, { code: 'page-damaged' });
      try {
        return await use({ pdfium, document: handle, handle: page, number, ...shownPage(pdfium, page) });
      } finally {
        call.FPDF_ClosePage(page);
      }
    },
    close() {
      call.FPDF_CloseDocument(handle);
      pdfium.free(address);
    },
  };
}

function shownPage(
  { call, scratch, floats }: Pdfium,
  page: number,
): Pick<PdfPage, 'width' | 'height' | 'quarterTurns' | 'shown'> {
  call.FPDF_GetPageBoundingBox(page, scratch);
  const [left, top, right, bottom] = floats(scratch, 4) as [number, number, number, number];
  const quarterTurns = call.FPDFPage_GetRotation(page);
  const size = { width: call.FPDF_GetPageWidthF(page), height: call.FPDF_GetPageHeightF(page), quarterTurns };
  switch (quarterTurns) {
    case 1:
      return { ...size, shown: [0, 1, 1, 0, -bottom, -left] };
    case 2:
      return { ...size, shown: [-1, 0, 0, 1, right, -bottom] };
    case 3:
      return { ...size, shown: [0, -1, -1, 0, top, right] };
    default:
      return { ...size, shown: [1, 0, 0, -1, -left, top] };
  }
}
