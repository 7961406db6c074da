/** What the joint decoding of JPEGs measures of a field. Masked pixels take no part. */

/** Mean absolute difference of neighbours along rows: how rough a field is. */
export function meanDifference(t: Float32Array, mask: Uint8Array, width: number, height: number): number {
  let sum = 0;
  let count = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x + 1 < width; x++) {
      const i = y * width + x;
      if (mask[i] !== 1 || mask[i + 1] !== 1) continue;
      sum += Math.abs(t[i + 1]! - t[i]!);
      count++;
    }
  }
  // A flat picture still has differences of a hundredth of a level.
  return Math.max(count > 0 ? sum / count : 0, 4e-5);
}
