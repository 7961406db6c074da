import type { Box } from '../../../model/types.js';

/** A set of ink pixels that hang together (8-connected). */
export interface Component {
  readonly label: number;
  readonly box: Box;
  readonly area: number;
}

export interface Components {
  /** For each pixel the label of its component, 0 for none; labels count from 1. */
  readonly labels: Int32Array;
  /** Component k has label k + 1. */
  readonly list: readonly Component[];
}

/** 8-connected components of a mask, in order of their first pixel: two passes with a union-find over labels. */
export function components(mask: Uint8Array, width: number, height: number): Components {
  const labels = new Int32Array(width * height);
  let parent = new Int32Array(1024);
  let count = 0;
  const root = (a: number): number => {
    while (parent[a] !== a) {
      parent[a] = parent[parent[a]!]!;
      a = parent[a]!;
    }
    return a;
  };
  const join = (first: number, second: number): void => {
    const a = root(first);
    const b = root(second);
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  };
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (mask[i] === 0) continue;
      // What is left of a pixel hangs together with what is above the two; what is above it with both of its neighbours.
      const left = x > 0 ? labels[i - 1]! : 0;
      const above = y > 0 ? labels[i - width]! : 0;
      let label = left || above;
      if (above === 0 && y > 0) {
        if (label === 0 && x > 0) label = labels[i - width - 1]!;
        const next = x + 1 < width ? labels[i - width + 1]! : 0;
        if (label === 0) label = next;
        else if (next !== 0 && next !== label) join(label, next);
      }
      if (label === 0) {
        label = ++count;
        if (count >= parent.length) {
          const larger = new Int32Array(2 * parent.length);
          larger.set(parent);
          parent = larger;
        }
        parent[label] = label;
      }
      labels[i] = label;
    }
  }
  const final = new Int32Array(count + 1);
  let n = 0;
  for (let k = 1; k <= count; k++) if (parent[k] === k) final[k] = ++n;
  for (let k = 1; k <= count; k++) final[k] = final[root(k)]!;
  const left = new Int32Array(n + 1).fill(width);
  const right = new Int32Array(n + 1);
  const top = new Int32Array(n + 1).fill(height);
  const bottom = new Int32Array(n + 1);
  const area = new Int32Array(n + 1);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (labels[i] === 0) continue;
      const k = final[labels[i]!]!;
      labels[i] = k;
      area[k]!++;
      if (x < left[k]!) left[k] = x;
      if (x >= right[k]!) right[k] = x + 1;
      if (y < top[k]!) top[k] = y;
      if (y >= bottom[k]!) bottom[k] = y + 1;
    }
  }
  const list: Component[] = [];
  for (let k = 1; k <= n; k++)
    list.push({
      label: k,
      box: { left: left[k]!, top: top[k]!, right: right[k]!, bottom: bottom[k]! },
      area: area[k]!,
    });
  return { labels, list };
}

/**
 * Morphological opening with a `size` × `size` square: keeps what is at least that thick in both directions, so
 * that lines, ticks and text vanish and areas of data stay.
 */
export function opened(mask: Uint8Array, width: number, height: number, size: number): Uint8Array {
  const result = new Uint8Array(mask.length);
  const half = size >> 1;
  alongRows(mask, width, half, size, result);
  alongColumns(result, width, height, half, size);
  alongRows(result, width, half, 1, result);
  alongColumns(result, width, height, half, 1);
  return result;
}

/** 1 where at least `need` of the 2 · half + 1 pixels around one in its row are set: all for an erosion, any for a dilation. */
function alongRows(mask: Uint8Array, width: number, half: number, need: number, result: Uint8Array): void {
  const row = new Uint8Array(width);
  for (let start = 0; start < mask.length; start += width) {
    row.set(mask.subarray(start, start + width));
    let sum = 0;
    for (let k = 0; k < Math.min(half, width); k++) sum += row[k]!;
    for (let k = 0; k < width; k++) {
      if (k + half < width) sum += row[k + half]!;
      if (k - half - 1 >= 0) sum -= row[k - half - 1]!;
      result[start + k] = sum >= need ? 1 : 0;
    }
  }
}

/** The same along columns, in place: all of them together, row by row, as they lie in memory. */
function alongColumns(mask: Uint8Array, width: number, height: number, half: number, need: number): void {
  const source = mask.slice();
  const sums = new Int32Array(width);
  const add = (y: number, sign: number): void => {
    if (y < 0 || y >= height) return;
    for (let x = 0, i = y * width; x < width; x++, i++) sums[x]! += sign * source[i]!;
  };
  for (let y = 0; y < half; y++) add(y, 1);
  for (let y = 0; y < height; y++) {
    add(y + half, 1);
    add(y - half - 1, -1);
    for (let x = 0, i = y * width; x < width; x++, i++) mask[i] = sums[x]! >= need ? 1 : 0;
  }
}
