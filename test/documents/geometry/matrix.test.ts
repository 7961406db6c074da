import { describe, expect, it } from 'vitest';
import {
  chained,
  inverse,
  type Matrix,
  mapped,
  mappedBox,
  uprightFrom,
} from '../../../src/documents/geometry/matrix.js';

const box = { left: 10, top: 20, right: 40, bottom: 100 };

describe('a map of a page', () => {
  it('goes back by its inverse, and through two maps by their chain', () => {
    const first: Matrix = [2, 1, -1, 3, 5, -7];
    const second: Matrix = [0, -4, 0.5, 0, 1, 2];
    const [x, y] = mapped(chained(first, second), 3, 8);
    expect([x, y]).toEqual(mapped(second, ...mapped(first, 3, 8)));
    const [u, v] = mapped(inverse(chained(first, second)), x, y);
    expect(u).toBeCloseTo(3, 12);
    expect(v).toBeCloseTo(8, 12);
  });

  it('turns a box upright: what was at its top left when it was turned clockwise comes from there', () => {
    // The upright figure's top left corner lies, turned by no, one, two and three quarters, at these corners.
    const corners = [
      [box.left, box.top],
      [box.right, box.top],
      [box.right, box.bottom],
      [box.left, box.bottom],
    ] as const;
    for (const [turns, corner] of corners.entries()) {
      const upright = uprightFrom(box, turns);
      expect(mapped(upright, ...corner).map(Math.abs)).toEqual([0, 0]);
      const size = turns % 2 === 0 ? [30, 80] : [80, 30];
      const whole = mappedBox(upright, box);
      expect([whole.right, whole.bottom]).toEqual(size);
    }
  });
});
