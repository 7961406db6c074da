import type { Stiffness } from './blockPrecondition.js';
import type { SolverKernels } from './kernels/kernelTypes.js';

/**
 * What a field is expected to be like, as quadratic forms of it: half the second derivative of a penalty. Masked pixels
 * take no part.
 */

/** Differences are absolute beyond this part of their mean, square below. */
const knee = 0.5;

/** Adds a symmetric matrix times a plane, `times` so much (1 where absent), to another plane. */
export type QuadraticForm = (t: Float32Array, to: Float32Array, times?: number) => void;

/**
 * ½ bend Σ(Laplacian)². Where neighbours on one axis are missing, the Laplacian is that along the other, so that a ramp
 * costs nothing at the borders.
 *
 * @param kernels that hold the planes; plain code without
 */
export function bendForm(
  mask: Uint8Array,
  width: number,
  height: number,
  bend: number,
  kernels?: SolverKernels,
): QuadraticForm {
  const half = bend / 2;
  const n = mask.length;
  if (kernels) {
    const flags = kernels.bendFlags(mask, width);
    const bends = kernels.floats(n);
    return (t, to, times = 1) => {
      kernels.bend(flags, t, bends, width);
      kernels.unbend(flags, bends, to, width, half * times);
    };
  }
  const axes = new Uint8Array(n);
  bendAxes(axes, mask, width, height);
  const laplacian = new Float32Array(n);
  const bendAt = (i: number, axis: number): number => ((axes[i]! & axis) > 0 ? laplacian[i]! : 0);
  return (t, to, times = 1) => {
    const factor = half * times;
    for (let i = 0; i < n; i++) {
      const a = axes[i]!;
      if (a === 0) continue;
      if (a >= both) laplacian[i] = t[i - 1]! + t[i + 1]! + t[i - width]! + t[i + width]! - 4 * t[i]!;
      else if (a === onlyAcross) laplacian[i] = t[i - 1]! - 2 * t[i]! + t[i + 1]!;
      else laplacian[i] = t[i - width]! - 2 * t[i]! + t[i + width]!;
    }
    for (let i = 0; i < n; i++) {
      if (mask[i] !== 1) continue;
      if (axes[i] === amidst) {
        const l = laplacian[i - 1]! + laplacian[i + 1]! + laplacian[i - width]! + laplacian[i + width]!;
        to[i]! += factor * (l - 4 * laplacian[i]!);
      } else {
        let l = -2 * (bendAt(i, onlyAcross) + bendAt(i, onlyAlong));
        if (i > 0) l += bendAt(i - 1, onlyAcross);
        if (i + 1 < n) l += bendAt(i + 1, onlyAcross);
        if (i >= width) l += bendAt(i - width, onlyAlong);
        if (i + width < n) l += bendAt(i + width, onlyAlong);
        to[i]! += factor * l;
      }
    }
  };
}

/** Along which axes a pixel has valid neighbours on both sides; `amidst` where these neighbours have them too. */
const onlyAcross = 1;
const onlyAlong = 2;
const both = 3;
const amidst = 7;

/** Writes the axes of each pixel, none where masked. */
function bendAxes(axes: Uint8Array, mask: Uint8Array, width: number, height: number): void {
  for (let y = 0, i = 0; y < height; y++) {
    const above = y > 0 && y + 1 < height ? width : 0;
    for (let x = 0; x < width; x++, i++) {
      const across = x > 0 && x + 1 < width ? mask[i - 1]! & mask[i + 1]! : 0;
      const along = above > 0 ? mask[i - above]! & mask[i + above]! : 0;
      axes[i] = mask[i] === 1 ? across | (along << 1) : 0;
    }
  }
  for (let i = 0; i < axes.length; i++)
    if (
      axes[i] === both &&
      (axes[i - 1]! & both) === both &&
      (axes[i + 1]! & both) === both &&
      (axes[i - width]! & both) === both &&
      (axes[i + width]! & both) === both
    )
      axes[i] = amidst;
}

/**
 * λ Σ√(Δ² + ε²) over neighbours, about the field given: the quadratic that touches it there and lies above it
 * everywhere. Half its second derivative.
 */
export function jumpForm(
  about: Float32Array,
  mask: Uint8Array,
  width: number,
  height: number,
  lambda: number,
  epsilon: number,
): QuadraticForm {
  const n = mask.length;
  const right = new Float32Array(n);
  const down = new Float32Array(n);
  const weight = (i: number, k: number): number => {
    const step = about[k]! - about[i]!;
    return lambda / 2 / Math.sqrt(step * step + epsilon * epsilon);
  };
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (mask[i] !== 1) continue;
      if (x + 1 < width && mask[i + 1] === 1) right[i] = weight(i, i + 1);
      if (y + 1 < height && mask[i + width] === 1) down[i] = weight(i, i + width);
    }
  return (t, to, times = 1) => {
    for (let i = 0; i + 1 < n; i++) {
      const g = times * right[i]! * (t[i + 1]! - t[i]!);
      to[i + 1]! += g;
      to[i]! -= g;
    }
    for (let i = 0; i + width < n; i++) {
      const g = times * down[i]! * (t[i + width]! - t[i]!);
      to[i + width]! += g;
      to[i]! -= g;
    }
  };
}

/** How the normal equations take a prior in. */
export interface FieldPrior {
  /** The quadratic form that stands for it about a field. */
  readonly formAt: (
    about: Float32Array,
    mask: Uint8Array,
    width: number,
    height: number,
    kernels?: SolverKernels,
  ) => QuadraticForm;
  /** How it resists waves, about. */
  readonly stiffness: Stiffness;
  /** Conjugate-gradient steps of each Gauss–Newton round. */
  readonly rounds: readonly number[];
}

/** The energy of a Gaussian field. */
export function smoothPrior(bend: number): FieldPrior {
  return {
    formAt: (_, mask, width, height, kernels) => bendForm(mask, width, height, bend, kernels),
    stiffness: { slope: 0, bend: bend / 2 },
    rounds: [5],
  };
}

/**
 * Laplace-distributed differences with mean b, in units of squared residuals of variance 1/12: λ = 1/(6 b).
 * Differences below a part of the mean count squared: they are smooth, not flat.
 */
export function jumpPrior(b: number): FieldPrior {
  const lambda = 1 / (6 * b);
  return {
    formAt: (about, mask, width, height) => jumpForm(about, mask, width, height, lambda, knee * b),
    stiffness: { slope: lambda / (2 * b), bend: 0 },
    rounds: [3, 3],
  };
}
