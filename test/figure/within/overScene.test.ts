import { expect, it } from 'vitest';
import { stripsAsBars } from '../../../src/figure/within/overScene.js';
import { drawing, hue } from '../drawing.js';

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
