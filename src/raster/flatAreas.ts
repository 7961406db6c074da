import type { Box, Raster } from '../model/types.js';
import { areNear } from './areNear.js';

/** The few colours that make up the calm areas of a picture, and where these areas meet. */
export interface FlatAreas {
  /** n colours, sRGB in 24 bits, commonest first. */
  readonly colours: readonly number[];
  /** n shares of the calm pixels. */
  readonly shares: readonly number[];
  /** n × n: how often one area follows another along rows and columns, at most a thin line between them. */
  readonly borders: Float64Array;
  /** Which colour each pixel of the box has, −1 where it is not calm or its colour is rare. */
  readonly areas: Int16Array;
}

/** Charts, diagrams and windows are drawn in fewer. */
const mostColours = 16;
/** These make up so much of what is calm, and what is calm so much of the picture. */
const nearlyAll = 0.95;
const leastCalm = 0.5;
/** Neighbours differ by no more in a flat area: rounding, or what compression leaves of it. */
const calmStep = { exact: 1, lossy: 6 };
/** Colours of one flat area. */
const sameColour = { exact: 2, lossy: 12 };
/** A colour with less is that of lines and letters, however thick. */
const leastShare = 0.02;
/** Lines between two areas, with their soft rims, are no wider. */
const widestLine = 5;

/**
 * The flat areas of a picture that is made of few colours, as charts, diagrams, windows and maps in classes are.
 *
 * @param box the part of the picture that is looked at
 * @param isLossy whether the picture came through a lossy codec
 * @returns undefined where more colours than sixteen, or pixels that differ from their neighbours, are a good part of it
 */
export function flatAreas(raster: Raster, box: Box, isLossy: boolean): FlatAreas | undefined {
  const how = isLossy ? 'lossy' : 'exact';
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const calm = calmPixels(raster, box, calmStep[how]);
  const counts = new Map<number, number>();
  let total = 0;
  for (let p = 0; p < calm.length; p++) {
    if (calm[p]! < 0) continue;
    total++;
    counts.set(calm[p]!, (counts.get(calm[p]!) ?? 0) + 1);
  }
  if (total < leastCalm * calm.length) return undefined;
  const colours: number[] = [];
  const sums: number[] = [];
  const areaOf = new Map<number, number>();
  let taken = 0;
  for (const [colour, count] of [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    let k = colours.findIndex((other) => areNear(colour, other, sameColour[how]));
    if (k < 0 && colours.length < mostColours) k = colours.push(colour) - 1;
    areaOf.set(colour, k);
    if (k < 0) continue;
    sums[k] = (sums[k] ?? 0) + count;
    taken += count;
  }
  if (taken < nearlyAll * total) return undefined;
  const order = [...colours.keys()]
    .filter((k) => sums[k]! >= leastShare * total)
    .sort((a, b) => sums[b]! - sums[a]!);
  const rank = Int16Array.from(colours, (_, k) => order.indexOf(k));
  const areas = Int16Array.from(calm, (colour) => rank[areaOf.get(colour) ?? -1] ?? -1);
  return {
    colours: order.map((k) => colours[k]!),
    shares: order.map((k) => sums[k]! / total),
    borders: bordersOf(areas, width, height, order.length),
    areas,
  };
}

/** The colours of the pixels that differ little from the next ones to the right and below; −1 elsewhere. */
function calmPixels({ width, data }: Raster, box: Box, step: number): Int32Array {
  const columns = box.right - box.left;
  const calm = new Int32Array(columns * (box.bottom - box.top)).fill(-1);
  for (let y = box.top, p = 0; y < box.bottom; y++)
    for (let x = box.left; x < box.right; x++, p++) {
      const o = 4 * (y * width + x);
      const right = x + 1 < box.right ? o + 4 : o;
      const below = y + 1 < box.bottom ? o + 4 * width : o;
      let differs = false;
      for (let c = 0; c < 3 && !differs; c++)
        differs =
          Math.abs(data[o + c]! - data[right + c]!) > step ||
          Math.abs(data[o + c]! - data[below + c]!) > step;
      if (!differs) calm[p] = (data[o]! << 16) | (data[o + 1]! << 8) | data[o + 2]!;
    }
  return calm;
}

function bordersOf(areas: Int16Array, width: number, height: number, n: number): Float64Array {
  const borders = new Float64Array(n * n);
  const along = (start: number, step: number, length: number): void => {
    let last = -1;
    let since = 0;
    for (let i = 0, p = start; i < length; i++, p += step, since++) {
      const area = areas[p]!;
      if (area < 0) continue;
      if (last >= 0 && area !== last && since <= widestLine + 1) {
        borders[last * n + area]!++;
        borders[area * n + last]!++;
      }
      last = area;
      since = 0;
    }
  };
  for (let y = 0; y < height; y++) along(y * width, 1, width);
  for (let x = 0; x < width; x++) along(x, width, height);
  return borders;
}
