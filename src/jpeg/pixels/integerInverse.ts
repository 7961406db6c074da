/**
 * The inverse DCT of libjpeg's accurate integer method (`jidctint.c`), restated to the bit: Loeffler, Ligtenberg &
 * Moschytz 1989 (ICASSP, 988–991) in 13-bit fixed point, columns first, with two fractional bits kept between the passes.
 * Decoders that share libjpeg's code share its rounding, and a colourmap is read from rounded colours.
 */

const fixed = (x: number): number => Math.round(x * 8192);
const c0298 = fixed(0.298631336);
const c0390 = fixed(0.390180644);
const c0541 = fixed(0.5411961);
const c0765 = fixed(0.765366865);
const c0899 = fixed(0.899976223);
const c1175 = fixed(1.175875602);
const c1501 = fixed(1.50132111);
const c1847 = fixed(1.847759065);
const c1961 = fixed(1.96157056);
const c2053 = fixed(2.053119869);
const c2562 = fixed(2.562915447);
const c3072 = fixed(3.072711026);

/** Fractional bits of the constants, and those kept after the columns. */
const CONSTANT_BITS = 13;
const PASS_BITS = 2;

/**
 * Samples 0…255 of a block.
 *
 * @param work 64 dequantised coefficients, row-major; overwritten
 * @param samples where the block goes, its first sample at `start`, `stride` samples a row; bytes clamp
 */
export function integerInverse(
  work: Int32Array,
  samples: Uint8ClampedArray,
  start: number,
  stride: number,
): void {
  for (let x = 0; x < 8; x++) inverseLine(work, x, 8, CONSTANT_BITS - PASS_BITS);
  for (let y = 0; y < 8; y++) {
    inverseLine(work, 8 * y, 1, CONSTANT_BITS + PASS_BITS + 3);
    const o = start + y * stride;
    for (let x = 0; x < 8; x++) samples[o + x] = work[8 * y + x]! + 128;
  }
}

/** Eight numbers, `step` apart, in place; the result is rounded and shifted right. */
function inverseLine(d: Int32Array, o: number, step: number, shift: number): void {
  const o1 = o + step;
  const o2 = o1 + step;
  const o3 = o2 + step;
  const o4 = o3 + step;
  const o5 = o4 + step;
  const o6 = o5 + step;
  const o7 = o6 + step;
  const half = 1 << (shift - 1);
  // A line without frequencies is flat: most are, in pictures of smooth fields.
  if ((d[o1]! | d[o2]! | d[o3]! | d[o4]! | d[o5]! | d[o6]! | d[o7]!) === 0) {
    const flat = ((d[o]! << CONSTANT_BITS) + half) >> shift;
    d[o] = d[o1] = d[o2] = d[o3] = d[o4] = d[o5] = d[o6] = d[o7] = flat;
    return;
  }

  const z = (d[o2]! + d[o6]!) * c0541;
  const even2 = z - d[o6]! * c1847;
  const even3 = z + d[o2]! * c0765;
  const even0 = (d[o]! + d[o4]!) << CONSTANT_BITS;
  const even1 = (d[o]! - d[o4]!) << CONSTANT_BITS;
  const e0 = even0 + even3 + half;
  const e3 = even0 - even3 + half;
  const e1 = even1 + even2 + half;
  const e2 = even1 - even2 + half;

  const [a, b, c, e] = [d[o7]!, d[o5]!, d[o3]!, d[o1]!];
  const z5 = (a + c + b + e) * c1175;
  const z1 = -(a + e) * c0899;
  const z2 = -(b + c) * c2562;
  const z3 = z5 - (a + c) * c1961;
  const z4 = z5 - (b + e) * c0390;
  const f0 = a * c0298 + z1 + z3;
  const f1 = b * c2053 + z2 + z4;
  const f2 = c * c3072 + z2 + z3;
  const f3 = e * c1501 + z1 + z4;

  d[o] = (e0 + f3) >> shift;
  d[o7] = (e0 - f3) >> shift;
  d[o1] = (e1 + f2) >> shift;
  d[o6] = (e1 - f2) >> shift;
  d[o2] = (e2 + f1) >> shift;
  d[o5] = (e2 - f1) >> shift;
  d[o3] = (e3 + f0) >> shift;
  d[o4] = (e3 - f0) >> shift;
}
