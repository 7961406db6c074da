import { describe, expect, it } from 'vitest';
import { calmestColours } from '../../src/locus/colours/calmestColours.js';
import { pictureColours } from '../../src/locus/colours/pictureColours.js';
import { findLocus } from '../../src/locus/locus.js';
import type { Raster } from '../../src/model/types.js';
import { arcLengths, projectOnto } from '../../src/numeric/curves/polyline.js';
import { randomSource } from '../../src/numeric/randomSource.js';
import { toWorkingSpace } from '../../src/raster/colours/colourSpace.js';
import { distinctColours, unpackColours } from '../../src/raster/colours/distinct.js';
import { rankCorrelation } from '../bench/score.js';

/** Viridis-like: an arch from dark violet through teal to yellow. */
const archAt = (t: number): [number, number, number] => [
  70 - 120 * t + 310 * t * t,
  5 + 230 * t,
  85 + 180 * t - 235 * t * t,
];

const [width, height] = [160, 120];

/** A field whose neighbours are unlike, drawn with chroma shared by pixels two by two and noise on all channels. */
function roughPicture(seed: number, noise: number): { raster: Raster; field: Float64Array } {
  const random = randomSource(seed);
  const field = Float64Array.from({ length: width * height }, (_, p) => {
    const wave = 0.5 + 0.3 * Math.sin((p % width) / 17) * Math.cos(Math.floor(p / width) / 13);
    return Math.min(1, Math.max(0, wave + 0.25 * (random() + random() - 1)));
  });
  const ycc = Array.from(field, (t) => {
    const [r, g, b] = archAt(t);
    const y = 0.299 * r + 0.587 * g + 0.114 * b;
    return [y, b - y, r - y] as const;
  });
  const data = new Uint8ClampedArray(4 * field.length).fill(255);
  const scatter = () => noise * (random() + random() + random() - 1.5);
  for (let p = 0; p < field.length; p++) {
    const x = p % width;
    const first = p - (x % 2) - (Math.floor(p / width) % 2) * width;
    const four = [first, first + 1, first + width, first + width + 1].map((q) => ycc[q]!);
    const blue = four.reduce((sum, v) => sum + v[1] / 4, scatter());
    const red = four.reduce((sum, v) => sum + v[2] / 4, scatter());
    const y = ycc[p]![0] + scatter();
    data[4 * p] = y + red;
    data[4 * p + 1] = y - (0.299 * red + 0.114 * blue) / 0.587;
    data[4 * p + 2] = y + blue;
  }
  return { raster: { width, height, data }, field };
}

describe('the order of scattered colours', () => {
  it('is the map’s where the mixed colours of a rough field fill the space about the locus', () => {
    for (const seed of [1, 2, 3]) {
      const { raster, field } = roughPicture(seed, 24);
      const seen = pictureColours(raster);
      expect(seen.exact).toBe(false);
      const { vertices, score } = findLocus(seen);
      const arcs = arcLengths(vertices);
      const drawn = toWorkingSpace(Array.from(field, (t) => archAt(t)).flat(), seen.space);
      const { parameter } = projectOnto(vertices, arcs, drawn);
      expect(
        Math.abs(rankCorrelation(field, parameter, new Uint8Array(field.length).fill(1))),
      ).toBeGreaterThan(0.99);
      expect(score.tornShare).toBeLessThan(0.02);
    }
  });
});

describe('calmestColours', () => {
  it('counts the pixels that differ least from their neighbours, in their own colours', () => {
    const data = new Uint8ClampedArray(4 * width * height).fill(255);
    // The left half is flat, the right half a chequerboard of two other colours.
    for (let p = 0; p < width * height; p++) {
      const x = p % width;
      const isOdd = (x + Math.floor(p / width)) % 2 === 1;
      data.set(x < width / 2 ? [40, 90, 160] : isOdd ? [200, 40, 40] : [40, 200, 40], 4 * p);
    }
    const distinct = distinctColours({ width, height, data });
    const colours = unpackColours(distinct.packed);
    const calm = new Uint8Array(width * height).fill(1);
    const counts = calmestColours({ distinct, colours, calm, width }, 1 / 4);
    for (let k = 0; k < counts.length; k++) expect(counts[k]! > 0).toBe(colours[3 * k + 2] === 160);
  });
});
