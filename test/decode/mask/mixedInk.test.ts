import { describe, expect, it } from 'vitest';
import { seenInk } from '../../../src/decode/seenInk.js';
import { recoverFigure } from '../../../src/index.js';
import { blindColourmap } from '../../../src/locus/blindColourmap.js';
import { pictureColours } from '../../../src/locus/colours/pictureColours.js';
import { PixelKind } from '../../../src/model/pixelKind.js';
import type { Decoded, Raster } from '../../../src/model/types.js';

const [width, height] = [320, 240];
const options = {
  smooth: 'off',
  clip: false,
  fill: false,
  missing: [],
  shaded: false,
  compressed: false,
} as const;

/** A bent map of 256 levels: blue over green to orange. */
const levelOf = (t: number): number[] => {
  const s = Math.round(255 * Math.min(1, Math.max(0, t))) / 255;
  return [30 + 210 * s * s, 40 + 200 * Math.sin(2.2 * s), 190 - 170 * s];
};

/** Waves over the whole map, with a grey laid on in shares. */
function drawn(grey: number, share: (x: number, y: number) => number): Raster {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let p = 0; p < width * height; p++) {
    const [x, y] = [p % width, Math.floor(p / width)];
    const colour = levelOf(0.5 + 0.3 * Math.sin(x / 34) + 0.22 * Math.cos(y / 26 + x / 80));
    const s = share(x, y);
    for (let c = 0; c < 3; c++) data[4 * p + c] = Math.round((1 - s) * colour[c]! + s * grey);
  }
  return { width, height, data };
}

const pixels = Array.from({ length: width * height }, (_, p) => p);
const shareMasked = ({ mask }: Decoded, which: (x: number, y: number) => boolean): number => {
  const those = pixels.filter((p) => which(p % width, Math.floor(p / width)));
  return those.filter((p) => mask[p] === 0).length / those.length;
};
const blind = async (raster: Raster): Promise<Decoded> => {
  const [panel] = await recoverFigure(
    { raster, compressed: false },
    { plot: 'all', colourbar: 'none', colourmap: 'blind' },
  );
  return panel!.decoded;
};

describe('marks over a field whose map is not known', () => {
  const grid = (x: number, y: number) => (x % 60 === 20 || y % 60 === 20 ? 0.3 : 0);

  it('are masked where they are translucent lines, nowhere in their own colour, and nothing beside them is', async () => {
    for (const grey of [0, 255]) {
      const decoding = await blind(drawn(grey, grid));
      expect(shareMasked(decoding, (x, y) => grid(x, y) > 0)).toBeGreaterThan(0.97);
      expect(shareMasked(decoding, (x, y) => grid(x, y) === 0)).toBeLessThan(0.001);
    }
  });

  it('are none where nothing is drawn', async () => {
    const decoding = await blind(drawn(0, () => 0));
    expect(decoding.kind.every((kind) => kind === PixelKind.data)).toBe(true);
  });

  it('are told from the order’s own colours before the order is sought again', () => {
    const picture = pictureColours(drawn(0, grid));
    const ink = seenInk(picture, blindColourmap(picture).colourmap, options);
    expect(ink?.colours).toEqual([0]);
    const plain = pictureColours(drawn(0, () => 0));
    expect(seenInk(plain, blindColourmap(plain).colourmap, options)).toBeUndefined();
  });

  it('are no end of the map that an order left out', async () => {
    const peak = (x: number, y: number) => Math.max(0, 1 - Math.hypot(x - 160, y - 120) / 4);
    const raster = drawn(0, () => 0);
    for (const p of pixels) {
      const s = peak(p % width, Math.floor(p / width));
      if (s > 0)
        for (let c = 0; c < 3; c++) raster.data[4 * p + c] = Math.round([240, 200, 20][c]! * (1 - s / 2));
    }
    const decoding = await blind(raster);
    expect(shareMasked(decoding, (x, y) => peak(x, y) === 0)).toBe(0);
  });
});
