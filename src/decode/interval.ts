/**
 * The smoothest field that lies within per-pixel bounds. A lossless picture says of each pixel only that its value
 * lies in one level of the colourmap; where the field is smooth, the neighbours' levels say where in it.
 */

export interface SmoothWithin {
  /** Values within the bounds; the middle of the bounds where the field is rough; NaN where masked. */
  readonly values: Float32Array;
  /** 1 where the smooth value was kept, 0 where the middle stayed. */
  readonly smoothed: Uint8Array;
  /** Share of the valid pixels that were smoothed. */
  readonly share: number;
}

/**
 * Steps of the accelerated projected gradient. Few on purpose: they remove the staircase of the levels, while the
 * remaining energy belongs to the field itself, which has curvature of its own (rmse on fields of known truth is
 * lowest at 30–60 steps). Larger plateaus are reached through the coarser grids.
 */
const steps = 40;
/** The energy's Hessian has norm at most 16 (along x) + 16 (along y) + 32 (mixed). */
const stepLength = 1 / 64;
/** Halvings of the grid: four reach plateaus of some hundred pixels. */
const halvings = 4;
/**
 * The coarse answer starts only pixels whose neighbours at this distance have their own level: on steeper ground the
 * fine grid reaches far enough, and coarse curvature would only blur it.
 */
const plateauRadius = 1;
/**
 * Rounding to levels alone can make a second difference of two widths; twice that is a kink or a jump of the field,
 * which smoothing must not bend.
 */
const kinkWidths = 4;
/**
 * On a smooth field the bounds rarely act, and the error at a bound (width/√3) is twice that of the middle
 * (width/√12): the smooth answer pays while fewer than about one pixel in six is clipped or kinked.
 */
const roughShare = 0.15;
/** Roughness is judged in squares of this half side: large enough for a share to mean something. */
const judgeRadius = 7;

/**
 * Minimises the squared second differences (∂xx² + ∂yy² + 2∂xy²) of a field subject to bounds, by projected
 * gradient with Nesterov's acceleration (Beck & Teboulle 2009, doi:10.1137/080716542), coarse grid to fine.
 *
 * Intervals need not have equal widths. Values, bounds and result share one unit.
 *
 * @param lower lower bound of each pixel, width × height; NaN = masked
 * @param upper upper bound of each pixel, at least `lower`; NaN = masked
 */
export function smoothestWithin(
  lower: Float32Array,
  upper: Float32Array,
  width: number,
  height: number,
): SmoothWithin {
  const pixels = width * height;
  const middle = new Float32Array(pixels);
  for (let i = 0; i < pixels; i++) middle[i] = (lower[i]! + upper[i]!) / 2;
  const smoothed = new Uint8Array(pixels);
  const stencils = stencilsOf(lower, upper, width, height);
  // A first look at the kinks alone: a rough field is not worth solving for.
  const valid = (i: number): boolean => !Number.isNaN(middle[i]!);
  let kinks = 0;
  let known = 0;
  for (let i = 0; i < pixels; i++) {
    if (!valid(i)) continue;
    known++;
    if ((stencils[i]! & kink) !== 0) kinks++;
  }
  // Beyond a half, squares with few kinks can only be specks.
  if (known === 0 || kinks > known / 2) return { values: middle, smoothed, share: 0 };

  const values = solve(lower, upper, stencils, width, height, halvings);
  const rough = new Uint8Array(pixels);
  for (let i = 0; i < pixels; i++) {
    if (!valid(i)) rough[i] = 2;
    else {
      const margin = 1e-3 * (upper[i]! - lower[i]!);
      const atBound = values[i]! <= lower[i]! + margin || values[i]! >= upper[i]! - margin;
      if (atBound || (stencils[i]! & kink) !== 0) rough[i] = 1;
    }
  }
  const share = shareOfOnes(rough, width, height, judgeRadius);
  let kept = 0;
  for (let i = 0; i < pixels; i++) {
    if (!valid(i)) values[i] = Number.NaN;
    else if (share[i]! <= roughShare) {
      smoothed[i] = 1;
      kept++;
    } else values[i] = middle[i]!;
  }
  return { values, smoothed, share: kept / known };
}

/** Which second differences count at a pixel: bits of its stencil byte. */
const along = 1;
const across = 2;
const mixed = 4;
/** The field is too crooked here for its levels alone to explain it. */
const kink = 8;

/**
 * For each pixel: is (x − 1, x, x + 1) a usable triple, is (y − 1, y, y + 1), is the 2 × 2 square to its lower right?
 * Not where one of the pixels is masked, nor at a kink.
 */
function stencilsOf(lower: Float32Array, upper: Float32Array, width: number, height: number): Uint8Array {
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
  return stencils;
}

/** Values within the bounds (0 where masked), from a start interpolated from the solution on half the grid. */
function solve(
  lower: Float32Array,
  upper: Float32Array,
  stencils: Uint8Array,
  width: number,
  height: number,
  depth: number,
): Float32Array {
  const pixels = width * height;
  const values = new Float32Array(pixels);
  for (let i = 0; i < pixels; i++) {
    const m = (lower[i]! + upper[i]!) / 2;
    values[i] = Number.isNaN(m) ? 0 : m;
  }
  if (depth > 0 && Math.min(width, height) >= 16) startFromHalf(values, lower, upper, width, height, depth);

  const ahead = values.slice();
  const gradient = new Float32Array(pixels);
  let momentum = 1;
  for (let step = 0; step < steps; step++) {
    curvatureGradient(ahead, stencils, width, height, gradient);
    const next = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const carry = (momentum - 1) / next;
    momentum = next;
    for (let i = 0; i < pixels; i++) {
      const low = lower[i]!;
      const high = upper[i]!;
      let v = ahead[i]! - stepLength * gradient[i]!;
      if (v < low) v = low;
      if (v > high) v = high;
      ahead[i] = v + carry * (v - values[i]!);
      values[i] = v;
    }
  }
  return values;
}

/** Gradient of half the sum of squared second differences; each stencil scatters into the pixels it touches. */
function curvatureGradient(
  v: Float32Array,
  stencils: Uint8Array,
  width: number,
  height: number,
  gradient: Float32Array,
): void {
  gradient.fill(0);
  const pixels = width * height;
  for (let i = 0; i < pixels; i++) {
    const bits = stencils[i]!;
    if ((bits & along) !== 0) {
      const d = v[i - 1]! - 2 * v[i]! + v[i + 1]!;
      gradient[i - 1]! += d;
      gradient[i]! -= 2 * d;
      gradient[i + 1]! += d;
    }
    if ((bits & across) !== 0) {
      const d = v[i - width]! - 2 * v[i]! + v[i + width]!;
      gradient[i - width]! += d;
      gradient[i]! -= 2 * d;
      gradient[i + width]! += d;
    }
    if ((bits & mixed) !== 0) {
      const d = 2 * (v[i]! - v[i + 1]! - v[i + width]! + v[i + width + 1]!);
      gradient[i]! += d;
      gradient[i + 1]! -= d;
      gradient[i + width]! -= d;
      gradient[i + width + 1]! += d;
    }
  }
}

/** Solves on 2 × 2 means (whose bounds are the means of the bounds) and spreads the answer linearly over the plateaus. */
function startFromHalf(
  values: Float32Array,
  lower: Float32Array,
  upper: Float32Array,
  width: number,
  height: number,
  depth: number,
): void {
  const halfWidth = width >> 1;
  const halfHeight = height >> 1;
  const low = new Float32Array(halfWidth * halfHeight);
  const high = new Float32Array(halfWidth * halfHeight);
  for (let y = 0; y < halfHeight; y++) {
    for (let x = 0; x < halfWidth; x++) {
      const i = 2 * y * width + 2 * x;
      // One masked pixel masks the mean: its bounds would be those of another place.
      low[y * halfWidth + x] = (lower[i]! + lower[i + 1]! + lower[i + width]! + lower[i + width + 1]!) / 4;
      high[y * halfWidth + x] = (upper[i]! + upper[i + 1]! + upper[i + width]! + upper[i + width + 1]!) / 4;
    }
  }
  const stencils = stencilsOf(low, high, halfWidth, halfHeight);
  const coarse = solve(low, high, stencils, halfWidth, halfHeight, depth - 1);
  for (let y = 0; y < height; y++) {
    const v = Math.min(Math.max((y - 0.5) / 2, 0), halfHeight - 1);
    const y0 = Math.min(Math.floor(v), halfHeight - 2);
    const fy = v - y0;
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const u = Math.min(Math.max((x - 0.5) / 2, 0), halfWidth - 1);
      const x0 = Math.min(Math.floor(u), halfWidth - 2);
      const fx = u - x0;
      const o = y0 * halfWidth + x0;
      const o2 = o + halfWidth;
      if (Number.isNaN(low[o]! + low[o + 1]! + low[o2]! + low[o2 + 1]!) || Number.isNaN(lower[i]!)) continue;
      if (!onPlateau(lower, i, x, y, width, height)) continue;
      const value =
        (coarse[o]! * (1 - fx) + coarse[o + 1]! * fx) * (1 - fy) +
        (coarse[o2]! * (1 - fx) + coarse[o2 + 1]! * fx) * fy;
      values[i] = Math.min(Math.max(value, lower[i]!), upper[i]!);
    }
  }
}

function onPlateau(
  lower: Float32Array,
  i: number,
  x: number,
  y: number,
  width: number,
  height: number,
): boolean {
  const left = Math.max(0, x - plateauRadius) - x + i;
  const right = Math.min(width - 1, x + plateauRadius) - x + i;
  const top = i + (Math.max(0, y - plateauRadius) - y) * width;
  const bottom = i + (Math.min(height - 1, y + plateauRadius) - y) * width;
  return lower[left]! === lower[right]! && lower[top]! === lower[bottom]!;
}

/** Share of ones among the zeros and ones in the square around each pixel; other numbers do not count. */
function shareOfOnes(marks: Uint8Array, width: number, height: number, radius: number): Float32Array {
  const stride = width + 1;
  const ones = new Uint32Array(stride * (height + 1));
  const both = new Uint32Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let a = 0;
    let b = 0;
    for (let x = 0; x < width; x++) {
      const mark = marks[y * width + x]!;
      if (mark === 1) a++;
      if (mark <= 1) b++;
      const o = y * stride + x + 1;
      ones[o + stride] = ones[o]! + a;
      both[o + stride] = both[o]! + b;
    }
  }
  const share = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - radius) * stride;
    const bottom = Math.min(height, y + radius + 1) * stride;
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - radius);
      const right = Math.min(width, x + radius + 1);
      const a = ones[bottom + right]! - ones[top + right]! - ones[bottom + left]! + ones[top + left]!;
      const b = both[bottom + right]! - both[top + right]! - both[bottom + left]! + both[top + left]!;
      share[y * width + x] = b > 0 ? a / b : 1;
    }
  }
  return share;
}
