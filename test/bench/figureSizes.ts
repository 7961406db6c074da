import sharp from 'sharp';
import { measured, type Row, tallied, tally } from './figureScore.js';
import type { FreshDescription } from './fresh/model.js';
import { sizedFigure } from './fresh/sized.js';
import { markdownTable } from './score.js';

/** Longest sides (pixels): a thumbnail, a slide, a screen, and pages at some 250 and 600 dots per inch. */
const sizes = [200, 400, 800, 1600, 4000];
/** Thumbnails are made of figures as they lie on web pages. */
const [thumbnail, original] = [200, 800];
/** Pages of twelve megapixels take seconds each: one is drawn for so many of the other sizes. */
const large = { from: 2000, every: 5 };

/** What is found in the same pages drawn at several sizes, and in thumbnails resampled from one of them. */
export async function sizesTable(seed: number, count: number): Promise<string> {
  const table: (number | string)[][] = [];
  const add = (size: string, rows: readonly Row[]): void => {
    if (rows.length === 0) return;
    const times = rows.map((r) => r.cpu).sort((a, b) => a - b);
    table.push([size, rows.length, ...tally(rows), times[times.length >> 1]!.toFixed(0)]);
  };
  for (const size of sizes) {
    const rows: Row[] = [];
    const number = size > large.from ? Math.floor(count / large.every) : count;
    for (let index = 0; index < number; index++) {
      const { description, bytes } = await sizedFigure(seed, index, size);
      rows.push(await measured(description, bytes));
    }
    add(String(size), rows);
  }
  const rows: Row[] = [];
  for (let index = 0; index < count; index++) rows.push(await measuredThumbnail(seed, index));
  add(`${thumbnail}, resampled from ${original}`, rows);
  return markdownTable(['longest side', 'figures', ...tallied, 'median CPU ms'], table);
}

async function measuredThumbnail(seed: number, index: number): Promise<Row> {
  const { description, bytes } = await sizedFigure(seed, index, original);
  const share = thumbnail / original;
  const scaled = (box: FreshDescription['plot_box']) =>
    box.map((v) => v * share) as unknown as FreshDescription['plot_box'];
  const small = await sharp(bytes).resize({ width: thumbnail, kernel: 'cubic' }).png().toBuffer();
  return measured(
    {
      ...description,
      plot_box: scaled(description.plot_box),
      colourbar_box: description.colourbar_box && scaled(description.colourbar_box),
    },
    small,
  );
}
