import { describe, expect, it } from 'vitest';
import { pixelCentres } from '../../src/grid/coordinates.js';

describe('pixelCentres', () => {
  it('puts values at pixel centres, not at the edges', () => {
    expect([...pixelCentres(4, { range: [0, 8] })]).toEqual([1, 3, 5, 7]);
    expect([...pixelCentres(2, { range: [60, -60] })]).toEqual([30, -30]);
  });

  it('honours edges between pixels', () => {
    expect([...pixelCentres(3, { range: [0, 2], at: [0.5, 2.5] })]).toEqual([0, 1, 2]);
  });

  it('spaces a logarithmic axis by ratio', () => {
    const [a, b] = pixelCentres(2, { range: [1, 10_000], scale: 'log' });
    expect(a).toBeCloseTo(10, 10);
    expect(b).toBeCloseTo(1000, 8);
    expect(() => pixelCentres(2, { range: [0, 1], scale: 'log' }, 'y')).toThrow(/y expects positive/);
  });
});
