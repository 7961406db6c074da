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

it('trusts an order in exact colours though the field has edges across the turns of the map', async () => {
  const turn = (k: number): number[] => {
    const angle = (3.5 * Math.PI * k) / 255;
    return [128 + 100 * Math.cos(angle), 128 + 100 * Math.sin(angle), 40 + (2 / 3) * k].map(Math.round);
  };
  // Squares of 20 pixels, each a slope that goes through a part of the map; beside one another they are anywhere on it.
  const levelAt = (p: number): number => {
    const [x, y] = [p % width, Math.floor(p / width)];
    const square = Math.floor(x / 20) + 8 * Math.floor(y / 20);
    return ((97 * square) % 160) + (x % 20) + 4 * (y % 20);
  };
  const plot = { left: 0, top: 0, right: width, bottom: height };
  const [panel] = await recoverFigure(
    { raster: painted((p) => turn(levelAt(p))) },
    { plot, colourbar: 'none', colourmap: 'blind' },
  );
  const { t, mask } = panel!.decoded;
  const levels = Array.from(t, (_, p) => levelAt(p));
  const [least, most] = [Math.min(...levels), Math.max(...levels)];
  const isRising = t[levels.indexOf(most)]! > t[levels.indexOf(least)]!;
  const near = levels.filter((level, p) => {
    const truth = (level - least) / (most - least);
    return mask[p] === 1 && Math.abs((isRising ? t[p]! : 1 - t[p]!) - truth) < 0.02;
  });
  expect(near.length / t.length).toBeGreaterThan(0.97);
  expect(panel!.confidences.decoding).toBeGreaterThan(0.5);
});
