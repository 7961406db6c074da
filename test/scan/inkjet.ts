import type { Raster } from '../../src/model/types.js';
import type { Point } from '../../src/scan/projective.js';
import type { Draws } from '../bench/fresh/random.js';
import { inkShares, returned } from './halftone.js';
import { blurred, encodedLight, type Light, lightAt, lightOf } from './light.js';

/** Drops along a pixel of the scan: 600 to the inch, scanned at 300. */
const drops = 2;
/** Standard deviation of a drop's edge, in drops: neighbours run into one another. */
const spread = 0.6;

/**
 * A page printed in drops of one size that lie the closer the more ink there is (error diffusion, Floyd and Steinberg
 * 1976, with thresholds that vary at random), as a scanner sees it.
 *
 * @param toPage where on the page a place of the scan lies
 */
export function inkjetPrinted(
  page: Raster,
  [width, height]: readonly [number, number],
  toPage: (scan: Point) => Point,
  draw: Draws,
): Raster {
  const source = lightOf(page);
  const [w, h] = [drops * width, drops * height];
  const inked = [0, 1, 2, 3].map(() => new Float32Array(w * h));
  const colour = new Float64Array(3);
  const shares = new Float64Array(4);
  for (let y = 0, i = 0; y < h; y++)
    for (let x = 0; x < w; x++, i++) {
      lightAt(source, toPage([(x + 0.5) / drops, (y + 0.5) / drops]), colour);
      inkShares(colour[0]!, colour[1]!, colour[2]!, shares);
      for (let k = 0; k < 4; k++) inked[k]![i] = shares[k]!;
    }
  for (const plane of inked) diffuse(plane, w, h, draw);
  const soft = blurred({ width: w, height: h, planes: inked }, spread).planes;
  const seen: Light = { width, height, planes: [0, 1, 2].map(() => new Float32Array(width * height)) };
  for (let i = 0; i < w * h; i++) {
    for (let k = 0; k < 4; k++) shares[k] = soft[k]![i]!;
    const at = Math.floor(Math.floor(i / w) / drops) * width + Math.floor((i % w) / drops);
    for (let c = 0; c < 3; c++) seen.planes[c]![at]! += returned(shares, c) / drops ** 2;
  }
  return encodedLight(blurred(seen, 0.5));
}

function diffuse(plane: Float32Array, width: number, height: number, draw: Draws): void {
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const wanted = plane[i]!;
      const drop = wanted > 0.5 + draw.uniform(-0.2, 0.2) ? 1 : 0;
      plane[i] = drop;
      const error = (wanted - drop) / 16;
      if (x + 1 < width) plane[i + 1]! += 7 * error;
      if (y + 1 === height) continue;
      if (x > 0) plane[i + width - 1]! += 3 * error;
      plane[i + width]! += 5 * error;
      if (x + 1 < width) plane[i + width + 1]! += error;
    }
}
