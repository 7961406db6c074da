import { coloursAt } from './colourmap/coloursAt.js';
import { UsageError } from './errors.js';
import { validateBox } from './raster/crop.js';
import type { Box, Colourmap, Decoded, Raster } from './types.js';

/** A part of a figure that is drawn in the colourmap: a plot area or a colourbar, and what its pixels say. */
export interface DecodedPart {
  readonly box: Box;
  /** Of the pixels of the box. */
  readonly decoded: Pick<Decoded, 'width' | 'height' | 't' | 'mask'>;
}

/** Masked pixels this near to data may be blends of data and what is drawn over it. */
const fringe = 3;
/** A blend lies between the data's colour and the ink's, this near to the straight line (sRGB units). */
const blendScatter = 24;
/** Less contrast than this between ink and data says nothing of how they blend. */
const contrast = 40;

/**
 * The same figure with the data drawn in another colourmap. Pixels that hold data get the colour of their value;
 * masked ones keep theirs, except that the soft edges of lines and letters over the data blend with the new colours
 * as they did with the old. Everything outside the parts is untouched.
 *
 * @param parts the plot areas and colourbars, decoded with `from`
 * @throws UsageError if a part's arrays have another size than its box
 */
export function recolour(
  raster: Raster,
  parts: readonly DecodedPart[],
  from: Colourmap,
  to: Colourmap,
): Raster {
  const data = raster.data.slice();
  for (const { box, decoded } of parts) {
    validateBox(box, raster.width, raster.height, 'box');
    const { width, height } = decoded;
    if (width !== box.right - box.left || height !== box.bottom - box.top)
      throw new UsageError(
        `expected ${box.right - box.left} × ${box.bottom - box.top} decoded pixels, those of the box, got ${width} × ${height}`,
      );
    drawData(raster, data, box, decoded, to);
    blendEdges(raster, data, box, decoded, from, to);
  }
  return { width: raster.width, height: raster.height, data };
}

function drawData(
  raster: Raster,
  data: Uint8ClampedArray,
  { left, top }: Box,
  { width, height, t, mask }: DecodedPart['decoded'],
  to: Colourmap,
): void {
  const drawn = coloursAt(
    to,
    Float64Array.from(t, (p) => (Number.isNaN(p) ? 0 : p)),
  );
  for (let y = 0, k = 0; y < height; y++)
    for (let x = 0; x < width; x++, k++) {
      if (mask[k] !== 1) continue;
      const o = 4 * ((top + y) * raster.width + left + x);
      for (let c = 0; c < 3; c++) data[o + c] = drawn[3 * k + c]!;
    }
}

/** Masked pixels beside data: how much ink is in them, and the rest in the new colours. */
function blendEdges(
  raster: Raster,
  data: Uint8ClampedArray,
  { left, top }: Box,
  { width, height, t, mask }: DecodedPart['decoded'],
  from: Colourmap,
  to: Colourmap,
): void {
  const positions: number[] = [];
  const pixels: number[] = [];
  for (let k = 0; k < mask.length; k++) {
    if (mask[k] === 1) continue;
    const position = meanAround(t, mask, width, height, k);
    if (position === undefined) continue;
    pixels.push(k);
    positions.push(position);
  }
  const before = coloursAt(from, Float64Array.from(positions));
  const after = coloursAt(to, Float64Array.from(positions));
  const offset = (k: number): number =>
    4 * ((top + Math.floor(k / width)) * raster.width + left + (k % width));
  pixels.forEach((k, i) => {
    const base = before.subarray(3 * i, 3 * i + 3);
    const ink = inkAround(raster, mask, width, height, k, base, offset);
    if (ink === undefined) return;
    const o = offset(k);
    let along = 0;
    let length = 0;
    for (let c = 0; c < 3; c++) {
      along += (raster.data[o + c]! - base[c]!) * (ink[c]! - base[c]!);
      length += (ink[c]! - base[c]!) ** 2;
    }
    const share = Math.min(1, Math.max(0, along / length));
    let off = 0;
    for (let c = 0; c < 3; c++) off += (raster.data[o + c]! - base[c]! - share * (ink[c]! - base[c]!)) ** 2;
    if (off > blendScatter ** 2) return;
    // The share that is not ink was drawn in the old colour.
    for (let c = 0; c < 3; c++)
      data[o + c] = raster.data[o + c]! + (1 - share) * (after[3 * i + c]! - base[c]!);
  });
}

/** The mean position of the data within reach of a pixel; undefined where there are none. */
function meanAround(
  t: Float32Array,
  mask: Uint8Array,
  width: number,
  height: number,
  k: number,
): number | undefined {
  const x = k % width;
  const y = Math.floor(k / width);
  let sum = 0;
  let weight = 0;
  for (let v = Math.max(0, y - fringe); v <= Math.min(height - 1, y + fringe); v++)
    for (let u = Math.max(0, x - fringe); u <= Math.min(width - 1, x + fringe); u++) {
      const i = v * width + u;
      if (mask[i] !== 1) continue;
      const w = 1 / ((u - x) ** 2 + (v - y) ** 2);
      sum += w * t[i]!;
      weight += w;
    }
  return weight > 0 ? sum / weight : undefined;
}

/** The masked colour nearby that is farthest from the data's: the ink of the line or letter. */
function inkAround(
  raster: Raster,
  mask: Uint8Array,
  width: number,
  height: number,
  k: number,
  base: Float64Array,
  offset: (k: number) => number,
): [number, number, number] | undefined {
  const x = k % width;
  const y = Math.floor(k / width);
  let farthest = contrast ** 2;
  let ink: [number, number, number] | undefined;
  for (let v = Math.max(0, y - fringe); v <= Math.min(height - 1, y + fringe); v++)
    for (let u = Math.max(0, x - fringe); u <= Math.min(width - 1, x + fringe); u++) {
      const i = v * width + u;
      if (mask[i] === 1) continue;
      const o = offset(i);
      const [r, g, b] = [raster.data[o]!, raster.data[o + 1]!, raster.data[o + 2]!];
      const d = (r - base[0]!) ** 2 + (g - base[1]!) ** 2 + (b - base[2]!) ** 2;
      if (d > farthest) {
        farthest = d;
        ink = [r, g, b];
      }
    }
  return ink;
}
