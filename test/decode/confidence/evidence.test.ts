import { expect, it } from 'vitest';
import { recoverFigure } from '../../../src/index.js';
import { field, height, painted, rainbowOf, width } from '../picture/pictures.js';

it('doubts an order found without an area in a colour that a map may end in, and not for one in a page’s white', async () => {
  const { colours } = rainbowOf(256);
  const holed = (hole: readonly number[]) =>
    painted((p) => {
      const isHole = Math.hypot((p % width) - 80, Math.floor(p / width) - 60) < 30;
      const k = 3 * Math.floor(170 * field[p]!);
      return isHole ? hole : colours.subarray(k, k + 3);
    });
  const plot = { left: 0, top: 0, right: width, bottom: height };
  const codes = async (hole: readonly number[]) => {
    const [panel] = await recoverFigure(
      { raster: holed(hole) },
      { plot, colourbar: 'none', colourmap: 'blind' },
    );
    const { confidences, warnings } = panel!;
    return { decoding: confidences.decoding, doubts: warnings.some((w) => w.code === 'coloured-holes') };
  };
  expect(await codes([230, 120, 160])).toMatchObject({ doubts: true });
  expect((await codes([230, 120, 160])).decoding).toBeLessThan(0.5);
  expect(await codes([255, 255, 255])).toMatchObject({ doubts: false });
});
