/** The smallest and the largest finite value among the unmasked ones; undefined where there is none. */
export function valueRange(
  values: ArrayLike<number>,
  mask?: Uint8Array,
): { readonly lo: number; readonly hi: number } | undefined {
  let lo = Number.POSITIVE_INFINITY;
  let hi = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if ((mask !== undefined && mask[i] !== 1) || !Number.isFinite(v)) continue;
    if (v < lo) lo = v;
    if (v > hi) hi = v;
  }
  return lo <= hi ? { lo, hi } : undefined;
}
