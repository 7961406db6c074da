/**
 * Filling what marks hide: masked pixels that data surround get the harmonic interpolation (Laplace's equation with
 * the data as boundary values), the smoothest answer that never goes beyond its boundary.
 */

/** Relaxations at each scale; starts from the coarser scale are close, so few are needed. */
const sweeps = 30;
/** Over-relaxation for Gauss–Seidel on small holes (optimal is near 2 − 2π/size; marks are some ten pixels thick). */
const relaxation = 1.6;

/**
 * Fills the pixels with `hole` = 1, in place, from the valid pixels around them.
 *
 * @param values width × height; NaN where unknown
 * @param hole 1 = to be filled
 * @returns 1 where a value was put; holes that touch no valid pixel stay NaN
 */
export function harmonicFill(
  values: Float32Array,
  hole: Uint8Array,
  width: number,
  height: number,
): Uint8Array {
  const filled = new Uint8Array(values.length);
  const todo: number[] = [];
  for (let i = 0; i < hole.length; i++) if (hole[i] === 1) todo.push(i);
  // First guess: fronts from the rim inwards, each pixel the mean of its known neighbours.
  let front = todo;
  for (;;) {
    const next: number[] = [];
    const reached: number[] = [];
    const guesses: number[] = [];
    for (const i of front) {
      const mean = neighbourMean(values, i, width, height);
      if (Number.isNaN(mean)) next.push(i);
      else {
        reached.push(i);
        guesses.push(mean);
      }
    }
    if (reached.length === 0) break;
    reached.forEach((i, k) => {
      values[i] = guesses[k]!;
      filled[i] = 1;
    });
    front = next;
  }
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (const i of todo) {
      if (filled[i] !== 1) continue;
      values[i] = values[i]! + relaxation * (neighbourMean(values, i, width, height) - values[i]!);
    }
  }
  for (const i of todo) if (filled[i] === 1) values[i] = neighbourMean(values, i, width, height);
  return filled;
}

function neighbourMean(values: Float32Array, i: number, width: number, height: number): number {
  const x = i % width;
  const y = (i - x) / width;
  let sum = 0;
  let count = 0;
  const see = (v: number): void => {
    if (Number.isNaN(v)) return;
    sum += v;
    count++;
  };
  if (x > 0) see(values[i - 1]!);
  if (x + 1 < width) see(values[i + 1]!);
  if (y > 0) see(values[i - width]!);
  if (y + 1 < height) see(values[i + width]!);
  return count > 0 ? sum / count : Number.NaN;
}
