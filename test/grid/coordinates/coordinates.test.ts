import { describe, expect, it } from 'vitest';
import {
  coordinateAt,
  evenStep,
  gridAxis,
  pixelCentres,
  shareAt,
} from '../../../src/grid/coordinates/coordinates.js';
import { gridOf } from '../../formats/anyGrid.js';

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

describe('evenStep', () => {
  it('is the signed distance between centres where it is the same everywhere', () => {
    const grid = gridOf([[1, 2, 3]], {
      x: pixelCentres(3, { range: [9, 0] }),
      xAxis: gridAxis(3, { range: [9, 0] }),
    });
    expect(evenStep(grid, 'x')).toBe(-3);
    expect(evenStep(grid, 'y')).toBe(1);
    expect(evenStep({ ...grid, x: Float64Array.of(8, 4, 1) }, 'x')).toBeUndefined();
    expect(evenStep({ ...grid, xAxis: { scale: 'log', edges: [9, 1] } }, 'x')).toBeUndefined();
  });
});

describe('coordinateAt and shareAt', () => {
  it('undo each other on either scale', () => {
    for (const axis of [
      { scale: 'linear', edges: [5, -3] },
      { scale: 'log', edges: [1, 1000] },
    ] as const)
      for (const share of [0, 0.25, 1])
        expect(shareAt(axis, coordinateAt(axis, share))).toBeCloseTo(share, 12);
  });
});
