import { expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import type { ReadLabel } from '../../../src/figure/labels/reader/label.js';
import { readLabel } from '../../../src/figure/labels/reader/readLabel.js';
import { drawing, hue, waves } from '../drawing.js';

/** The package's own reader, to which a 3 looks a little more like a letter. */
const doubtful: ReadLabel = async (...label) => {
  const texts = await readLabel(...label);
  return texts[0]?.text === '3'
    ? [
        { text: '?', score: 0.5 },
        { text: '3', score: 0.4 },
      ]
    : texts;
};

/** What is read beside a bar with labels from 1 to 4. */
async function readAt(marks: boolean): Promise<number[]> {
  const { raster, fill, write } = drawing(290, 200, [255, 255, 255]);
  fill({ left: 20, top: 20, right: 180, bottom: 180 }, (x, y) => hue(waves(x, y)));
  fill({ left: 200, top: 20, right: 215, bottom: 180 }, (_, y) => hue((179.5 - y) / 160));
  for (let k = 1; k <= 4; k++) {
    const y = 190 - 40 * k;
    if (marks) fill({ left: 215, top: y, right: 219, bottom: y + 1 }, () => [0, 0, 0]);
    write(String(k), [224, y + 0.5], { anchor: 0 });
  }
  const [panel] = (await inspect(raster, { cells: false, readLabel: doubtful })).panels;
  return panel!.ticks.read.map(({ value }) => value).sort();
}

it('takes what looks as much like a letter for a number where it stands at a mark in a row of numbers', async () => {
  expect(await readAt(true)).toEqual([1, 2, 3, 4]);
  expect(await readAt(false)).toEqual([1, 2, 4]);
});
