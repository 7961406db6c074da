import { describe, expect, it } from 'vitest';
import { findLayout } from '../../../src/figure/layout/layout.js';
import { withTouchingBars } from '../../../src/figure/within/touchingBars.js';
import { type Colour, drawing, hue, waves } from '../drawing.js';

const plots = [0, 1].map((k) => ({ left: 60, top: 20 + 150 * k, right: 260, bottom: 140 + 150 * k }));
const [black, white]: readonly Colour[] = [
  [0, 0, 0],
  [255, 255, 255],
];

/** Two framed plots, one in hues with a bar in hues apart from it, the other in greys; its bar, if it has one, shares its frame. */
function figure(touches: boolean) {
  const { raster, fill } = drawing(340, 320, white!);
  const framed = (left: number, right: number, k: number, colour: (x: number, y: number) => Colour): void => {
    const { top, bottom } = plots[k]!;
    fill({ left: left - 1, right: right + 1, top: top - 1, bottom: bottom + 1 }, () => black!);
    fill({ left, right, top, bottom }, colour);
  };
  const grey = (t: number): Colour => [40 + 180 * t, 40 + 180 * t, 60 + 180 * t];
  const along = (y: number, k: number): number => (plots[k]!.bottom - 0.5 - y) / 120;
  framed(60, 260, 0, (x, y) => hue(waves(x, y)));
  framed(280, 294, 0, (_, y) => hue(along(y, 0)));
  if (touches) framed(261, 273, 1, (_, y) => grey(along(y, 1)));
  framed(60, 260, 1, (x, y) => grey(waves(x, y)));
  return raster;
}

describe('bars that touch their plots beside others that stand apart', () => {
  it('are found, each with its own plot', () => {
    const raster = figure(true);
    const plain = findLayout(raster);
    expect(plain.panels.map(({ colourbar }) => colourbar)).toEqual([0, null]);
    const { panels, colourbars } = withTouchingBars(raster, plain, false)!;
    const boxes = panels.map(({ colourbar }) => colourbars[colourbar!]!.box);
    expect(boxes.map(({ left, top }) => [Math.round(left / 10), Math.round(top / 10)])).toEqual([
      [28, 2],
      [26, 17],
    ]);
    expect(Math.abs(panels[1]!.plotBox.right - 260)).toBeLessThanOrEqual(1);
  });

  it('are not made of a plot that has none', () => {
    const raster = figure(false);
    expect(withTouchingBars(raster, findLayout(raster), false)).toBeUndefined();
  });
});
