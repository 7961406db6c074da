import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { givenLayout } from '../../../src/figure/given/givenLayout.js';
import { inspectAround } from '../../../src/figure/inspectAround.js';
import { findLayout } from '../../../src/figure/layout/layout.js';
import { readRaster } from '../../../src/formats/pictures/readRaster.js';
import type { Box, Raster } from '../../../src/model/types.js';
import { recoverFigure } from '../../../src/pipeline/recoverFigure.js';
import { drawsOf } from '../../bench/fresh/random.js';
import { boxOf, figureDescriptions, quarterOf } from '../../figures.js';

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures');
const sides = ['left', 'top', 'right', 'bottom'] as const;
/** A frame of one pixel, with its anti-aliasing, is so wide: a box on it may be drawn along either side. */
const near = 3;
const figures = figureDescriptions((d) => d.colourbar_box !== null, fixtures);
const load = async (image: string): Promise<Raster> => (await readRaster(join(fixtures, image))).raster;
const farthest = (a: Box, b: Box): number => Math.max(...sides.map((side) => Math.abs(a[side] - b[side])));

/** A box as it is drawn by hand: up to 10 pixels off at each side, or up to 40 % of what it bounds. */
function rough(box: Box, seed: number): Box {
  const { uniform } = drawsOf(2026, seed);
  const off = (side: (typeof sides)[number]): number => {
    const across = side === 'left' || side === 'right' ? box.right - box.left : box.bottom - box.top;
    const most = Math.min(10, 0.4 * across);
    return box[side] + Math.round(uniform(-most, most));
  };
  return { left: off('left'), top: off('top'), right: off('right'), bottom: off('bottom') };
}

/** The figure on a ground of coloured noise, so that nothing in the picture looks like a page. */
function onNoise({ width, height, data }: Raster, by: number): Raster {
  const { integer } = drawsOf(2026, 7);
  const wide = width + 2 * by;
  const tall = height + 2 * by;
  const picture = Uint8ClampedArray.from({ length: 4 * wide * tall }, (_, i) =>
    i % 4 === 3 ? 255 : integer(0, 255),
  );
  for (let y = 0; y < height; y++)
    picture.set(data.subarray(4 * y * width, 4 * (y + 1) * width), 4 * ((y + by) * wide + by));
  return { width: wide, height: tall, data: picture };
}

const moved = ({ left, top, right, bottom }: Box, by: number): Box => ({
  left: left + by,
  top: top + by,
  right: right + by,
  bottom: bottom + by,
});

describe('boxes that are given', () => {
  it.each(figures.map((d, k) => [d.name, d, k] as const))(
    'stay where they are exact and go to the edges where they are rough: %s',
    async (_, { image, plot_box, colourbar_box }, k) => {
      const raster = await load(image);
      const lossy = image.endsWith('.jpg');
      const exact = { plot: boxOf(plot_box), colourbar: boxOf(colourbar_box!) };
      expect(givenLayout(raster, exact, lossy).used).toEqual(exact);
      const given = { plot: rough(exact.plot, k), colourbar: rough(exact.colourbar, k + 100) };
      const { used } = givenLayout(raster, given, lossy);
      expect(farthest(used.plot!, exact.plot)).toBeLessThanOrEqual(near);
      expect(farthest(used.colourbar!, exact.colourbar)).toBeLessThanOrEqual(near);
    },
  );

  it('stay where they bound a part of a plot', async () => {
    const raster = await load('fig-viridis-bumps-png.png');
    const whole = findLayout(raster).panels[0]!.plotBox;
    const inside = {
      left: whole.left + 60,
      top: whole.top + 50,
      right: whole.right - 90,
      bottom: whole.bottom - 70,
    };
    for (const plot of [quarterOf(whole), inside])
      expect(givenLayout(raster, { plot }).used.plot).toEqual(plot);
  });

  it('show what is around them where nothing else is found', async () => {
    const { image, plot_box, colourbar_box, vmin, vmax } = figures.find(
      (d) => d.name === 'fig-jet-contours-png',
    )!;
    const raster = onNoise(await load(image), 15);
    const exact = { plot: moved(boxOf(plot_box), 15), colourbar: moved(boxOf(colourbar_box!), 15) };
    const given = { plot: rough(exact.plot, 3), colourbar: rough(exact.colourbar, 4) };
    for (const boxes of [given, { colourbar: given.colourbar }]) {
      const { panels } = await inspectAround(raster, boxes);
      const panel = panels.find(({ plotBox }) => farthest(plotBox, exact.plot) <= near);
      expect(panel?.range).toEqual([vmin, vmax]);
    }
  });

  it('are used, and named as they are used, by the recovery', async () => {
    const { image, plot_box, colourbar_box } = figures.find((d) => d.name === 'fig-jet-contours-png')!;
    const raster = await load(image);
    const plot = rough(boxOf(plot_box), 5);
    const colourbar = rough(boxOf(colourbar_box!), 6);
    for (const range of [undefined, [0, 1] as const]) {
      const [panel] = await recoverFigure(raster, { plot, colourbar, ...(range && { range }) });
      expect(farthest(panel!.plotBox, boxOf(plot_box))).toBeLessThanOrEqual(near);
      expect(farthest(panel!.colourbarBox!, boxOf(colourbar_box!))).toBeLessThanOrEqual(near);
      expect(panel!.sidecar.options).toMatchObject({ plot, colourbar });
      expect(panel!.warnings.filter(({ code }) => code === 'box-moved')).toHaveLength(2);
    }
    const [all] = await recoverFigure(raster, { plot: 'all', colourmap: 'jet' });
    expect(all!.plotBox).toEqual({ left: 0, top: 0, right: raster.width, bottom: raster.height });
  });
});
