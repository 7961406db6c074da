/**
 * Limited-memory quasi-Newton minimisation (L-BFGS; Nocedal 1980, doi:10.1090/S0025-5718-1980-0572855-7) with a
 * diagonal first guess of the inverse Hessian and backtracking.
 */

/** Evaluates the objective at x and overwrites `gradient`. */
export type Objective = (x: Float32Array, gradient: Float32Array) => number;

/** Pairs of moves and changes of the gradient that are remembered; three do nearly as well. */
const memory = 4;
/** Sufficient decrease (Armijo), the customary constant. */
const armijo = 1e-4;
/** Halvings of a step before the direction is given up. */
const halvings = 8;

/**
 * All memory is taken at the start: 2 · 4 + 4 arrays of the size of x.
 *
 * @param x start, overwritten by the answer
 * @param scale diagonal of the first inverse Hessian: the size of a sensible step per unit of gradient (up to a common
 *   factor)
 * @param iterations most steps taken; stops before where no step decreases the objective
 */
export function minimise(
  objective: Objective,
  x: Float32Array,
  scale: Float32Array,
  iterations: number,
): void {
  const n = x.length;
  const direction = new Float32Array(n);
  let gradient = new Float32Array(n);
  let nextGradient = new Float32Array(n);
  const next = new Float32Array(n);
  const moves = Array.from({ length: memory }, () => new Float32Array(n));
  const changes = Array.from({ length: memory }, () => new Float32Array(n));
  const curvature = new Float64Array(memory);
  const alpha = new Float64Array(memory);
  let gamma = 1;
  let kept = 0;
  let newest = 0;
  let value = objective(x, gradient);
  for (let iteration = 0; iteration < iterations; iteration++) {
    direction.set(gradient);
    for (let back = 0; back < kept; back++) {
      const k = (newest - back + memory) % memory;
      alpha[k] = dot(moves[k]!, direction) / curvature[k]!;
      addScaled(direction, changes[k]!, -alpha[k]!);
    }
    for (let i = 0; i < n; i++) direction[i] = direction[i]! * gamma * scale[i]!;
    for (let back = kept - 1; back >= 0; back--) {
      const k = (newest - back + memory) % memory;
      const beta = dot(changes[k]!, direction) / curvature[k]!;
      addScaled(direction, moves[k]!, alpha[k]! - beta);
    }
    const slope = -dot(gradient, direction);
    if (!(slope < 0)) return;
    let step = 1;
    let nextValue = Number.POSITIVE_INFINITY;
    for (let trial = 0; trial < halvings; trial++, step /= 2) {
      for (let i = 0; i < n; i++) next[i] = x[i]! - step * direction[i]!;
      nextValue = objective(next, nextGradient);
      if (nextValue <= value + armijo * step * slope) break;
    }
    if (!(nextValue < value)) return;
    const slot = (newest + 1) % memory;
    const move = moves[slot]!;
    const change = changes[slot]!;
    let product = 0;
    for (let i = 0; i < n; i++) {
      const m = next[i]! - x[i]!;
      const c = nextGradient[i]! - gradient[i]!;
      move[i] = m;
      change[i] = c;
      product += m * c;
    }
    if (product > 0) {
      newest = slot;
      kept = Math.min(memory, kept + 1);
      curvature[slot] = product;
      gamma = product / weightedSquare(change, scale);
    } else if (kept === memory) kept--;
    x.set(next);
    [gradient, nextGradient] = [nextGradient, gradient];
    value = nextValue;
  }
}

function weightedSquare(v: Float32Array, weight: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += v[i]! * v[i]! * weight[i]!;
  return sum;
}

/** Four sums, for each addition to a single one would wait for the one before. */
function dot(a: Float32Array, b: Float32Array): number {
  const whole = a.length & ~3;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let i = 0; i < whole; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  for (let i = whole; i < a.length; i++) s0 += a[i]! * b[i]!;
  return s0 + s1 + s2 + s3;
}

function addScaled(a: Float32Array, b: Float32Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i] = a[i]! + factor * b[i]!;
}
