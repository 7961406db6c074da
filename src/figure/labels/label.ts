import type { Raster } from '../../model/types.js';

/** What a label may say, and how sure the reader is (0…1). */
export interface LabelCandidate {
  readonly text: string;
  readonly score: number;
}

/**
 * Reads a line of text in a small picture (black on white, glyphs 20 to 40 pixels tall): candidates, best first;
 * none when nothing could be read. Text recognition lives behind this, so that the pure core can use tesseract in
 * Node, anything else in a browser, and recorded answers in tests.
 */
export type ReadLabel = (image: Raster) => Promise<LabelCandidate[]>;
