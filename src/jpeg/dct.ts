/**
 * The 8 × 8 discrete cosine transform of JPEG (orthonormal; T.81, A.3.3), and its inverse, which is its transpose.
 *
 * Both are five multiplications a line and a scale per coefficient (Arai, Agui & Nakajima 1988, Trans. IEICE E71,
 * 1095–1097; the flow graph is in Pennebaker & Mitchell 1993, 4.3). Who weights the coefficients anyway folds the
 * scales into the weights and calls the scaled transforms.
 */

/** Scale of a frequency in the flow graph. */
const lineScale = Float64Array.from({ length: 8 }, (_, u) =>
  u === 0 ? 1 : Math.SQRT2 * Math.cos((u * Math.PI) / 16),
);

/**
 * 64 factors s, row-major: a coefficient is its scaled one times s, and `scaledInverse` takes coefficients divided by
 * 64 s.
 */
export const dctScale = Float64Array.from(
  { length: 64 },
  (_, i) => 1 / (8 * lineScale[i >> 3]! * lineScale[i & 7]!),
);

const inverseScale = dctScale.map((s) => 1 / (64 * s));

/** Samples of an 8 × 8 block of coefficients, in place. */
export function inverseDct(block: Float64Array): void {
  for (let i = 0; i < 64; i++) block[i]! *= inverseScale[i]!;
  scaledInverse(block);
}

const cos4 = Math.SQRT1_2;
const cos6 = Math.cos((6 * Math.PI) / 16);
const cos2less6 = Math.cos((2 * Math.PI) / 16) - cos6;
const cos2plus6 = Math.cos((2 * Math.PI) / 16) + cos6;
const twiceCos2 = 2 * Math.cos((2 * Math.PI) / 16);

/** What the flow graphs multiply by, for who writes them in another language. */
export const dctFactors = { cos4, cos6, cos2less6, cos2plus6, twiceCos2 } as const;

/** Coefficients divided by `dctScale`, in place. */
export function scaledForward(block: Float64Array): void {
  for (let y = 0; y < 64; y += 8) forwardLine(block, y, 1);
  for (let x = 0; x < 8; x++) forwardLine(block, x, 8);
}

function forwardLine(d: Float64Array, o: number, step: number): void {
  const o1 = o + step;
  const o2 = o1 + step;
  const o3 = o2 + step;
  const o4 = o3 + step;
  const o5 = o4 + step;
  const o6 = o5 + step;
  const o7 = o6 + step;
  const s0 = d[o]! + d[o7]!;
  const d0 = d[o]! - d[o7]!;
  const s1 = d[o1]! + d[o6]!;
  const d1 = d[o1]! - d[o6]!;
  const s2 = d[o2]! + d[o5]!;
  const d2 = d[o2]! - d[o5]!;
  const s3 = d[o3]! + d[o4]!;
  const d3 = d[o3]! - d[o4]!;

  const e0 = s0 + s3;
  const e3 = s0 - s3;
  const e1 = s1 + s2;
  const turned = (s1 - s2 + e3) * cos4;
  d[o] = e0 + e1;
  d[o4] = e0 - e1;
  d[o2] = e3 + turned;
  d[o6] = e3 - turned;

  const a = d3 + d2;
  const b = (d2 + d1) * cos4;
  const c = d1 + d0;
  const both = (a - c) * cos6;
  const low = a * cos2less6 + both;
  const high = c * cos2plus6 + both;
  const plus = d0 + b;
  const minus = d0 - b;
  d[o5] = minus + low;
  d[o3] = minus - low;
  d[o1] = plus + high;
  d[o7] = plus - high;
}

/** Samples of coefficients divided by 64 `dctScale`, in place. */
export function scaledInverse(block: Float64Array): void {
  for (let x = 0; x < 8; x++) inverseLine(block, x, 8);
  for (let y = 0; y < 64; y += 8) inverseLine(block, y, 1);
}

function inverseLine(d: Float64Array, o: number, step: number): void {
  const o1 = o + step;
  const o2 = o1 + step;
  const o3 = o2 + step;
  const o4 = o3 + step;
  const o5 = o4 + step;
  const o6 = o5 + step;
  const o7 = o6 + step;
  const s04 = d[o]! + d[o4]!;
  const d04 = d[o]! - d[o4]!;
  const s26 = d[o2]! + d[o6]!;
  const d26 = (d[o2]! - d[o6]!) * Math.SQRT2 - s26;
  const e0 = s04 + s26;
  const e3 = s04 - s26;
  const e1 = d04 + d26;
  const e2 = d04 - d26;

  const s53 = d[o5]! + d[o3]!;
  const d53 = d[o5]! - d[o3]!;
  const s17 = d[o1]! + d[o7]!;
  const d17 = d[o1]! - d[o7]!;
  const f0 = s17 + s53;
  const both = (d53 + d17) * twiceCos2;
  const f1 = both - d53 * (2 * cos2plus6) - f0;
  const f2 = (s17 - s53) * Math.SQRT2 - f1;
  const f3 = both - d17 * (2 * cos2less6) - f2;
  d[o] = e0 + f0;
  d[o7] = e0 - f0;
  d[o1] = e1 + f1;
  d[o6] = e1 - f1;
  d[o2] = e2 + f2;
  d[o5] = e2 - f2;
  d[o3] = e3 + f3;
  d[o4] = e3 - f3;
}
