import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCells } from '../../src/figure/cells.js';
import { findLayout } from '../../src/figure/layout/layout.js';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import type { Raster } from '../../src/model/types.js';
import { figureDescriptions, figuresFolder, programFigures } from '../figures.js';

async function cellsOf(image: string, folder = figuresFolder) {
  const { raster } = await readRaster(join(folder, image));
  const { page, panels } = findLayout(raster);
  const { inner, edges } = panels[0]!;
  return findCells(raster, inner, {
    noisy: page?.noisy ?? /jpe?g$/.test(image),
    edges: {
      left: edges.left.at,
      top: edges.top.at,
      right: edges.right.at,
      bottom: edges.bottom.at,
    },
  });
}

function picture(width: number, height: number, colour: (x: number, y: number) => number): Raster {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const v = colour(x, y);
      data.set([v, 255 - v, (3 * v) % 256, 255], 4 * (y * width + x));
    }
  return { width, height, data };
}

const level = (row: number, column: number): number => (37 * row + 91 * column + 13 * row * column) % 211;
const whole = ({ width, height }: Raster) => ({ left: 0, top: 0, right: width, bottom: height });

describe('cells', () => {
  for (const folder of [figuresFolder, programFigures]) {
    for (const figure of figureDescriptions(() => true, folder)) {
      if (figure.cells) {
        it(`are counted in ${figure.name}`, async () => {
          const cells = (await cellsOf(figure.image, folder))!;
          expect([cells.rows, cells.columns]).toEqual(figure.cells);
          expect(cells.even).toBe(true);
        });
      } else {
        it(`are not seen in ${figure.name}, which has none`, async () => {
          expect(await cellsOf(figure.image, folder)).toBeNull();
        });
      }
    }
  }

  it('of uneven widths and heights are found at their own borders', () => {
    const xs = [0, 30, 41, 90, 121, 133, 180];
    const ys = [0, 12, 50, 66, 110, 140];
    const index = (borders: number[], at: number) => borders.findLastIndex((b) => b <= at);
    const raster = picture(180, 140, (x, y) => level(index(ys, y), index(xs, x)));
    const cells = findCells(raster, whole(raster))!;
    expect(cells.even).toBe(false);
    expect(cells.xEdges).toEqual(xs);
    expect(cells.yEdges).toEqual(ys);
  });

  it('with lines drawn between them are still cells', () => {
    const raster = picture(200, 150, (x, y) =>
      x % 20 === 0 || y % 15 === 0 ? 255 : level(Math.floor(y / 15), Math.floor(x / 20)),
    );
    const cells = findCells(raster, whole(raster))!;
    expect([cells.rows, cells.columns]).toEqual([10, 10]);
  });

  it('most of which are equal are found by the few that differ', () => {
    const raster = picture(240, 200, (x, y) =>
      Math.floor(x / 30) === Math.floor(y / 25) ? 200 - 12 * Math.floor(x / 30) : 20,
    );
    const cells = findCells(raster, whole(raster))!;
    expect([cells.rows, cells.columns]).toEqual([8, 8]);
  });

  it('are not made of grid lines over a smooth field', () => {
    const raster = picture(200, 150, (x, y) => (x % 25 === 0 || y % 25 === 0 ? 0 : 40 + 0.6 * x + 0.5 * y));
    expect(findCells(raster, whole(raster))).toBeNull();
  });

  it('are not seen in contour bands', () => {
    const raster = picture(240, 180, (x, y) => Math.round(5 + 4 * Math.sin(x / 31) * Math.cos(y / 27)) * 25);
    expect(findCells(raster, whole(raster))).toBeNull();
  });
});
