import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { blurredInk } from '../../../src/decode/mask/ink/blurredInk.js';
import { fieldMisses, inkOrField, verdict } from '../../../src/decode/mask/ink/inkOrField.js';
import { noiseModelOf } from '../../../src/decode/picture/noiseModel.js';
import { decodingCurve } from '../../../src/decode/positions/decodingCurve.js';
import { pixelArcs } from '../../../src/decode/positions/pixelArcs.js';
import { pictureColours } from '../../../src/locus/colours/pictureColours.js';
import { PixelKind } from '../../../src/model/pixelKind.js';
import type { Colourmap } from '../../../src/model/types.js';
import { readRaster } from '../../../src/node.js';
import { toWorkingSpace } from '../../../src/raster/colours/colourSpace.js';

const [width, height] = [208, 160];

/** Orange over grey-green to a light blue. */
const levelOf = (t: number): number[] => [240 - 200 * t, 60 + 150 * t, 40 + 200 * t * t];
const mapOf = (at: typeof levelOf): Colourmap => ({
  colours: Float64Array.from(Array.from({ length: 256 }, (_, k) => at(k / 255)).flat()),
  positions: Float64Array.from({ length: 256 }, (_, k) => (k + 0.5) / 256),
  closed: false,
  accuracy: { standardError: 0, endsKnown: true },
  levels: 256,
  source: 'named',
  confidence: 1,
});
const map = mapOf(levelOf);

describe('a pixel that breaks the field in luma', () => {
  const space = 'chroma-weighted';
  /** Dark blue over green to a light orange. */
  const bent = (t: number): number[] => [20 + 220 * t * t, 30 + 190 * Math.sin(1.7 * t), 120 - 60 * t * t];
  const curve = decodingCurve(mapOf(bent), {
    kind: 'scattered',
    sigma: 1,
    typical: 1,
    space,
    isRounded: false,
  });
  const grey = toWorkingSpace([0, 0, 0], space);
  const field = toWorkingSpace(bent(0.9), space);
  /** What a break shows of which compression left all of the luma and so much of the way in chroma. */
  const verdictOn = (to: ArrayLike<number>, left: number) => {
    const shown = Float64Array.from(field, (f, c) => f + (c === 0 ? 1 : left) * (to[c]! - f));
    const breaks = { field, shown, doubt: Float64Array.of(1) };
    return inkOrField(breaks, fieldMisses(breaks, curve, 2), grey, 2)[0];
  };
  /** As dark as the map is in places. */
  const inked = field.map((f, c) => (f + grey[c]!) / 2);

  it('is ink where its chroma goes the way to the ink, and the field where it goes that of the map', () => {
    for (const left of [1, 0.7]) {
      expect(verdictOn(inked, left)).toBe(verdict.ink);
      expect(verdictOn(toWorkingSpace(bent(0.35), space), left)).toBe(verdict.field);
    }
  });

  it('is neither for certain where its chroma was lost', () => {
    expect(verdictOn(inked, 0.05)).toBeLessThan(verdict.ink);
  });
});

describe('marks over a rough field in a JPEG', () => {
  const line = (x: number, y: number): boolean => x % 60 === 20 || y % 60 === 20;
  /** The pixels (1) that black lines are found on, laid on by so much. */
  const inkFound = async (share: number): Promise<Uint8Array> => {
    const data = new Uint8ClampedArray(3 * width * height);
    for (let p = 0; p < width * height; p++) {
      const [x, y] = [p % width, Math.floor(p / width)];
      const rough = Math.sin(x / 2.1 + 2 * Math.sin(y / 9)) * Math.cos(y / 2.9 + x / 8);
      const t = 0.5 + 0.19 * Math.sin(x / 34 + y / 50) + 0.25 * rough;
      const left = line(x, y) ? 1 - share : 1;
      data.set(
        levelOf(t).map((v) => left * v),
        3 * p,
      );
    }
    const jpeg = sharp(data, { raw: { width, height, channels: 3 } }).jpeg({ quality: 75 });
    const { raster } = await readRaster(await jpeg.toBuffer());
    const picture = pictureColours(raster);
    const model = noiseModelOf(picture, map, true);
    const curve = decodingCurve(map, model);
    const kinds = new Uint8Array(width * height).fill(PixelKind.data);
    const field = pixelArcs(picture, model, curve, kinds, undefined, true);
    const ink = blurredInk({ picture, model, curve, ...field }, kinds);
    return ink?.mixed ?? new Uint8Array(kinds.length);
  };

  it('are found where they are translucent and where they are not, and nothing else is', async () => {
    for (const share of [0.5, 0.8]) {
      const found = [...(await inkFound(share)).entries()].filter(([, is]) => is === 1).map(([p]) => p);
      const right = found.filter((p) => line(p % width, Math.floor(p / width))).length;
      expect(right).toBeGreaterThan(0.97 * found.length);
      const drawn = [...new Uint8Array(width * height).keys()].filter((p) =>
        line(p % width, Math.floor(p / width)),
      ).length;
      expect(right).toBeGreaterThan(0.7 * drawn);
    }
  });

  it('are not found where there are none', async () => {
    expect((await inkFound(0)).includes(1)).toBe(false);
  });
});
