import { describe, expect, it } from 'vitest';
import { reversedColourmap } from '../../../src/colourmap/maps/reversed.js';
import type { Colourmap } from '../../../src/model/types.js';

const map: Colourmap = {
  colours: Float64Array.of(0, 0, 0, 255, 0, 0, 255, 255, 255),
  positions: Float64Array.of(0.1, 0.4, 1),
  closed: false,
  accuracy: { standardError: 0, endsKnown: true },
  bands: Float64Array.of(0, 0.25, 0.7, 1),
  below: [1, 2, 3],
  source: 'file',
  confidence: 1,
};

describe('reversedColourmap', () => {
  it('gives each colour the position from the other end', () => {
    const turned = reversedColourmap(map);
    expect([...turned.colours]).toEqual([255, 255, 255, 255, 0, 0, 0, 0, 0]);
    expect([...turned.positions]).toEqual([0, expect.closeTo(0.6, 12), expect.closeTo(0.9, 12)]);
    expect([...turned.bands!]).toEqual([0, expect.closeTo(0.3, 12), 0.75, 1]);
    expect(turned.below).toBeUndefined();
    expect(turned.above).toEqual([1, 2, 3]);
  });

  it('is its own inverse', () => {
    const twice = reversedColourmap(reversedColourmap(map));
    expect(twice.colours).toEqual(map.colours);
    for (const [i, t] of map.positions.entries()) expect(twice.positions[i]).toBeCloseTo(t, 12);
    expect(twice.below).toEqual(map.below);
  });
});
