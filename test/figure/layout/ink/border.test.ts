import { describe, expect, it } from 'vitest';
import { inspect } from '../../../../src/figure/inspect.js';
import { insideBorder } from '../../../../src/figure/layout/ink/page.js';
import { drawing, hue, waves } from '../../drawing.js';

const [width, height] = [200, 150];
const plot = { left: 40, top: 20, right: 160, bottom: 110 };

function figure(border: number) {
  const { raster, fill } = drawing(width, height, [220, 220, 220]);
  fill({ left: border, top: border, right: width - border, bottom: height - border }, () => [32, 32, 32]);
  fill(plot, (x, y) => hue(waves(x, y)));
  return raster;
}

describe('a line around the whole picture', () => {
  it('is no page: what it encloses has one', async () => {
    expect(insideBorder(figure(1))).toEqual({ left: 1, top: 1, right: width - 1, bottom: height - 1 });
    const { panels } = await inspect(figure(2), { cells: false });
    expect(panels.map((p) => p.plotBox)).toEqual([plot]);
  });

  it('is not seen where the page goes on inside, nor around data alone', () => {
    expect(insideBorder(figure(0))).toBeNull();
    expect(insideBorder(figure(8))).toBeNull();
    const { raster, fill } = drawing(width, height, [0, 0, 0]);
    fill({ left: 1, top: 1, right: width - 1, bottom: height - 1 }, (x, y) => hue(waves(x, y)));
    expect(insideBorder(raster)).toBeNull();
  });
});
