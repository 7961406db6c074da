import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import type { ReadLabel } from '../../../src/figure/labels/reader/label.js';
import type { Raster } from '../../../src/model/types.js';
import { recoverFigure } from '../../../src/pipeline/recoverFigure.js';
import { colourAt, valueAt } from '../layout/roundPlot.js';

const [width, height] = [560, 260];
const plot = { left: 60, top: 20, right: 460, bottom: 200 };
const units = 'seconds since 1970-01-01T00:00:00Z';

/** A plot with a tick and a label, drawn as a row of blocks, at each place along its lower side. */
function figure(places: readonly number[]): Raster {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  const set = (x: number, y: number, colour: readonly number[]): void => {
    data.set(colour, 4 * (y * width + x));
  };
  for (let y = plot.top; y < plot.bottom; y++)
    for (let x = plot.left; x < plot.right; x++) set(x, y, colourAt(valueAt(x, y)));
  for (let y = plot.top; y < plot.bottom; y++)
    for (let x = 500; x < 516; x++) set(x, y, colourAt((plot.bottom - y - 0.5) / (plot.bottom - plot.top)));
  for (const at of places) {
    for (let y = plot.bottom; y < plot.bottom + 5; y++) set(Math.floor(at), y, [0, 0, 0]);
    for (let k = -3; k < 3; k++)
      for (let y = 0; y < 9; y++)
        for (let x = 0; x < 5; x++) set(Math.floor(at) + 7 * k + x + 1, plot.bottom + 10 + y, [0, 0, 0]);
  }
  return { width, height, data };
}

/** The pixel of an instant on an axis that begins and ends at two others. */
const placeOf = (iso: string, [from, to]: readonly [string, string]): number =>
  plot.left +
  ((Date.parse(iso) - Date.parse(from)) / (Date.parse(to) - Date.parse(from))) * (plot.right - plot.left);

/** Reads the texts of the labels in their order from the left. */
function reader(texts: readonly string[], places: readonly number[]): ReadLabel {
  return (_raster, _page, box) => {
    const k = places.findIndex((at) => Math.abs(at - (box.left + box.right) / 2) < 20);
    return Promise.resolve(k < 0 || box.top < plot.bottom ? [] : [{ text: texts[k]!, score: 0.99 }]);
  };
}

describe('axes of dates', () => {
  const months = ['2020-01-01', '2020-02-01', '2020-03-01', '2020-04-01', '2020-05-01', '2020-06-01'];
  const span = ['2019-12-20', '2020-06-15'] as const;
  const pixel = (Date.parse(span[1]) - Date.parse(span[0])) / 1000 / (plot.right - plot.left);
  const places = months.map((month) => placeOf(month, span));

  it('are linear in time, though months are not alike', async () => {
    const texts = months.map((month) => month.slice(0, 7));
    const { panels, warnings } = await inspect(figure(places), { readLabel: reader(texts, places) });
    const { x } = panels[0]!;
    expect(x!.units).toBe(units);
    expect(x!.confidence).toBeGreaterThan(0.9);
    span.forEach((iso, end) => {
      expect(Math.abs(x!.range[end]! - Date.parse(iso) / 1000)).toBeLessThan(pixel);
    });
    expect(warnings.map(({ code }) => code)).not.toContain('axis-of-dates');
  });

  it('give coordinates in seconds, with their units', async () => {
    const texts = months.map((month) => month.split('-').reverse().join('.'));
    const readers = { readLabel: reader(texts, places) };
    const [panel] = await recoverFigure(figure(places), { colourmap: 'viridis' }, readers);
    expect(panel!.sidecar.axes.x!.units).toBe(units);
    expect(panel!.sidecar.axes.y).toBeNull();
    expect(Math.abs(panel!.grid.x[0]! - Date.parse(span[0]) / 1000)).toBeLessThan(2 * pixel);
    expect(panel!.confidences.axes).toBeGreaterThan(0.9);
  });

  it.each([
    ['times without a day', ['10:00', '10:30', '11:00', '11:30', '12:00', '12:30']],
    [
      'days that may be months',
      ['01/02/2020', '02/02/2020', '03/02/2020', '04/02/2020', '05/02/2020', '06/02/2020'],
    ],
    ['dates in disorder', ['2020-03', '2020-01', '2020-07', '2020-02', '2020-11', '2020-04']],
  ])('stay pixels where labels are %s', async (_, texts) => {
    const even = texts.map((__, k) => plot.left + 20 + 70 * k);
    const { panels } = await inspect(figure(even), { readLabel: reader(texts, even) });
    expect(panels[0]!.x).toBeNull();
  });

  it('have years for numbers, and words for nothing', async () => {
    const even = [0, 1, 2, 3].map((k) => plot.left + 50 + 100 * k);
    const years = await inspect(figure(even), { readLabel: reader(['1995', '2000', '2005', '2010'], even) });
    expect(years.panels[0]!.x!.range[0]).toBeCloseTo(1992.5, 1);
    expect(years.panels[0]!.x!.units).toBeNull();
    const words = await inspect(figure(even), {
      readLabel: reader(['north', 'east', 'south', 'west'], even),
    });
    expect(words.panels[0]!.x).toBeNull();
    expect(words.warnings.map(({ code }) => code)).not.toContain('axis-of-dates');
  });
});
