import { describe, expect, it } from 'vitest';
import { inspect } from '../../../../src/figure/inspect.js';
import { insideShadow } from '../../../../src/figure/layout/ink/insideShadow.js';
import { drawing, hue, waves } from '../../drawing.js';

const window = { left: 40, top: 30, right: 380, bottom: 250 };
const plot = { left: 90, top: 80, right: 280, bottom: 220 };
const bar = { left: 310, top: 80, right: 326, bottom: 220 };

/** Light that a soft shadow takes where a pixel lies so far outside of the window. */
function shadow(x: number, y: number): number {
  const dx = Math.max(window.left - x, 0, x - window.right + 1);
  const dy = Math.max(window.top - y, 0, y - window.bottom + 1);
  return 70 * Math.max(0, 1 - Math.hypot(dx, dy) / 26) ** 2;
}

function shadowed(hueOfShadow: readonly number[]) {
  const drawn = drawing(430, 300, [255, 255, 255]);
  drawn.fill({ left: 0, top: 0, right: 430, bottom: 300 }, (x, y) =>
    hueOfShadow.map((share) => 255 - share * shadow(x, y)),
  );
  drawn.fill(window, () => [236, 236, 236]);
  return drawn;
}

describe('a window with a soft shadow on the page', () => {
  it('is what the shadow leaves, and its figure is found in it', async () => {
    const { raster, fill, write } = shadowed([1, 1, 1]);
    fill(plot, (x, y) => hue(waves(x, y)));
    fill(bar, (_, y) => hue((219.5 - y) / 140));
    ['20', '10', '0'].forEach((text, k) => {
      write(text, [334, 80 + 70 * k], { anchor: 0 });
    });
    expect(insideShadow(raster)).toEqual(window);
    const { panels } = await inspect(raster);
    expect(panels.map(({ plotBox }) => plotBox)).toEqual([plot]);
    expect(panels[0]?.range).toEqual([0, 20]);
  });

  it('is none where the page takes a hue, as data do, or has no shadow', () => {
    expect(insideShadow(shadowed([1, 0.3, 0]).raster)).toBeNull();
    const { raster, fill } = drawing(430, 300, [255, 255, 255]);
    fill(window, () => [236, 236, 236]);
    expect(insideShadow(raster)).toBeNull();
  });
});
