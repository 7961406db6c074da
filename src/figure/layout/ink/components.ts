import type { Box } from '../../../model/types.js';
import { indicesOf } from '../../../numeric/filled.js';

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

/**
 * 8-connected components of a mask, in order of their first pixel: runs of a row are joined with those above that they
 * touch by a union-find, and share a label once all are known.
 */
export function components(mask: Uint8Array, width: number, height: number): Components {
  const { starts, ends, first } = runsOf(mask, width, height);
  const parent = indicesOf(starts.length);
  const root = (run: number): number => {
    let a = run;
    while (parent[a] !== a) {
      parent[a] = parent[parent[a]!]!;
      a = parent[a]!;
    }
    return a;
  };
  for (let y = 1; y < height; y++) {
    let above = first[y - 1]!;
    for (let run = first[y]!; run < first[y + 1]!; run++) {
      const [start, end] = [starts[run]! - width, ends[run]! - width];
      while (above < first[y]! && ends[above]! < start) above++;
      for (let k = above; k < first[y]! && starts[k]! <= end; k++) {
        const a = root(k);
        const b = root(run);
        if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
      }
    }
  }
  return labelled({ starts, ends, first }, root, width, height);
}

/** Runs of pixels that are set, row by row: where each starts and ends (after its last pixel); the first run of each row. */
interface Runs {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** A number for each row, and how many there are in all. */
  readonly first: Int32Array;
}

function runsOf(mask: Uint8Array, width: number, height: number): Runs {
  const first = new Int32Array(height + 1);
  let starts = new Int32Array(1024);
  let ends = new Int32Array(1024);
  let count = 0;
  for (let y = 0; y < height; y++) {
    const end = (y + 1) * width;
    for (let p = y * width; p < end; p++) {
      if (mask[p] === 0) continue;
      if (count === starts.length) [starts, ends] = [doubled(starts), doubled(ends)];
      starts[count] = p;
      while (p < end && mask[p] !== 0) p++;
      ends[count++] = p;
    }
    first[y + 1] = count;
  }
  return { starts: starts.subarray(0, count), ends: ends.subarray(0, count), first };
}

function doubled(values: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * values.length);
  larger.set(values);
  return larger;
}

/** Components of runs, each of which has the first run it is joined with as its root. */
function labelled(
  { starts, ends, first }: Runs,
  root: (run: number) => number,
  width: number,
  height: number,
): Components {
  const labels = new Int32Array(width * height);
  const list: { label: number; box: Box; area: number }[] = [];
  const label = new Int32Array(starts.length);
  for (let y = 0; y < height; y++)
    for (let run = first[y]!; run < first[y + 1]!; run++) {
      const [start, end] = [starts[run]!, ends[run]!];
      const [left, right] = [start - y * width, end - y * width];
      const own = root(run);
      if (own === run) {
        label[run] = list.length + 1;
        list.push({ label: label[run]!, box: { left, top: y, right, bottom: y + 1 }, area: 0 });
      }
      labels.fill(label[own]!, start, end);
      const component = list[label[own]! - 1]!;
      const { box } = component;
      component.area += end - start;
      component.box = {
        left: Math.min(box.left, left),
        top: box.top,
        right: Math.max(box.right, right),
        bottom: y + 1,
      };
    }
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
  const beyond = new Uint8Array(width);
  const row = (y: number): Uint8Array =>
    y < 0 || y >= height ? beyond : source.subarray(y * width, (y + 1) * width);
  const sums = new Int32Array(width);
  for (let y = -half; y < height; y++) {
    const [entering, leaving] = [row(y + half), row(y - half - 1)];
    for (let x = 0; x < width; x++) sums[x]! += entering[x]! - leaving[x]!;
    if (y < 0) continue;
    for (let x = 0, i = y * width; x < width; x++, i++) mask[i] = sums[x]! >= need ? 1 : 0;
  }
}
