import { PixelKind } from '../../model/pixelKind.js';
import { filled } from '../../numeric/filled.js';
import { dilate } from '../../raster/dilate.js';

/** How far from a mark's border its rim may go on in pixels that pass for data. */
const reach = 2;
/** Pixels compared lie so far apart: those of the rim, and as many that lie beyond it. */
const apart = 3;
/** A run of data from a mark's border: `reach` pixels of the rim, and two of the field beyond, `apart` from each other. */
const run = reach + 2 * apart;
/** Fewer runs say nothing. */
const leastRuns = 100;
/** Deviations by which a mean must exceed nothing; neighbouring runs show much the same. */
const significant = 3;

/**
 * Adds to standard errors what rims of marks and holes have of them unseen: compression spreads ink over pixels whose colours stay on the
 * map where ink and map go the same way. A pixel of a rim then differs from the field three pixels on by more than pixels beyond the rim do
 * that are as far apart; so much, in squares, less
 * what the standard errors say of it already, and no more than what all rims are off by in common, is the rim's.
 *
 * @param t width × height positions; NaN where nothing is known
 * @param sigma their standard errors; changed in place
 */
export function addRimErrors(
  t: Float32Array,
  sigma: Float32Array,
  kinds: Uint8Array,
  width: number,
  height: number,
): void {
  const marks = filled(new Uint8Array(kinds.length), (p) => (isMark(kinds[p]!) ? 1 : 0));
  const excess = rimVariances(t, sigma, kinds, marks, width, height);
  if (excess.every((variance) => variance === 0)) return;
  let within: Uint8Array = marks;
  for (let d = 0; d < reach; d++) {
    const next = dilate(marks, width, height, d + 1);
    for (let p = 0; p < sigma.length; p++)
      if (next[p] === 1 && within[p] === 0) sigma[p] = Math.sqrt(sigma[p]! ** 2 + excess[d]!);
    within = next;
  }
}

const isMark = (kind: number): boolean =>
  kind === PixelKind.overlay || kind === PixelKind.fringe || kind === PixelKind.noData;

/** Variances of the pixels next to a mark, of those after them, and so on, that their standard errors do not tell. */
function rimVariances(
  t: Float32Array,
  sigma: Float32Array,
  kinds: Uint8Array,
  marks: Uint8Array,
  width: number,
  height: number,
): Float64Array {
  const sums = new Float64Array(reach);
  const squares = new Float64Array(reach);
  const signed = new Float64Array(reach);
  let runs = 0;
  for (let p = 0; p < marks.length; p++) {
    if (marks[p] === 0) continue;
    const [x, y] = [p % width, Math.floor(p / width)];
    for (const [step, room] of [
      [1, width - 1 - x],
      [-1, x],
      [width, height - 1 - y],
      [-width, y],
    ] as const) {
      if (room < run || !isData(kinds, p, step)) continue;
      runs++;
      const own = untold(t, sigma, p + step * (reach + apart), step);
      for (let d = 0; d < reach; d++) {
        const more = untold(t, sigma, p + step * (d + 1), step) - own;
        sums[d]! += more;
        squares[d]! += more * more;
        signed[d]! += t[p + step * (d + 1)]! - t[p + step * (d + 1 + apart)]!;
      }
    }
  }
  if (runs < leastRuns) return new Float64Array(reach);
  return sums.map((sum, d) => {
    const mean = sum / runs;
    const deviation = Math.sqrt(Math.max(0, squares[d]! / runs - mean * mean) / runs);
    // Contours run where the field is steep: of such differences as many go up as down.
    return mean > significant * deviation ? Math.min(mean, (signed[d]! / runs) ** 2) : 0;
  });
}

/** Whether a run of data begins next to a pixel. */
function isData(kinds: Uint8Array, p: number, step: number): boolean {
  for (let k = 1; k <= run; k++) if (kinds[p + k * step] !== PixelKind.data) return false;
  return true;
}

/** The squared difference of two positions that their standard errors do not explain. */
function untold(t: Float32Array, sigma: Float32Array, p: number, step: number): number {
  const q = p + apart * step;
  return (t[p]! - t[q]!) ** 2 - sigma[p]! ** 2 - sigma[q]! ** 2;
}
