/** The numbers of a plane `width` wide with its columns, its rows, or both in the opposite order. */
export function turned<T extends Float32Array | Float64Array | Uint8Array>(
  numbers: T,
  width: number,
  flipX: boolean,
  flipY: boolean,
): T {
  if (!flipX && !flipY) return numbers;
  const result = numbers.slice() as T;
  // Both: the whole plane backwards. One: each row backwards, or the rows as they are from the last to the first.
  if (flipY) result.reverse();
  if (flipX !== flipY)
    for (let row = 0; row < result.length; row += width) result.subarray(row, row + width).reverse();
  return result;
}
