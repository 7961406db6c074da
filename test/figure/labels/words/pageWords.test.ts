import { describe, expect, it } from 'vitest';
import type { LabelCandidate } from '../../../../src/figure/labels/reader/label.js';
import { pageWordsFirst } from '../../../../src/figure/labels/words/pageWords.js';
import type { Glyph, Raster } from '../../../../src/model/types.js';
import { crop } from '../../../../src/raster/crop.js';

const [width, height] = [60, 20];
const white = [255, 255, 255] as const;

/** A line of black blocks, one for each letter that leaves ink, ten columns apart; and what the page says of them. */
function line(ink: string, said = ink, change: Partial<Glyph> = {}): Raster {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  const text: Glyph[] = [];
  [...ink].forEach((letter, k) => {
    for (let y = 5; y < 15; y++)
      for (let x = 0; x < 6; x++)
        data.fill(0, 4 * (y * width + 10 * k + x), 4 * (y * width + 10 * k + x) + 3);
    const box = { left: 10 * k, top: 5, right: 10 * k + 6, bottom: 15 };
    if (said[k] !== ' ')
      text.push({ text: said[k] ?? letter, box, quarterTurns: 0, isSure: true, ...change });
  });
  return { width, height, data, text };
}

const all = { left: 0, top: 0, right: width, bottom: height };
const readings = (...texts: string[]): LabelCandidate[] =>
  texts.map((text, k) => ({ text, score: 0.6 / (k + 1) }));
const readWith = (found: LabelCandidate[], raster: Raster) =>
  pageWordsFirst(async () => found)(raster, white, all);

describe('labels of a page that says what it writes', () => {
  it('are what it says, where that is all of the ink', async () => {
    expect(await readWith(readings('150'), line('160'))).toEqual([{ text: '160', score: 1 }]);
  });

  it('are those of the reader that hold what it says, where a sign is drawn and not said', async () => {
    const [first] = await readWith(readings('1.8', '-1.6', '1.6'), line('-1.6', ' 1.6'));
    expect(first!.text).toBe('-1.6');
  });

  it('are what it says only if the reader can read it so, where its font leaves the meaning open', async () => {
    const coded = line('25', 'AB', { isSure: false });
    expect((await readWith(readings('25'), coded))[0]!.text).toBe('25');
    const plain = line('25', '25', { isSure: false });
    expect(await readWith(readings('26', '25'), plain)).toEqual([{ text: '25', score: 1 }]);
  });

  it('are the reader’s where it says nothing, nothing visible, or something turned', async () => {
    const read = readings('7');
    const { text: _, ...silent } = line('7');
    expect(await readWith(read, silent)).toEqual(read);
    expect(await readWith(read, line('7', '7', { quarterTurns: 1 }))).toEqual(read);
    const hidden = line('7');
    hidden.data.fill(255);
    expect(await readWith(read, hidden)).toEqual(read);
  });

  it('move along when the picture is cropped', () => {
    const { text } = crop(line('12'), { left: 10, top: 4, right: 40, bottom: 18 });
    expect(text!.map(({ box }) => [box.left, box.top])).toEqual([
      [-10, 1],
      [0, 1],
    ]);
  });
});
