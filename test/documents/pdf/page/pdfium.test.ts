import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { compilePdfium, startPdfium } from '../../../../src/documents/pdf/page/pdfium.js';

it('PDFium gets a gibibyte beside the document, and is told that there is no more', async () => {
  const wasm = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm');
  const pdfium = await startPdfium(await compilePdfium(readFileSync(wasm)), 2 ** 20);
  // Nothing is written there: no memory is taken by it.
  expect(() => pdfium.allocate(1.1 * 2 ** 30)).toThrow(RangeError);
  const address = pdfium.allocate(0.4 * 2 ** 30);
  expect(pdfium.bytes().length).toBeGreaterThan(address + 0.4 * 2 ** 30);
  pdfium.free(address);
});
