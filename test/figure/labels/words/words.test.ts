import { describe, expect, it } from 'vitest';
import { findWords } from '../../../../src/figure/labels/words/text.js';
import { pageOf } from '../../../../src/figure/layout/ink/page.js';
import type { Box, Raster } from '../../../../src/model/types.js';

const width = 120;
const height = 100;
const page = pageOf([255, 255, 255], false);

/** Black rectangles on white. */
function drawing(...ink: readonly Box[]): Raster {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (const { left, top, right, bottom } of ink)
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) data.set([0, 0, 0], 4 * (y * width + x));
  return { width, height, data };
}
const letter = (left: number, top: number, w = 6, h = 10): Box => ({
  left,
  top,
  right: left + w,
  bottom: top + h,
});

describe('words', () => {
  it('have no tick mark in them that begins a pixel or two beside a box whose side a codec paled', () => {
    const box = letter(20, 0, 40, 90);
    const dash = letter(61, 24, 4, 2);
    const noisy = pageOf([255, 255, 255], true);
    const words = findWords(drawing(box, dash, letter(69, 20)), noisy, [box]);
    expect(words.map((w) => w.box.left)).toEqual([69]);
    const signed = findWords(drawing(box, letter(65, 24, 4, 2), letter(71, 20)), noisy, [box]);
    expect(signed.map((w) => w.box.left)).toEqual([65]);
  });

  it('keep a minus sign as near to a bar that no codec has been through', () => {
    const box = letter(20, 0, 40, 90);
    const words = findWords(drawing(box, letter(62, 24, 4, 2), letter(67, 20)), page, [box]);
    expect(words.map((w) => w.box.left)).toEqual([62]);
  });

  it('keep a sign as near to a box as numbers without one, and those of a page without noise', () => {
    const box = letter(20, 0, 40, 90);
    const positive = letter(62, 50);
    const negative = [letter(62, 24, 4, 2), letter(68, 20)];
    for (const isNoisy of [false, true]) {
      const words = findWords(drawing(box, ...negative, positive), pageOf([255, 255, 255], isNoisy), [box]);
      expect(words.map((w) => w.box.left)).toEqual([62, 62]);
    }
    expect(findWords(drawing(box, ...negative), page, [box]).map((w) => w.box.left)).toEqual([62]);
  });

  it('are cut where they end at the border of the picture', () => {
    const words = findWords(drawing(letter(106, 20), letter(114, 20), letter(50, 20)), page, []);
    expect(words.map((w) => [w.box.left, w.cut])).toEqual([
      [50, undefined],
      [106, 'border'],
    ]);
  });

  it('are cut where they go on in ink that hangs on a box, but not where a tick mark does', () => {
    const box = letter(60, 0, 40, 90);
    const digits = [letter(36, 20), letter(44, 20)];
    const touching = findWords(drawing(box, ...digits, letter(52, 20, 8)), page, [box]);
    expect(touching.map((w) => w.cut)).toEqual(['ink']);
    const ticked = findWords(drawing(box, ...digits, letter(54, 24, 6, 2)), page, [box]);
    expect(ticked.map((w) => w.cut)).toEqual([undefined]);
  });

  it('are whole where a tick mark runs into their last letter', () => {
    const box = letter(70, 0, 40, 90);
    const mark = { left: 58, top: 24, right: 70, bottom: 26 };
    const [word, ...others] = findWords(
      drawing(box, letter(36, 20), letter(44, 20), letter(52, 20), mark),
      page,
      [box],
    );
    expect(others).toEqual([]);
    expect(word!.box).toEqual({ left: 36, top: 20, right: 58, bottom: 30 });
    expect(word!.cut).toBe(undefined);
  });

  it('keep a minus sign that a tick mark runs into', () => {
    const box = letter(0, 0, 40, 90);
    const ink = [letter(40, 24, 6, 1), letter(45, 25, 5, 1), letter(50, 20), letter(58, 20)];
    const [word] = findWords(drawing(box, ...ink), page, [box]);
    expect(word!.box).toEqual({ left: 46, top: 20, right: 64, bottom: 30 });
    expect(word!.glyphs.length).toBe(3);
  });

  it('are not joined with letters of a text that is written upward beside them', () => {
    const digits = [letter(20, 40), letter(28, 40)];
    const upward = [0, 1, 2, 3, 4].map((k) => letter(38, 20 + 11 * k, 10, 9));
    const found = findWords(drawing(...digits, ...upward), page, []);
    expect(found.find((w) => w.box.left === 20)!.box.right).toBe(34);
  });

  it('are cut where the border of a box stands as near as the next letter', () => {
    const cut = (left: number) =>
      findWords(drawing(letter(36, 40), letter(44, 40), letter(left, 10, 1, 80)), page, []).map((w) => w.cut);
    expect(cut(51)).toEqual(['ink']);
    expect(cut(34)).toEqual(['ink']);
    expect(cut(56)).toEqual([undefined]);
  });

  it('are whole where the line as near is that around the bar which they stand beside', () => {
    const bar = { left: 12, top: 10, right: 33, bottom: 90 };
    const words = findWords(drawing(bar, letter(33, 10, 1, 80), letter(35, 40), letter(43, 40)), page, [bar]);
    expect(words.map((w) => w.cut)).toEqual([undefined]);
  });

  it('keep their signs where their digits touch and their lines are close', () => {
    const lines = [10, 24, 38, 52].flatMap((top) => [letter(30, top + 5, 5, 1), letter(37, top, 28)]);
    const words = findWords(drawing(...lines), page, []);
    expect(words.map((w) => w.box.left)).toEqual([30, 30, 30, 30]);
  });

  it('are not joined with what stands in the line above, however near', () => {
    const title = [letter(20, 20, 6, 14), letter(28, 20)];
    const found = findWords(drawing(...title, letter(28, 35), letter(36, 35)), page, []);
    expect(found.map((w) => w.box.top).sort()).toEqual([20, 35]);
  });

  it('are as tall as their letters, though these fall into pieces', () => {
    const broken = [letter(20, 20, 4, 5), letter(22, 25, 4, 5)];
    const [word] = findWords(drawing(...broken, letter(28, 20, 6, 5)), page, []);
    expect(word!.height).toBe(10);
  });

  it('hold a last letter that is paler than the others', () => {
    const raster = drawing(letter(20, 20), letter(28, 20));
    const pale = letter(36, 20);
    for (let y = pale.top; y < pale.bottom; y++)
      raster.data.fill(190, 4 * (y * width + pale.left), 4 * (y * width + pale.right));
    const [word] = findWords(raster, pageOf([255, 255, 255], true), []);
    expect(word!.box.right).toBeGreaterThan(36);
  });
});
