/** Smaller cells are pixels of an image drawn a little larger; decoding them one by one loses nothing. */
const SMALLEST = 4;

/** Uneven axes with more borders than this are not told from texture. */
const MOST_UNEVEN = 40;

/** Where the cells of an axis begin and end. */
export interface Borders {
  readonly borders: readonly number[];
  readonly even: boolean;
  /** Correlation of the borders with the jumps (0…1). */
  readonly strength: number;
}

// Even cells whose borders were rounded to pixels.
export const sameBorders = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((border, i) => Math.abs(border - b[i]!) <= 1.6);

// The number of equal cells whose borders correlate best with the jumps, each allowed a pixel's rounding.
export function evenComb(jump: Float64Array, start: number, from: number, to: number): Borders | null {
  const n = jump.length;
  // One strong border must not outweigh all others: compress.
  const strong = [...jump].sort((a, b) => b - a)[Math.floor(n / 100)]!;
  if (strong === 0) return null;
  const level = jump.map((j) => Math.sqrt(Math.min(1, j / strong)));
  const mean = level.reduce((s, v) => s + v, 0) / n;
  const variance = level.reduce((s, v) => s + (v - mean) ** 2, 0) / n;
  if (variance === 0) return null;
  let best: { cells: number; strength: number } | null = null;
  for (let cells = 2; cells <= (to - from) / SMALLEST; cells++) {
    let on = 0;
    let count = 0;
    for (let k = 1; k < cells; k++) {
      const at = from + (k * (to - from)) / cells - start;
      const centre = Math.round(at);
      let peak = 0;
      for (let i = Math.max(1, centre - 1); i <= Math.min(n - 1, centre + 1); i++)
        peak = Math.max(peak, level[i]!);
      on += peak;
      count++;
    }
    // Borders blurred over three pixels would count as misses of a comb one pixel wide: compare with what is left.
    const off = Math.max(0, mean * n - on) / Math.max(1, n - count);
    const share = count / n;
    const strength = ((on / count - off) * Math.sqrt(share * (1 - share))) / Math.sqrt(variance);
    if (best === null || strength > best.strength) best = { cells, strength };
  }
  if (best === null) return null;
  const { cells } = best;
  return {
    borders: Array.from({ length: cells + 1 }, (_, k) => from + (k * (to - from)) / cells),
    even: true,
    strength: Math.min(1, best.strength),
  };
}

// Borders where the jumps themselves are: few, apart, and holding nearly all that changes.
export function ownBorders(jump: Float64Array, start: number, from: number, to: number): Borders | null {
  const n = jump.length;
  const total = jump.reduce((s, v) => s + v, 0);
  const strong = [...jump].sort((a, b) => b - a)[Math.floor(n / 100)]!;
  const borders: number[] = [];
  let held = 0;
  for (let i = 1; i < n; i++) {
    const here = jump[i]!;
    if (here < 0.08 * strong || here < 3) continue;
    if (here < Math.max(jump[i - 1]!, jump[i + 1] ?? 0)) continue;
    if (here === jump[i - 1] && borders.length > 0) continue;
    held += here + (jump[i - 1] ?? 0) + (jump[i + 1] ?? 0);
    borders.push(start + i);
  }
  const inner = borders.filter((b) => b - from >= SMALLEST / 2 && to - b >= SMALLEST / 2);
  if (inner.length < 1 || held < 0.85 * total) return null;
  const all = [from, ...inner, to];
  // Bands of a contoured field jump in rows here and there; cells of one plot are few and none is a sliver.
  if (all.length > MOST_UNEVEN || all.slice(1).some((b, i) => b - all[i]! < SMALLEST)) return null;
  return { borders: all, even: false, strength: Math.min(1, held / total) * 0.9 };
}
