import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import { valueAt } from '../../../src/figure/labels/law.js';
import type { ReadLabel } from '../../../src/figure/labels/reader/label.js';
import { readLabel } from '../../../src/figure/labels/reader/readLabel.js';
import { drawing, hue, waves } from '../drawing.js';

const plot = { left: 40, top: 30, right: 280, bottom: 230 };
const swatchesTop = 50;
const height = 18;

/** A field in classes and a legend of one swatch for each, the first on top. */
function legend(
  labels: readonly string[],
  gap: number,
  left = { swatch: 310, label: 342 },
  pale: readonly number[] = [],
) {
  const { raster, fill, stroke, write } = drawing(430, 260, [255, 255, 255]);
  const n = labels.length;
  const colour = (k: number) => (pale.includes(k) ? [255, 255, 255] : hue(0.05 + (0.9 * (k + 0.5)) / n));
  fill(plot, (x, y) => colour(Math.min(n - 1, Math.floor(n * waves(x, y)))));
  labels.forEach((label, k) => {
    const top = swatchesTop + k * (height + gap);
    fill({ left: left.swatch, top, right: left.swatch + 24, bottom: top + height }, () => colour(k));
    writeClass(label, left.label, top + height / 2);
  });
  return { raster, end: swatchesTop + n * (height + gap) - gap };

  /** A number, a class, or a number with a sign behind or before it that compares. */
  function writeClass(label: string, left: number, y: number): void {
    const number = label.replace(/[+>]|NA/, '');
    const x = label.startsWith('>') ? left + 14 : left;
    write(number, [x, y], { anchor: 0 });
    const signs: Readonly<Record<string, readonly number[]>> = {
      '+': [x + 21, y, x + 29, y, x + 25, y - 4, x + 25, y + 4],
      '>': [left, y - 4, left + 8, y, left, y + 4, left + 8, y],
      // N, A: no number.
      NA: [0, 4, 0, -4, 0, -4, 6, 4, 6, 4, 6, -4, 10, 4, 13, -4, 13, -4, 16, 4, 11, 1, 15, 1].map((v, k) =>
        k % 2 === 0 ? left + v : y + v,
      ),
    };
    stroke(signs[label.replace(number, '')] ?? [], [0, 0, 0]);
  }
}

/** The same with its swatches in a row beneath the plot and the labels below them, the lowest first. */
function row(labels: readonly string[], gap: number, wide = 60) {
  const { raster, fill, write } = drawing(430, 330, [255, 255, 255]);
  const n = labels.length;
  const colour = (k: number) => hue(0.05 + (0.9 * (k + 0.5)) / n);
  fill(plot, (x, y) => colour(Math.min(n - 1, Math.floor(n * waves(x, y)))));
  labels.forEach((label, k) => {
    const left = 60 + k * (wide + gap);
    fill({ left, top: 255, right: left + wide, bottom: 270 }, () => colour(k));
    write(label, [left + wide / 2, 285]);
  });
  return { raster, end: 60 + n * (wide + gap) - gap };
}

const read = async ({ raster }: Pick<ReturnType<typeof legend>, 'raster'>) =>
  (await inspect(raster)).panels[0]!;

describe('a legend of classes', () => {
  it('is sure of its outer edges where all classes are of one width but for rounding, though they are read with doubt', async () => {
    const doubtful: ReadLabel = async (...label) =>
      (await readLabel(...label)).map(({ text, score }) => ({ text, score: score / 2 }));
    const labels = ['0-14', '14-29', '29-43', '43-57'];
    const { range, confidence } = (await inspect(legend(labels, 7).raster, { readLabel: doubtful }))
      .panels[0]!;
    expect(range).toEqual([57, 0]);
    expect(confidence.range).toBeGreaterThan(0.9);
  });

  it.each([0, 7, 13])('has the range that its labels say, swatches %d pixels apart', async (gap) => {
    const figure = legend(['40-50', '30-40', '20-30', '10-20', '0-10'], gap);
    const { range, colourbar, confidence } = await read(figure);
    expect(colourbar!.box).toMatchObject({ top: swatchesTop, bottom: figure.end });
    expect(range).toEqual([0, 50]);
    expect(confidence.range).toBeGreaterThan(0.9);
  });

  it('has labels that come nearer to the plot than to their swatches', async () => {
    const left = { swatch: 345, label: 288 };
    const { range } = await read(legend(['30-40', '20-30', '10-20', '0-10'], 13, left));
    expect(range).toEqual([0, 40]);
  });

  it('has no range where of some labels nothing but the first number can be read', async () => {
    const { range } = await read(legend(['40', '30', '20', '10-20', '0-10'], 13));
    expect(range).toBeNull();
  });

  it('may fall, and have classes of several widths', async () => {
    const { range, scale } = await read(legend(['0-1', '1-2', '2-5', '5-10', '10-20'], 6));
    expect(range).toEqual([20, 0]);
    expect(scale).toBe('ticks');
  });

  it('may fall though it is read less surely: minus signs that were lost would turn its classes', async () => {
    const { raster } = legend(['0-1', '1-2', '2-5', '5-10', '10-20'], 6);
    const unsurely: ReadLabel = async (...word) =>
      (await readLabel(...word)).map(({ text, score }) => ({ text, score: 0.85 * score }));
    const { panels } = await inspect(raster, { readLabel: unsurely });
    expect(panels[0]!.range).toEqual([20, 0]);
    expect(panels[0]!.confidence.range).toBeLessThan(0.8);
  });

  it.each([0, 7])('is read where its swatches are in a row, %d pixels apart', async (gap) => {
    const figure = row(['0-2', '2-4', '4-6', '6-8'], gap);
    const { range, colourbar } = await read(figure);
    expect(colourbar!.box).toMatchObject({ left: 60, right: figure.end });
    expect(range).toEqual([0, 8]);
  });

  it('is read where its labels stand as near to one another as digits do', async () => {
    const { range, confidence } = await read(row(['10-20', '20-30', '30-40', '40-50'], 0, 59));
    expect(range).toEqual([10, 50]);
    expect(confidence.range).toBeGreaterThan(0.9);
  });

  it.each([
    ['+', 0],
    ['+', 7],
    ['>', 7],
  ] as const)(
    'leaves a class without an upper end (%s) out of its range, swatches %d pixels apart',
    async (sign, gap) => {
      const open = sign === '+' ? '40+' : '>40';
      const { range, colourbar, confidence } = await read(
        legend([open, '30-40', '20-30', '10-20', '0-10'], gap),
      );
      expect(range).toEqual([0, 40]);
      expect(confidence.range).toBeGreaterThan(0.9);
      expect(colourbar!.box.top).toBe(swatchesTop + height + gap);
      expect(colourbar!.extensions).toEqual({ low: false, high: true });
      expect(colourbar!.reading!.extensions.high!.colour).toEqual(hue(0.05 + 0.9 * 0.1).map(Math.round));
    },
  );

  it('leaves a swatch that is labelled with a word out of its range', async () => {
    const { range, confidence } = await read(legend(['0-10', '10-20', '20-30', '30-40', 'NA'], 7));
    expect(range).toEqual([40, 0]);
    expect(confidence.range).toBeGreaterThan(0.9);
  });

  it('has its classes at the middles of their swatches, however wide the gaps', async () => {
    const { colourbar } = await read(legend(['30-40', '20-30', '10-20', '0-10'], 9));
    const middles = [0, 1, 2, 3].map((k) => swatchesTop + k * (height + 9) + height / 2);
    expect(middles.map((at) => valueAt(colourbar!.law!, at))).toEqual([35, 25, 15, 5]);
  });

  it('is read where its dashes stand apart and the open classes are numbers to its ends', async () => {
    const { range, colourbar } = await read(legend(['>50', '40- 50', '30- 40', '20- 30', '20+'], 0));
    expect(range).toEqual([20, 50]);
    expect(colourbar!.extensions).toEqual({ low: true, high: true });
  });

  it.each([0, 9])(
    'goes on to a class that has the colour of the page, swatches %d pixels apart',
    async (gap) => {
      const labels = ['40-50', '30-40', '20-30', '10-20', '0-10'];
      const figure = legend(labels, gap, undefined, [4]);
      const { range, colourbar, confidence } = await read(figure);
      expect(range).toEqual([0, 50]);
      expect(confidence.range).toBeGreaterThan(0.9);
      expect(colourbar!.ends).toEqual([figure.end, swatchesTop]);
      expect((await read(legend(labels, gap, undefined, [0, 4]))).range).toEqual([0, 50]);
      expect((await read(legend(labels, gap, undefined, [3, 4]))).range).toBeNull();
    },
  );

  it('has no range where an open class begins elsewhere, or one does not go on from the one before', async () => {
    for (const labels of [
      ['60+', '30-40', '20-30', '10-20', '0-10'],
      ['40', '30-40', '20-30', '10-20', '0-10'],
      ['45-55', '30-40', '20-30', '5-15', '0-1'],
    ])
      expect((await read(legend(labels, 7))).range).toBeNull();
  });
});
