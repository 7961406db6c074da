import { expect, it } from 'vitest';
import { pairAtEnds } from '../../../src/figure/axes/places/pairAtEnds.js';
import { inspect } from '../../../src/figure/inspect.js';
import type { Word } from '../../../src/figure/labels/words/joined.js';
import { plainEdges } from '../../../src/figure/layout/ink/edges.js';
import { drawing, hue, waves } from '../drawing.js';

it('reads two labels centred on the ends of a level bar, though they come nearer to the plot below it', async () => {
  const { raster, fill, write } = drawing(360, 280, [255, 255, 255]);
  fill({ left: 40, top: 66, right: 320, bottom: 240 }, (x, y) => hue(0.9 * waves(x, y)));
  fill({ left: 100, top: 20, right: 260, bottom: 40 }, (x) => hue((0.9 * (x - 100)) / 160));
  write('3.5', [100, 57]);
  write('81.5', [260, 57]);
  const [panel] = (await inspect(raster, { cells: false })).panels;
  expect(panel!.range).toEqual([3.5, 81.5]);
  expect(panel!.confidence.range).toBeGreaterThan(0.5);
});

it('reads two labels centred on the ends of an upright bar, though they come nearer to the plot beside it', async () => {
  const { raster, fill, write } = drawing(360, 280, [255, 255, 255]);
  fill({ left: 40, top: 40, right: 262, bottom: 240 }, (x, y) => hue(0.9 * waves(x, y)));
  fill({ left: 320, top: 60, right: 340, bottom: 200 }, (_, y) => hue((0.9 * (199.5 - y)) / 140));
  for (const [text, y] of [
    ['815', 60],
    ['25', 200],
  ] as const)
    write(text, [303, y], { anchor: 1 });
  const [panel] = (await inspect(raster, { cells: false })).panels;
  expect(panel!.range).toEqual([25, 815]);
  expect(panel!.confidence.range).toBeGreaterThan(0.5);
});

it('reads the outer labels of a bar with marks where they are set flush with its ends', async () => {
  const { raster, fill, write } = drawing(360, 280, [255, 255, 255]);
  fill({ left: 40, top: 20, right: 320, bottom: 200 }, (x, y) => hue(0.9 * waves(x, y)));
  fill({ left: 60, top: 230, right: 300, bottom: 244 }, (x) => hue((0.9 * (x - 59.5)) / 240));
  for (const x of [120, 180, 240]) fill({ left: x, top: 244, right: x + 1, bottom: 249 }, () => [0, 0, 0]);
  write('0', [61, 260], { anchor: 0 });
  for (const k of [1, 2, 3]) write(String(25 * k), [60.5 + 60 * k, 260]);
  write('100', [299, 260], { anchor: 1 });
  const [panel] = (await inspect(raster, { cells: false })).panels;
  expect(panel!.range).toEqual([0, 100]);
  expect(panel!.confidence.range).toBeGreaterThan(0.9);
});

it.each([
  ['a bar that the border of the picture may have cut', 0],
  ['no bar that ends within', 3],
])('is unsure of the end of %s', async (_, left) => {
  const { raster, fill, write } = drawing(360, 280, [255, 255, 255]);
  fill({ left: 40, top: 66, right: 320, bottom: 240 }, (x, y) => hue(0.9 * waves(x, y)));
  fill({ left, top: 20, right: 260, bottom: 34 }, (x) => hue((0.9 * x) / 260));
  for (const k of [1, 2, 3, 4]) write(String(10 * k), [60 * k, 44]);
  const [panel] = (await inspect(raster, { cells: false })).panels;
  expect(panel!.ticks.read).toHaveLength(4);
  if (left === 0) expect(panel!.confidence.range).toBeLessThan(0.5);
  else expect(panel!.confidence.range).toBeGreaterThan(0.9);
});

it('is sure of the end of a bar at the border of the picture where a mark stands at it', async () => {
  const { raster, fill, write } = drawing(360, 280, [255, 255, 255]);
  fill({ left: 40, top: 66, right: 320, bottom: 240 }, (x, y) => hue(0.9 * waves(x, y)));
  fill({ left: 0, top: 20, right: 240, bottom: 30 }, (x) => hue((0.9 * x) / 240));
  for (const k of [0, 1, 2, 3, 4])
    fill({ left: 60 * k, top: 20, right: 60 * k + 1, bottom: 36 }, () => [0, 0, 0]);
  for (const k of [1, 2, 3, 4]) write(String(10 * k), [60 * k + 0.5, 47]);
  const [panel] = (await inspect(raster, { cells: false })).panels;
  expect(panel!.range![0]).toBeCloseTo(0, 0);
  expect(panel!.range![1]).toBeCloseTo(40, 0);
  expect(panel!.confidence.range).toBeGreaterThan(0.9);
});

it.each([
  ['sure', 'evenly', 0],
  ['unsure', 'into unequal parts', 24],
])('is %s of the ends of a bar from border to border that marks part %s', async (_, __, shift) => {
  const { raster, fill, write } = drawing(360, 280, [255, 255, 255]);
  fill({ left: 40, top: 66, right: 320, bottom: 240 }, (x, y) => hue(0.9 * waves(x, y)));
  fill({ left: 0, top: 20, right: 360, bottom: 34 }, (x) => hue((0.9 * x) / 360));
  for (const k of [1, 2, 3, 4, 5]) {
    const x = 60 * k - shift;
    fill({ left: x, top: 34, right: x + 1, bottom: 39 }, () => [0, 0, 0]);
    write(String(20 + 10 * k), [x + 0.5, 49]);
  }
  const [panel] = (await inspect(raster, { cells: false })).panels;
  expect(panel!.ticks.read).toHaveLength(5);
  if (shift === 0) expect(panel!.range![1]).toBeCloseTo(80, 0);
  if (shift === 0) expect(panel!.confidence.range).toBeGreaterThan(0.9);
  else expect(panel!.confidence.range).toBeLessThan(0.5);
});

it('is sure of the ends of a bar from border to border whose frame is whole', async () => {
  const { raster, fill, write } = drawing(361, 280, [255, 255, 255]);
  fill({ left: 0, top: 30, right: 361, bottom: 210 }, (x, y) => hue(0.9 * waves(x, y)));
  fill({ left: 0, top: 230, right: 361, bottom: 250 }, () => [0, 0, 0]);
  fill({ left: 1, top: 231, right: 360, bottom: 249 }, (x) => hue((0.9 * x) / 360));
  for (const k of [1, 2, 3, 4, 5]) write(String(10 * k), [60 * k, 266]);
  const [panel] = (await inspect(raster, { cells: false })).panels;
  expect(panel!.range![0]).toBeCloseTo(0, 0);
  expect(panel!.range![1]).toBeCloseTo(60, 0);
  expect(panel!.confidence.range).toBeGreaterThan(0.9);
});

/** An upright bar with a number above it and one below, and marks at places that are shares of its length. */
async function markedBar(marks: readonly number[]) {
  const { raster, fill, write } = drawing(330, 300, [255, 255, 255]);
  fill({ left: 30, top: 40, right: 220, bottom: 260 }, (x, y) => hue(0.9 * waves(x, y)));
  fill({ left: 265, top: 40, right: 290, bottom: 260 }, (_, y) => hue((0.9 * (259.5 - y)) / 220));
  for (const share of marks) {
    const y = Math.round(259.5 - 220 * share);
    fill({ left: 260, top: y, right: 265, bottom: y + 1 }, () => [0, 0, 0]);
  }
  write('96', [277, 24]);
  write('5.25', [277, 276]);
  const [panel] = (await inspect(raster, { cells: false })).panels;
  return panel!;
}

it('takes two numbers beyond the ends of a bar for those of a logarithm where the marks between them say so', async () => {
  const values = [6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90];
  const { scale, confidence } = await markedBar(values.map((v) => Math.log(v / 5.25) / Math.log(96 / 5.25)));
  expect(scale).toBe('log');
  expect(confidence.range).toBeGreaterThan(0.5);
});

it('is unsure of two numbers beyond the ends of a bar whose marks stand in uneven steps for no logarithm', async () => {
  const values = [10, 20, 30, 40, 50, 60, 70, 80, 90];
  expect(
    (await markedBar(values.map((v) => Math.sqrt((v - 5.25) / 90.75)))).confidence.range,
  ).toBeLessThanOrEqual(0.5);
});

it('is sure of two numbers beyond the ends of a bar whose marks stand in even steps', async () => {
  const values = [10, 20, 30, 40, 50, 60, 70, 80, 90];
  const { scale, confidence } = await markedBar(values.map((v) => (v - 5.25) / 90.75));
  expect(scale).toBe('linear');
  expect(confidence.range).toBeGreaterThan(0.5);
});

it('finds the two numbers at the ends of a bar below the labels of its plot, which stand on the line above', () => {
  const word = (left: number, top: number): Word => {
    const box = { left, top, right: left + 10, bottom: top + 14 };
    return { box, glyphs: [box], height: 14 };
  };
  const bar = {
    edges: plainEdges({ left: 100, top: 60, right: 240, bottom: 80 }),
    orientation: 'horizontal',
  } as const;
  const [low, high] = [word(95, 34), word(235, 34)];
  const axis = [word(105, 25), word(165, 25), word(225, 25)];
  expect(pairAtEnds([low, ...axis, high], bar)).toEqual([low, high]);
  // On the same line they are three numbers or more.
  expect(pairAtEnds([low, word(165, 33), high], bar)).toEqual([]);
});
