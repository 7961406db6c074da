import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { inspect } from '../../src/figure/inspect.js';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { RecoveryError, UsageError } from '../../src/model/errors.js';
import type { Raster } from '../../src/model/types.js';
import type { Panel } from '../../src/pipeline/panel.js';
import { recoverFigure } from '../../src/pipeline/recoverFigure.js';
import { boxOf, loadFigureNamed } from '../figures.js';

const fixtures = join(import.meta.dirname, '..', 'fixtures');
const { description, imagePath } = loadFigureNamed('fig-viridis-bumps-png', fixtures);
const plot = boxOf(description.plot_box);
const colourbar = boxOf(description.colourbar_box!);

/** A picture with a margin of white around it. */
function padded({ width, height, data }: Raster, by: number): Raster {
  const wide = width + 2 * by;
  const tall = height + 2 * by;
  const padded = new Uint8ClampedArray(4 * wide * tall).fill(255);
  for (let y = 0; y < height; y++)
    padded.set(data.subarray(4 * y * width, 4 * (y + 1) * width), 4 * ((y + by) * wide + by));
  return { width: wide, height: tall, data: padded };
}

describe('recoverFigure', () => {
  let raster: Raster;
  /** What comes of it without any option, for all tests that compare with that. */
  let plain: Panel;
  beforeAll(async () => {
    raster = (await readRaster(imagePath)).raster;
    [plain] = (await recoverFigure({ raster, name: 'bumps.png', sha256: 'ab' })) as [Panel];
  });

  it('finds what is not given, and gives plain data', () => {
    const panel = plain;
    expect(panel).toMatchObject({
      panel: 1,
      panels: 1,
      plotBox: plot,
      colourbarBox: colourbar,
      range: [-5, 25],
    });
    expect(panel.sidecar).toMatchObject({ figure: 'bumps.png', sha256: 'ab', options: {} });
    expect(panel.confidences.range).toBeGreaterThan(0.9);
    expect(panel.confidence).toBe(
      Math.min(panel.confidences.layout, panel.confidences.order, panel.confidences.decoding),
    );
    // Not by toEqual, which takes seconds for planes of this size; nor below.
    expect(isDeepStrictEqual(structuredClone(panel), panel)).toBe(true);
  });

  it('names the input’s checksum in the provenance of its grid', () => {
    expect(plain.grid.provenance.sha256).toBe('ab');
  });

  it('gives the same from findings as from looking itself', async () => {
    const layout = JSON.parse(JSON.stringify(await inspect(raster)));
    const [told] = await recoverFigure(raster, { layout });
    expect(isDeepStrictEqual(told!.grid.values, plain.grid.values)).toBe(true);
    expect(told!.confidences).toEqual(plain.confidences);
    await expect(recoverFigure(padded(raster, 1), { layout })).rejects.toThrow(/layout is of a picture/);
  });

  it('looks at the crop alone, and names places in the whole', async () => {
    const by = 7;
    const crop = { left: by, top: by, right: by + raster.width, bottom: by + raster.height };
    const [part] = await recoverFigure(padded(raster, by), { crop });
    const moved = Object.fromEntries(Object.entries(plain.plotBox).map(([side, at]) => [side, at + by]));
    expect(part!.plotBox).toEqual(moved);
    expect(isDeepStrictEqual(part!.grid.values, plain.grid.values)).toBe(true);
    const [all] = await recoverFigure(raster, { plot: 'all', crop: plot, colourmap: 'viridis' });
    expect(all!.plotBox).toEqual(plot);
  });

  it('finds the bar that belongs to a plot, and the plot that belongs to a bar', async () => {
    const [byPlot] = await recoverFigure(raster, { plot, range: [0, 1] });
    const [byBar] = await recoverFigure(raster, { colourbar, range: [0, 1] });
    expect(byPlot!.colourbarBox).toEqual(colourbar);
    expect(byBar!.plotBox).toEqual(plot);
    expect(isDeepStrictEqual(byBar!.grid.values, byPlot!.grid.values)).toBe(true);
  });

  it('notices that plot area and colourbar are swapped, and takes data that look like a bar', async () => {
    const swapped = recoverFigure(raster, { plot: colourbar, colourbar: plot });
    await expect(swapped).rejects.toThrow(expect.objectContaining({ code: 'plot-and-colourbar-swapped' }));
    const halves = [0, 9].map((x) => ({
      ...colourbar,
      left: colourbar.left + x,
      right: colourbar.left + x + 9,
    }));
    const [panel] = await recoverFigure(raster, { plot: halves[0]!, colourbar: halves[1]! });
    expect(panel!.coverage).toBeGreaterThan(0.5);
  });

  it('fits the calibration through ticks, found or placed', async () => {
    const { panels } = await inspect(raster);
    const { marks, ends } = panels[0]!.colourbar!;
    expect(marks.length).toBeGreaterThan(2);
    // What is drawn at the marks, from the bottom.
    const at = [...marks].reverse();
    const value = (y: number) =>
      description.vmin + ((y - ends[0]) / (ends[1] - ends[0])) * (description.vmax - description.vmin);
    const rounded = at.map((y) => Math.round(value(y)));
    const [given] = await recoverFigure(raster, { range: [description.vmin, description.vmax] });
    for (const ticks of [rounded, at.map((y, k) => ({ value: rounded[k]!, at: y }))]) {
      const [panel] = await recoverFigure(raster, { ticks });
      expect(panel!.range![0]).toBeCloseTo(description.vmin, 6);
      expect(panel!.range![1]).toBeCloseTo(description.vmax, 6);
      expect(panel!.confidences.range).toBe(1);
      expect(panel!.grid.values[1000]).toBeCloseTo(given!.grid.values[1000]!, 1);
    }
  });

  it('puts transparent pixels on the background and leaves them out', async () => {
    const data = raster.data.slice();
    for (let x = 0; x < 50; x++) data[4 * ((plot.top + 40) * raster.width + plot.left + 40 + x) + 3] = 0;
    const [panel] = await recoverFigure({ ...raster, data }, { plot, colourbar });
    const row = 40 * (plot.right - plot.left) + 40;
    expect(panel!.grid.mask.subarray(row, row + 50)).toEqual(new Uint8Array(50));
  });

  it('rejects with the reason of a signal, before and between stages', async () => {
    const reason = new Error('enough');
    await expect(recoverFigure(raster, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const stages: string[] = [];
    const onProgress = (stage: string) => {
      stages.push(stage);
      if (stage === 'decoding') controller.abort(reason);
    };
    await expect(recoverFigure(raster, { signal: controller.signal, onProgress })).rejects.toBe(reason);
    expect(stages).not.toContain('done');
  });

  it('refuses what is no picture, and one without anything in it', async () => {
    const data = new Uint8ClampedArray(4 * 30 * 20).fill(90);
    await expect(recoverFigure({ width: 30, height: 21, data })).rejects.toThrow(UsageError);
    await expect(recoverFigure({ width: 30, height: 20, data: data.fill(255) })).rejects.toThrow(
      RecoveryError,
    );
  });
});
