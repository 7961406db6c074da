import { expect, it } from 'vitest';
import { findLayout } from '../../../src/figure/layout/layout.js';
import { sceneWithout, stripsAsBars } from '../../../src/figure/within/overScene.js';
import { barOfStrip } from '../../../src/figure/within/within.js';
import type { Box } from '../../../src/model/types.js';
import { drawing, hue, waves } from '../drawing.js';

/** A window that shows grey, with a strip whose colours change along it from its top to its bottom. */
function withStripAt(left: number) {
  const { raster, fill } = drawing(200, 160, [90, 90, 90]);
  fill({ left, top: 3, right: left + 6, bottom: 160 }, (_, y) => hue(y / 160));
  return raster;
}

it("takes no strip for a bar that runs along the side of a picture: that is a window's border", () => {
  expect(stripsAsBars(withStripAt(2), false)).toEqual([]);
  expect(stripsAsBars(withStripAt(192), false)).toEqual([]);
  expect(stripsAsBars(withStripAt(60), false)).toHaveLength(1);
});

it('takes no strip at the border of a plot for a bar, though it was led on past the plot to where the labels of its axis begin', () => {
  const { raster, fill } = drawing(300, 260, [0, 0, 0]);
  fill({ left: 60, top: 40, right: 260, bottom: 220 }, (x, y) => hue(waves(x, y)));
  const box = { left: 59, top: 36, right: 64, bottom: 228 };
  const strip = barOfStrip(raster, { box, orientation: 'vertical' }, false);
  expect(sceneWithout(raster, findLayout(raster, false), strip, false)).toBeUndefined();
});

it('a strip is led on past the marks of ticks within it, and not past lines that part colours', () => {
  const { raster, fill } = drawing(440, 120, [0, 0, 0]);
  const bar = { left: 80, top: 50, right: 400, bottom: 72 };
  const shareAt = (x: number): number => (x + 0.5 - bar.left) / (bar.right - bar.left);
  const colourAt = (x: number): readonly number[] => [
    255 * shareAt(x),
    255 * shareAt(x),
    255 * (1 - shareAt(x)),
  ];
  fill(bar, (x) => colourAt(x));
  // Marks as scaling leaves them, spread over some pixels; a strip is seen between them, where no other colour cuts its lines.
  for (const x of [160, 320])
    for (const top of [bar.top, bar.bottom - 6])
      fill({ left: x - 2, top, right: x + 2, bottom: top + 6 }, (at) =>
        colourAt(at).map((v) => (v + 255) / 2),
      );
  const boxes = (): Box[] => stripsAsBars(raster, false).map(({ box }) => box);
  expect(boxes()).toContainEqual(bar);
  expect(boxes().every(({ left, right }) => left === bar.left && right === bar.right)).toBe(true);
  for (const x of [160, 320])
    fill({ left: x - 2, top: bar.top, right: x + 2, bottom: bar.bottom }, () => [255, 255, 255]);
  expect(boxes().every(({ left, right }) => right - left < 170)).toBe(true);
});
