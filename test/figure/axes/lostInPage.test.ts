import { expect, it } from 'vitest';
import { isSetFlush } from '../../../src/figure/barLabels.js';
import { inspect } from '../../../src/figure/inspect.js';
import { drawing, waves } from '../drawing.js';

const plot = { left: 40, top: 30, right: 300, bottom: 250 };
const bar = { left: 330, top: 40, right: 344, bottom: 240 };
const red = (t: number): readonly number[] => [255 - 60 * t, 250 - 230 * t, 250 - 230 * t];

/** From a pale blue that a codec leaves no ink of. */
const blue = (t: number): readonly number[] => [246 - 200 * t, 250 - 160 * t, 255 - 60 * t];

/** A figure whose bar, 0 to 100 from its bottom on, has no outline and is pale at its bottom; labels from a value on in steps of 20. */
async function panelOf(lossy: boolean, first: number, colour = red, page?: readonly number[]) {
  const { raster, fill, write } = drawing(420, 290, page ?? [255, 255, 255]);
  if (page) fill({ left: 8, top: 8, right: 412, bottom: 282 }, () => [255, 255, 255]);
  fill(plot, (x, y) => colour(waves(x, y)));
  fill(bar, (_, y) => colour((239.5 - y) / 200));
  for (let value = first; value <= 100; value += 20) {
    const y = 240 - 2 * value;
    fill({ left: 344, top: y, right: 348, bottom: y + 1 }, () => [0, 0, 0]);
    write(String(value), [368, y]);
  }
  const { panels } = await inspect(raster, { lossy, cells: false });
  return panels[0]!;
}
const confidenceOf = async (...options: Parameters<typeof panelOf>): Promise<number> =>
  (await panelOf(...options)).confidence.range;

it('the range of a bar is left open where an end without a label is lost in the page of a JPEG', async () => {
  expect(await confidenceOf(true, 10)).toBeLessThan(0.5);
  expect(await confidenceOf(true, 0)).toBeGreaterThan(0.8);
  expect(await confidenceOf(false, 10)).toBeGreaterThan(0.8);
});

it('the range of a bar is known where its pale end is seen on average, and so is the page beyond', async () => {
  expect(await confidenceOf(true, 10, blue)).toBeGreaterThan(0.8);
});

it('a bar that fades into a white card of a JPEG ends where it does on that, though the page about the card is grey', async () => {
  const { colourbar } = await panelOf(true, 10, red, [241, 242, 246]);
  expect(Math.abs(colourbar!.ends[0] - bar.bottom)).toBeLessThanOrEqual(1);
});

it('labels of which the last ends with its bar are set from end to end, and those that are centred are not', () => {
  const words = [50, 130, 212].map((left) => ({ box: { left, top: 20, right: left + 28, bottom: 32 } }));
  const middles = words.map(({ box }) => (box.left + box.right) / 2);
  expect(isSetFlush(words, [58, 240], middles, 58)).toBe(true);
  expect(isSetFlush(words, [58, 226], middles, 58)).toBe(false);
  expect(isSetFlush(words, [50, 232], middles, 232)).toBe(true);
});
