import { pdfOf } from './pdfOf.js';

/** A PDF of pages with nothing on them. */
export const emptyPages = (count: number): Uint8Array =>
  pdfOf(
    Array.from({ length: count }, () => '<</Type/Page/Parent 2 0 R>>'),
    count,
    [612, 792],
  );
