import { encodeJpeg } from './encodeJpeg.js';

/**
 * A JPEG that stores its channels as they are, each in a scan of its own. Three channels are red, green and blue, said
 * as cameras and Photoshop do (an Adobe marker with transform 0), or by the letters R, G and B as component ids, or not
 * at all; four are the inks' complements.
 *
 * @param planes one byte a pixel each
 */
export function planarJpeg(
  planes: readonly Uint8Array[],
  width: number,
  height: number,
  told: 'adobe' | 'ids' | 'nothing',
): Buffer {
  return encodeJpeg({
    width,
    height,
    apart: true,
    ...(told === 'adobe' && { adobe: 0 }),
    components: planes.map((plane, c) => ({
      id: told === 'ids' ? 'RGB'.charCodeAt(c) : c + 1,
      horizontal: 1,
      vertical: 1,
      // Beyond the picture its last column and row go on.
      sample: (x, y) => plane[Math.min(height - 1, y) * width + Math.min(width - 1, x)]!,
    })),
  });
}
