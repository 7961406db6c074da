import type { Box, Raster, Rgb } from '../../../model/types.js';
import { crop } from '../../../raster/crop.js';

/** What the figure is drawn on, and what counts as drawn. */
export interface Page {
  readonly colour: Rgb;
  /** A pixel is ink when a channel differs from the page by more than this. */
  readonly tolerance: number;
  /** The picture went through a lossy codec (or looks as if it had). */
  readonly noisy: boolean;
}

/** Lines that a margin has at least: a field may be constant along its outermost row or column, but not along two. */
const MARGIN_DEPTH = 2;
/** Share of such a line that a page must have for its side to be margin. */
const MARGIN_SHARE = 0.9;

/**
 * The colour around everything: the most frequent colour of the picture's outermost ring, provided that it fills
 * at least two sides (a tightly cropped figure may touch the others). Null when the picture has no margin: then the
 * picture is nothing but data.
 *
 * @param lossy the picture is known to have gone through a lossy codec
 */
export function findPage(raster: Raster, lossy = false): Page | null {
  const { width, height } = raster;
  const at = (x: number, y: number): number => 4 * (y * width + x);
  const row = (y: number): number[] => Array.from({ length: width }, (_, x) => at(x, y));
  const column = (x: number): number[] => Array.from({ length: height }, (_, y) => at(x, y));
  // From the outside inwards; the lines of a very small picture may be the same.
  const depths = Array.from({ length: Math.min(MARGIN_DEPTH, width, height) }, (_, d) => d);
  const sides = [
    depths.map(row),
    depths.map((d) => row(height - 1 - d)),
    depths.map(column),
    depths.map((d) => column(width - 1 - d)),
  ];
  const colour = commonColour(
    raster,
    sides.flatMap((lines) => lines[0]!),
  );
  const isPage = (line: number[], tolerance: number): boolean =>
    line.filter((o) => maxDifference(raster, o, colour) <= tolerance).length >= MARGIN_SHARE * line.length;
  // A line of one colour has one beside it, or it is no margin; only where a codec has touched it may they vary.
  const isMargin = (lines: number[][]): boolean =>
    lines.every((line) => isPage(line, isPage(lines[0]!, 1) ? 1 : 12));
  const margins = sides.filter(isMargin).length;
  if (margins < 2) return null;
  return pageOf(colour, lossy || looksLossy(raster, colour));
}

/** A page of a colour that is known. */
export const pageOf = (colour: Rgb, noisy: boolean): Page => ({ colour, tolerance: noisy ? 28 : 4, noisy });

/** Ink beside which ringing is looked for differs from the page by so much in some channel. */
const INKED = 100;

/**
 * A lossy codec rings around ink: the page three and four pixels beside a letter or a frame is not quite the page's
 * colour. Anti-aliasing does not reach so far.
 */
function looksLossy(raster: Raster, page: Rgb): boolean {
  const { width, height } = raster;
  const { data } = raster;
  const [red, green, blue] = page;
  let beside = 0;
  let changed = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0, o = 4 * y * width; x + 4 < width; x++, o += 4) {
      if (
        Math.abs(data[o]! - red) < INKED &&
        Math.abs(data[o + 1]! - green) < INKED &&
        Math.abs(data[o + 2]! - blue) < INKED
      )
        continue;
      const third = maxDifference(raster, o + 12, page);
      const fourth = maxDifference(raster, o + 16, page);
      if (maxDifference(raster, o + 8, page) > 24 || third > 24 || fourth > 24) continue;
      beside++;
      // Ringing varies; a panel only a little darker than the page does not.
      if (third !== fourth) changed++;
    }
  }
  return changed > 0.4 * beside;
}

/** The most frequent colour among the pixels at these byte offsets, found in buckets of 8 and averaged there. */
export function commonColour(raster: Raster, offsets: ArrayLike<number>): Rgb {
  const { data } = raster;
  const counts = new Map<number, number>();
  let best = -1;
  let most = 0;
  for (let i = 0; i < offsets.length; i++) {
    const o = offsets[i]!;
    const key = ((data[o]! >> 3) << 10) | ((data[o + 1]! >> 3) << 5) | (data[o + 2]! >> 3);
    const n = (counts.get(key) ?? 0) + 1;
    counts.set(key, n);
    if (n > most) {
      most = n;
      best = key;
    }
  }
  const sum = [0, 0, 0];
  for (let i = 0; i < offsets.length; i++) {
    const o = offsets[i]!;
    if ((((data[o]! >> 3) << 10) | ((data[o + 1]! >> 3) << 5) | (data[o + 2]! >> 3)) !== best) continue;
    for (let c = 0; c < 3; c++) sum[c]! += data[o + c]!;
  }
  const n = Math.max(1, most);
  return [Math.round(sum[0]! / n), Math.round(sum[1]! / n), Math.round(sum[2]! / n)];
}

/** Largest difference in any channel between the pixel at a byte offset and a colour. */
export function maxDifference(raster: Raster, offset: number, colour: Rgb): number {
  const { data } = raster;
  return Math.max(
    Math.abs(data[offset]! - colour[0]),
    Math.abs(data[offset + 1]! - colour[1]),
    Math.abs(data[offset + 2]! - colour[2]),
  );
}

/** Largest difference in any channel between the pixels at two byte offsets. */
export function pixelDifference({ data }: Raster, o: number, p: number): number {
  return Math.max(
    Math.abs(data[o]! - data[p]!),
    Math.abs(data[o + 1]! - data[p + 1]!),
    Math.abs(data[o + 2]! - data[p + 2]!),
  );
}

/** 1 where the picture differs from a colour by more than the tolerance in some channel. */
export function inkMask(raster: Raster, colour: Rgb, tolerance: number): Uint8Array {
  const { data } = raster;
  const mask = new Uint8Array(raster.width * raster.height);
  const [r, g, b] = colour;
  for (let i = 0, o = 0; i < mask.length; i++, o += 4) {
    if (
      Math.abs(data[o]! - r) > tolerance ||
      Math.abs(data[o + 1]! - g) > tolerance ||
      Math.abs(data[o + 2]! - b) > tolerance
    )
      mask[i] = 1;
  }
  return mask;
}

/** A border around a picture is no thicker than this, pixels. */
const THICKEST_BORDER = 3;
/** It varies by no more than this, any channel, as margins may. */
const BORDER_VARIES = 12;

/**
 * What a line around the whole picture leaves of it (R draws one, and so do screenshots): inside of it is a page of another colour.
 * Null where there is none.
 */
export function insideBorder(raster: Raster, lossy = false): Box | null {
  const { width, height } = raster;
  if (Math.min(width, height) < 10 * THICKEST_BORDER) return null;
  const sides = [
    { length: width, offset: (d: number, x: number): number => 4 * (d * width + x) },
    { length: width, offset: (d: number, x: number): number => 4 * ((height - 1 - d) * width + x) },
    { length: height, offset: (d: number, y: number): number => 4 * (y * width + d) },
    { length: height, offset: (d: number, y: number): number => 4 * (y * width + width - 1 - d) },
  ];
  // Anti-aliasing gives each side a colour of its own.
  const share = (depth: number): number[] =>
    sides.map(({ length, offset }) => {
      const along = Array.from({ length: length - 2 * THICKEST_BORDER }, (_, k) => k + THICKEST_BORDER);
      const colour = commonColour(
        raster,
        along.map((k) => offset(0, k)),
      );
      const same = along.filter((k) => maxDifference(raster, offset(depth, k), colour) <= BORDER_VARIES);
      return same.length / along.length;
    });
  if (share(0).some((s) => s < MARGIN_SHARE)) return null;
  for (let d = 1; d <= THICKEST_BORDER; d++) {
    if (share(d).some((s) => s > 1 - MARGIN_SHARE)) continue;
    const box = { left: d, top: d, right: width - d, bottom: height - d };
    return findPage(crop(raster, box), lossy) === null ? null : box;
  }
  return null;
}
