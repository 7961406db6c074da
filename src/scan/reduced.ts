import type { Raster } from '../model/types.js';

/**
 * Standard deviation of the Gaussian, in pitches, that takes a pattern of that pitch down to two hundredths: each pixel
 * of the smaller picture weighs whole cells, and edges stay as narrow as they can.
 */
const deviation = 0.45;
/** Beyond this many standard deviations a Gaussian weighs nothing. */
const reach = 2.5;

/**
 * A smaller picture whose pixels are means over cells of the larger one: what is repeated from cell to cell is gone.
 *
 * @param pitch pixels of the larger picture along one of the smaller, 1 or more, not necessarily whole
 */
export function reducedBy({ width, height, data }: Raster, pitch: number): Raster {
  const across = placesOf(width, pitch);
  const down = placesOf(height, pitch);
  const [w, h] = [across.length, down.length];
  const narrow = new Float32Array(3 * w * height);
  for (let y = 0; y < height; y++)
    across.forEach(({ from, weights }, x) => {
      const to = 3 * (y * w + x);
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let k = 0; k < weights.length; k++) sum += weights[k]! * data[4 * (y * width + from + k) + c]!;
        narrow[to + c] = sum;
      }
    });
  const small = new Uint8ClampedArray(4 * w * h).fill(255);
  down.forEach(({ from, weights }, y) => {
    for (let x = 0; x < w; x++)
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let k = 0; k < weights.length; k++) sum += weights[k]! * narrow[3 * ((from + k) * w + x) + c]!;
        small[4 * (y * w + x) + c] = sum;
      }
  });
  return { width: w, height: h, data: small };
}

/** For each pixel along the smaller side, the first pixel of the larger that it weighs, and the weights from there on. */
function placesOf(length: number, pitch: number): { from: number; weights: number[] }[] {
  const spread = deviation * pitch;
  return Array.from({ length: Math.max(1, Math.floor(length / pitch)) }, (_, i) => {
    const middle = (i + 0.5) * pitch;
    const from = Math.max(0, Math.floor(middle - reach * spread));
    const end = Math.min(length, Math.ceil(middle + reach * spread));
    const weights = Array.from({ length: end - from }, (_, k) =>
      Math.exp(-(((from + k + 0.5 - middle) / spread) ** 2) / 2),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return { from, weights: weights.map((weight) => weight / total) };
  });
}
