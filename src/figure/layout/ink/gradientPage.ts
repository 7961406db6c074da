import type { Box, Raster, Rgb } from '../../../model/types.js';
import { difference } from './frame.js';
import { findPage, maxDifference } from './page.js';

/** What a ground may differ by from its row's colour, any channel: by dither, or by what a codec makes of it. */
const tolerance = { exact: 3, lossy: 12 };
/** From row to row a gradient changes by no more than this, and from the top to the bottom by so much at least: less is a page. */
const mostStep = 4;
const leastChange = 8;
/** Share of the rows that have their colour at both ends, and of the picture that has its row's. */
const leastRows = 0.9;
const leastGround = 0.15;
/** A ground's colour is told from what is drawn by more than this. */
const near = 12;
/** Share of an empty part that has the ground's colour: letters and lines take the rest. */
const empty = 0.8;

/**
 * The picture on one colour where it is drawn on one that changes from the top to the bottom, as viewers of scenes have it. What is
 * drawn stays as it is: of the ground's colours that one is taken which what is drawn has least.
 *
 * @param lossy the picture went through a lossy codec
 * @returns null where the picture has no such ground
 */
export function withoutGradient(raster: Raster, lossy = false): Raster | null {
  const slack = lossy ? tolerance.lossy : tolerance.exact;
  const rows = groundByRow(raster, slack);
  if (rows === null || findPage(raster, lossy) !== null) return null;
  const { width, height } = raster;
  const data = new Uint8ClampedArray(raster.data);
  const candidates = [0, height >> 1, height - 1].map((y) => rows[y]!);
  const taken = candidates.map(() => 0);
  const ground: number[] = [];
  for (let y = 0, o = 0; y < height; y++)
    for (let x = 0; x < width; x++, o += 4) {
      if (maxDifference(raster, o, rows[y]!) <= slack) ground.push(o);
      else
        candidates.forEach((colour, k) => {
          if (maxDifference(raster, o, colour) <= near) taken[k]!++;
        });
    }
  if (ground.length < leastGround * width * height) return null;
  const colour = candidates[taken.indexOf(Math.min(...taken))]!;
  for (const o of ground) data.set(colour, o);
  return { width, height, data };
}

/** Whether a part of an even ground shows nothing else: most of its pixels have one colour, letters and lines aside. */
export function isEmpty({ width, data }: Raster, part: Box | undefined): boolean {
  if (part === undefined) return false;
  const { left, top, right, bottom } = part;
  const counts = new Map<number, number>();
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const o = 4 * (y * width + x);
      const colour = (data[o]! << 16) | (data[o + 1]! << 8) | data[o + 2]!;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
  return Math.max(...counts.values()) >= empty * (right - left) * (bottom - top);
}

/** The colour that each row has at both of its ends, taken from the row before where something is drawn there. */
function groundByRow(raster: Raster, slack: number): Rgb[] | null {
  const { width, height, data } = raster;
  const colourAt = (x: number, y: number): Rgb => {
    const o = 4 * (y * width + x);
    return [data[o]!, data[o + 1]!, data[o + 2]!];
  };
  const rows: Rgb[] = [];
  let same = 0;
  let last = colourAt(0, 0);
  for (let y = 0; y < height; y++) {
    const colour = colourAt(0, y);
    const isGround =
      maxDifference(raster, 4 * (y * width + width - 1), colour) <= slack &&
      difference(colour, last) <= mostStep + slack;
    if (isGround) {
      last = colour;
      same++;
    }
    rows.push(last);
  }
  if (same < leastRows * height || difference(rows[0]!, rows.at(-1)!) < leastChange) return null;
  return rows;
}
