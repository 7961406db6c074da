import { expect, it } from 'vitest';
import { findLayout } from '../../../src/figure/layout/layout.js';
import { sceneWithout, stripsAsBars } from '../../../src/figure/within/overScene.js';
import { barOfStrip } from '../../../src/figure/within/within.js';
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
