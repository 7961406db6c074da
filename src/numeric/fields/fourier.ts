/**
 * The discrete Fourier transform of a square of complex numbers, in place: rows, then columns, each by decimation in time
 * (Cooley and Tukey 1965). Frequency k of `side` cycles stands at k, negative ones at side + k.
 *
 * @param real side × side, row-major; overwritten
 * @param imaginary side × side; overwritten
 * @param side a power of two
 */
export function fourierTransform(real: Float64Array, imaginary: Float64Array, side: number): void {
  const { cosines, sines } = turns(side);
  for (let k = 0; k < side; k++) transformLine(real, imaginary, k * side, 1, side, cosines, sines);
  for (let k = 0; k < side; k++) transformLine(real, imaginary, k, side, side, cosines, sines);
}

/** Powers of the root of unity, for half a turn. */
function turns(side: number): { cosines: Float64Array; sines: Float64Array } {
  const half = side / 2;
  return {
    cosines: Float64Array.from({ length: half }, (_, k) => Math.cos((2 * Math.PI * k) / side)),
    sines: Float64Array.from({ length: half }, (_, k) => -Math.sin((2 * Math.PI * k) / side)),
  };
}

function transformLine(
  real: Float64Array,
  imaginary: Float64Array,
  from: number,
  step: number,
  length: number,
  cosines: Float64Array,
  sines: Float64Array,
): void {
  for (let i = 1, j = 0; i < length; i++) {
    let bit = length >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      const a = from + i * step;
      const b = from + j * step;
      const re = real[a]!;
      const im = imaginary[a]!;
      real[a] = real[b]!;
      imaginary[a] = imaginary[b]!;
      real[b] = re;
      imaginary[b] = im;
    }
  }
  for (let half = 1; half < length; half *= 2) {
    const stride = length / (2 * half);
    for (let start = 0; start < length; start += 2 * half)
      for (let k = 0; k < half; k++) {
        const c = cosines[k * stride]!;
        const s = sines[k * stride]!;
        const a = from + (start + k) * step;
        const b = a + half * step;
        const re = real[b]! * c - imaginary[b]! * s;
        const im = real[b]! * s + imaginary[b]! * c;
        real[b] = real[a]! - re;
        imaginary[b] = imaginary[a]! - im;
        real[a]! += re;
        imaginary[a]! += im;
      }
  }
}
