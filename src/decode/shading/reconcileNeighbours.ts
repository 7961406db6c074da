/** Sweeps of the relaxation: from its own value outwards a doubtful pixel hears of certain ones this far away. */
const sweeps = 24;

/**
 * Lets doubtful pixels be told by their neighbours: the most probable field, given each pixel's value and standard
 * error, and given how much neighbours differ where both are certain (a Gaussian Markov random field, relaxed by
 * Gauss–Seidel). Pixels that are surer of themselves than neighbours are alike keep their value. In place.
 *
 * @param values width × height; NaN where off
 * @param sigma standard errors, improved where neighbours help
 * @param off pixels other than 0 take no part
 */
export function reconciled(values: Float32Array, sigma: Float32Array, off: Uint8Array, width: number): void {
  const step = typicalStep(values, sigma, off, width);
  if (!(step > 0)) return;
  const own = values.slice();
  const doubtful: number[] = [];
  for (let i = 0; i < values.length; i++) if (off[i] === 0 && sigma[i]! > step) doubtful.push(i);
  const link = 1 / (step * step);
  const uncertain = sigma.slice();
  for (let sweep = 0; sweep < sweeps; sweep++) {
    // Every second sweep runs backwards, so that news travels both ways alike.
    for (let k = 0; k < doubtful.length; k++) {
      const i = doubtful[sweep % 2 === 0 ? k : doubtful.length - 1 - k]!;
      const x = i % width;
      let weight = 1 / (uncertain[i]! * uncertain[i]!);
      let sum = weight * own[i]!;
      let variance = 0;
      let neighbours = 0;
      const hear = (j: number): void => {
        if (off[j] !== 0) return;
        weight += link;
        sum += link * values[j]!;
        variance += step * step + sigma[j]! * sigma[j]!;
        neighbours++;
      };
      if (x > 0) hear(i - 1);
      if (x < width - 1) hear(i + 1);
      if (i >= width) hear(i - width);
      if (i + width < values.length) hear(i + width);
      values[i] = sum / weight;
      // Neighbours err together: all of them say as much as one.
      if (neighbours > 0) sigma[i] = 1 / Math.sqrt(uncertain[i]! ** -2 + neighbours / variance);
    }
  }
}

/** Root mean square difference of neighbours that are both certain, outliers set aside. */
function typicalStep(values: Float32Array, sigma: Float32Array, off: Uint8Array, width: number): number {
  const certain = 0.01;
  const steps: number[] = [];
  const stride = Math.max(1, Math.floor(values.length / 40000));
  for (let i = 0; i + 1 < values.length; i += stride) {
    if (i % width === width - 1 || off[i] !== 0 || off[i + 1] !== 0) continue;
    if (sigma[i]! < certain && sigma[i + 1]! < certain) steps.push(Math.abs(values[i + 1]! - values[i]!));
  }
  if (steps.length < 100) return Number.NaN;
  steps.sort((a, b) => a - b);
  const kept = steps.slice(0, Math.floor(0.98 * steps.length));
  return Math.max(1e-4, Math.sqrt(kept.reduce((s, d) => s + d * d, 0) / kept.length));
}
