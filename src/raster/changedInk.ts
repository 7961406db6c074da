import type { Raster } from '../model/types.js';

/** Half the side of the windows that are compared, pixels: digits of the smallest legible print fit into one. */
const half = 4;
/** Ink differs from its ground by this much at least; what varies less is ground. */
const leastContrast = 64;

/**
 * How much ink of a picture is not where it is in another one: the largest sum, in any window of 8 × 8 pixels, of squared
 * differences as shares of the contrast there. A pixel of ink that comes or goes counts 1, whatever the colours; noise and
 * the rounding of palettes, small beside the contrast, count hardly.
 *
 * @param others of the same size
 * @param compared 1 for pixels that count; all unless told
 */
export function changedInk(picture: Raster, others: Raster, compared?: Uint8Array): number {
  const { width, height } = picture;
  const columns = Math.ceil(width / half);
  const rows = Math.ceil(height / half);
  const sums = new Float64Array((columns + 1) * (rows + 1));
  const darkest = new Uint8Array(sums.length).fill(255);
  const lightest = new Uint8Array(sums.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (compared && compared[i] !== 1) continue;
      const tile = Math.floor(y / half) * (columns + 1) + Math.floor(x / half);
      let away = 0;
      for (let c = 4 * i; c < 4 * i + 3; c++) {
        const [a, b] = [picture.data[c]!, others.data[c]!];
        const [low, high] = a < b ? [a, b] : [b, a];
        if (high - low > away) away = high - low;
        if (low < darkest[tile]!) darkest[tile] = low;
        if (high > lightest[tile]!) lightest[tile] = high;
      }
      sums[tile]! += away * away;
    }
  let most = 0;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const tile = row * (columns + 1) + column;
      const four = [tile, tile + 1, tile + columns + 1, tile + columns + 2] as const;
      let sum = 0;
      for (const k of four) sum += sums[k]!;
      if (sum === 0) continue;
      let contrast = leastContrast;
      let low = 255;
      let high = 0;
      for (const k of four) {
        low = Math.min(low, darkest[k]!);
        high = Math.max(high, lightest[k]!);
      }
      contrast = Math.max(contrast, high - low);
      most = Math.max(most, sum / contrast ** 2);
    }
  return most;
}
