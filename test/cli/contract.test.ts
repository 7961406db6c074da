import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanPixels, type DataRange, rangeError } from '../bench/score.js';
import type { FigureDescription } from '../figures.js';
import { linearFigure, logFigure } from '../labelledFigures.js';
import { sidecarFaults } from '../sidecarSchema.js';
import { inFolder, notebook, root, runHere, runUnhue, samples } from './runUnhue.js';

/** What scripts rely on: the commands of the README and of docs, each of them run once as the program that it is. */

/** Reads an npy file by its specification (NEP 1), independently of the writer. */
function readNpy(path: string): { shape: number[]; type: string; values: Float64Array } {
  const bytes = readFileSync(path);
  expect([...bytes.subarray(0, 8)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  const start = 10 + bytes.readUInt16LE(8);
  const header = bytes.toString('latin1', 10, start);
  expect(header).toContain("'fortran_order': False");
  expect(header.endsWith('\n')).toBe(true);
  return {
    shape: /'shape': \((\d+), (\d+)\)/.exec(header)!.slice(1).map(Number),
    type: /'descr': '([^']+)'/.exec(header)![1]!,
    values: Float64Array.from({ length: (bytes.length - start) / 8 }, (_, i) =>
      bytes.readDoubleLE(start + 8 * i),
    ),
  };
}

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

const given = ({ plot_box, colourbar_box, vmin, vmax, scale }: FigureDescription): string[] => [
  ...['--plot', plot_box.join(), '--colourbar', colourbar_box!.join()],
  ...['--range', `${vmin},${vmax}`, '--scale', scale],
];

describe('the files of unhue recover', () => {
  it('hold float64 positions from 0 to 1 in the shape of the plot area, where no range is known', () =>
    inFolder(async (folder) => {
      const options = ['--plot', '20,10,100,60', '--colourbar', 'none', '--colourmap', 'blind'];
      const outcome = await runHere(
        ['recover', notebook, ...options, '-o', 'g.npy', '--meta', 'm.json'],
        folder,
      );
      expect([outcome.code, outcome.stdout]).toEqual([0, '']);
      const { shape, type, values } = readNpy(join(folder, 'g.npy'));
      expect([shape, type]).toEqual([[50, 80], '<f8']);
      const valid = values.filter((v) => !Number.isNaN(v));
      expect(valid.every((v) => v >= 0 && v <= 1)).toBe(true);
      const meta = readJson(join(folder, 'm.json'));
      expect(meta).toMatchObject({ plotBox: [20, 10, 100, 60], colourbarBox: null, range: null });
      expect(meta.coverage).toBeCloseTo(valid.length / values.length, 6);
      expect(readdirSync(folder).sort()).toEqual(['g.npy', 'm.json']);
    }));

  it('hold the values of the figure, row 0 at the top, when boxes and range are given', () =>
    inFolder(async (folder) => {
      for (const drawn of [linearFigure(), logFigure()]) {
        const { bytes, description, name, truth, overlay, width, height } = await drawn;
        writeFileSync(join(folder, `${name}.png`), bytes);
        const outcome = await runHere(
          ['recover', `${name}.png`, ...given(description), '-o', `${name}.npy`, '--meta', `${name}.json`],
          folder,
        );
        expect(outcome.code, outcome.stderr).toBe(0);
        const { shape, values } = readNpy(join(folder, `${name}.npy`));
        expect(shape).toEqual([height, width]);
        const { vmin: low, vmax: high, scale } = description;
        const range: DataRange = { low, high, scale };
        const mask = Uint8Array.from(values, (v) => (Number.isNaN(v) ? 0 : 1));
        expect(rangeError(truth, values, mask, range, cleanPixels(truth, overlay, range))).toBeLessThan(
          0.005,
        );
        expect(readJson(join(folder, `${name}.json`))).toMatchObject({
          plotBox: description.plot_box,
          colourbarBox: description.colourbar_box,
          range: [low, high],
          scale,
        });
      }
    }));

  it('turn with a range that descends', () =>
    inFolder(async (folder) => {
      for (const [name, range] of [
        ['up', '0,8'],
        ['down', '8,0'],
      ] as const)
        await runHere(
          [
            'recover',
            notebook,
            '--plot',
            'all',
            '--colourmap',
            'blind',
            '--range',
            range,
            '-o',
            `${name}.npy`,
          ],
          folder,
        );
      const up = readNpy(join(folder, 'up.npy')).values;
      const down = readNpy(join(folder, 'down.npy')).values;
      expect(up.every((v, i) => Number.isNaN(v) === Number.isNaN(down[i]))).toBe(true);
      expect(up.every((v, i) => Number.isNaN(v) || Math.abs(v + down[i]! - 8) < 1e-5)).toBe(true);
    }));

  it('come out of one run in every format asked for, with the same values', () =>
    inFolder(async (folder) => {
      const outputs = ['g.npy', 'g.csv', 'g.json', 'g.png'].flatMap((file) => ['-o', file]);
      const { code } = await runUnhue(['recover', notebook, '--plot', 'all', '--quiet', ...outputs], folder);
      expect(code).toBe(0);
      expect(readdirSync(folder).sort()).toEqual(['g.csv', 'g.json', 'g.npy', 'g.png']);
      const { values } = readNpy(join(folder, 'g.npy'));
      const csv = readFileSync(join(folder, 'g.csv'), 'utf8').trimEnd().split(/[\n,]/);
      expect(csv).toHaveLength(values.length);
      const json: (number | null)[] = readJson(join(folder, 'g.json')).values.flat();
      for (let i = 0; i < values.length; i += 97) {
        const value = values[i]!;
        if (Number.isNaN(value)) {
          expect(json[i]).toBeNull();
          expect(Number(csv[i] || 'NaN')).toBeNaN();
        } else {
          expect(Math.abs(json[i]! - value)).toBeLessThan(1e-6);
          expect(Math.abs(Number(csv[i]) - value)).toBeLessThan(1e-3);
        }
      }
    }));

  it('are named by the figure, where there are several', () =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, 'out'));
      const figures = [notebook, join(samples, 'holes.png')];
      const { code } = await runHere(
        ['recover', ...figures, '--plot', 'all', '--quiet', '-o', 'out/{figure}.npy'],
        folder,
      );
      expect(code).toBe(0);
      expect(readdirSync(join(folder, 'out')).sort()).toEqual(['holes.npy', 'notebook.npy']);
    }));
});

describe('the sidecar', () => {
  it('names the picture by the digest of its bytes, and what was asked for', () =>
    inFolder(async (folder) => {
      const { code, stdout, stderr } = await runHere(
        ['recover', notebook, '--plot', 'all', '--colorbar', 'none', '--range', '-1,1', '--json', '--quiet'],
        folder,
      );
      expect([code, stderr]).toEqual([0, '']);
      const meta = JSON.parse(stdout);
      expect(sidecarFaults(meta)).toEqual([]);
      expect(meta.sha256).toBe(createHash('sha256').update(readFileSync(notebook)).digest('hex'));
      expect(meta.version).toBe(readJson(join(root, 'package.json')).version);
      expect(meta.range).toEqual([-1, 1]);
      expect(meta.options).toMatchObject({ plot: 'all', colourbar: 'none', range: [-1, 1] });
      expect(meta.confidence).toBeGreaterThanOrEqual(0);
      expect(meta.confidence).toBeLessThanOrEqual(1);
      expect(meta.warnings.every((w: unknown) => typeof w === 'string')).toBe(true);
      expect(['blind', 'colourbar', 'named', 'file']).toContain(meta.colourmap.origin);
      expect(readdirSync(folder)).toEqual([]);
    }));
});

describe('the streams', () => {
  it('carry csv and nothing else on standard output, messages on standard error', () =>
    inFolder(async (folder) => {
      const { code, stdout, stderr } = await runUnhue(
        ['recover', notebook, '--plot', 'all', '-o', '-'],
        folder,
      );
      expect(code).toBe(0);
      const rows = stdout.trimEnd().split('\n');
      expect(rows).toHaveLength(90);
      for (const row of rows) expect(row).toMatch(/^[-+.e\d,nNaA]*$/);
      expect(stderr).not.toBe('');
      expect(readdirSync(folder)).toEqual([]);
    }));

  it.skipIf(!existsSync('/dev/full'))('are no failure of the work where standard error is full', () =>
    inFolder(async (folder) => {
      const full = openSync('/dev/full', 'w');
      const { status } = spawnSync(
        process.execPath,
        [
          join(root, 'bin', 'unhue.js'),
          'recover',
          notebook,
          '--plot',
          'all',
          '--colourmap',
          'walk',
          '-o',
          'g.npy',
        ],
        { cwd: folder, stdio: ['ignore', 'ignore', full] },
      );
      closeSync(full);
      expect(status).toBe(0);
      expect(readdirSync(folder)).toEqual(['g.npy']);
    }),
  );

  it('stay silent on --quiet', () =>
    inFolder(async (folder) => {
      const { code, stdout, stderr } = await runHere(
        ['recover', notebook, '--plot', 'all', '--quiet', '-o', 'g.npy'],
        folder,
      );
      expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    }));
});

describe('failure', () => {
  it('leaves earlier outputs whole and no temporary file when a later one cannot be written', () =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, 'taken.json'));
      const { code, stderr } = await runHere(
        ['recover', notebook, '--plot', 'all', '-o', 'g.npy', '--meta', 'taken.json', '--force'],
        folder,
      );
      expect(code).toBe(4);
      expect(stderr).toMatch(/^unhue: .*taken\.json.*\n$/);
      expect(readdirSync(folder).filter((f) => f !== 'g.npy')).toEqual(['taken.json']);
      if (existsSync(join(folder, 'g.npy')))
        expect(readNpy(join(folder, 'g.npy')).values).toHaveLength(90 * 120);
    }));

  it('of one figure among several is told by the exit code', () =>
    inFolder(async (folder) => {
      const { code, stderr } = await runHere(
        ['recover', notebook, 'missing.png', '--plot', 'all', '-o', '{figure}.npy', '--quiet'],
        folder,
      );
      expect(code).toBe(3);
      expect(stderr).toMatch(/missing\.png/);
    }));

  it.each(['inspect', 'identify'])('of one figure does not keep %s from the others', (command) =>
    inFolder(async (folder) => {
      const json = command === 'inspect' ? ['--no-ocr', '--json'] : ['--json'];
      const { code, stdout, stderr } = await runHere([command, 'missing.png', notebook, ...json], folder);
      expect(code).toBe(3);
      expect(stderr).toMatch(/^unhue: there is no file missing\.png\n/);
      expect(JSON.parse(stdout).figure).toBe(notebook);
    }),
  );

  it('of the only figure has its row in the summary', () =>
    inFolder(async (folder) => {
      const { code } = await runHere(['missing.png', '-o', 'g.npy', '--summary', 'index.json'], folder);
      expect(code).toBe(3);
      expect(readJson(join(folder, 'index.json'))).toMatchObject([{ file: 'missing.png', status: 'failed' }]);
    }));

  it.each([
    ['--plot', '1,2,3'],
    ['--plot', '9,9,5,5'],
    ['--colourbar', 'somewhere'],
    ['--scale', 'cubic'],
    ['--range', '1'],
    ['--range', 'a,b'],
    ['--range', '1,Infinity'],
    ['--smooth', 'perhaps'],
    ['--missing', 'puce?'],
    ['--cells', '0x4'],
  ])('to understand %s %s is wrong usage, told in one line that names the option', (option, value) =>
    inFolder(async (folder) => {
      const { code, stderr, stdout } = await runHere(
        ['recover', notebook, option, value, '-o', 'g.npy'],
        folder,
      );
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^unhue: [^\n]*\n$/);
      expect(stderr).toContain(option);
      expect(readdirSync(folder)).toEqual([]);
    }),
  );
});

describe('the other commands', () => {
  const bare = (name: string) => join(root, 'test', 'fixtures', name);

  it('colourmap writes files that decode to one and the same grid, whichever format carries them', () =>
    inFolder(async (folder) => {
      const figure = bare('bare-custom1-png.png');
      const part = ['--plot', '0,0,160,120'];
      const grids: Float64Array[] = [];
      // The others are written and read in colourmapCommands.test.ts, in this process.
      for (const file of ['map.csv', 'map.cpt', 'map.png']) {
        const written = await (file === 'map.csv' ? runUnhue : runHere)(
          ['colourmap', figure, ...part, '--colourmap', 'blind', '-o', file],
          folder,
        );
        expect([written.code, written.stdout], written.stderr).toEqual([0, '']);
        const read = await runHere(
          ['recover', figure, ...part, '--colourmap', file, '-o', `${file}.npy`, '--quiet'],
          folder,
        );
        expect(read.code, read.stderr).toBe(0);
        grids.push(readNpy(join(folder, `${file}.npy`)).values);
      }
      for (const grid of grids)
        expect(grid.every((v, i) => Object.is(v, grids[0]![i]) || Math.abs(v - grids[0]![i]!) < 1e-6)).toBe(
          true,
        );
    }));

  it('identify prints its matches as json, best first', () =>
    inFolder(async (folder) => {
      const { code, stdout } = await runUnhue(['identify', bare('bare-turbo-png.png'), '--json'], folder);
      expect(code).toBe(0);
      const { matches } = JSON.parse(stdout);
      expect(matches[0]).toMatchObject({
        name: expect.stringMatching(/turbo/i),
        reversed: expect.any(Boolean),
      });
      const scores = matches.map((match: { score: number }) => match.score);
      expect(scores).toEqual(scores.toSorted((a: number, b: number) => b - a));
      expect(readdirSync(folder)).toEqual([]);
    }));

  it('inspect prints what recover would find, and its boxes lead recover to the same values', () =>
    inFolder(async (folder) => {
      const figure = 'figure.png';
      writeFileSync(join(folder, figure), (await linearFigure()).bytes);
      const inspected = await runUnhue(['inspect', figure, '--json'], folder);
      expect(inspected.code, inspected.stderr).toBe(0);
      expect(readdirSync(folder)).toEqual([figure]);
      const [panel] = JSON.parse(inspected.stdout).panels;
      const found = [
        ...['--plot', Object.values(panel.plotBox).join()],
        ...['--colourbar', Object.values(panel.colourbar.box).join()],
        ...['--range', panel.range.join(), '--scale', panel.scale],
      ];
      const grids: Float64Array[] = [];
      for (const [name, options] of [
        ['alone', []],
        ['told', found],
      ] as const) {
        const run = await runHere(['recover', figure, ...options, '-o', `${name}.npy`, '--quiet'], folder);
        expect(run.code, run.stderr).toBe(0);
        grids.push(readNpy(join(folder, `${name}.npy`)).values);
      }
      const [alone, told] = grids;
      expect(alone!.every((v, i) => Object.is(v, told![i]) || Math.abs(v - told![i]!) < 0.003 * 3200)).toBe(
        true,
      );
    }));

  it('check tells by exit code 1, if asked, of a colourmap whose order cannot be decoded', () =>
    inFolder(async (folder) => {
      // Up and down the same greys: every colour but one stands for two values.
      const ramp = Array.from({ length: 129 }, (_, i) => Math.round(20 + 200 * (1 - Math.abs(i / 64 - 1))));
      writeFileSync(join(folder, 'hill.csv'), ramp.map((v) => `${v},${v},${v}`).join('\n'));
      expect((await runUnhue(['check', 'hill.csv', '--strict'], folder)).code).toBe(1);
      expect((await runHere(['check', 'hill.csv'], folder)).code).toBe(0);
      expect((await runHere(['check', 'viridis', '--strict'], folder)).code).toBe(0);
      expect((await runHere(['check', 'no-such-map'], folder)).code).toBe(2);
    }));

  it('recolour writes a picture of the same size', () =>
    inFolder(async (folder) => {
      const figure = join(folder, 'figure.png');
      writeFileSync(figure, (await linearFigure()).bytes);
      const { code, stderr } = await runUnhue(
        ['recolour', figure, '--to', 'cividis', '-o', 'new.png'],
        folder,
      );
      expect(code, stderr).toBe(0);
      const size = (path: string) => [
        readFileSync(path).readUInt32BE(16),
        readFileSync(path).readUInt32BE(20),
      ];
      expect(size(join(folder, 'new.png'))).toEqual(size(figure));
    }));

  it.each(['recover', 'inspect', 'colourmap', 'identify', 'check', 'recolour'])(
    '%s refuses what is no picture with exit code 3, or 2 where it takes a name, in one line',
    (command) =>
      inFolder(async (folder) => {
        writeFileSync(join(folder, 'text.png'), 'this is no picture');
        const output = command === 'recolour' ? ['--to', 'matplotlib:cividis', '-o', 'new.png'] : [];
        const { code, stdout, stderr } = await runHere([command, 'text.png', ...output], folder);
        expect([2, 3]).toContain(code);
        expect(stdout).toBe('');
        expect(stderr).toMatch(/^unhue: [^\n]*\n$/);
        expect(readdirSync(folder)).toEqual(['text.png']);
      }),
  );
});
