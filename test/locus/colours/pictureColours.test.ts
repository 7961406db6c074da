import { describe, expect, it } from 'vitest';
import { pictureColours } from '../../../src/locus/colours/pictureColours.js';
import { drawing } from '../../figure/drawing.js';

describe('the colours of a picture', () => {
  it('take no terrace between slopes for a hole, where they are as they were drawn', () => {
    const terraced = (x: number, y: number) => {
      const height = x / 60 + 1.2 * Math.sin(y / 31) + 0.3 * Math.sin(x / 23);
      const terrace = Math.floor(height);
      return terrace + 0.5 + 0.5 * Math.tanh((height - terrace - 0.5) * (10 + 8 * Math.sin(y / 17)));
    };
    const { raster, fill } = drawing(300, 160, [0, 0, 0]);
    fill({ left: 0, top: 0, right: 300, bottom: 160 }, (x, y) => {
      const t = (terraced(x, y) + 2) / 9;
      return [255 * (0.5 + 0.5 * Math.cos(7 * t)), 255 * t, 255 * (0.5 + 0.5 * Math.sin(8 * t))];
    });
    const { noData, exact } = pictureColours(raster);
    expect(exact).toBe(true);
    expect(noData.colours).toEqual([]);
  });
});
