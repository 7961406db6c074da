/** So many halvings beyond those of a fair split, and pivots are chosen badly: the rest is sorted. */
const sparePartitions = 16;

/**
 * The k-th smallest value (from 0), NaN above all others. Its array is put in part in order: no value before place k is greater
 * and none behind it less (Hoare 1961, "Algorithm 65: FIND"; with the limit of Musser 1997, "Introspective sorting", so that no
 * input makes it slow).
 */
export function orderStatistic(values: Float64Array, k: number): number {
  let left = 0;
  let right = withNaNLast(values) - 1;
  if (k > right) return Number.NaN;
  let partitions = sparePartitions + 2 * Math.ceil(Math.log2(values.length + 1));
  while (left < right) {
    if (partitions-- === 0) {
      values.subarray(left, right + 1).sort();
      break;
    }
    const pivot = middleOf(values[left]!, values[(left + right) >> 1]!, values[right]!);
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const moved = values[i]!;
      values[i++] = values[j]!;
      values[j--] = moved;
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else break;
  }
  return values[k]!;
}

const middleOf = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

/** Moves what is not a number to the end; how many numbers there are. */
function withNaNLast(values: Float64Array): number {
  let count = values.length;
  for (let i = 0; i < count; i++)
    while (i < count && Number.isNaN(values[i]!)) {
      values[i] = values[--count]!;
      values[count] = Number.NaN;
    }
  return count;
}
