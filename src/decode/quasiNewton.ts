/**
 * Limited-memory quasi-Newton minimisation (L-BFGS; Nocedal 1980, doi:10.1090/S0025-5718-1980-0572855-7) with a
 * diagonal first guess of the inverse Hessian and backtracking.
 */

/** Evaluates the objective at x and overwrites `gradient`. */
export type Objective = (x: Float32Array, gradient: Float32Array) => number;

const memory = 5;
/** Sufficient decrease (Armijo), the customary constant. */
const armijo = 1e-4;

/**
 * @param x start, overwritten by the answer
 * @param scale diagonal of the first inverse Hessian: the size of a sensible step per unit of gradient
 * @param iterations most steps taken; stops before where no step decreases the objective
 */
export function minimise(
  objective: Objective,
  x: Float32Array,
  scale: Float32Array,
  iterations: number,
): void {
  const n = x.length;
  let gradient = new Float32Array(n);
  let value = objective(x, gradient);
  const moves: Float32Array[] = [];
  const changes: Float32Array[] = [];
  const curvature: number[] = [];
  const direction = new Float32Array(n);
  for (let iteration = 0; iteration < iterations; iteration++) {
    direction.set(gradient);
    const alpha: number[] = [];
    for (let k = moves.length - 1; k >= 0; k--) {
      alpha[k] = dot(moves[k]!, direction) / curvature[k]!;
      addScaled(direction, changes[k]!, -alpha[k]!);
    }
    let gamma = 1;
    if (moves.length > 0) {
      const last = changes[changes.length - 1]!;
      let weighted = 0;
      for (let i = 0; i < n; i++) weighted += last[i]! * last[i]! * scale[i]!;
      gamma = curvature[curvature.length - 1]! / weighted;
    }
    for (let i = 0; i < n; i++) direction[i] = direction[i]! * gamma * scale[i]!;
    for (let k = 0; k < moves.length; k++) {
      const beta = dot(changes[k]!, direction) / curvature[k]!;
      addScaled(direction, moves[k]!, alpha[k]! - beta);
    }
    const slope = -dot(gradient, direction);
    if (!(slope < 0)) return;
    const next = new Float32Array(n);
    const nextGradient = new Float32Array(n);
    let step = 1;
    let nextValue = Number.POSITIVE_INFINITY;
    for (let trial = 0; trial < 8; trial++, step /= 2) {
      for (let i = 0; i < n; i++) next[i] = x[i]! - step * direction[i]!;
      nextValue = objective(next, nextGradient);
      if (nextValue <= value + armijo * step * slope) break;
    }
    if (!(nextValue < value)) return;
    const move = new Float32Array(n);
    const change = new Float32Array(n);
    for (let i = 0; i < n; i++) {
      move[i] = next[i]! - x[i]!;
      change[i] = nextGradient[i]! - gradient[i]!;
    }
    const product = dot(move, change);
    if (product > 0) {
      moves.push(move);
      changes.push(change);
      curvature.push(product);
      if (moves.length > memory) {
        moves.shift();
        changes.shift();
        curvature.shift();
      }
    }
    x.set(next);
    gradient = nextGradient;
    value = nextValue;
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function addScaled(a: Float32Array, b: Float32Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i] = a[i]! + factor * b[i]!;
}
