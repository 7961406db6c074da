import type { Raster } from '../../src/model/types.js';
import type { Point } from '../../src/scan/projective.js';
import { blurred, encodedLight, type Light, lightOf } from './light.js';

/** Places along a pixel of the camera at which the display is looked at. */
const places = 4;
/** Share of a display's pixel that shines, down its stripes; the rest is the black grid. */
const shining = 0.85;

/**
 * A page on a display, whose pixels are stripes of red, green and blue, as a camera sees it: through its lens, and through
 * the mosaic of its sensor, whose missing colours are the means of neighbours'.
 *
 * @param toPage where on the page a place of the photograph lies; one pixel of the page is one of the display
 * @param blur standard deviation of the lens's blur in the camera's pixels
 */
export function displayed(
  page: Raster,
  [width, height]: readonly [number, number],
  toPage: (photo: Point) => Point,
  blur: number,
): Raster {
  const source = lightOf(page);
  const seen: Light = { width, height, planes: [0, 1, 2].map(() => new Float32Array(width * height)) };
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++)
      for (let n = 0; n < places * places; n++) {
        const [u, v] = toPage([
          x + ((n % places) + 0.5) / places,
          y + (Math.floor(n / places) + 0.5) / places,
        ]);
        if (!(u >= 0 && v >= 0 && u < page.width && v < page.height) || v % 1 > shining) continue;
        const stripe = Math.floor(3 * (u % 1));
        const at = Math.floor(v) * page.width + Math.floor(u);
        seen.planes[stripe]![i]! += (3 * source.planes[stripe]![at]!) / shining / places ** 2;
      }
  return encodedLight(mosaicked(blurred(seen, blur)));
}

/** Bayer's mosaic: each place sees one colour, green every other one; the rest are means of the neighbours that saw them. */
function mosaicked({ width, height, planes }: Light): Light {
  const saw = (x: number, y: number): number => ((x ^ y) & 1 ? 1 : y & 1 ? 2 : 0);
  return {
    width,
    height,
    planes: planes.map((plane, c) =>
      plane.map((own, i) => {
        const [x, y] = [i % width, Math.floor(i / width)];
        if (saw(x, y) === c) return own;
        let [sum, n] = [0, 0];
        for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
          for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++)
            if (saw(u, v) === c) {
              sum += plane[v * width + u]!;
              n++;
            }
        return sum / n;
      }),
    ),
  };
}
