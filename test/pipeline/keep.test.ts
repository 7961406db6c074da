import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { ReadLabel } from '../../src/figure/labels/reader/label.js';
import { readLabel as ownReader } from '../../src/figure/labels/reader/readLabel.js';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { recoverFigure } from '../../src/node/recoverFigure.js';
import { keepLatest } from '../../src/pipeline/panel/keep.js';
import type { RecoverOptions } from '../../src/pipeline/plan/options.js';
import type { FigureInput } from '../../src/pipeline/plan/request.js';
import { notebook } from '../cli/runUnhue.js';
import { smallPrint } from '../figure/smallPrint.js';
import { smallFigure } from '../web/smallFigure.js';

describe('what was kept of a figure', () => {
  it('gives the numbers that a fresh start gives, and makes again only what a change touches', async () => {
    const file = await readRaster(notebook);
    const keep = keepLatest(4);
    const recovered = async (options: RecoverOptions, readers = {}) => {
      const stages = new Set<string>();
      const onProgress = (stage: string) => void stages.add(stage);
      const [panel] = await recoverFigure(file, { plot: 'all', ...options, onProgress }, readers);
      return { values: panel!.grid.values, kinds: panel!.sidecar.facts.kinds, stages };
    };
    await recovered({ range: [0, 8] }, { keep });
    const map = { range: [0, 8], colourmap: 'nipy_spectral' } as const;
    // A map that stands is turned round, and a field is finished in another way, without anything decoded again.
    const corrections: readonly (readonly [options: RecoverOptions, isDecoded: boolean])[] = [
      [{ range: [2, 90], scale: 'log' }, false],
      [map, true],
      [{ ...map, range: [-1, 1], x: [3, 4] }, false],
      [{ ...map, reverse: true }, false],
      [{ ...map, smooth: 'off' }, false],
      [{ ...map, smooth: 'on', fill: true }, false],
      [{ ...map, clip: true, reverse: true, cutoff: 9 }, false],
      [{ range: [0, 8], reverse: true }, true],
    ];
    for (const [options, isDecoded] of corrections) {
      const [kept, fresh] = [await recovered(options, { keep }), await recovered(options)];
      expect(isDeepStrictEqual(kept.values, fresh.values)).toBe(true);
      expect(kept.kinds).toEqual(fresh.kinds);
      expect(fresh.stages).toContain('decode');
      expect(kept.stages.has('decode')).toBe(isDecoded);
    }
  });

  it('is found once, whatever is corrected within the boxes, and comes to the same as a fresh start', async () => {
    const raster = smallPrint(3);
    const keep = keepLatest(4);
    let reads = 0;
    const readLabel: ReadLabel = (...word) => {
      reads++;
      return ownReader(...word);
    };
    const whole = async (options: RecoverOptions, readers = {}) =>
      (await recoverFigure(raster, options, readers)).map(({ sidecar, grid }) => [sidecar, grid.values]);
    const expectSame = async (options: RecoverOptions): Promise<void> => {
      const [kept, fresh] = [await whole(options, { keep, readLabel }), await whole(options)];
      expect(kept.map(([sidecar]) => sidecar)).toEqual(fresh.map(([sidecar]) => sidecar));
      // Not by toEqual, which takes longer than the recovery for planes of this size; nor above and below.
      expect(
        isDeepStrictEqual(
          kept.map(([, values]) => values),
          fresh.map(([, values]) => values),
        ),
      ).toBe(true);
    };
    await whole({}, { keep, readLabel });
    const once = reads;
    expect(once).toBeGreaterThan(0);
    for (const options of [
      { range: [2, 90], x: [3, 4] },
      { cells: { rows: 3, columns: 4 }, reverse: true },
      { cells: 'none', smooth: 'off' },
    ] satisfies RecoverOptions[])
      await expectSame(options);
    expect(reads).toBe(once);
    for (const options of [
      { plot: { left: 32, top: 25, right: 150, bottom: 176 } },
      { colourbar: { left: 204, top: 40, right: 216, bottom: 176 } },
    ])
      await expectSame(options);
  });

  it('is another panel’s where pixels of one are left out, and of a straightened picture that of the same corners', async () => {
    const { raster } = await readRaster(smallFigure());
    const keep = keepLatest(4);
    const recovered = async (input: FigureInput, options: RecoverOptions, readers = {}) => {
      const stages: string[] = [];
      const onProgress = (stage: string) => void stages.push(stage);
      const panels = await recoverFigure(input, { ...options, onProgress }, readers);
      const decoded = stages.filter((stage) => stage === 'decode').length;
      return { values: panels.map(({ grid }) => grid.values), decoded };
    };
    const hole = (left: number): FigureInput => {
      const ignore = new Uint8Array(raster.width * raster.height);
      for (let y = 40; y < 50; y++) ignore.fill(1, y * raster.width + left, y * raster.width + left + 9);
      return { raster, ignore };
    };
    const tilted = (by: number): RecoverOptions => ({
      corners: [
        [12, 10],
        [112, 10],
        [112 - by, 100],
        [12 - by, 100],
      ],
    });
    for (const [input, options, decoded] of [
      [{ raster }, {}, 2],
      [hole(30), {}, 1],
      [hole(33), {}, 1],
      [hole(150), {}, 1],
      [{ raster }, tilted(2), 1],
      [{ raster }, tilted(3), 1],
    ] as const) {
      const [kept, fresh] = [await recovered(input, options, { keep }), await recovered(input, options)];
      expect(isDeepStrictEqual(kept.values, fresh.values)).toBe(true);
      expect(kept.decoded).toBe(decoded);
    }
  });

  it('is as much of each panel as of a figure of one', () => {
    const keep = keepLatest(1);
    let made = 0;
    const ask = (panel: number) => keep('decoding', 'a', () => ++made, panel);
    expect([1, 2, 3, 1, 2, 3].map(ask)).toEqual([1, 2, 3, 1, 2, 3]);
  });

  it('is the latest, and no failure', async () => {
    const keep = keepLatest(2);
    let made = 0;
    const ask = (question: string) => keep('findings', question, () => ++made);
    expect(['a', 'b', 'a', 'c', 'a', 'b'].map(ask)).toEqual([1, 2, 1, 3, 1, 4]);
    const fails = () => keep('findings', 'x', () => Promise.reject(new Error('ended')));
    await expect(fails()).rejects.toThrow('ended');
    await expect(keep('findings', 'x', () => Promise.resolve(7))).resolves.toBe(7);
  });
});
