import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { pagesOf } from '../../src/documents/recoverDocument.js';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { InputError, UsageError } from '../../src/model/errors.js';
import { recoverFigure, recoverPages } from '../../src/node/recoverFigure.js';
import type { Panel } from '../../src/pipeline/panel.js';
import { readNpy } from '../readNpy.js';
import { emptyPages } from './emptyPages.js';

const fixture = (name: string): string => join(import.meta.dirname, 'fixtures', name);
const bytesOf = (name: string): Uint8Array => readFileSync(fixture(name));

/** What all the fixtures show: 12 × 16 values from −4.27 to 5. */
const truth = readNpy(bytesOf('truth.npy')).data;
const [least, most] = [Math.min(...truth), Math.max(...truth)];

/** The largest error of any cell that has a value, as a share of the range; all but the two extremes have one. */
function worstCell({ grid }: Panel, from: (value: number) => number = (value) => value): number {
  expect([grid.height, grid.width]).toEqual([12, 16]);
  const errors = [...grid.values].map((value, i) => Math.abs(from(value) - truth[i]!) / (most - least));
  const known = errors.filter(Number.isFinite);
  expect(known.length).toBeGreaterThanOrEqual(12 * 16 - 2);
  return Math.max(...known);
}

describe('a document', () => {
  const pages: (readonly Panel[])[] = [];
  beforeAll(async () => {
    const input = { bytes: bytesOf('paper.pdf'), name: 'paper.pdf', file: 'paper.pdf' };
    await recoverPages(input, { cells: { rows: 12, columns: 16 }, dpi: 200 }, {}, async ({ panels }) => {
      pages.push(panels);
    });
  });
  const all = (): Panel[] => pages.flat();

  it('gives the colour-mapped figures of every page in reading order, and none for words and lines', () => {
    expect(pages.map((panels) => panels.length)).toEqual([1, 0, 2, 1]);
    expect(all().map(({ panel, panels, sidecar: { page } }) => [page, panel, panels])).toEqual([
      [1, 1, 1],
      [3, 1, 2],
      [3, 2, 2],
      [4, 1, 1],
    ]);
  });

  it('keeps the range of a bar that is a picture among vector axes, drawn out to whole pixels', async () => {
    // A palette of 256 colours places the bar's last row 1.1 pixels below its frame: that is no value of −15.1.
    const [panel] = await recoverFigure(fixture('ends.pdf'));
    expect(panel!.range).toEqual([-15, 30]);
    expect(panel!.colourmap.name).toBe('matplotlib:viridis');
  });

  it('has the range and the values of each figure', () => {
    for (const panel of all()) {
      const [lo, hi] = panel.range!;
      expect(Math.max(Math.abs(lo - least), Math.abs(hi - most))).toBeLessThan(0.01 * (most - least));
      expect(worstCell(panel)).toBeLessThan(0.02);
      expect(panel.confidence).toBeGreaterThan(0.5);
    }
  });

  it('shows an embedded picture with the pixels of its file, on a turned and cropped page as well', async () => {
    const { raster } = await readRaster(fixture('figure.png'));
    for (const k of [0, 3]) {
      const drawn = all()[k]!.straight!.raster;
      expect([drawn.width, drawn.height]).toEqual([raster.width, raster.height]);
      expect(Buffer.from(drawn.data).equals(Buffer.from(raster.data))).toBe(true);
    }
  });

  it('says where on the page as shown the plot area is, and how far the figure is turned', () => {
    expect(all().map(({ sidecar }) => sidecar.rotation)).toEqual([0, 0, 270, 0]);
    // Where the colours begin and end in the page as pdftoppm draws it.
    const { pageBox } = all()[0]!.sidecar;
    expect(pageBox!.map(Math.round)).toEqual([146, 165, 271, 259]);
    // A plot drawn upright of 4.5 cm width lies on its side: taller than wide.
    const [left, top, right, bottom] = all()[2]!.sidecar.pageBox!;
    expect((bottom - top) / (right - left)).toBeCloseTo(348 / 299, 1);
  });
});

describe('a drawing', () => {
  it('around a picture is drawn so that its pixels stay what they are', async () => {
    const [panel] = await recoverFigure(bytesOf('picture.pdf'), { cells: 'auto', dpi: 200 });
    expect(panel!.scale).toBe('log');
    expect(worstCell(panel!, (value) => 2 * Math.log10(value))).toBeLessThan(0.01);
  });

  it('of Cairo’s, whose bar is a shading, has the range and the values that it shows', async () => {
    const [panel] = await recoverFigure(bytesOf('cairo.pdf'), { cells: { rows: 12, columns: 16 } });
    const [lo, hi] = panel!.range!;
    expect(Math.max(Math.abs(lo - least), Math.abs(hi - most))).toBeLessThan(0.005 * (most - least));
    expect(worstCell(panel!)).toBeLessThan(0.015);
    expect(panel!.confidence).toBeGreaterThan(0.5);
  });
});

describe('what cannot be read', () => {
  const failure = (bytes: Uint8Array): Promise<unknown> =>
    recoverFigure(bytes).catch((error: unknown) => error);

  it('is named: an encrypted document, a damaged one, one with nothing in it', async () => {
    expect(await failure(bytesOf('encrypted.pdf'))).toMatchObject({ name: 'InputError', code: 'encrypted' });
    const damaged = await failure(bytesOf('paper.pdf').slice(0, 20_000));
    expect(damaged).toBeInstanceOf(InputError);
    expect(String(damaged)).toMatch(/damaged/);
    expect(await failure(new TextEncoder().encode('%PDF-1.7\n'))).toBeInstanceOf(InputError);
  });

  it('does not keep the rest: ten thousand empty pages are gone through, and hold no figure', async () => {
    expect(await failure(emptyPages(10_000))).toMatchObject({ name: 'RecoveryError', code: 'no-figure' });
  });

  it('is a page that takes longer than it may: the others are tried as well', async () => {
    const input = { bytes: bytesOf('paper.pdf'), name: 'paper.pdf' };
    const failures: string[] = [];
    // Less than anything takes.
    await recoverPages(input, { timeout: 1e-3 }, {}, async ({ page, failures: [failure] }) => {
      failures.push(`${page} ${(failure as InputError | undefined)?.code}`);
    });
    expect(failures).toEqual([1, 2, 3, 4].map((page) => `${page} too-slow`));
  });

  it('is a page beyond the last, or places without a page', () => {
    const document = { pages: 20 };
    expect(pagesOf(document, {})).toHaveLength(20);
    expect(pagesOf(document, { page: 20 })).toEqual([20]);
    const plot = { left: 0, top: 0, right: 9, bottom: 9 };
    for (const options of [{ page: 99 }, { page: 0 }, { page: 1.5 }, { plot }])
      expect(() => pagesOf(document, options)).toThrow(UsageError);
    expect(pagesOf(document, { page: 3, plot })).toEqual([3]);
  });
});
