import { describe, expect, it } from 'vitest';
import type { AxisFindings, PanelFindings } from '../../src/figure/findings.js';
import { axesOf, type Description } from './figureScore.js';

const axis = (range: readonly [number, number], units: string | null = null): AxisFindings => ({
  range,
  scale: 'linear',
  units,
  read: [],
  dropped: [],
  confidence: 0.9,
});

const held = (
  extent: readonly [number, number, number, number],
  x: AxisFindings | null,
  [left, right]: readonly [number, number] = [100, 300],
) =>
  axesOf(
    { extent, plot_box: [100, 50, 300, 150] } as unknown as Description,
    { x, y: null, plotEdges: { left, top: 50, right, bottom: 150 } } as unknown as PanelFindings,
  ).x!;

describe('how axes are held against the truth', () => {
  it('takes the values at the true edges, however much of the panel was found', () => {
    expect(held([0, 200, 0, 1], axis([10, 190]), [110, 290]).got).toEqual([0, 200]);
    expect(held([0, 200, 0, 1], axis([0, 200]), [110, 290]).got).not.toEqual([0, 200]);
  });

  it('takes degrees on whichever turn they are written, and other numbers as they are', () => {
    expect(held([230, 300, 0, 1], axis([-130, -60], 'degrees_east')).got).toEqual([230, 300]);
    expect(held([230, 300, 0, 1], axis([-130, -60], '°')).got).toEqual([230, 300]);
    expect(held([-130, -60, 0, 1], axis([230, 300], '°')).got).toEqual([-130, -60]);
    expect(held([230, 300, 0, 1], axis([-130, -60])).got).toEqual([-130, -60]);
    // Both ends turn together: a map that ends on the other side is wrong.
    expect(held([230, 300, 0, 1], axis([-130, 300], '°')).got).toEqual([230, 660]);
  });

  it('has nothing to say of axes that are not known', () => {
    expect(held([0, 1, 0, 1], null).got).toBeNull();
  });
});
