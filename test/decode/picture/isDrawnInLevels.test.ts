import { describe, expect, it } from 'vitest';
import { isDrawnInLevels } from '../../../src/decode/picture/isDrawnInLevels.js';
import { dithered, drawnWith, field, painted, rainbowOf, width } from './pictures.js';

const map = rainbowOf(256);

describe('a picture drawn in levels', () => {
  it('shows at least half of the map’s colours between its own', () => {
    for (const levels of [32, 64, 256])
      expect(isDrawnInLevels(drawnWith(rainbowOf(levels)), rainbowOf(levels))).toBe(true);
    // A part of the range shows a part of the levels.
    const part = painted((p) => map.colours.subarray(3 * (60 + (p % 40)), 3 * (61 + (p % 40))));
    expect(isDrawnInLevels(part, map)).toBe(true);
  });

  it('is none that was dithered in a reduced palette', () => {
    for (const colours of [16, 64]) expect(isDrawnInLevels(dithered(map, colours), map)).toBe(false);
  });

  it('is none where pixels alternate more often than any field’s do, though the map runs along the palette’s colours', () => {
    const levels = Float64Array.from({ length: 7 }, (_, k) => 42.5 * k);
    const ramp = {
      ...map,
      levels: 7,
      colours: Float64Array.from([...levels].flatMap((v) => [0, 0, v])),
      positions: Float64Array.from(levels, (_, k) => (k + 0.5) / 7),
    };
    const threshold = (p: number): number =>
      [0.125, 0.625, 0.875, 0.375][2 * (Math.floor(p / width) % 2) + ((p % width) % 2)]!;
    const byThresholds = painted((p) => [0, 0, Math.floor(42.5 * Math.floor(6 * field[p]! + threshold(p)))]);
    expect(isDrawnInLevels(byThresholds, ramp)).toBe(false);
    expect(
      isDrawnInLevels(
        painted((p) => [0, 0, Math.floor(42.5 * Math.round(6 * field[p]!))]),
        ramp,
      ),
    ).toBe(true);
  });

  it('is none in the colours of another map, or half covered by marks', () => {
    expect(
      isDrawnInLevels(
        painted((p) => [p % 256, p % 256, p % 256]),
        map,
      ),
    ).toBe(false);
    const raster = drawnWith(map);
    for (let p = 0; p < raster.data.length / 4; p++)
      if (p % width < 0.4 * width) raster.data.set([255, 0, 255], 4 * p);
    expect(isDrawnInLevels(raster, map)).toBe(false);
  });
});
