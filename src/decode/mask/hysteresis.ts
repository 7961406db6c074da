/**
 * Pixels off the map in a noisy picture: those beyond `low` that are connected (by sides or corners) to one beyond
 * `high`. Noise has tails, so a single threshold fires where nothing is drawn, or misses the soft rims of what is.
 *
 * @param residual distance from the map; width × height
 * @param excluded pixels (not 0) that take no part
 * @returns 1 for the pixels found
 */
export function hysteresis(
  residual: Float32Array,
  excluded: Uint8Array,
  width: number,
  height: number,
  low: number,
  high: number,
): Uint8Array {
  const seeds = new Uint8Array(residual.length);
  const stack: number[] = [];
  for (let i = 0; i < residual.length; i++) {
    if (excluded[i] !== 0 || residual[i]! <= high || seeds[i] === 1) continue;
    seeds[i] = 1;
    stack.push(i);
    while (stack.length > 0) {
      const p = stack.pop()!;
      const x = p % width;
      const y = (p - x) / width;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const q = v * width + u;
          if (seeds[q] === 1 || excluded[q] !== 0 || residual[q]! <= low) continue;
          seeds[q] = 1;
          stack.push(q);
        }
    }
  }
  return seeds;
}
