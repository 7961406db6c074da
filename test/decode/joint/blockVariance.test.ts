import { describe, expect, it } from 'vitest';
import { blockVariance } from '../../../src/decode/joint/blockVariance.js';
import { colourTable } from '../../../src/decode/joint/model/colourTable.js';
import { jpegModel } from '../../../src/decode/joint/model/jpegModel.js';

const [width, height] = [16, 8];
const quantisation = Uint16Array.from({ length: 64 }, (_, i) => 3 + i);
const model = (mask: Uint8Array) =>
  jpegModel(
    {
      width,
      height,
      colourModel: 'grey',
      largestHorizontal: 1,
      largestVertical: 1,
      progressive: false,
      components: [
        {
          horizontal: 1,
          vertical: 1,
          blocksWide: 2,
          blocksHigh: 1,
          quantisation,
          coefficients: new Int16Array(128),
        },
      ],
    },
    0,
    0,
    mask,
    width,
    height,
  );
/** Black to white: luma changes by 255 from end to end. */
const greys = colourTable({
  colours: Float64Array.of(0, 0, 0, 255, 255, 255),
  positions: Float64Array.of(0, 1),
  closed: false,
  accuracy: { standardError: 0, endsKnown: true },
  source: 'named',
  confidence: 1,
});
const t = new Float32Array(width * height).fill(0.5);
const all = new Uint8Array(width * height).fill(1);

describe('the variance that quantisation leaves', () => {
  it('is that of even errors in all coefficients where nothing is expected of the field', () => {
    const squares = quantisation.reduce((sum, q) => sum + q * q, 0);
    const variance = blockVariance(model(all), greys, t, all, { slope: 0, bend: 0 });
    for (const v of variance) expect(v).toBeCloseTo(squares / 64 / 12 / 255 ** 2, 8);
  });

  it('is the smaller the smoother the field is expected to be', () => {
    const [loose, stiff] = [0, 1e4].map(
      (bend) => blockVariance(model(all), greys, t, all, { slope: 0, bend })[0]!,
    );
    expect(stiff).toBeLessThan(loose! / 10);
    expect(stiff).toBeGreaterThan(0);
  });

  it('is larger in a block that shows a rough field than in one that shows a smooth one', () => {
    const rough = t.map((v, i) => (i % width >= 8 ? v + 0.1 * ((i + (i >> 4)) % 2) : v));
    for (const stiffness of [
      { slope: 100, bend: 0 },
      { slope: 0, bend: 100 },
    ]) {
      const variance = blockVariance(model(all), greys, rough, all, stiffness);
      expect(variance[1]).toBeGreaterThan(2 * variance[0]!);
    }
  });

  it('does not depend on what is masked, and is none where all is', () => {
    const mask = all.slice();
    for (let i = 0; i < mask.length; i++) if (i % width >= 8 || i % width === 3) mask[i] = 0;
    const none = { slope: 0, bend: 0 };
    const variance = blockVariance(model(mask), greys, t, mask, none);
    expect(variance[0]).toBe(blockVariance(model(all), greys, t, all, none)[0]);
    expect(variance[1]).toBe(0);
  });
});
