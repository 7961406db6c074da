import type { Raster } from '../model/types.js';
import { areNear } from '../raster/areNear.js';
import { type DistinctColours, distinctColours } from '../raster/colours/distinct.js';
import { wordsOf } from '../raster/colours/words.js';
import { deviation, distanceTo, isNear, packedAt, tolerance } from './colourDistance.js';
import { flatColours, isFlat } from './flatColours.js';
import { insideMargin } from './margin.js';
import { smeared, standsOut, typicalJump } from './standsOut.js';

export interface NoData {
  /** width × height; 1 = the pixel shows no data. */
  readonly mask: Uint8Array;
  /** The colours found, packed 0xRRGGBB. */
  readonly colours: readonly number[];
  /** The regions have soft borders (lossy compression, resampling): colours near them are not to be trusted. */
  readonly soft: boolean;
}
/** Ringing of JPEG at a strong edge strays this far from the flat colour, and smears the border itself so many pixels out. */
const softReach = 16;

/**
 * Finds the colours that stand for no data: margins, backgrounds, holes. No colour is one by decree. A colour is
 * one when the picture shows it truly constant, in regions whose border is a jump, from it to many different colours,
 * that the field nowhere makes by itself. A white through which the colourmap passes leads up to its
 * neighbours step by step and is data.
 *
 * @param excluded pixels (1) already known to be no data
 * @param isExact the colours are as they were drawn: nothing smeared the borders of its regions
 */
export function findNoData(
  raster: Raster,
  excluded: Uint8Array,
  distinct: DistinctColours = distinctColours(raster),
  isExact = false,
): NoData {
  const pixels = raster.width * raster.height;
  const mask = excluded.slice();
  const colours: number[] = [];
  let soft = false;
  const { width, height, data } = raster;
  const inside = insideMargin(raster);
  const margin = (from: number, to: number): void => {
    mask.fill(1, from, to);
    // Compression leaves none of a margin's rows quite even near its edge.
    for (let p = from; p < to && !soft; p++) soft = deviation(data, p, packedAt(data, 0)) > 0;
  };
  for (let y = 0; y < height; y++) {
    const beside = y >= inside.top && y < inside.bottom;
    margin(y * width, y * width + (beside ? inside.left : width));
    if (beside) margin(y * width + inside.right, (y + 1) * width);
  }
  // Three sides at least have a margin: the first pixel lies in it.
  if (inside.right - inside.left < width || inside.bottom - inside.top < height)
    colours.push(packedAt(data, 0));
  const found: Region[] = [];
  for (const own of flatColours(raster, distinct, mask)) {
    const colour = distinct.packed[own]!;
    for (const lossy of isExact ? [false] : [false, true]) {
      if (!mayStandOut(raster, distinct, mask, own, lossy)) continue;
      const region = lossy ? softRegion(raster, mask, colour) : exactRegion(raster, mask, colour);
      if (region === undefined || !standsOut(raster, region, mask, colour, lossy)) continue;
      for (let p = 0; p < pixels; p++) if (region[p]) mask[p] = 1;
      found.push({ colour, region, lossy });
      break;
    }
  }
  for (const { colour, region, lossy } of found) {
    if (found.length > 1) {
      const others = mask.map((m, p) => m & (region[p]! ^ 1));
      // What stood out from other regions without data alone leads on to the field, once those are left out.
      if (standsOut(raster, region, others, colour, lossy) === false) {
        mask.set(others);
        continue;
      }
    }
    colours.push(colour);
    soft ||= lossy;
  }
  return { mask, colours, soft };
}

/** Pixels (1) of a colour that stand out from their surroundings. */
interface Region {
  readonly colour: number;
  readonly region: Uint8Array;
  readonly lossy: boolean;
}

/** Rows crossed for a first look at a colour's borders, at the least one in this many. */
const crossedRows = 3;
/** A first look with fewer borders says nothing; with so small a share of jumps among them, the median is none. */
const enoughBorders = 20;
const leastJumps = 0.2;

/**
 * A first look at the borders of a colour's regions, where rows cross them: false if hardly any is a jump. Most
 * frequent colours are the field's own and need no closer look.
 */
function mayStandOut(
  raster: Raster,
  { packed, indices }: DistinctColours,
  taken: Uint8Array,
  own: number,
  lossy: boolean,
): boolean {
  const { width, height, data } = raster;
  const words = wordsOf(data);
  const colour = packed[own]!;
  const near = new Uint8Array(packed.length);
  for (let k = 0; k < packed.length; k++)
    near[k] = areNear(packed[k]!, colour, lossy ? softReach : 0) ? 1 : 0;
  const beyond = lossy ? smeared : 1;
  const every = Math.max(crossedRows, Math.floor(height / 300));
  let borders = 0;
  let jumps = 0;
  const cross = (p: number, row: number): void => {
    if (p < row || p >= row + width || taken[p]) return;
    borders++;
    if (distanceTo(data, p, colour) >= typicalJump) jumps++;
  };
  for (let y = 0; y < height; y += every) {
    const row = y * width;
    for (let p = row; p < row + width; p++) {
      if (near[indices[p]!] === 0 || taken[p]) continue;
      const start = p;
      let seeded = !lossy;
      for (; p < row + width && near[indices[p]!] === 1 && !taken[p]; p++)
        seeded ||= areNear(packed[indices[p]!]!, colour, tolerance) && isFlat(words, p, width);
      if (!seeded) continue;
      cross(start - beyond, row);
      cross(p - 1 + beyond, row);
    }
  }
  return borders < enoughBorders || jumps >= leastJumps * borders;
}

/** Pixels of exactly the colour: exactly drawn regions may be one pixel wide. Undefined if there are none. */
function exactRegion({ data }: Raster, taken: Uint8Array, colour: number): Uint8Array | undefined {
  const region = new Uint8Array(taken.length);
  const r = colour >> 16;
  const g = (colour >> 8) & 255;
  const b = colour & 255;
  let found = false;
  for (let p = 0, o = 0; p < region.length; p++, o += 4) {
    if (data[o] !== r || data[o + 1] !== g || data[o + 2] !== b || taken[p]) continue;
    region[p] = 1;
    found = true;
  }
  return found ? region : undefined;
}

/** Pixels near the colour that hang together with flat ones of the colour; undefined if there are none. */
function softRegion(raster: Raster, taken: Uint8Array, colour: number): Uint8Array | undefined {
  const { width, data } = raster;
  const words = wordsOf(data);
  const region = new Uint8Array(taken.length);
  const stack: number[] = [];
  for (let p = 0; p < region.length; p++) {
    if (taken[p] || !isNear(data, p, colour, tolerance) || !isFlat(words, p, width)) continue;
    region[p] = 1;
    stack.push(p);
  }
  if (stack.length === 0) return undefined;
  const join = (q: number): void => {
    if (region[q] !== 0 || taken[q] || !isNear(data, q, colour, softReach)) return;
    region[q] = 1;
    stack.push(q);
  };
  while (stack.length > 0) {
    const p = stack.pop()!;
    const x = p % width;
    if (x > 0) join(p - 1);
    if (x < width - 1) join(p + 1);
    if (p >= width) join(p - width);
    if (p + width < region.length) join(p + width);
  }
  return region;
}
