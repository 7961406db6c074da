/**
 * The curvature of a field, Σ ∂xx² + ∂yy² + 2∂xy² in second differences, and how to lower it within bounds. Where all
 * the differences about a pixel count, its derivative is the biharmonic stencil; elsewhere they are added one by one.
 */

/** Which second differences count at a pixel: bits of its stencil byte. */
export const along = 1;
export const across = 2;
export const mixed = 4;
/** The field is too crooked here for its levels alone to explain it. */
export const kink = 8;
/** All ten second differences that the pixel takes part in count. */
const regular = 16;
/**
 * Rounding to levels alone can make a second difference of two widths; twice that is a kink or a jump of the field,
 * which smoothing must not bend.
 */
const kinkWidths = 4;

/**
 * For each pixel: is (x − 1, x, x + 1) a usable triple, is (y − 1, y, y + 1), is the 2 × 2 square to its lower right?
 * Not where one of the pixels is masked, nor at a kink.
 *
 * @param lower lower bound of each pixel, width × height; NaN = masked
 * @param upper upper bound of each pixel
 */
export function stencilsOf(
  lower: Float32Array,
  upper: Float32Array,
  width: number,
  height: number,
): Uint8Array {
  const stencils = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      // Twice the middle and twice the widest interval: the factors cancel.
      const m = lower[i]! + upper[i]!;
      if (Number.isNaN(m)) continue;
      const w = upper[i]! - lower[i]!;
      let bits = 0;
      if (x > 0 && x + 1 < width) {
        const d = Math.abs(lower[i - 1]! + upper[i - 1]! - 2 * m + lower[i + 1]! + upper[i + 1]!);
        const widest = Math.max(w, upper[i - 1]! - lower[i - 1]!, upper[i + 1]! - lower[i + 1]!);
        if (d <= 2 * kinkWidths * widest) bits |= along;
        else if (d > 0) bits |= kink;
      }
      if (y > 0 && y + 1 < height) {
        const a = i - width;
        const b = i + width;
        const d = Math.abs(lower[a]! + upper[a]! - 2 * m + lower[b]! + upper[b]!);
        const widest = Math.max(w, upper[a]! - lower[a]!, upper[b]! - lower[b]!);
        if (d <= 2 * kinkWidths * widest) bits |= across;
        else if (d > 0) bits |= kink;
      }
      if (x + 1 < width && y + 1 < height) {
        const b = i + width;
        const d = Math.abs(
          m - lower[i + 1]! - upper[i + 1]! - lower[b]! - upper[b]! + lower[b + 1]! + upper[b + 1]!,
        );
        if (d <= 2 * kinkWidths * w) bits |= mixed;
      }
      stencils[i] = bits;
    }
  }
  markRegular(stencils, width, height);
  return stencils;
}

function markRegular(stencils: Uint8Array, width: number, height: number): void {
  for (let y = 2; y < height - 2; y++) {
    for (let x = 2, i = y * width + 2; x < width - 2; x++, i++) {
      const s = stencils[i]! & stencils[i - 1]! & stencils[i + 1]! & along;
      const t = stencils[i]! & stencils[i - width]! & stencils[i + width]! & across;
      const u = stencils[i]! & stencils[i - 1]! & stencils[i - width]! & stencils[i - width - 1]! & mixed;
      if ((s | t | u) === (along | across | mixed)) stencils[i]! |= regular;
    }
  }
}

/** Half the derivative of the curvature by the value at a pixel with all its second differences. */
function regularGradient(v: Float32Array, i: number, width: number): number {
  const a = i - width;
  const b = i + width;
  return (
    20 * v[i]! -
    8 * (v[i - 1]! + v[i + 1]! + v[a]! + v[b]!) +
    2 * (v[a - 1]! + v[a + 1]! + v[b - 1]! + v[b + 1]!) +
    v[i - 2]! +
    v[i + 2]! +
    v[a - width]! +
    v[b + width]!
  );
}

/** The same at any pixel: no stencil that counts reaches over an edge or onto a masked pixel. */
function gradientAt(v: Float32Array, stencils: Uint8Array, i: number, width: number): number {
  const own = stencils[i]!;
  const a = i - width;
  const b = i + width;
  let g = 0;
  if ((own & along) !== 0) g -= 2 * (v[i - 1]! - 2 * v[i]! + v[i + 1]!);
  if ((stencils[i - 1]! & along) !== 0) g += v[i - 2]! - 2 * v[i - 1]! + v[i]!;
  if ((stencils[i + 1]! & along) !== 0) g += v[i]! - 2 * v[i + 1]! + v[i + 2]!;
  if ((own & across) !== 0) g -= 2 * (v[a]! - 2 * v[i]! + v[b]!);
  if ((stencils[a]! & across) !== 0) g += v[a - width]! - 2 * v[a]! + v[i]!;
  if ((stencils[b]! & across) !== 0) g += v[i]! - 2 * v[b]! + v[b + width]!;
  if ((own & mixed) !== 0) g += 2 * (v[i]! - v[i + 1]! - v[b]! + v[b + 1]!);
  if ((stencils[i - 1]! & mixed) !== 0) g -= 2 * (v[i - 1]! - v[i]! - v[b - 1]! + v[b]!);
  if ((stencils[a]! & mixed) !== 0) g -= 2 * (v[a]! - v[a + 1]! - v[i]! + v[i + 1]!);
  if ((stencils[a - 1]! & mixed) !== 0) g += 2 * (v[a - 1]! - v[a]! - v[i - 1]! + v[i]!);
  return g;
}

/** How much farther than its end each step goes on. */
export function carries(steps: number): number[] {
  let momentum = 1;
  return Array.from({ length: steps }, () => {
    const before = momentum;
    momentum = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    return (before - 1) / momentum;
  });
}

/** The energy's Hessian has norm at most 16 (along x) + 16 (along y) + 32 (mixed). */
export const stepLength = 1 / 64;

/**
 * Lowers the curvature of values within bounds by projected gradient with Nesterov's acceleration (Beck & Teboulle
 * 2009, doi:10.1137/080716542), in place.
 *
 * @param values width × height, within the bounds; any number where masked
 */
export function relaxAccelerated(
  values: Float32Array,
  lower: Float32Array,
  upper: Float32Array,
  stencils: Uint8Array,
  width: number,
  steps: number,
): void {
  let ahead = values.slice();
  let next = new Float32Array(values.length);
  for (const carry of carries(steps)) {
    for (let i = 0; i < values.length; i++) {
      const bits = stencils[i]!;
      const gradient =
        (bits & regular) !== 0 ? regularGradient(ahead, i, width) : gradientAt(ahead, stencils, i, width);
      let v = ahead[i]! - stepLength * gradient;
      if (v < lower[i]!) v = lower[i]!;
      if (v > upper[i]!) v = upper[i]!;
      next[i] = v + carry * (v - values[i]!);
      values[i] = v;
    }
    [ahead, next] = [next, ahead];
  }
}
