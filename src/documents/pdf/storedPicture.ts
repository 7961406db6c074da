import type { PageItem } from './page/pageItems.js';
import type { Pdfium } from './page/pdfium.js';

/**
 * The JPEG that a picture is stored as, as the file that it was; undefined where it is stored in another way. Its colours
 * are those on the page only if nothing there converts or masks them.
 */
export function storedJpeg(pdfium: Pdfium, { handle }: PageItem): Uint8Array | undefined {
  const { call } = pdfium;
  if (call.FPDFImageObj_GetImageFilterCount(handle) !== 1 || filterOf(pdfium, handle) !== 'DCTDecode')
    return undefined;
  const size = call.FPDFImageObj_GetImageDataRaw(handle, 0, 0);
  if (size === 0) return undefined;
  const address = pdfium.allocate(size);
  try {
    call.FPDFImageObj_GetImageDataRaw(handle, address, size);
    return pdfium.bytes().slice(address, address + size);
  } finally {
    pdfium.free(address);
  }
}

/** Whether a picture went through a codec that does not keep its colours. */
export const isLossy = (pdfium: Pdfium, { handle }: PageItem): boolean => {
  const count = pdfium.call.FPDFImageObj_GetImageFilterCount(handle);
  for (let k = 0; k < count; k++) if (/^(DCT|JPX)Decode$/.test(filterOf(pdfium, handle, k))) return true;
  return false;
};

/** The name of a filter; no longer one than fits is a filter of pictures. */
function filterOf({ call, scratch, bytes }: Pdfium, handle: number, k = 0): string {
  const size = call.FPDFImageObj_GetImageFilter(handle, k, scratch, 64);
  if (size < 1 || size > 64) return '';
  return String.fromCharCode(...bytes().subarray(scratch, scratch + size - 1));
}
