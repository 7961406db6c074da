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
 * A page as a camera sees it: each of its pixels is the mean of 3 × 3 places on the page, which is drawn between its own
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
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const sum = [0, 0, 0];
      for (let k = 0; k < 9; k++) {
        const seen = mappedPoint(back, [x + ((k % 3) + 0.5) / 3, y + (Math.floor(k / 3) + 0.5) / 3]);
        colourAt(page, seen, table).forEach((v, c) => {
          sum[c]! += v / 9;
        });
      }
      data.set(sum, 4 * i);
    }
  return { raster: { width, height, data }, map };
}

function colourAt({ width, height, data }: Raster, [x, y]: Point, beyond: Rgb): readonly number[] {
  if (!(x >= 0 && y >= 0 && x < width && y < height)) return beyond;
  const [u, v] = [
    Math.max(0, Math.min(width - 1.001, x - 0.5)),
    Math.max(0, Math.min(height - 1.001, y - 0.5)),
  ];
  const [i, j] = [Math.floor(u), Math.floor(v)];
  const [f, g] = [u - i, v - j];
  const o = 4 * (j * width + i);
  return [0, 1, 2].map(
    (c) =>
      (1 - g) * ((1 - f) * data[o + c]! + f * data[o + 4 + c]!) +
      g * ((1 - f) * data[o + 4 * width + c]! + f * data[o + 4 * width + 4 + c]!),
  );
}
