import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { plainFindings } from '../../../src/figure/findings.js';
import { inspect } from '../../../src/figure/inspect.js';
import { valueAt } from '../../../src/figure/labels/law.js';
import { recoverFigure } from '../../../src/pipeline/recoverFigure.js';
import { drawing, hue, waves } from '../drawing.js';

const plot = { left: 40, top: 30, right: 400, bottom: 210 };
const first = 60;
const size = 14;
const middle = 255;
const beside = 420;

interface Options {
  /** The class at a pixel: a field's that rises and falls unless told. */
  readonly classAt?: (x: number, y: number, n: number) => number;
  readonly isRound?: boolean;
  /** Lines of the page's colour between cells so many pixels wide and high. */
  readonly cell?: number;
  /** Swatches that have the page's colour. */
  readonly unseen?: readonly number[];
  /** Swatches stand above one another beside the plot, not on one line beneath it. */
  readonly isColumn?: boolean;
  /** A swatch that is so pale that nothing of its anti-aliased rim is seen. */
  readonly pale?: number;
  /** Where the row of swatches has its middle; as far beneath the plot as labels of an axis would be, unless told. */
  readonly at?: number;
}

const rising = (x: number, y: number, n: number) => Math.min(n - 1, Math.floor(n * waves(x, y)));

/** The class of the hexagon at a pixel: none where that would reach beyond the plot. */
function hexagons(x: number, y: number, n: number): number {
  const size = 12;
  const [across, down] = [Math.sqrt(3) * size, 1.5 * size];
  let [nearest, u, v] = [Number.POSITIVE_INFINITY, 0, 0];
  for (let row = 0; row < 11; row++)
    for (let column = 0; column < 18; column++) {
      const [a, b] = [plot.left + (column + (row % 2 ? 1 : 0.5)) * across, plot.top + (row + 0.6) * down];
      const distance = Math.hypot(x - a, y - b);
      if (distance < nearest) [nearest, u, v] = [distance, a, b];
    }
  const isIn = Math.min(u - plot.left, v - plot.top, plot.right - u, plot.bottom - v) > size;
  return isIn ? rising(u, v, n) : -1;
}

/** A plot in classes, and beneath or beside it a row or a column of swatches with each one's label to its right, `pitch` pixels apart. */
function figure(labels: readonly string[], pitch: number, options: Options = {}) {
  const { classAt = rising, isRound = false, cell, unseen = [], isColumn = false, at = middle } = options;
  const white = [255, 255, 255];
  const { raster, fill, stroke, write } = drawing(isColumn ? 560 : 460, 290, white);
  const n = labels.length;
  const colour = (k: number) => (k < 0 || unseen.includes(k) ? white : hue(0.05 + (0.9 * (k + 0.5)) / n));
  fill(plot, (x, y) => {
    if (cell === undefined) return colour(classAt(x, y, n));
    const [u, v] = [x - plot.left, y - plot.top];
    if (u % cell === 0 || v % cell === 0) return white;
    return colour(classAt(x - (u % cell), y - (v % cell), n));
  });
  labels.forEach((label, k) => {
    const left = isColumn ? beside : first + k * pitch;
    const y = isColumn ? plot.top + size / 2 + k * pitch : at;
    const swatch = { left, top: y - size / 2, right: left + size, bottom: y + size / 2 };
    const rim = options.pale === k ? 1 : 0;
    const isIn = (u: number, v: number) =>
      Math.max(Math.abs(u + 0.5 - left - size / 2), Math.abs(v + 0.5 - y)) < size / 2 - rim &&
      (!isRound || Math.hypot(u + 0.5 - left - size / 2, v + 0.5 - y) < size / 2);
    fill(swatch, (u, v) => (isIn(u, v) ? colour(k) : white));
    const x = left + size + 6;
    const isOpen = label.startsWith('>');
    if (isOpen) stroke([x, y - 4, x + 8, y, x, y + 4, x + 8, y], [0, 0, 0]);
    write(label.replace('>', ''), [isOpen ? x + 14 : x, y], { anchor: 0 });
  });
  return { raster, fill, write, end: first + (n - 1) * pitch + size };
}

const classes = ['0-10', '10-20', '20-30', '30-40'];
const read = async (drawn: Pick<ReturnType<typeof figure>, 'raster'>) =>
  (await inspect(drawn.raster)).panels[0]!;

describe('a legend whose swatches stand apart', () => {
  it.each([false, true])(
    'is a bar with the range that its labels say, its swatches round: %s',
    async (isRound) => {
      const drawn = figure(classes, 90, { isRound });
      const { colourbar, range, confidence } = await read(drawn);
      expect(colourbar!.orientation).toBe('horizontal');
      expect(Math.abs(colourbar!.box.left - first)).toBeLessThanOrEqual(1);
      expect(Math.abs(colourbar!.box.right - drawn.end)).toBeLessThanOrEqual(1);
      expect(range).toEqual([0, 40]);
      expect(confidence.range).toBeGreaterThan(0.9);
      expect(valueAt(colourbar!.law!, first + 90 + size / 2)).toBeGreaterThan(10);
      expect(valueAt(colourbar!.law!, first + 90 + size / 2)).toBeLessThan(20);
    },
  );

  it('has its first swatch too where that is so pale that its rim is not seen', async () => {
    expect((await read(figure(classes, 90, { pale: 0 }))).range).toEqual([0, 40]);
  });

  it.each([plot.bottom + 6, middle])(
    'is read beneath regions without a straight side, its middle at %d',
    async (at) => {
      expect((await read(figure(classes, 90, { classAt: hexagons, at }))).range).toEqual([0, 40]);
    },
  );

  it('is read where the plot was found with it', async () => {
    const drawn = figure(classes, 90, { classAt: hexagons, at: plot.bottom - 4 });
    // What may be a bar, or a letter: regions without a straight side are a plot beside one.
    for (let y = 60; y < 140; y++)
      drawn.fill({ left: 430, top: y, right: 442, bottom: y + 1 }, () => Array(3).fill(3 * (y - 60)));
    expect((await read(drawn)).range).toEqual([0, 40]);
  });

  it('is read beside a heat map whose cells are as large as its swatches', async () => {
    const drawn = figure(classes, 20, { cell: size + 1, isColumn: true });
    expect((await read(drawn)).range).toEqual([40, 0]);
  });

  it('ends where an open class begins', async () => {
    const { range, colourbar } = await read(figure(['0-10', '10-20', '20-30', '>30'], 90));
    expect(range).toEqual([0, 30]);
    expect(colourbar!.extensions).toEqual({ low: false, high: true });
  });

  it('is a bar where round swatches stand above one another, which ends where an open class begins', async () => {
    const drawn = figure(['0-10', '10-20', '20-30', '>30'], 20, { isRound: true, isColumn: true });
    const { colourbar, range, confidence } = await read(drawn);
    expect(colourbar!.orientation).toBe('vertical');
    expect(range).toEqual([30, 0]);
    expect(colourbar!.extensions).toEqual({ low: true, high: false });
    expect(confidence.range).toBeGreaterThan(0.9);
  });

  it('has its outermost class too where the swatch of that has the colour of the page', async () => {
    const column = figure(classes, 20, { isRound: true, isColumn: true, unseen: [3] });
    expect((await read(column)).range).toEqual([40, 0]);
    const line = await read(figure(classes, 90, { unseen: [0] }));
    expect(line.range).toEqual([0, 40]);
    // It lies before its label, whose first digit begins some pixels off where another does.
    expect(Math.abs(line.colourbar!.box.left - first)).toBeLessThanOrEqual(4);
  });

  it('is read line by line where it had no room on one', async () => {
    const drawn = figure([], 90);
    const labels = ['0-10', '10-20', '20-30', '30-40', '40-50', '50-60', '60-70'];
    const colour = (k: number) => hue(0.05 + (0.9 * (k + 0.5)) / labels.length);
    drawn.fill(plot, (x, y) => colour(rising(x, y, labels.length)));
    labels.forEach((label, k) => {
      const [left, top] = [(k < 4 ? first : first + 40) + 90 * (k % 4), k < 4 ? 240 : 262];
      drawn.fill({ left, top, right: left + size, bottom: top + size }, () => colour(k));
      drawn.write(label, [left + size + 6, top + size / 2], { anchor: 0 });
    });
    const { range, confidence, colourbar } = await read(drawn);
    expect(range).toEqual([0, 70]);
    expect(confidence.range).toBeGreaterThan(0.9);
    expect(colourbar!.law!.read.map(({ value }) => value)).toContain(45);
  });

  it('gives the middle of its class to each pixel of a heat map with lines between its cells', async () => {
    const drawn = figure(classes, 90, { cell: 20 });
    const [panel] = await recoverFigure({ raster: drawn.raster });
    const { width, height, values } = panel!.grid;
    expect(panel!.confidence).toBeGreaterThan(0.7);
    let [seen, wrong] = [0, 0];
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        if (x % 20 < 3 || x % 20 > 17 || y % 20 < 3 || y % 20 > 17) continue;
        const value = values[y * width + x]!;
        if (Number.isNaN(value)) continue;
        seen++;
        const [cellX, cellY] = [plot.left + x - (x % 20), plot.top + y - (y % 20)];
        if (Math.abs(value - (5 + 10 * rising(cellX, cellY, classes.length))) > 0.5) wrong++;
      }
    expect(seen).toBeGreaterThan(0.5 * width * height);
    expect(wrong).toBeLessThan(0.01 * seen);
  });

  it.each([
    ['one line', 90, {}],
    ['one column', 20, { isColumn: true, isRound: true }],
    ['one line from a class on that has the colour of the page', 90, { unseen: [0] }],
  ] as const)(
    'gives the same values again where its findings were written down, on %s',
    async (_, pitch, options) => {
      const { raster } = figure(classes, pitch, options);
      const findings = await inspect(raster);
      const [seen] = await recoverFigure({ raster }, { layout: findings });
      const [again] = await recoverFigure({ raster }, { layout: plainFindings(findings) });
      // Not by toEqual, which takes longer than the recovery for planes of this size.
      expect(isDeepStrictEqual(again!.grid.values, seen!.grid.values)).toBe(true);
    },
  );

  it.each([
    ['a class amid the others has the colour of the page', classes, { unseen: [1] }],
    ['two classes in line have the colour of the page', [...classes, '40-50'], { unseen: [0, 1] }],
    ['the classes do not go on from one to the next', ['0-10', '20-30', '40-50', '60-70'], {}],
    ['the labels are numbers of no class', ['1', '2', '3', '4'], {}],
  ] as const)('has no range where %s', async (_, labels, options) => {
    expect((await read(figure(labels, 80, options))).range).toBeNull();
  });

  it.each([
    ['bars stacked on one another', (x: number, y: number) => stacked(x, y)],
    [
      'areas stacked on one another',
      (x: number, y: number) => Math.floor((210 - y + 9 * Math.sin(x / 40)) / 45),
    ],
  ] as const)('has no range beside %s', async (_, classAt) => {
    expect((await read(figure(classes, 90, { classAt }))).range).toBeNull();
  });
});

/** The part of a column's bar at a pixel, from its foot; none beside it and above it. */
function stacked(x: number, y: number): number {
  const column = Math.floor((x - plot.left) / 36);
  if ((x - plot.left) % 36 > 28) return -1;
  const part = Math.floor((plot.bottom - y) / (25 + 5 * ((column * 7) % 4)));
  return part > 3 ? -1 : part;
}
