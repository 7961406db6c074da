import { dilate } from '../../raster/dilate.js';

/** Marks (lines, letters, symbols) are thinner than twice this; what is thicker is a real hole in the data. */
const markHalfWidth = 6;
/** A core this small may be the crossing of two thick marks. */
const leastCore = 9;

/**
 * Tells real holes from marks among the masked pixels. A hole is an area thicker than any mark; the colours of its
 * core are no-data colours, and masked pixels in those colours are holes wherever they lie, thin branches and specks
 * included. Everything else that is masked was drawn over data.
 *
 * @param mask 1 = valid
 * @param noData 1 where a pixel is known to hold no data (given as missing, transparent, out of range)
 * @param indices which distinct colour each pixel has
 * @returns 1 for pixels that a mark hides
 */
export function marksAmong(
  mask: Uint8Array,
  noData: Uint8Array,
  indices: Uint32Array,
  width: number,
  height: number,
): Uint8Array {
  const pixels = width * height;
  const wide = dilate(mask, width, height, markHalfWidth);
  const cores = new Map<number, number>();
  for (let i = 0; i < pixels; i++)
    if (wide[i] === 0) cores.set(indices[i]!, (cores.get(indices[i]!) ?? 0) + 1);
  const marks = new Uint8Array(pixels);
  for (let i = 0; i < pixels; i++) {
    if (mask[i] === 1 || noData[i] === 1 || wide[i] === 0) continue;
    if ((cores.get(indices[i]!) ?? 0) < leastCore) marks[i] = 1;
  }
  // The rim of a core, whatever its blend: within the half width of the core nothing but the hole lies.
  const rim = dilate(
    wide.map((w) => 1 - w),
    width,
    height,
    markHalfWidth,
  );
  for (let i = 0; i < pixels; i++) if (rim[i] === 1) marks[i] = 0;
  return marks;
}
