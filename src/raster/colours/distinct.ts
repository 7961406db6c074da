import type { Raster } from '../../model/types.js';
import { wordsOf } from './words.js';

/** The distinct colours of a picture. Work done once per distinct colour reaches every pixel through `indices`. */
export interface DistinctColours {
  /** n colours, packed 0xRRGGBB, in order of first appearance (row by row from the top left). */
  readonly packed: Uint32Array;
  /** How many pixels have each colour. */
  readonly counts: Uint32Array;
  /** For each pixel, which colour it has: width × height entries into `packed`. */
  readonly indices: Uint32Array;
}

/**
 * Counts the distinct colours of a raster in one pass. Alpha is ignored: readers composite it.
 *
 * An open-addressing hash table (linear probing, at most a quarter full), for a direct table of 2²⁴ entries misses the
 * cache at every pixel of a noisy picture; and neighbours are often alike, so that the table is asked once a run.
 */
export function distinctColours(raster: Raster): DistinctColours {
  const pixels = raster.width * raster.height;
  const words = wordsOf(raster.data);
  const indices = new Uint32Array(pixels);
  let colours = new Uint32Array(1024);
  let counts = new Uint32Array(1024);
  // Slot → index of the colour + 1; 0 where free.
  let table = new Uint32Array(4 * colours.length);
  let shift = 32 - Math.log2(table.length);
  let n = 0;
  for (let i = 0; i < pixels; ) {
    const colour = words[i]! & opaque;
    let slot = Math.imul(colour, multiplier) >>> shift;
    while (table[slot] !== 0 && colours[table[slot]! - 1] !== colour >>> 0)
      slot = (slot + 1) & (table.length - 1);
    if (table[slot] === 0) {
      colours[n] = colour;
      table[slot] = ++n;
    }
    const index = table[slot]! - 1;
    const start = i;
    do indices[i++] = index;
    while (i < pixels && (words[i]! & opaque) === colour);
    counts[index]! += i - start;
    if (n === colours.length) {
      colours = grown(colours);
      counts = grown(counts);
      table = tableOf(colours.subarray(0, n), 4 * colours.length);
      shift = 32 - Math.log2(table.length);
    }
  }
  const bytes = new Uint8Array(colours.buffer);
  const packed = new Uint32Array(n);
  for (let k = 0; k < n; k++)
    packed[k] = (bytes[4 * k]! << 16) | (bytes[4 * k + 1]! << 8) | bytes[4 * k + 2]!;
  return { packed, counts: counts.slice(0, n), indices };
}

/** The bits of such a number that are red, green and blue. */
const opaque = new Uint32Array(Uint8Array.of(255, 255, 255, 0).buffer)[0]!;

/** 2³² / golden ratio: spreads colours that differ in few bits over the table (Knuth, TAOCP 6.4). */
const multiplier = 0x9e3779b1;

/** The hash table of n distinct colours, with `size` slots, a power of two. */
function tableOf(colours: Uint32Array, size: number): Uint32Array<ArrayBuffer> {
  const table = new Uint32Array(size);
  const shift = 32 - Math.log2(size);
  for (let k = 0; k < colours.length; k++) {
    let slot = Math.imul(colours[k]!, multiplier) >>> shift;
    while (table[slot] !== 0) slot = (slot + 1) & (size - 1);
    table[slot] = k + 1;
  }
  return table;
}

/** Packed 0xRRGGBB colours as n × 3 numbers 0…255. */
export function unpackColours(packed: Uint32Array): Float64Array {
  const colours = new Float64Array(3 * packed.length);
  for (let i = 0; i < packed.length; i++) {
    colours[3 * i] = packed[i]! >> 16;
    colours[3 * i + 1] = (packed[i]! >> 8) & 255;
    colours[3 * i + 2] = packed[i]! & 255;
  }
  return colours;
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * array.length);
  larger.set(array);
  return larger;
}
