import { describe, expect, it } from 'vitest';
import { findCorners } from '../../../src/figure/tilted/corners.js';
import { withEnclosed } from '../../../src/figure/tilted/enclosed.js';
import { withoutSurroundings } from '../../../src/figure/tilted/print.js';
import { readRaster } from '../../../src/formats/pictures/readRaster.js';
import { recoverFigure } from '../../../src/pipeline/recoverFigure.js';
import { evenlyLit, paperLight } from '../../../src/scan/paper.js';
import { drawings, figuresFolder, programFigures } from '../../figures.js';
import { lit } from '../../scan/lit.js';
import { keptScan, scanFile, scanOf } from '../../scan/scans.js';

describe('the corners of a tilted plot area', () => {
  it.each([
    ['skewed', 0],
    ['perspective', 1],
    ['uneven', 1],
  ] as const)('are found on a page seen as %s', async (kind, index) => {
    const { raster, corners } = await keptScan(kind, 1, index);
    const found = findCorners(raster, paperLight(raster)!)!;
    found.forEach(([x, y], k) => {
      expect(Math.hypot(x - corners[k]![0], y - corners[k]![1])).toBeLessThan(4);
    });
  });

  it('are found by the frame where the field is as white as the paper at its sides', async () => {
    const { raster, corners } = await scanOf('skewed', 7, 4);
    const found = findCorners(raster, paperLight(raster)!)!;
    found.forEach(([x, y], k) => {
      expect(Math.hypot(x - corners[k]![0], y - corners[k]![1])).toBeLessThan(4);
    });
  });

  it.each([
    ['though a level page on a table is seen from beside only a little', 'perspective', 22, 2],
    ['by a line too thin for the small copy, where a pale field touches it', 'skewed', 11, 1],
    ['beside glare on the paper', 'gloss', 11, 0],
    ['where glare hides a part of the frame', 'gloss', 11, 3],
  ] as const)('are found %s', async (_, kind, seed, index) => {
    const scan = await scanOf(kind, seed, index);
    const { raster } = await readRaster(await scanFile(scan, index));
    const found = findCorners(raster, paperLight(raster)!)!;
    found.forEach(([x, y], k) => {
      expect(Math.hypot(x - scan.corners[k]![0], y - scan.corners[k]![1])).toBeLessThan(4);
    });
  });

  it('are found in no figure that a program drew upright', async () => {
    for (const folder of [figuresFolder, programFigures])
      for (const { image } of drawings(folder)) {
        const { raster } = await readRaster(`${folder}/${image}`);
        const light = paperLight(raster);
        expect(light && findCorners(raster, light), image).toBeUndefined();
      }
  });
});

describe('print with the paper that it encloses', () => {
  /** Rows of # for print; the page may lie on a table. */
  const enclosed = (rows: readonly string[]): string[] => {
    const [width, height] = [rows[0]!.length, rows.length];
    const print = Uint8Array.from([...rows.join('')], (c) => (c === '#' ? 1 : 0));
    const filled = withEnclosed(print, width, height);
    return rows.map((_, y) =>
      [...filled.subarray(y * width, (y + 1) * width)].map((v) => (v ? '#' : '.')).join(''),
    );
  };

  it('fills a frame that goes down a step, and leaves paper between two areas', () => {
    expect(
      enclosed(['..........', '.###......', '.#..##.##.', '.#...#.##.', '.#####.##.', '..........']),
    ).toEqual(['..........', '.###......', '.#####.##.', '.#####.##.', '.#####.##.', '..........']);
  });

  it('leaves the page that a table encloses', () => {
    const page = [
      '##########',
      '#........#',
      '#.####...#',
      '#.#..#...#',
      '#.####...#',
      '#........#',
      '##########',
    ];
    expect(enclosed(page)[3]).toBe('#.####...#');
  });
});

describe('what surrounds a page', () => {
  it('is painted as paper where it reaches in from the border, but for the plot area', () => {
    const page = { width: 300, height: 200, data: new Uint8ClampedArray(4 * 300 * 200).fill(240) };
    const fill = (left: number, right: number): void => {
      for (let y = 60; y < 140; y++)
        for (let x = left; x < right; x++) page.data.set([90, 40, 20], 4 * (y * 300 + x));
    };
    fill(0, 60);
    fill(260, 300);
    const { data } = withoutSurroundings(page, paperLight(page)!, [
      [0, 60],
      [60, 60],
      [60, 140],
      [0, 140],
    ]);
    expect(data[4 * (100 * 300 + 30)]).toBe(90);
    expect(data[4 * (100 * 300 + 280)]).toBeGreaterThan(230);
  });
});

describe('the light on a page', () => {
  it('is even where it is even, though a dark plot covers most of the page', () => {
    const page = { width: 400, height: 300, data: new Uint8ClampedArray(4 * 400 * 300).fill(250) };
    for (let y = 15; y < 285; y++)
      for (let x = 20; x < 310; x++) page.data.set([30, 10, 10], 4 * (y * 400 + x));
    expect(paperLight(page)!.unevenness).toBeLessThan(1.01);
  });

  it('is taken off, so that paper is as bright everywhere', async () => {
    const { raster: page } = await readRaster(`${figuresFolder}/fig-viridis-bumps-png.png`);
    const dimmed = lit(page, (rgb, x, y) => rgb.map((v) => v * (0.6 + 0.3 * x + 0.1 * y * y)));
    const light = paperLight(dimmed)!;
    expect(light.unevenness).toBeGreaterThan(1.4);
    const { data } = evenlyLit(dimmed, light);
    const first = [0, 1, 2].map((c) => data[c]!);
    const last = [0, 1, 2].map((c) => data[data.length - 4 + c]!);
    for (let c = 0; c < 3; c++) expect(Math.abs(first[c]! - last[c]!)).toBeLessThan(6);
  });
});

describe('a photograph of a page on a table', () => {
  it('is recovered without being told anything, and says where its plot area is', async () => {
    const { raster, corners, figure } = await keptScan('perspective', 1, 1);
    const [panel] = await recoverFigure({ raster });
    const { sidecar, range } = panel!;
    sidecar.corners!.forEach(([x, y], k) => {
      expect(Math.hypot(x - corners[k]![0], y - corners[k]![1])).toBeLessThan(4);
    });
    const { vmin, vmax } = figure.description;
    expect(Math.abs(range![0] - vmin)).toBeLessThan(0.01 * (vmax - vmin));
    expect(Math.abs(range![1] - vmax)).toBeLessThan(0.01 * (vmax - vmin));
  });
});
