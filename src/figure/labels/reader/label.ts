import type { Box, Raster, Rgb } from '../../../model/types.js';

/** What a label may say, and how probable that is (0…1). */
export interface LabelCandidate {
  /** Without spaces; raised digits and signs as `⁰¹²³⁴⁵⁶⁷⁸⁹⁻`, every dash as `-`, any run of other letters as `?`. */
  readonly text: string;
  readonly score: number;
}

/**
 * Reads a line of text where it stands in a figure: candidates, likeliest first; none when nothing could be read.
 * The package's own reader is `readLabel` beside this; whoever has a better one for their figures can bring it.
 *
 * @param page the colour that the text is written on
 * @param box around the text's ink, signs and exponents included, in the figure's pixels
 */
export type ReadLabel = (raster: Raster, page: Rgb, box: Box) => Promise<LabelCandidate[]>;
