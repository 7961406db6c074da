import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Findings } from '../../src/figure/findings.js';
import { inspect } from '../../src/figure/inspect.js';
import type { ReadLabel } from '../../src/figure/labels/reader/label.js';
import { readLabel } from '../../src/figure/labels/reader/readLabel.js';
import { findLayout, type Layout } from '../../src/figure/layout/layout.js';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import type { Raster } from '../../src/model/types.js';
import { type FigureDescription, figureDescriptions, figuresFolder, programFigures } from '../figures.js';

const load = async (image: string, folder = figuresFolder): Promise<Raster> =>
  (await readRaster(join(folder, image))).raster;

/** Largest error of two ends, relative to their distance, on the scale. */
function relativeError(
  got: readonly [number, number],
  wanted: readonly [number, number],
  scale: string,
): number {
  const law = scale === 'log' ? Math.log10 : (v: number) => v;
  return (
    Math.max(Math.abs(law(got[0]) - law(wanted[0])), Math.abs(law(got[1]) - law(wanted[1]))) /
    Math.abs(law(wanted[1]) - law(wanted[0]))
  );
}

const withBar = (d: FigureDescription): boolean => d.colourbar_box !== null;

describe('the findings of truth figures', () => {
  for (const folder of [figuresFolder, programFigures]) {
    for (const figure of figureDescriptions(withBar, folder)) {
      it(`hold the range, scale and axes of ${figure.name}`, async () => {
        const { panels, warnings } = await inspect(await load(figure.image, folder));
        const [panel] = panels;
        expect(warnings).toEqual([]);
        expect(panel!.scale).toBe(figure.scale);
        expect(relativeError(panel!.range!, [figure.vmin, figure.vmax], figure.scale)).toBeLessThan(0.004);
        if (figure.extent) {
          const [left, right, bottom, top] = figure.extent;
          expect(relativeError(panel!.x!.range, [left, right], 'linear')).toBeLessThan(0.015);
          expect(relativeError(panel!.y!.range, [bottom, top], 'linear')).toBeLessThan(0.015);
        }
      });
    }
  }
});

const layouts = new Map<string, Layout>();

/** A figure's findings by another reader: what has no labels is found once. */
async function readBy(image: string, reader: ReadLabel): Promise<Findings> {
  const raster = await load(image);
  const layout = layouts.get(image) ?? findLayout(raster, image.endsWith('.jpg'));
  layouts.set(image, layout);
  return inspect(raster, { readLabel: reader, layout, cells: false });
}

describe('findings', () => {
  const figure = 'fig-viridis-bumps-png.png';

  it('are boxes alone where no labels are to be read', async () => {
    const { panels, warnings } = await inspect(await load(figure), { labels: false });
    expect(panels[0]!.colourbar).not.toBeNull();
    expect([panels[0]!.range, panels[0]!.x, panels[0]!.y]).toEqual([null, null, null]);
    expect(warnings).toEqual([]);
  });

  it('give no range, but name the option, when nothing can be read', async () => {
    const { panels, warnings } = await readBy(figure, () => Promise.resolve([]));
    expect(panels[0]!.range).toBeNull();
    expect(panels[0]!.scale).toBeNull();
    expect(warnings.flatMap(({ remedy }) => remedy)).toContain('range');
  });

  it('give no range when the reader makes labels up', async () => {
    let confident = 0;
    for (let seed = 1; seed <= 12; seed++) {
      let state = seed * 2654435761;
      const invented: ReadLabel = () => {
        state = (state * 1664525 + 1013904223) >>> 0;
        return Promise.resolve([{ text: String(state % 97), score: 0.95 }]);
      };
      const { panels } = await readBy(figure, invented);
      if (panels[0]!.range !== null) confident++;
    }
    expect(confident).toBe(0);
  });

  it('survive every fifth label being read wrongly', async () => {
    let count = 0;
    const careless: ReadLabel = async (...word) =>
      ++count % 5 === 0 ? [{ text: '7', score: 0.9 }] : readLabel(...word);
    const { panels } = await readBy(figure, careless);
    expect(panels[0]!.range).toEqual([-5, 25]);
  });

  it('restore a minus sign and a decimal point that the reader drops now and then', async () => {
    const dropping =
      (mark: string): ReadLabel =>
      async (...word) => {
        const texts = await readLabel(...word);
        const drops = texts[0]?.text === (mark === '-' ? '-0.5' : '7.5');
        return texts.map(({ text, score }) => ({ text: drops ? text.replace(mark, '') : text, score }));
      };
    const signs = await readBy('fig-cells-jpeg90.jpg', dropping('-'));
    expect(signs.panels[0]!.range).toEqual([-1, 1]);
    const points = await readBy('fig-cells-annotated-png.png', dropping('.'));
    expect(points.panels[0]!.range).toEqual([0, 20]);
  });

  it('restore minus signs that the reader drops, from the shapes', async () => {
    const dropping: ReadLabel = async (...word) =>
      (await readLabel(...word)).map(({ text, score }) => ({ text: text.replace('-', ''), score }));
    const { panels } = await readBy('fig-cells-jpeg90.jpg', dropping);
    expect(panels[0]!.range).toEqual([-1, 1]);
  });

  it('give no range when the reader drops the decimal points', async () => {
    const dropping: ReadLabel = async (...word) =>
      (await readLabel(...word)).map(({ text, score }) => ({ text: text.replace('.', ''), score }));
    const { panels } = await readBy('fig-cells-annotated-png.png', dropping);
    expect(panels[0]!.range).toBeNull();
  });

  it('report which labels were dropped', async () => {
    let first = true;
    const wrongOnce: ReadLabel = async (...word) => {
      const answers = await readLabel(...word);
      if (!first || answers[0]?.text !== '10') return answers;
      first = false;
      return [{ text: '18', score: 0.95 }];
    };
    const { panels } = await readBy(figure, wrongOnce);
    expect(panels[0]!.ticks.dropped.map((t) => t.text)).toEqual(['18']);
    expect(panels[0]!.range).toEqual([-5, 25]);
  });
});
