import type { Raster } from '../types.js';
import { dilate } from './dilate.js';
import { insideMargin } from './margin.js';

export interface NoData {
  /** width × height; 1 = the pixel shows no data. */
  readonly mask: Uint8Array;
  /** The colours found, packed 0xRRGGBB. */
  readonly colours: readonly number[];
  /** The regions have soft borders (lossy compression, resampling): colours near them are not to be trusted. */
  readonly soft: boolean;
}

/** Enough for a margin, a background and two kinds of hole. */
const candidateCount = 4;
/** A colour with fewer flat pixels than this share of the picture is no background worth a test. */
const leastShare = 0.002;
/** Ringing of JPEG at a strong edge strays this far from the flat colour. */
const softReach = 16;
/** Smallest colour step (sRGB units) from a region of no data to the data around it, typically and nearly everywhere. */
const typicalJump = 45;
const leastJump = 8;
/** The border must step by this much more than neighbouring pixels of the field itself do where they differ. */
const jumpAgainstField = 1.5;
/** 5 px further away the step must not have grown by more than this: data that lead up to a colour continue to. */
const steadiness = 0.85;
/** A band of a banded field touches two other bands; a hole cuts through many colours. */
const mostOfTwoColours = 0.75;
const sameColour = 30;

/**
 * Finds the colours that stand for no data: margins, backgrounds, holes. No colour is one by decree. A colour is
 * one when the picture shows it truly constant, in regions whose border is a jump, from it to many different colours,
 * that the field nowhere makes by itself. A white through which the colourmap passes leads up to its
 * neighbours step by step and is data.
 *
 * @param excluded pixels (1) already known to be no data
 */
export function findNoData(raster: Raster, excluded: Uint8Array): NoData {
  const pixels = raster.width * raster.height;
  const mask = excluded.slice();
  const colours: number[] = [];
  let soft = false;
  const inside = insideMargin(raster);
  if (inside.right - inside.left < raster.width || inside.bottom - inside.top < raster.height) {
    for (let p = 0; p < pixels; p++) {
      const x = p % raster.width;
      const y = (p - x) / raster.width;
      if (x >= inside.left && x < inside.right && y >= inside.top && y < inside.bottom) continue;
      mask[p] = 1;
      const { data } = raster;
      if (colours.length === 0)
        colours.push((data[4 * p]! << 16) | (data[4 * p + 1]! << 8) | data[4 * p + 2]!);
      // Compression leaves none of a margin's rows quite even near its edge.
      soft ||= deviation(data, p, colours[0]!) > 0;
    }
  }
  const fieldStep = typicalStep(raster, mask);
  for (const colour of flatColours(raster, mask)) {
    for (const lossy of [false, true]) {
      const region = regionOf(raster, mask, colour, lossy);
      if (region === undefined || !standsOut(raster, region, mask, colour, lossy, fieldStep)) continue;
      for (let p = 0; p < pixels; p++) if (region[p]) mask[p] = 1;
      colours.push(colour);
      soft ||= lossy;
      break;
    }
  }
  return { mask, colours, soft };
}

/** The most frequent colours among pixels whose 3 × 3 neighbourhood is flat (range ≤ 2), most frequent first. */
function flatColours(raster: Raster, excluded: Uint8Array): number[] {
  const counts = new Map<number, number>();
  const { width, height, data } = raster;
  // Frequencies are wanted to a share of the picture: some hundred thousand pixels tell them.
  const every = Math.max(1, Math.floor(Math.sqrt((width * height) / 300_000)));
  for (let y = 1; y < height - 1; y += every) {
    for (let x = 1; x < width - 1; x += every) {
      const p = y * width + x;
      if (excluded[p] || !isFlat(data, width, p, 2)) continue;
      const colour = (data[4 * p]! << 16) | (data[4 * p + 1]! << 8) | data[4 * p + 2]!;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
  }
  const least = Math.max(20, (leastShare * width * height) / every ** 2);
  return [...counts]
    .filter(([, count]) => count >= least)
    .sort((a, b) => b[1] - a[1])
    .slice(0, candidateCount)
    .map(([colour]) => colour);
}

function isFlat(data: Uint8ClampedArray, width: number, p: number, range: number): boolean {
  const o = 4 * p;
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      const q = o + 4 * (dy * width + dx);
      for (let c = 0; c < 3; c++) if (Math.abs(data[q + c]! - data[o + c]!) > range) return false;
    }
  }
  return true;
}

/** Pixels of the colour (lossy: near it) that hang together with flat ones; undefined if there are none. */
function regionOf(raster: Raster, taken: Uint8Array, colour: number, lossy: boolean): Uint8Array | undefined {
  const { width, height, data } = raster;
  const tolerance = lossy ? 2 : 0;
  const reach = lossy ? softReach : 0;
  const region = new Uint8Array(width * height);
  let front: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const p = y * width + x;
      if (taken[p] || deviation(data, p, colour) > tolerance) continue;
      const inner = x > 0 && y > 0 && x < width - 1 && y < height - 1;
      // Exactly drawn regions may be one pixel wide; compressed ones are found by their flat parts.
      if (!lossy || (inner && isFlat(data, width, p, tolerance))) {
        region[p] = 1;
        front.push(p);
      }
    }
  }
  if (front.length === 0) return undefined;
  while (lossy && front.length > 0) {
    const next: number[] = [];
    for (const p of front) {
      const x = p % width;
      for (const q of [x > 0 ? p - 1 : p, x < width - 1 ? p + 1 : p, p - width, p + width]) {
        if (q < 0 || q >= region.length || region[q] || taken[q] || deviation(data, q, colour) > reach)
          continue;
        region[q] = 1;
        next.push(q);
      }
    }
    front = next;
  }
  return region;
}

function standsOut(
  raster: Raster,
  region: Uint8Array,
  taken: Uint8Array,
  colour: number,
  lossy: boolean,
  fieldStep: number,
): boolean {
  const { data } = raster;
  if (lossy && !isConstantInside(raster, region, colour)) return false;
  const outside = rings(raster, region, taken, 9);
  const near = outside[lossy ? 4 : 1]!;
  const farther = outside[lossy ? 9 : 6]!;
  if (near.length < 8) return false;
  const jumps = near.map((p) => distanceTo(data, p, colour)).sort((a, b) => a - b);
  const jump = quantile(jumps, 0.5);
  if (jump < typicalJump || quantile(jumps, 0.1) < leastJump || jump < jumpAgainstField * fieldStep)
    return false;
  const later = farther.map((p) => distanceTo(data, p, colour)).sort((a, b) => a - b);
  if (later.length > 0 && jump < steadiness * quantile(later, 0.5)) return false;
  // A frame line around the region hides the data at its very border.
  return Math.min(shareOfTwo(data, near), shareOfTwo(data, farther)) < mostOfTwoColours;
}

/** More than 5 px inside, 60 % of the region deviates by at most 2: what compression leaves of a constant. */
function isConstantInside(raster: Raster, region: Uint8Array, colour: number): boolean {
  const shallow = dilate(
    region.map((r) => 1 - r),
    raster.width,
    raster.height,
    5,
  );
  let deep = 0;
  let constant = 0;
  for (let p = 0; p < region.length; p++) {
    if (shallow[p]) continue;
    deep++;
    if (deviation(raster.data, p, colour) <= 2) constant++;
  }
  return deep > 0 && constant >= 0.6 * deep;
}

/** The pixels 1, 2, … `depth` px (chessboard) outside a region; entry k holds those at k, entry 0 is empty. */
function rings(raster: Raster, region: Uint8Array, barred: Uint8Array, depth: number): number[][] {
  const { width, height } = raster;
  const seen = region.slice();
  const found: number[][] = [[]];
  let front: number[] = [];
  for (let p = 0; p < region.length; p++) if (region[p]) front.push(p);
  for (let k = 1; k <= depth; k++) {
    const ring: number[] = [];
    for (const p of front) {
      const x = p % width;
      const y = (p - x) / width;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const q = v * width + u;
          if (seen[q] || barred[q]) continue;
          seen[q] = 1;
          ring.push(q);
        }
      }
    }
    found.push(ring);
    front = ring;
  }
  return found;
}

/** Which share of the pixels has one of their two most common colours (within 30 units). */
function shareOfTwo(data: Uint8ClampedArray, pixels: readonly number[]): number {
  let left = pixels.slice();
  let share = 0;
  for (let round = 0; round < 2 && left.length > 0; round++) {
    const buckets = new Map<number, number[]>();
    for (const p of left) {
      const key = ((data[4 * p]! >> 5) << 6) | ((data[4 * p + 1]! >> 5) << 3) | (data[4 * p + 2]! >> 5);
      const bucket = buckets.get(key);
      if (bucket) bucket.push(p);
      else buckets.set(key, [p]);
    }
    const largest = [...buckets.values()].reduce((a, b) => (b.length > a.length ? b : a));
    const middle = largest[largest.length >> 1]!;
    const colour = (data[4 * middle]! << 16) | (data[4 * middle + 1]! << 8) | data[4 * middle + 2]!;
    const rest = left.filter((p) => distanceTo(data, p, colour) > sameColour);
    share += (left.length - rest.length) / pixels.length;
    left = rest;
  }
  return share;
}

/** Three quarters of the steps between unlike neighbours (right and below) are smaller than this. */
function typicalStep(raster: Raster, excluded: Uint8Array): number {
  const { width, height, data } = raster;
  const steps: number[] = [];
  // Two hundred thousand pairs fix the quantile to a fraction of a unit.
  const stride = Math.max(1, Math.floor((width * height) / 200_000));
  for (let p = 0; p < width * height - width - 1; p += stride) {
    const q = p % 2 ? p + 1 : p + width;
    if (excluded[p] || excluded[q]) continue;
    const colour = (data[4 * q]! << 16) | (data[4 * q + 1]! << 8) | data[4 * q + 2]!;
    const step = distanceTo(data, p, colour);
    if (step > 0) steps.push(step);
  }
  return quantile(
    steps.sort((a, b) => a - b),
    0.75,
  );
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Largest difference of a channel. */
function deviation(data: Uint8ClampedArray, p: number, colour: number): number {
  return Math.max(
    Math.abs(data[4 * p]! - (colour >> 16)),
    Math.abs(data[4 * p + 1]! - ((colour >> 8) & 255)),
    Math.abs(data[4 * p + 2]! - (colour & 255)),
  );
}

function distanceTo(data: Uint8ClampedArray, p: number, colour: number): number {
  return Math.hypot(
    data[4 * p]! - (colour >> 16),
    data[4 * p + 1]! - ((colour >> 8) & 255),
    data[4 * p + 2]! - (colour & 255),
  );
}
