import { describe, expect, it } from 'vitest';
import { regionColours } from '../../../src/decode/mask/regionColours.js';
import { noiseModelOf } from '../../../src/decode/picture/noiseModel.js';
import { pictureColours } from '../../../src/locus/colours/pictureColours.js';
import type { Colourmap, Raster } from '../../../src/model/types.js';
import { projectOnto } from '../../../src/numeric/curves/polyline.js';

const [width, height] = [180, 140];
const levels = 256;

/** From a dark grey, which pages are drawn in too, through red and yellow to white. */
const fire: Colourmap = {
  colours: Float64Array.from({ length: 3 * levels }, (_, i) =>
    Math.round(16 + 239 * Math.min(1, Math.max(0, (3 * Math.floor(i / 3)) / (levels - 1) - (i % 3)))),
  ),
  positions: Float64Array.from({ length: levels }, (_, k) => (k + 0.5) / levels),
  closed: false,
  accuracy: { standardError: 0, endsKnown: true },
  levels,
  source: 'named',
  confidence: 1,
};

/** A valley cut off at the map's end, with a step and a shoulder on either side before the land rises. */
function valley(x: number, y: number): number {
  const away = Math.abs(y - 70 + 9 * Math.sin(x / 31)) - 6;
  if (away < 0) return 0;
  const shoulder = (0.1 + 0.05 * Math.sin(x / 9)) * (1 + 0.02 * Math.min(8, away));
  return Math.min(1, shoulder + 0.012 * Math.max(0, away - 8));
}

function drawn(isHole: (x: number, y: number) => boolean, field: typeof valley): Raster {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let p = 0; p < width * height; p++) {
    const [x, y] = [p % width, Math.floor(p / width)];
    const k = isHole(x, y) ? 0 : Math.min(levels - 1, Math.floor(levels * field(x, y)));
    data.set(fire.colours.subarray(3 * k, 3 * k + 3), 4 * p);
  }
  return { width, height, data };
}

/** Whether the darkest colour may stand for no data, were all pixels of it taken for a region of it. */
function mayBeNoData(raster: Raster): boolean {
  const seen = pictureColours(raster);
  const { indices, packed } = seen.distinct;
  const darkest = packed.indexOf(0x101010);
  const mask = Uint8Array.from(indices, (k) => (k === darkest ? 1 : 0));
  const picture = { ...seen, noData: { mask, colours: [0x101010], soft: false } };
  const model = noiseModelOf(picture, fire, false, () => true);
  const { parameter, distance } = projectOnto(fire.colours, fire.positions, seen.rgb);
  return (
    regionColours(picture, fire, model, { lower: parameter, upper: parameter, residual: distance })[
      darkest
    ] === 1
  );
}

describe('regions in a colour that pages and the end of a map have', () => {
  it('are data where the field leads up to them, however steeply', () => {
    expect(mayBeNoData(drawn(() => false, valley))).toBe(false);
  });

  it('may be holes where the field beside them has any of its values', () => {
    const isHole = (x: number, y: number) =>
      Math.hypot(x - 60, y - 70) < 24 || Math.hypot(x - 140, y - 40) < 17;
    const waves = (x: number, y: number) => 0.5 + 0.3 * Math.sin(x / 13) + 0.15 * Math.cos(y / 7 + x / 40);
    expect(mayBeNoData(drawn(isHole, waves))).toBe(true);
  });
});
