import type { Raster } from '../types.js';

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
 * A direct table of 2²⁴ entries (64 MiB of address space, of which only the touched pages become real) is faster
 * than hashing from a few thousand pixels up.
 */
export function distinctColours(raster: Raster): DistinctColours {
  const { data } = raster;
  const pixels = raster.width * raster.height;
  const seen = new Uint32Array(1 << 24);
  const indices = new Uint32Array(pixels);
  let packed = new Uint32Array(1024);
  let counts = new Uint32Array(1024);
  let n = 0;
  for (let i = 0, o = 0; i < pixels; i++, o += 4) {
    const colour = (data[o]! << 16) | (data[o + 1]! << 8) | data[o + 2]!;
    let slot = seen[colour]!;
    if (slot === 0) {
      if (n === packed.length) {
        packed = grown(packed);
        counts = grown(counts);
      }
      packed[n] = colour;
      slot = ++n;
      seen[colour] = slot;
    }
    indices[i] = slot - 1;
    counts[slot - 1]!++;
  }
  return { packed: packed.slice(0, n), counts: counts.slice(0, n), indices };
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
