import type { Raster } from '../model/types.js';
import { orderStatistic } from '../numeric/statistics/orderStatistic.js';
import { dilate } from '../raster/dilate.js';
import { distanceTo, isNear, packedAt, tolerance } from './colourDistance.js';

/** So far a codec smears the border of a region. */
export const smeared = 4;
/** Smallest colour step (sRGB units) from a region of no data to the data around it, typically and nearly everywhere. */
export const typicalJump = 45;
const leastJump = 8;
/** The border must step by this much more than neighbouring pixels of the field itself do where they differ. */
const jumpAgainstField = 1.5;
/** 5 px further away the step must not have grown by more than this: data that lead up to a colour continue to. */
const steadiness = 0.85;
/** A band of a banded field touches two other bands; a hole cuts through many colours. */
const mostOfTwoColours = 0.75;
const sameColour = 30;
/** Where a hole is what lies below some value, all of its border has the colours of that value, but no two of them exactly. */
const leastOfTwoExactly = 0.5;

/**
 * Whether a region of one colour is no part of the field around it: nearly everywhere along its border the colour steps, by more than the
 * field itself does, and the field does not lead up to it farther away.
 *
 * @param region 1 for the pixels of the colour
 * @param taken 1 for pixels that hold no data already
 * @returns undefined where hardly any of its border is to data
 */
export function standsOut(
  raster: Raster,
  region: Uint8Array,
  taken: Uint8Array,
  colour: number,
  lossy: boolean,
): boolean | undefined {
  const { data, width, height } = raster;
  const seen = region.slice();
  let ring = borderOf(region, width, height);
  const outwards = (steps: number): number[] => {
    for (let k = 0; k < steps; k++) ring = nextRing(ring, seen, taken, width, height);
    return ring;
  };
  const first = outwards(1);
  const halfway = lossy ? outwards(smeared / 2 - 1) : first;
  const near = lossy ? outwards(smeared / 2) : first;
  if (near.length < 8) return undefined;
  const jumps = distancesTo(data, near, colour);
  const jump = quantile(jumps, 0.5);
  if (
    jump < typicalJump ||
    quantile(jumps, 0.1) < leastJump ||
    jump < jumpAgainstField * typicalStep(raster, region, taken)
  )
    return false;
  const farther = outwards(5);
  const later = distancesTo(data, farther, colour);
  if (later.length > 0 && jump < steadiness * quantile(later, 0.5)) {
    // What lies below some value is bordered by the colours just above it, and the field goes on from there: its border jumps nearly
    // everywhere and at once, where a field that leads up to a colour leaves it little by little. A band's edges are not smeared.
    if (quantile(jumps, 0.1) < typicalJump) return false;
    if (jump * steadiness > quantile(distancesTo(data, halfway, colour), 0.5)) return false;
    if (lossy && quantile(distancesTo(data, first, colour), 0.1) >= typicalJump) return false;
  }
  if (lossy && !isConstantInside(raster, region, colour)) return false;
  // A frame line around the region hides the data at its very border.
  return (
    Math.min(shareOfTwo(data, near, sameColour), shareOfTwo(data, farther, sameColour)) < mostOfTwoColours ||
    (!lossy && Math.max(shareOfTwo(data, near, 0), shareOfTwo(data, farther, 0)) < leastOfTwoExactly)
  );
}

/** More than 5 px inside, 60 % of the region deviates by at most 2: what compression leaves of a constant. */
function isConstantInside({ width, height, data }: Raster, region: Uint8Array, colour: number): boolean {
  const outside = new Uint8Array(region.length);
  for (let p = 0; p < outside.length; p++) outside[p] = region[p]! ^ 1;
  const shallow = dilate(outside, width, height, 5);
  let deep = 0;
  let constant = 0;
  for (let p = 0; p < region.length; p++) {
    if (shallow[p]) continue;
    deep++;
    if (isNear(data, p, colour, tolerance)) constant++;
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

/** Which share of the pixels is within a distance (RGB units) of one of their two most common colours. */
function shareOfTwo(data: Uint8ClampedArray, pixels: readonly number[], within: number): number {
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
    const rest = left.filter((p) => distanceTo(data, p, colour) > within);
    share += (left.length - rest.length) / pixels.length;
    left = rest;
  }
  return share;
}

/**
 * Three quarters of the steps between unlike neighbours (right and below) are smaller than this, those into a region left out: where holes
 * are many, most steps are.
 */
function typicalStep(raster: Raster, region: Uint8Array, taken: Uint8Array): number {
  const { width, height, data } = raster;
  // Two hundred thousand pairs fix the quantile to a fraction of a unit.
  const stride = Math.max(1, Math.floor((width * height) / 200_000));
  const steps = new Float64Array(Math.ceil((width * height) / stride));
  let count = 0;
  for (let p = 0; p < width * height - width - 1; p += stride) {
    const q = p % 2 ? p + 1 : p + width;
    if (taken[p] || taken[q] || region[p] || region[q]) continue;
    const step = distanceTo(data, p, packedAt(data, q));
    if (step > 0) steps[count++] = step;
  }
  return count === 0 ? 0 : orderStatistic(steps.subarray(0, count), Math.floor(0.75 * count));
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
