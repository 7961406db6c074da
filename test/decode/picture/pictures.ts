import sharp from 'sharp';
import type { Colourmap, Raster } from '../../../src/model/types.js';
import { rainbow } from '../../colourmap/bar/paintedBar.js';

export const [width, height] = [160, 120];

/** A smooth field, 0…1, that shows nearly all of it. */
export const field = Float64Array.from({ length: width * height }, (_, p) => {
  const [x, y] = [p % width, Math.floor(p / width)];
  return 0.5 + 0.3 * Math.sin(x / 17 + y / 40) + 0.195 * Math.cos(y / 13);
});

/** A curved map of n levels that no library holds. */
export function rainbowOf(n: number): Colourmap {
  const positions = Float64Array.from({ length: n }, (_, k) => (k + 0.5) / n);
  return {
    colours: Float64Array.from([...positions].flatMap((t) => rainbow(t).map(Math.round))),
    positions,
    closed: false,
    accuracy: { standardError: 0, endsKnown: true },
    levels: n,
    source: 'named',
    confidence: 1,
  };
}

/** A picture of the colour that each pixel gets. */
export function painted(colour: (p: number) => ArrayLike<number>): Raster {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let p = 0; p < width * height; p++) data.set(Array.from(colour(p)).slice(0, 3), 4 * p);
  return { width, height, data };
}

/** The field as a renderer draws it: the colour of its level. */
export function drawnWith({ colours, positions }: Colourmap): Raster {
  const n = positions.length;
  return painted((p) => {
    const k = Math.floor(field[p]! * n);
    return colours.subarray(3 * k, 3 * k + 3);
  });
}

export async function throughJpeg(raster: Raster, quality: number): Promise<Raster> {
  const jpeg = await sharp(raster.data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .jpeg({ quality })
    .toBuffer();
  return { width, height, data: new Uint8ClampedArray(await sharp(jpeg).ensureAlpha().raw().toBuffer()) };
}

/** The field in the nearest of `n` colours, errors diffused to the neighbours (Floyd and Steinberg), all channels alike. */
export function dithered(map: Colourmap, n: number): Raster {
  const levels = field.slice();
  return painted((p) => {
    const k = Math.min(n - 1, Math.max(0, Math.round(levels[p]! * (n - 1))));
    const error = levels[p]! - k / (n - 1);
    const x = p % width;
    for (const [to, share, there] of [
      [p + 1, 7 / 16, x + 1 < width],
      [p + width - 1, 3 / 16, x > 0],
      [p + width, 5 / 16, true],
      [p + width + 1, 1 / 16, x + 1 < width],
    ] as const)
      if (there && to < levels.length) levels[to]! += share * error;
    const entry = Math.min(map.positions.length - 1, Math.floor((k / (n - 1)) * map.positions.length));
    return map.colours.subarray(3 * entry, 3 * entry + 3);
  });
}
