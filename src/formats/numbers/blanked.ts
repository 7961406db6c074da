/** Numbers with NaN wherever they are masked (mask 0): the array itself where that is so already. */
export function blanked<T extends Float64Array | Float32Array>(numbers: T, mask: Uint8Array): T {
  for (let i = mask.indexOf(0); i >= 0; i = mask.indexOf(0, i + 1))
    if (!Number.isNaN(numbers[i])) return numbers.map((v, j) => (mask[j] === 1 ? v : Number.NaN)) as T;
  return numbers;
}
