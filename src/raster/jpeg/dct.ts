/** The 8 × 8 discrete cosine transform of JPEG (orthonormal; T.81, A.3.3), and its inverse, which is its transpose. */

/** basis[8u + x] = C(u)/2 · cos((2x + 1)uπ/16) */
export const dctBasis = Float64Array.from({ length: 64 }, (_, i) => {
  const u = i >> 3;
  const x = i & 7;
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});

const scratch = new Float64Array(64);

/** Coefficients (row-major, vertical frequency first) of an 8 × 8 block of samples, in place. */
export function forwardDct(block: Float64Array): void {
  // Rows, then columns; the scratch holds the row transform transposed, so that both passes read alike.
  for (let y = 0; y < 8; y++) {
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let x = 0; x < 8; x++) sum += dctBasis[8 * u + x]! * block[8 * y + x]!;
      scratch[8 * u + y] = sum;
    }
  }
  for (let u = 0; u < 8; u++) {
    for (let v = 0; v < 8; v++) {
      let sum = 0;
      for (let y = 0; y < 8; y++) sum += dctBasis[8 * v + y]! * scratch[8 * u + y]!;
      block[8 * v + u] = sum;
    }
  }
}

/** Samples of an 8 × 8 block of coefficients, in place. */
export function inverseDct(block: Float64Array): void {
  for (let v = 0; v < 8; v++) {
    for (let x = 0; x < 8; x++) {
      let sum = 0;
      for (let u = 0; u < 8; u++) sum += dctBasis[8 * u + x]! * block[8 * v + u]!;
      scratch[8 * x + v] = sum;
    }
  }
  for (let x = 0; x < 8; x++) {
    for (let y = 0; y < 8; y++) {
      let sum = 0;
      for (let v = 0; v < 8; v++) sum += dctBasis[8 * v + y]! * scratch[8 * x + v]!;
      block[8 * y + x] = sum;
    }
  }
}
