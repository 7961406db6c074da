import type { Raster } from '../model/types.js';
import { dilate } from '../raster/dilate.js';
import { lineDirections } from '../raster/lineDirections.js';

/** How far a pen's colour strays, per channel: compression adds its ringing. */
const exactSpread = 2;
const lossySpread = 14;
/** A pen's pixels stand out from both sides by more than this; its lines and letters nearly all of them do. */
const leastContrast = 40;
const leastStanding = 0.7;
/** Fewer pixels than this share of the picture do no harm. */
const leastShare = 0.001;
/** A field that comes so near the pen's colour elsewhere may have drawn its peaks in it, sRGB units. */
const near = 48;
/** Pixels mixed with a pen's lie beside it; of the field's own near its colour there may be so many for each of the pen's. */
const beside = 3;
const mostElsewhere = 0.25;
/** The pixels between a mark and the field beside it lie so near the straight way from one colour to the other. */
const straight = 0.25;
const leastStraight = 0.7;
/** Pens tried, the most used first. */
const tried = 3;
/** What marks are drawn with. */
export interface Pen {
  /** 0…255. */
  readonly grey: number;
  /** width × height; 1 = in the pen's colour. */
  readonly core: Uint8Array;
}

/**
 * The black, white or grey that thin marks over a coloured field are drawn in, however rough the field is: nearly all pixels of
 * that colour stand out from both of their sides, the colours between it and the field beside it are mixtures of the two,
 * and the field comes near it nowhere else. Peaks of a field in its end colour fall off through the colours of its map.
 *
 * @param contrast from `strokeContrast`
 * @param excluded pixels (1) that hold no data
 * @returns undefined where no colour is a pen's, and in pictures that are grey themselves
 */
export function findPen(
  raster: Raster,
  contrast: Float32Array,
  excluded: Uint8Array,
  exact: boolean,
): Pen | undefined {
  const spread = exact ? exactSpread : lossySpread;
  const { counts, standing, own, pixels, neutral } = greys(raster, contrast, excluded, spread);
  if (neutral > pixels / 2) return undefined;
  const least = leastShare * contrast.length;
  const pens = [...counts.keys()]
    .filter((g) => counts[g]! >= least && standing[g]! >= leastStanding * counts[g]!)
    .sort((a, b) => standing[b]! - standing[a]! || own[b]! - own[a]!);
  for (let k = 0; k < tried && pens.length > 0; k++) {
    const g = pens.shift()!;
    const core = coreOf(raster, excluded, g, spread);
    if (isAlone(raster, core, excluded, g) && isMixedStraight(raster, core, contrast))
      return { grey: g, core };
    for (let i = pens.length - 1; i >= 0; i--) if (Math.abs(pens[i]! - g) <= 2 * spread) pens.splice(i, 1);
  }
  return undefined;
}

/** Of each grey, with those that a pen of it strays to: how many pixels show it, and how many of these stand out; `own` without them. */
function greys({ data }: Raster, contrast: Float32Array, excluded: Uint8Array, spread: number) {
  const counts = new Uint32Array(256);
  const standing = new Uint32Array(256);
  let pixels = 0;
  let neutral = 0;
  for (let p = 0, o = 0; p < contrast.length; p++, o += 4) {
    if (excluded[p]) continue;
    pixels++;
    const [r, g, b] = [data[o]!, data[o + 1]!, data[o + 2]!];
    if (Math.max(r, g, b) - Math.min(r, g, b) > spread) continue;
    neutral++;
    counts[g]!++;
    if (contrast[p]! > leastContrast) standing[g]!++;
  }
  return {
    own: counts,
    counts: windowed(counts, spread),
    standing: windowed(standing, spread),
    pixels,
    neutral,
  };
}

function windowed(counts: Uint32Array, reach: number): Uint32Array {
  return counts.map((_, g) =>
    counts.subarray(Math.max(0, g - reach), g + reach + 1).reduce((sum, n) => sum + n, 0),
  );
}

/** Pixels (1) in a grey, as far as a pen of it strays. */
function coreOf({ data }: Raster, excluded: Uint8Array, grey: number, spread: number): Uint8Array {
  return excluded.map((out, p) => {
    if (out) return 0;
    for (let o = 4 * p; o < 4 * p + 3; o++) if (Math.abs(data[o]! - grey) > spread) return 0;
    return 1;
  });
}

/** Whether hardly any pixel elsewhere comes near the colour. */
function isAlone(
  { data, width, height }: Raster,
  core: Uint8Array,
  excluded: Uint8Array,
  grey: number,
): boolean {
  const around = dilate(core, width, height, beside);
  let own = 0;
  let elsewhere = 0;
  for (let p = 0, o = 0; p < core.length; p++, o += 4) {
    if (core[p]) own++;
    else if (
      !around[p] &&
      !excluded[p] &&
      Math.hypot(data[o]! - grey, data[o + 1]! - grey, data[o + 2]! - grey) < near
    )
      elsewhere++;
  }
  return elsewhere <= mostElsewhere * own;
}

/** Whether the pixels beside the core lie on the straight way, in colour, to the field behind them. */
function isMixedStraight({ data, width, height }: Raster, core: Uint8Array, contrast: Float32Array): boolean {
  let asked = 0;
  let mixed = 0;
  for (let p = 0; p < core.length; p++) {
    if (!core[p] || contrast[p]! <= leastContrast) continue;
    const x = p % width;
    const y = (p - x) / width;
    for (const [dx, dy] of lineDirections)
      for (const sign of [1, -1]) {
        const [u, v] = [x + 3 * sign * dx, y + 3 * sign * dy];
        if (u < 0 || v < 0 || u >= width || v >= height) continue;
        const step = sign * (dy * width + dx);
        if (core[p + step] || core[p + 2 * step] || core[p + 3 * step]) continue;
        asked++;
        if (offStraight(data, p, p + step, p + 3 * step) <= straight) mixed++;
      }
  }
  return mixed >= leastStraight * asked;
}

/** How far a pixel's colour is from the straight way between two others, as a share of that. */
function offStraight(data: Uint8ClampedArray, from: number, p: number, to: number): number {
  let along = 0;
  let squared = 0;
  for (let c = 0; c < 3; c++) {
    const step = data[4 * to + c]! - data[4 * from + c]!;
    along += step * (data[4 * p + c]! - data[4 * from + c]!);
    squared += step * step;
  }
  if (squared === 0) return 1;
  const share = Math.min(1, Math.max(0, along / squared));
  let off = 0;
  for (let c = 0; c < 3; c++)
    off += (data[4 * p + c]! - (1 - share) * data[4 * from + c]! - share * data[4 * to + c]!) ** 2;
  return Math.sqrt(off / squared);
}
