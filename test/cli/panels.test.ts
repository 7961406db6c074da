import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { linearFigure, logFigure } from '../labelledFigures.js';
import { smallFigure } from '../web/smallFigure.js';
import { inFolder, notebook, runHere } from './runUnhue.js';

/** Two figures side by side, each with its own colourbar. */
async function writePair(path: string): Promise<void> {
  const [left, right] = (await Promise.all([linearFigure(), logFigure()])).map(({ bytes }) => bytes);
  await sharp({ create: { width: 768, height: 262, channels: 3, background: 'white' } })
    .composite([
      { input: left!, left: 0, top: 0 },
      { input: right!, left: 438, top: 0 },
    ])
    .png()
    .toFile(path);
}

describe('a figure of two panels', () => {
  it('gives each its files, under its number, with its own range and scale', () =>
    inFolder(async (folder) => {
      await writePair(join(folder, 'pair.png'));
      const both = await runHere(['pair.png', '-o', 'm.npy', '--meta', 'm.json', '--quiet'], folder);
      expect([both.code, both.stderr]).toEqual([0, '']);
      expect(readdirSync(folder).sort()).toEqual(['m-1.json', 'm-1.npy', 'm-2.json', 'm-2.npy', 'pair.png']);
      const metas = [1, 2].map((k) => JSON.parse(readFileSync(join(folder, `m-${k}.json`), 'utf8')));
      expect(metas.map(({ panel, panels }) => [panel, panels])).toEqual([
        [1, 2],
        [2, 2],
      ]);
      expect(metas.map(({ range, scale }) => [range, scale])).toEqual([
        [[200, 3400], 'linear'],
        [[0.01, 1], 'log'],
      ]);
      const second = await runHere(['pair.png', '--panel', '2', '-o', 'two.npy', '--quiet'], folder);
      expect(second.code).toBe(0);
      expect(readFileSync(join(folder, 'two.npy')).equals(readFileSync(join(folder, 'm-2.npy')))).toBe(true);
      writeFileSync(join(folder, 'small.png'), smallFigure());
      const third = await runHere(['small.png', '--panel', '3', '--no-ocr', '-o', 'three.npy'], folder);
      expect([third.code, third.stderr]).toEqual([
        2,
        expect.stringMatching(/^unhue: --panel expects .* 1 to 2/),
      ]);
    }));

  it('does not write over what another figure of the run has written', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'pair.png'), smallFigure());
      copyFileSync(notebook, join(folder, 'pair-2.png'));
      const { code, stderr } = await runHere(
        [
          'pair.png',
          'pair-2.png',
          '--no-ocr',
          '--colourmap',
          'walk',
          '-o',
          '{figure}.csv',
          '--force',
          '--quiet',
        ],
        folder,
      );
      expect(code).toBe(2);
      expect(stderr).toMatch(/pair-2\.png and pair\.png, panel 2 would both be written to pair-2\.csv/);
      expect(readdirSync(folder)).not.toContain('pair-1.csv');
      expect(readFileSync(join(folder, 'pair-2.csv'), 'utf8').split('\n')[0]!.split(',')).toHaveLength(120);
    }));
});
