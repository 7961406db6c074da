import { expect, it } from 'vitest';
import { findLayout } from '../../../../src/figure/layout/layout.js';
import { dithered, drawing, hue, waves } from '../../drawing.js';

it('finds a bar of which lines across alternate between the colours of a palette', () => {
  const { raster, fill } = drawing(240, 200, [255, 255, 255]);
  fill({ left: 30, top: 20, right: 170, bottom: 180 }, (x, y) => dithered(hue(waves(x, y)), x, y));
  fill({ left: 189, top: 29, right: 207, bottom: 171 }, () => [0, 0, 0]);
  const bar = { left: 190, top: 30, right: 206, bottom: 170 };
  fill(bar, (x, y) => dithered(hue((170 - y - 0.5) / 140), x, y));
  const { panels, colourbars } = findLayout(raster);
  expect(colourbars.length).toBe(1);
  const { box } = colourbars[0]!;
  for (const side of ['left', 'top', 'right', 'bottom'] as const)
    expect(Math.abs(box[side] - bar[side])).toBeLessThanOrEqual(1);
  expect(panels.map(({ colourbar }) => colourbar)).toEqual([0]);
});
