import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import { findPage } from '../../../src/figure/layout/ink/page.js';
import { legendBoxes, withoutBoxes } from '../../../src/figure/layout/legendBoxes.js';
import { drawing, hue, waves } from '../drawing.js';

const plot = { left: 40, top: 30, right: 300, bottom: 230 };
const box = { left: 330, top: 20, right: 381, bottom: 240 };
const bar = { left: 331, top: 31, right: 356, bottom: 231 };
const white = [255, 255, 255];

/** A plot, and a bar at the border of a box in thin lines, as VTK draws it: the box crosses the labels. */
function figure(lines = true) {
  const { raster, fill, write } = drawing(450, 260, [0, 0, 0]);
  fill(plot, (x, y) => hue(waves(x, y)));
  fill(bar, (_, y) => hue((bar.bottom - y - 0.5) / (bar.bottom - bar.top)));
  for (let k = 0; k <= 4; k++)
    write(String(1000 + 250 * k), [358, bar.bottom - 50 * k], { colour: white, anchor: 0 });
  const { left, top, right, bottom } = box;
  if (lines)
    for (const line of [
      { left, top, right, bottom: top + 1 },
      { left, top: bottom - 1, right, bottom },
      { left, top, right: left + 1, bottom },
      { left: right - 1, top, right, bottom },
    ])
      fill(line, () => white);
  return { raster, fill };
}

describe('a box in thin lines around a bar and its labels', () => {
  it('is found, where the frame of a plot is not', () => {
    const { raster, fill } = figure();
    const page = findPage(raster)!;
    expect(legendBoxes(raster, page, plot)).toEqual([box]);
    expect(legendBoxes(figure(false).raster, page, plot)).toEqual([]);
    for (const frame of [
      { ...plot, bottom: plot.top + 1 },
      { ...plot, top: plot.bottom - 1 },
      { ...plot, right: plot.left + 1 },
      { ...plot, left: plot.right - 1 },
    ])
      fill(frame, () => white);
    expect(legendBoxes(raster, page, { left: 0, top: 0, right: 1, bottom: 1 })).toHaveLength(1);
  });

  it('is taken away, and leaves bar and letters', () => {
    const { raster } = figure();
    const page = findPage(raster)!;
    const clear = withoutBoxes(raster, page, legendBoxes(raster, page, plot));
    const bare = figure(false).raster.data;
    let other = 0;
    for (let i = 0; i < bare.length; i += 4) if (Math.abs(clear.data[i]! - bare[i]!) > 64) other++;
    // What the line hides of a letter stays hidden.
    expect(other).toBeLessThan(30);
  });

  it('keeps neither bar nor range from being found', async () => {
    const { panels } = await inspect(figure().raster, { cells: false });
    expect(panels).toHaveLength(1);
    expect(panels[0]!.colourbar!.box).toEqual(bar);
    expect(panels[0]!.range).toEqual([1000, 2000]);
    expect(panels[0]!.confidence.range).toBeGreaterThan(0.5);
  });
});
