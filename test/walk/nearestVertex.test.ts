import { describe, expect, it } from 'vitest';
import { randomSource } from '../../src/numeric/randomSource.js';
import { nearestVertex } from '../../src/walk/nearestVertex.js';

describe('nearestVertex', () => {
  it('finds a colour than which no other is nearer', () => {
    const random = randomSource(11);
    const vertices = Float64Array.from({ length: 900 }, () => 255 * random());
    const nearest = nearestVertex(vertices);
    for (let k = 0; k < 500; k++) {
      const [r, g, b] = [255 * random(), 255 * random(), 255 * random()];
      let least = Number.POSITIVE_INFINITY;
      for (let i = 0; i < 300; i++)
        least = Math.min(
          least,
          Math.hypot(vertices[3 * i]! - r, vertices[3 * i + 1]! - g, vertices[3 * i + 2]! - b),
        );
      expect(nearest(r, g, b).distance).toBeCloseTo(least, 10);
    }
  });
});
