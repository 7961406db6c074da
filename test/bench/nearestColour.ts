import type { Box, Raster } from '../../src/index.js';
import { crop } from '../../src/index.js';
import { median } from './score.js';

/**
 * What other tools do: each pixel's position is the index of the nearest colour of the bar's median strip, over n − 1.
 *
 * @param power 1 for sums of absolute differences, 2 for Euclidean distances
 * @returns as many positions as the plot has pixels
 */
export function nearestColourPositions(
  raster: Raster,
  plotBox: Box,
  barBox: Box,
  power: 1 | 2,
): Float32Array {
  return nearestPositions(crop(raster, plotBox), medianStrip(crop(raster, barBox)), power);
}

/** The strip that nearest-colour tools read: the median over the bar's width of each row, low end first. */
function medianStrip(bar: Raster): Float64Array {
  const tall = bar.height >= bar.width;
  const n = tall ? bar.height : bar.width;
  const across = tall ? bar.width : bar.height;
  const strip = new Float64Array(3 * n);
  for (let i = 0; i < n; i++)
    for (let c = 0; c < 3; c++) {
      const line = Array.from({ length: across }, (_, a) => {
        const [x, y] = tall ? [a, n - 1 - i] : [i, a];
        return bar.data[4 * (y * bar.width + x) + c]!;
      });
      strip[3 * i + c] = median(line);
    }
  return strip;
}

function nearestPositions(plot: Raster, strip: Float64Array, power: 1 | 2): Float32Array {
  const n = strip.length / 3;
  const known = new Map<number, number>();
  return Float32Array.from({ length: plot.width * plot.height }, (_, i) => {
    const [r, g, b] = plot.data.subarray(4 * i, 4 * i + 3);
    const key = (r! << 16) | (g! << 8) | b!;
    let best = known.get(key);
    if (best === undefined) {
      let least = Number.POSITIVE_INFINITY;
      for (let k = 0; k < n; k++) {
        const d =
          Math.abs(strip[3 * k]! - r!) ** power +
          Math.abs(strip[3 * k + 1]! - g!) ** power +
          Math.abs(strip[3 * k + 2]! - b!) ** power;
        if (d < least) {
          least = d;
          best = k / (n - 1);
        }
      }
      known.set(key, best!);
    }
    return best!;
  });
}
