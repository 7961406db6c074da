import { describe, expect, it } from 'vitest';
import { findLayout } from '../../../src/figure/layout/layout.js';
import { PixelKind } from '../../../src/model/pixelKind.js';
import type { Rgb } from '../../../src/model/types.js';
import { recoverFigure } from '../../../src/pipeline/recoverFigure.js';
import { ellipse, flatPoles, type RoundPlot, roundPlot, valueAt } from './roundPlot.js';

const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];
/** Nearly the map's darkest colour. */
const night: Rgb = [20, 20, 88];
const wide = { left: 30, top: 50, right: 330, bottom: 200 };
const round = { left: 80, top: 30, right: 280, bottom: 230 };
const thin = { colour: black, thickness: 1.5 };
const pale = { colour: [210, 210, 210] as Rgb, thickness: 1 };

describe('plots that fill no rectangle', () => {
  it.each<[string, RoundPlot]>([
    ['an ellipse', { shape: ellipse, box: wide, page: white }],
    ['an ellipse in a line', { shape: ellipse, box: wide, page: white, outline: thin }],
    ['an ellipse of a map that ends in white', { shape: ellipse, box: wide, page: white, lightest: white }],
    ['an ellipse on a dark page', { shape: ellipse, box: wide, page: night, outline: pale }],
    [
      'flat poles, with a graticule',
      { shape: flatPoles, box: wide, page: white, outline: thin, graticule: [128, 128, 128] },
    ],
    [
      'a circle with rings and spokes',
      { shape: ellipse, box: round, page: white, outline: thin, graticule: [60, 60, 60], lightest: white },
    ],
    [
      'a radar frame on a dark page',
      { shape: ellipse, box: round, page: night, outline: pale, graticule: [150, 150, 150] },
    ],
  ])('have no data outside of %s', async (_, plot) => {
    const { raster, inside } = roundPlot(plot);
    const panels = await recoverFigure(raster, { labels: false });
    expect(panels).toHaveLength(1);
    const { plotBox, colourbarBox, decoded } = panels[0]!;
    for (const side of ['left', 'top', 'right', 'bottom'] as const)
      expect(Math.abs(plotBox[side] - plot.box[side])).toBeLessThanOrEqual(1);
    expect(colourbarBox).not.toBeNull();
    const tally = { outside: 0, taken: 0, noData: 0, inside: 0, lost: 0, wrong: 0 };
    const width = plotBox.right - plotBox.left;
    decoded.mask.forEach((valid, p) => {
      const [x, y] = [plotBox.left + (p % width), plotBox.top + Math.floor(p / width)];
      if (inside[y * raster.width + x] === 0) {
        tally.outside++;
        if (valid === 1) tally.taken++;
        if (decoded.kind[p] === PixelKind.noData) tally.noData++;
        return;
      }
      tally.inside++;
      if (valid === 0) tally.lost++;
      else if (Math.abs(decoded.t[p]! - valueAt(x, y)) > 0.05) tally.wrong++;
    });
    expect(tally.taken / tally.outside).toBeLessThan(0.015);
    expect(tally.noData / tally.outside).toBeGreaterThan(0.85);
    expect(tally.lost / tally.inside).toBeLessThan(plot.graticule ? 0.1 : 0.01);
    expect(tally.wrong).toBe(0);
  });

  it('are not made of rectangles, nor of data with holes at their corners', () => {
    const corner = (u: number, v: number) => !(u > 0.5 && v > 0.4);
    for (const shape of [() => true, corner]) {
      const inBox = (u: number, v: number) => Math.abs(u) <= 1 && Math.abs(v) <= 1 && shape(u, v);
      const { panels } = findLayout(roundPlot({ shape: inBox, box: wide, page: white }).raster);
      expect(panels.map(({ outline }) => outline)).toEqual([null]);
    }
  });
});
