import type { Raster } from '../../src/model/types.js';
import type { Point } from '../../src/scan/projective.js';
import type { Draws } from '../bench/fresh/random.js';
import { blurred, encodedLight, type Light, lightAt, lightOf } from './light.js';

/** What cyan, magenta, yellow and black ink on paper leave of red, green and blue light: offset inks, roughly (ISO 12647-2). */
const inks = [
  [0.06, 0.33, 0.72],
  [0.62, 0.08, 0.2],
  [0.9, 0.78, 0.09],
  [0.03, 0.03, 0.03],
] as const;
/** Degrees that the four screens are turned by: 30° apart but for yellow, which shows least. */
const angles = [15, 75, 0, 45];
/** Black that replaces what the three inks have in common. */
const blackShare = 0.6;
/** Places along a pixel of the scanner at which ink is looked at. */
const places = 3;

/** How a print is screened and scanned. */
export interface Screen {
  /** Pixels of the scan along a cell of the screen. */
  readonly period: number;
  /** How far dots of half a cell are printed too large: a share of the cell. */
  readonly gain: number;
  /** Standard deviation of the scanner's blur, in its pixels. */
  readonly blur: number;
}

/** Shares of paper that the four inks cover for a colour of linear light, 0…1. */
export function inkShares(red: number, green: number, blue: number, out: Float64Array): void {
  const least = 1 - Math.max(red, green, blue);
  const black = blackShare * least;
  const rest = 1 - black;
  out[0] = (1 - red - black) / rest;
  out[1] = (1 - green - black) / rest;
  out[2] = (1 - blue - black) / rest;
  out[3] = black;
}

/** Light that paper with these inks on it returns in each channel: each ink's in turn, as dots at odds cover one another. */
export function returned(shares: ArrayLike<number>, channel: number): number {
  let light = 1;
  for (let k = 0; k < 4; k++) light *= 1 - shares[k]! * (1 - inks[k]![channel as 0]);
  return light;
}

/** What each of the sixteen ways in which four dots may lie on a place returns, in three channels. */
const returnedByDots = Float64Array.from({ length: 48 }, (_, o) =>
  returned(
    [0, 1, 2, 3].map((k) => (Math.floor(o / 3) >> k) & 1),
    o % 3,
  ),
);

/**
 * A page printed in dots that grow with the ink (amplitude modulation), as a scanner sees it.
 *
 * @param toPage where on the page a place of the scan lies
 */
export function halftoned(
  page: Raster,
  [width, height]: readonly [number, number],
  toPage: (scan: Point) => Point,
  { period, gain, blur }: Screen,
  draw: Draws,
): Raster {
  const source = lightOf(page);
  const seen: Light = { width, height, planes: [0, 1, 2].map(() => new Float32Array(width * height)) };
  const turns = angles.map((angle) => {
    const a = ((angle + draw.uniform(-1, 1)) * Math.PI) / 180;
    return { c: Math.cos(a) / period, s: Math.sin(a) / period, u: draw.uniform(0, 1), v: draw.uniform(0, 1) };
  });
  const colour = new Float64Array(3);
  const shares = new Float64Array(4);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      lightAt(source, toPage([x + 0.5, y + 0.5]), colour);
      inkShares(colour[0]!, colour[1]!, colour[2]!, shares);
      for (let k = 0; k < 4; k++) shares[k]! += 4 * gain * shares[k]! * (1 - shares[k]!);
      for (let n = 0; n < places * places; n++) {
        const px = x + ((n % places) + 0.5) / places;
        const py = y + (Math.floor(n / places) + 0.5) / places;
        let dots = 0;
        for (let k = 0; k < 4; k++) {
          const { c, s, u, v } = turns[k]!;
          if (rankOf(c * px + s * py + u, c * py - s * px + v) < shares[k]!) dots |= 1 << k;
        }
        for (let k = 0; k < 3; k++) seen.planes[k]![i]! += returnedByDots[3 * dots + k]! / places ** 2;
      }
    }
  return encodedLight(blurred(seen, blur));
}

const waveSteps = 1024;
const wave = Float64Array.from({ length: waveSteps }, (_, i) => Math.cos((2 * Math.PI * i) / waveSteps));
const spotSteps = 512;
const spots = spotRanks();

/** Where in the growth of a cell's dot a place is inked, 0…1: dots are round, then chequered, then holes. */
function rankOf(u: number, v: number): number {
  const sum =
    wave[Math.floor(u * waveSteps) & (waveSteps - 1)]! + wave[Math.floor(v * waveSteps) & (waveSteps - 1)]!;
  return spots[Math.round(((2 - sum) / 4) * spotSteps)]!;
}

/** Share of a cell on which the spot function lies below each of its values. */
function spotRanks(): Float64Array {
  const counts = new Float64Array(spotSteps + 1);
  for (let v = 0; v < waveSteps; v += 4)
    for (let u = 0; u < waveSteps; u += 4) counts[Math.round(((2 - wave[u]! - wave[v]!) / 4) * spotSteps)]!++;
  let below = 0;
  const total = (waveSteps / 4) ** 2;
  return counts.map((count) => {
    below += count;
    return (below - count / 2) / total;
  });
}
