import type { Raster } from '../model/types.js';
import { dilate } from '../raster/dilate.js';
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
/** What compression leaves of a flat colour stays within this of it, per channel. */
const tolerance = 2;
/** Ringing of JPEG at a strong edge strays this far from the flat colour, and smears the border itself so many pixels out. */
const softReach = 16;
const smeared = 4;
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
  let step: number | undefined;
  // Asked before the first region is taken, if at all.
  const fieldStep = (): number => {
    step ??= typicalStep(raster, mask);
    return step;
  };
  for (const colour of flatColours(raster, mask)) {
    for (const lossy of [false, true]) {
      if (!mayStandOut(raster, mask, colour, lossy)) continue;
      const region = lossy ? softRegion(raster, mask, colour) : exactRegion(raster, mask, colour);
      if (region === undefined || !standsOut(raster, region, mask, colour, lossy, fieldStep)) continue;
      for (let p = 0; p < pixels; p++) if (region[p]) mask[p] = 1;
      colours.push(colour);
      soft ||= lossy;
      break;
    }
  }
  return { mask, colours, soft };
}

/** Whether the 3 × 3 neighbourhood of a pixel is flat: no channel differs from its own by more than the tolerance. */
function isFlat({ width, height, data }: Raster, p: number): boolean {
  const x = p % width;
  if (x === 0 || x === width - 1 || p < width || p >= width * (height - 1)) return false;
  return isFlatInside(data, p, width);
}

/** The same of a pixel that has all eight neighbours. */
function isFlatInside(data: Uint8ClampedArray, p: number, width: number): boolean {
  const r = data[4 * p]!;
  const g = data[4 * p + 1]!;
  const b = data[4 * p + 2]!;
  // The nearest first: where a field slopes, one of them differs as a rule.
  return (
    isLike(data, p + 1, r, g, b) &&
    isLike(data, p + width, r, g, b) &&
    isLike(data, p - 1, r, g, b) &&
    isLike(data, p - width, r, g, b) &&
    isLike(data, p + width + 1, r, g, b) &&
    isLike(data, p + width - 1, r, g, b) &&
    isLike(data, p - width + 1, r, g, b) &&
    isLike(data, p - width - 1, r, g, b)
  );
}

function isLike(data: Uint8ClampedArray, q: number, r: number, g: number, b: number): boolean {
  const dr = data[4 * q]! - r;
  if (dr > tolerance || dr < -tolerance) return false;
  const dg = data[4 * q + 1]! - g;
  if (dg > tolerance || dg < -tolerance) return false;
  const db = data[4 * q + 2]! - b;
  return db <= tolerance && db >= -tolerance;
}

/** Half a million pixels tell which colours are frequent; of larger pictures every k-th row is counted. */
const mostCounted = 500_000;

/** The most frequent colours among flat pixels, most frequent first. */
function flatColours(raster: Raster, excluded: Uint8Array): number[] {
  const { width, height, data } = raster;
  const every = Math.ceil((width * height) / mostCounted);
  const counts = new Map<number, number>();
  // Pixels along the border have no whole neighbourhood.
  for (let y = 0; y < height - 1; y += every) {
    if (y === 0) continue;
    // Flat pixels come in runs of one colour: the map is asked once per run.
    let last = -1;
    let run = 0;
    for (let p = y * width + 1; p < (y + 1) * width - 1; p++) {
      if (excluded[p] || !isFlatInside(data, p, width)) continue;
      const colour = packedAt(data, p);
      if (colour !== last) {
        if (run > 0) counts.set(last, (counts.get(last) ?? 0) + run);
        last = colour;
        run = 0;
      }
      run++;
    }
    if (run > 0) counts.set(last, (counts.get(last) ?? 0) + run);
  }
  const least = Math.max(20, leastShare * width * height) / every;
  return [...counts]
    .filter(([, count]) => count >= least)
    .sort((a, b) => b[1] - a[1])
    .slice(0, candidateCount)
    .map(([colour]) => colour);
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
function mayStandOut(raster: Raster, taken: Uint8Array, colour: number, lossy: boolean): boolean {
  const { width, height, data } = raster;
  const within = lossy ? softReach : 0;
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
      if (taken[p] || !isNear(data, p, colour, within)) continue;
      const start = p;
      let seeded = !lossy;
      for (; p < row + width && !taken[p] && isNear(data, p, colour, within); p++)
        seeded ||= isNear(data, p, colour, tolerance) && isFlat(raster, p);
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
  const region = new Uint8Array(taken.length);
  const stack: number[] = [];
  for (let p = 0; p < region.length; p++) {
    if (taken[p] || deviation(data, p, colour) > tolerance || !isFlat(raster, p)) continue;
    region[p] = 1;
    stack.push(p);
  }
  if (stack.length === 0) return undefined;
  const join = (q: number): void => {
    if (region[q] !== 0 || taken[q] || deviation(data, q, colour) > softReach) return;
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

function standsOut(
  raster: Raster,
  region: Uint8Array,
  taken: Uint8Array,
  colour: number,
  lossy: boolean,
  fieldStep: () => number,
): boolean {
  const { data, width, height } = raster;
  const seen = region.slice();
  let ring = borderOf(region, width, height);
  const outwards = (steps: number): number[] => {
    for (let k = 0; k < steps; k++) ring = nextRing(ring, seen, taken, width, height);
    return ring;
  };
  const near = outwards(lossy ? smeared : 1);
  if (near.length < 8) return false;
  const jumps = distancesTo(data, near, colour);
  const jump = quantile(jumps, 0.5);
  if (jump < typicalJump || quantile(jumps, 0.1) < leastJump || jump < jumpAgainstField * fieldStep())
    return false;
  const farther = outwards(5);
  const later = distancesTo(data, farther, colour);
  if (later.length > 0 && jump < steadiness * quantile(later, 0.5)) return false;
  if (lossy && !isConstantInside(raster, region, colour)) return false;
  // A frame line around the region hides the data at its very border.
  return Math.min(shareOfTwo(data, near), shareOfTwo(data, farther)) < mostOfTwoColours;
}

/** More than 5 px inside, 60 % of the region deviates by at most 2: what compression leaves of a constant. */
function isConstantInside({ width, height, data }: Raster, region: Uint8Array, colour: number): boolean {
  const outside = region.slice();
  for (let p = 0; p < outside.length; p++) outside[p]! ^= 1;
  const shallow = dilate(outside, width, height, 5);
  let deep = 0;
  let constant = 0;
  for (let p = 0; p < region.length; p++) {
    if (shallow[p]) continue;
    deep++;
    if (deviation(data, p, colour) <= tolerance) constant++;
  }
  return deep > 0 && constant >= 0.6 * deep;
}

/** The pixels of a region that have one outside among their eight neighbours. */
function borderOf(region: Uint8Array, width: number, height: number): number[] {
  const border: number[] = [];
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      if (region[p] === 0) continue;
      const inner =
        x > 0 &&
        y > 0 &&
        x < width - 1 &&
        y < height - 1 &&
        region[p - 1]! +
          region[p + 1]! +
          region[p - width - 1]! +
          region[p - width]! +
          region[p - width + 1]! +
          region[p + width - 1]! +
          region[p + width]! +
          region[p + width + 1]! ===
          8;
      if (!inner) border.push(p);
    }
  }
  return border;
}

/** The pixels not yet seen (and not barred) next to a ring of pixels, corners included; they are seen afterwards. */
function nextRing(
  ring: readonly number[],
  seen: Uint8Array,
  barred: Uint8Array,
  width: number,
  height: number,
): number[] {
  const next: number[] = [];
  for (const p of ring) {
    const x = p % width;
    const y = (p - x) / width;
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
        const q = v * width + u;
        if (seen[q] || barred[q]) continue;
        seen[q] = 1;
        next.push(q);
      }
    }
  }
  return next;
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
    const colour = packedAt(data, middle);
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
    const step = distanceTo(data, p, packedAt(data, q));
    if (step > 0) steps.push(step);
  }
  return quantile(Float64Array.from(steps).sort(), 0.75);
}

/** Distances of pixels from a colour, ascending. */
function distancesTo(data: Uint8ClampedArray, pixels: readonly number[], colour: number): Float64Array {
  const distances = new Float64Array(pixels.length);
  for (let k = 0; k < pixels.length; k++) distances[k] = distanceTo(data, pixels[k]!, colour);
  return distances.sort();
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function packedAt(data: Uint8ClampedArray, p: number): number {
  return (data[4 * p]! << 16) | (data[4 * p + 1]! << 8) | data[4 * p + 2]!;
}

/** Whether no channel differs by more. */
function isNear(data: Uint8ClampedArray, p: number, colour: number, by: number): boolean {
  const r = data[4 * p]! - (colour >> 16);
  if (r > by || r < -by) return false;
  const g = data[4 * p + 1]! - ((colour >> 8) & 255);
  if (g > by || g < -by) return false;
  const b = data[4 * p + 2]! - (colour & 255);
  return b <= by && b >= -by;
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
  const r = data[4 * p]! - (colour >> 16);
  const g = data[4 * p + 1]! - ((colour >> 8) & 255);
  const b = data[4 * p + 2]! - (colour & 255);
  return Math.sqrt(r * r + g * g + b * b);
}
