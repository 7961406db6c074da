import type { Raster, Rgb } from '../../src/model/types.js';
import {
  inverseMap,
  mappedPoint,
  ontoQuadrilateral,
  type Point,
  type ProjectiveMap,
  type Quadrilateral,
} from '../../src/scan/projective.js';

/** A page seen from some other place than straight above. */
export interface Photograph {
  readonly raster: Raster;
  /** From places on the page, in its pixels, to places in the photograph. */
  readonly map: ProjectiveMap;
}

/**
 * A page as a camera sees it: each of its pixels is the mean of 2 × 2 places on the page, which is drawn between its own
 * pixels linearly. What lies beyond the page is a table.
 *
 * @param corners where the page's corners come to lie in the photograph, clockwise from the top left
 */
export function photographed(
  page: Raster,
  corners: Quadrilateral,
  [width, height]: readonly [number, number],
  table: Rgb = [90, 80, 70],
): Photograph {
  const map = ontoQuadrilateral(page.width, page.height, corners);
  const back = inverseMap(map);
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  const sum = new Float64Array(3);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      sum.fill(0);
      for (const dy of [0.25, 0.75])
        for (const dx of [0.25, 0.75]) addColour(sum, page, mappedPoint(back, [x + dx, y + dy]), table);
      for (let c = 0; c < 3; c++) data[4 * i + c] = sum[c]! / 4;
    }
  return { raster: { width, height, data }, map };
}

function addColour(sum: Float64Array, { width, height, data }: Raster, [x, y]: Point, beyond: Rgb): void {
  if (!(x >= 0 && y >= 0 && x < width && y < height)) {
    for (let c = 0; c < 3; c++) sum[c]! += beyond[c]!;
    return;
  }
  const u = Math.max(0, Math.min(width - 1.001, x - 0.5));
  const v = Math.max(0, Math.min(height - 1.001, y - 0.5));
  const [f, g] = [u % 1, v % 1];
  const o = 4 * (Math.floor(v) * width + Math.floor(u));
  const below = o + 4 * width;
  for (let c = 0; c < 3; c++)
    sum[c]! +=
      (1 - g) * ((1 - f) * data[o + c]! + f * data[o + 4 + c]!) +
      g * ((1 - f) * data[below + c]! + f * data[below + 4 + c]!);
}
