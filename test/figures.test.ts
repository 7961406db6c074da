import { describe, expect, it } from 'vitest';
import { figureDescriptions, loadFigureNamed, loadFigures, programFigures, readPixels } from './figures.js';

const folder = `${import.meta.dirname}/fixtures`;

describe('truth figures', () => {
  it('come with a picture that holds the plot box and a truth that fills it', async () => {
    for (const figure of [...loadFigures('png', folder), ...loadFigures(undefined, programFigures)]) {
      const [left, top, right, bottom] = figure.description.plot_box;
      const raster = await readPixels(figure.imagePath);
      expect([figure.width, figure.height], figure.name).toEqual([right - left, bottom - top]);
      expect(raster.width >= right && raster.height >= bottom, figure.name).toBe(true);
      expect(
        figure.truth.some((v) => !Number.isNaN(v)),
        figure.name,
      ).toBe(true);
    }
  });

  it('are picked by family, by part of the name, by pattern or by what is known of them', () => {
    expect(figureDescriptions('bare', folder)).toHaveLength(34);
    expect(figureDescriptions('marked', folder)).toHaveLength(2);
    expect(figureDescriptions(/^fig-jet/, folder)).toHaveLength(3);
    expect(figureDescriptions((d) => d.scale === 'log', folder).map((d) => d.name)).toEqual([
      'fig-inferno-log-png',
    ]);
  });

  it('keep the truth of a log scale to a part in ten thousand at its low end', () => {
    const { truth } = loadFigureNamed('fig-inferno-log-png', folder);
    const low = truth.filter((v) => !Number.isNaN(v)).sort()[0]!;
    expect(low / 0.001 - 1).toBeLessThan(1e-4);
  });
});
