import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import { areOrdinals, withoutCurrency } from '../../../src/figure/labels/words/currency.js';
import { drawing, hue, waves } from '../drawing.js';

/** A plot and its bar, whose labels begin with an S; where it is a dollar sign, a stroke runs down through it. */
function figure(numbers: readonly string[], isMoney: boolean) {
  const { raster, fill, stroke, write } = drawing(340, 240, [255, 255, 255]);
  fill({ left: 30, top: 20, right: 230, bottom: 220 }, (x, y) => hue(waves(x, y)));
  fill({ left: 250, top: 20, right: 266, bottom: 220 }, (_, y) => hue((219.5 - y) / 200));
  numbers.forEach((number, k) => {
    const y = 190 - (150 * k) / (numbers.length - 1);
    write(`S${number}`, [272, y], { anchor: 0 });
    if (isMoney) stroke([276, y - 8, 276, y + 8], [0, 0, 0]);
  });
  return raster;
}

describe('amounts of money beside a bar', () => {
  it('are its numbers', async () => {
    const { panels } = await inspect(figure(['0', '250', '500', '750'], true), { cells: false });
    const [low, high] = panels[0]!.range!;
    expect(Math.abs(low + 150) + Math.abs(high - 850)).toBeLessThan(10);
    expect(panels[0]!.confidence.range).toBeGreaterThan(0.5);
  });

  it('are not the names of classes that letters and ordinals make', async () => {
    const { panels } = await inspect(figure(['1', '2', '3', '4'], false), { cells: false });
    expect(panels[0]!.range).toBeNull();
  });
});

const word = (left: number, wide: number) => ({
  box: { left, top: 0, right: left + 34, bottom: 12 },
  glyphs: [0, 12, 24].map((x, k) => ({
    left: left + x,
    top: 0,
    right: left + x + (k === 0 ? wide : 8),
    bottom: 12,
  })),
  height: 12,
});
const reading = (text: string, wide = 9) => ({ word: word(50, wide), text });

describe('the sign of a currency', () => {
  it('is parted from each label, though one of them reads as a digit', () => {
    const words = withoutCurrency([reading('S10'), reading('S20'), reading('530')]);
    expect(words?.map(({ box }) => box.left)).toEqual([62, 62, 62]);
  });

  it('is no digit that most labels begin with, and no letters of several widths', () => {
    expect(withoutCurrency([reading('110'), reading('120'), reading('130')])).toBeNull();
    expect(withoutCurrency([reading('S10'), reading('S20', 5), reading('S30')])).toBeNull();
  });

  it('stands before amounts, which seldom count by ones', () => {
    expect(areOrdinals([3, 1, 2])).toBe(true);
    expect(areOrdinals([10, 20, 30])).toBe(false);
    expect(areOrdinals([0.5, 1.5, 2.5])).toBe(false);
  });
});
