import type { PictureColours } from '../locus/colours/pictureColours.js';
import { PixelKind } from '../model/pixelKind.js';
import type { Decoded } from '../model/types.js';
import { harmonicFill } from '../numeric/fields/harmonicFill.js';
import { marksAmong } from './mask/holes.js';

/** Typical error of the harmonic interpolation under marks (measured .013–.03 of the range). */
const filledSigma = 0.03;

/** Puts values under marks that data surround, in place; 1 where it did. */
export function fillMarks(
  { t, sigma, kind, mask }: Decoded,
  { distinct, width, height }: PictureColours,
): Uint8Array {
  // Regions without data that are as thin as marks are marks: a black line may be one of both.
  const noData = kind.map((k) =>
    k === PixelKind.given || k === PixelKind.below || k === PixelKind.above ? 1 : 0,
  );
  const marks = marksAmong(mask, noData, distinct.indices, width, height);
  const filled = harmonicFill(t, marks, width, height);
  for (let p = 0; p < filled.length; p++) {
    if (filled[p] !== 1) continue;
    sigma[p] = filledSigma;
    if (kind[p] === PixelKind.noData) kind[p] = PixelKind.overlay;
  }
  return filled;
}
