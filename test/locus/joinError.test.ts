import { describe, expect, it } from 'vitest';
import { joinError } from '../../src/locus/joinError.js';

describe('joinError', () => {
  it('doubts a bridge that could be thrown another way, not one between ends far from all others', () => {
    const piece = (from: number, y: number) =>
      Array.from({ length: 20 }, (_, i) => [from + 2 * i, y, 0]).flat();
    expect(joinError(Float64Array.from([...piece(0, 0), ...piece(60, 0)]))).toBe(0);
    expect(joinError(Float64Array.from([...piece(0, 0), ...piece(0, 40)]))).toBeGreaterThan(0.1);
  });
});
