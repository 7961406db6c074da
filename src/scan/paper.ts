import type { Raster, Rgb } from '../model/types.js';
import { solveDense } from '../numeric/solvers/denseSolver.js';
import { quantile } from '../numeric/statistics/statistics.js';
import { luma } from '../raster/colours/colourSpace.js';

/** The light that falls on a page: the colour that its bare paper has, or would have, at each place. */
export interface PaperLight {
  /** For each channel the 6 coefficients of 1, u, v, u², uv, v², with u and v in −1…1 over the picture. */
  readonly coefficients: Float64Array;
  /** Its mean over the places where paper was seen. */
  readonly mean: Rgb;
  /** Largest luma over smallest, over those places: 1 for even light. */
  readonly unevenness: number;
}

/** The picture is looked at in so many tiles along its longer side: letters and lines leave paper in each. */
const tiles = 24;
/** Pixels looked at along a tile's side. */
const tileSide = 8;
/** Paper is among the brightest of a tile, but glare is brighter. */
const paperFrom = 0.7;
const paperTo = 0.95;
/** Tiles within this share of the surface show paper. Darker ones are covered, and count next to nothing, be they most. */
const tolerance = 0.04;
const covered = 0.0001;
const rounds = 15;
/** Where fewer of the tiles agree with a surface, there is no page. */
const leastPaper = 0.2;
/** Darker than this no paper is, however it is lit. */
const darkestPaper = 60;

/**
 * Fits the light on a page: a quadratic surface through the brightest tiles for each channel, as lamps at a distance and
 * the fall-off of lenses give, by weights that leave out tiles covered by print.
 *
 * @returns undefined where no page is seen
 */
export function paperLight(raster: Raster): PaperLight | undefined {
  const places = tileColours(raster);
  const n = places.length;
  const lumas = places.map(({ colour }) => luma(...colour));
  const bright = quantile(lumas, 0.5);
  let weights: number[] = lumas.map((l) => (l >= bright ? 1 : covered));
  let coefficients: Float64Array = new Float64Array(18);
  let paper = 0;
  for (let round = 0; round < rounds; round++) {
    coefficients = surfaceThrough(places, weights);
    const next = places.map(({ u, v }, k) => {
      const expected = luma(...colourOn(coefficients, u, v));
      const ratio = lumas[k]! / Math.max(1, expected);
      return Math.abs(ratio - 1) <= tolerance ? 1 : ratio > 1 ? 0.5 : covered;
    });
    paper = next.filter((w) => w === 1).length / n;
    weights = next;
  }
  const seen = places.filter((_, k) => weights[k] === 1);
  if (paper < leastPaper) return undefined;
  const light = seen.map(({ u, v }) => colourOn(coefficients, u, v));
  const shine = light.map((colour) => luma(...colour));
  const mean = [0, 1, 2].map((c) => light.reduce((sum, colour) => sum + colour[c]!, 0) / light.length);
  if (Math.min(...shine) < darkestPaper) return undefined;
  return {
    coefficients,
    mean: mean as unknown as Rgb,
    unevenness: Math.max(...shine) / Math.min(...shine),
  };
}

/** The picture as even light would show it: each pixel times what the paper lacks there. */
export function evenlyLit({ width, height, data }: Raster, light: PaperLight): Raster {
  const even = new Uint8ClampedArray(data.length);
  for (let y = 0, o = 0; y < height; y++)
    for (let x = 0; x < width; x++, o += 4) {
      const paper = paperColourAt(light, (x + 0.5) / width, (y + 0.5) / height);
      for (let c = 0; c < 3; c++)
        even[o + c] = (data[o + c]! * light.mean[c]!) / Math.max(darkestPaper / 4, paper[c]!);
      even[o + 3] = data[o + 3]!;
    }
  return { width, height, data: even };
}

/** Pixels of a square of paper that are looked at along each side, and how far they may be off it under moiré or in grain. */
const looked = 8;
const nearPaper = 60;
/** Letters and ticks take no more than the rest of such a square. */
const leastBare = 0.9;

/** Whether a square of the picture shows paper and hardly anything else. */
export function isPaper(
  { width, height, data }: Raster,
  light: PaperLight,
  { left, top, side }: { readonly left: number; readonly top: number; readonly side: number },
): boolean {
  let bare = 0;
  for (let v = 0.5; v < looked; v++)
    for (let u = 0.5; u < looked; u++) {
      const [x, y] = [Math.floor(left + (u * side) / looked), Math.floor(top + (v * side) / looked)];
      const paper = paperColourAt(light, (x + 0.5) / width, (y + 0.5) / height);
      const o = 4 * (y * width + x);
      if (paper.every((value, c) => Math.abs(data[o + c]! - value) <= nearPaper)) bare++;
    }
  return bare >= leastBare * looked ** 2;
}

/** Along a page's border so many squares are looked at on each side, of which nearly all show paper. */
const besideEach = 12;
const mostlyPaper = 0.8;

/** Whether the picture is a page, as far as its margin tells: a field that looks like paper in places reaches the border in others. */
export function hasPaperMargin(raster: Raster, light: PaperLight): boolean {
  const side = Math.max(1, Math.floor(Math.min(raster.width, raster.height) / besideEach / 2));
  const [right, bottom] = [raster.width - side, raster.height - side];
  let paper = 0;
  for (let k = 0; k < besideEach; k++) {
    const [left, top] = [(k / (besideEach - 1)) * right, (k / (besideEach - 1)) * bottom];
    for (const place of [
      { left, top: 0 },
      { left, top: bottom },
      { left: 0, top },
      { left: right, top },
    ])
      if (isPaper(raster, light, { ...place, side })) paper++;
  }
  return paper > mostlyPaper * 4 * besideEach;
}

/** The colour of bare paper at a place, given as shares (0…1) of the picture's width and height. */
export function paperColourAt({ coefficients }: PaperLight, x: number, y: number): Rgb {
  return colourOn(coefficients, 2 * x - 1, 2 * y - 1);
}

interface TileColour {
  readonly u: number;
  readonly v: number;
  readonly colour: Rgb;
}

/** The colour of the brighter part of each tile. */
function tileColours({ width, height, data }: Raster): TileColour[] {
  const size = Math.max(4, Math.ceil(Math.max(width, height) / tiles));
  const step = Math.max(1, Math.floor(size / tileSide));
  const found: TileColour[] = [];
  const lumas = new Uint8Array(size * size);
  const places = new Uint32Array(size * size);
  for (let top = 0; top < height; top += size)
    for (let left = 0; left < width; left += size) {
      const [right, bottom] = [Math.min(width, left + size), Math.min(height, top + size)];
      let n = 0;
      for (let y = top; y < bottom; y += step)
        for (let x = left; x < right; x += step, n++) {
          const at = 4 * (y * width + x);
          places[n] = at;
          lumas[n] = luma(data[at]!, data[at + 1]!, data[at + 2]!);
        }
      const sorted = lumas.slice(0, n).sort();
      const low = sorted[Math.floor(paperFrom * (n - 1))]!;
      const high = sorted[Math.ceil(paperTo * n) - 1]!;
      const sum: [number, number, number] = [0, 0, 0];
      let kept = 0;
      for (let k = 0; k < n; k++) {
        if (lumas[k]! < low || lumas[k]! > high) continue;
        kept++;
        for (let c = 0; c < 3; c++) sum[c]! += data[places[k]! + c]!;
      }
      found.push({
        u: (left + right) / width - 1,
        v: (top + bottom) / height - 1,
        colour: [sum[0] / kept, sum[1] / kept, sum[2] / kept],
      });
    }
  return found;
}

/** The terms of a surface of second order at a place. */
function setTerms(row: Float64Array, u: number, v: number): void {
  row[0] = 1;
  row[1] = u;
  row[2] = v;
  row[3] = u * u;
  row[4] = u * v;
  row[5] = v * v;
}

function surfaceThrough(places: readonly TileColour[], weights: readonly number[]): Float64Array {
  const matrix = new Float64Array(36);
  const rights = [new Float64Array(6), new Float64Array(6), new Float64Array(6)];
  const row = new Float64Array(6);
  for (let k = 0; k < places.length; k++) {
    const { u, v, colour } = places[k]!;
    setTerms(row, u, v);
    for (let i = 0; i < 6; i++) {
      const weighted = weights[k]! * row[i]!;
      for (let j = 0; j < 6; j++) matrix[6 * i + j]! += weighted * row[j]!;
      for (let c = 0; c < 3; c++) rights[c]![i]! += weighted * colour[c]!;
    }
  }
  const coefficients = new Float64Array(18);
  rights.forEach((right, c) => {
    coefficients.set(solveDense(matrix, right), 6 * c);
  });
  return coefficients;
}

function colourOn(k: Float64Array, u: number, v: number): [number, number, number] {
  const channel = (o: number): number =>
    k[o]! + u * (k[o + 1]! + u * k[o + 3]! + v * k[o + 4]!) + v * (k[o + 2]! + v * k[o + 5]!);
  return [channel(0), channel(6), channel(12)];
}
