import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inFolder, notebook, root, runHere } from './runUnhue.js';

const framed = join(root, 'test', 'fixtures', 'fig-viridis-bumps-png.png');
const box = ['--plot', '80,58,477,427', '--colourbar', 'none'];
const quick = ['--plot', 'all', '--colourmap', 'walk', '--quiet'];

describe('a folder as output', () => {
  it.each([
    ['-o', 'out/'],
    ['-d', 'out'],
    ['-d', 'new/out'],
  ])('%s %s is made, and filled', (option, folder) =>
    inFolder(async (here) => {
      const { code, stderr } = await runHere([notebook, ...quick, option, folder], here);
      expect([code, stderr]).toEqual([0, '']);
      expect(readdirSync(join(here, folder)).sort()).toEqual([
        'notebook.csv',
        'notebook.meta.json',
        'notebook.preview.png',
      ]);
    }),
  );

  it('is not left behind empty where nothing came of the figure', () =>
    inFolder(async (here) => {
      writeFileSync(join(here, 'broken.png'), 'no picture');
      mkdirSync(join(here, 'mine'));
      for (const folder of ['new/out', 'mine', 'mine/out'])
        expect((await runHere(['broken.png', '-d', folder], here)).code).toBe(3);
      expect(readdirSync(here).sort()).toEqual(['broken.png', 'mine']);
      expect(readdirSync(join(here, 'mine'))).toEqual([]);
    }));

  it('keeps the folders that figures of one name lie in', () =>
    inFolder(async (here) => {
      for (const part of ['A', 'B']) {
        mkdirSync(join(here, part));
        copyFileSync(notebook, join(here, part, 'x.png'));
      }
      const { code } = await runHere(
        ['A/x.png', 'B/x.png', ...quick, '-d', 'out', '-o', '{figure}.npy'],
        here,
      );
      expect(code).toBe(0);
      expect([readdirSync(join(here, 'out/A')), readdirSync(join(here, 'out/B'))]).toEqual([
        ['x.npy'],
        ['x.npy'],
      ]);
    }));
});

describe('outputs that cannot be', () => {
  it.each([
    ['two files in one', ['-o', 'a.csv,b.csv'], /give -o a\.csv -o b\.csv/],
    ['two folders', ['-o', 'a/', '-d', 'b'], /one folder, but received b and a\//],
  ])('are refused with a hint: %s', (_, output, message) =>
    inFolder(async (here) => {
      const { code, stderr } = await runHere([notebook, ...quick, ...output], here);
      expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
      expect(readdirSync(here)).toEqual([]);
    }),
  );

  it('are the files that are read, whatever is forced', () =>
    inFolder(async (here) => {
      copyFileSync(notebook, join(here, 'x.png'));
      const before = readFileSync(join(here, 'x.png'));
      for (const outputs of [
        ['-o', '{figure}.png'],
        ['-o', 'g.npy', '--meta', './x.png'],
      ]) {
        const { code, stderr } = await runHere(['x.png', ...quick, ...outputs, '--force'], here);
        expect([code, stderr]).toEqual([2, expect.stringMatching(/x\.png is read by this very run/)]);
      }
      expect(readFileSync(join(here, 'x.png')).equals(before)).toBe(true);
      expect(readdirSync(here)).toEqual(['x.png']);
    }));

  it('are in a folder whose name a file has', () =>
    inFolder(async (here) => {
      writeFileSync(join(here, 'taken'), 'x');
      for (const folder of ['taken', 'taken/deeper']) {
        const { code, stderr } = await runHere([notebook, ...quick, '-d', folder], here);
        expect([code, stderr]).toEqual([
          4,
          expect.stringMatching(/^unhue: Cannot write taken\S*: a part of its path is not a folder\n$/),
        ]);
      }
    }));

  it('are several panels on standard output', () =>
    inFolder(async (here) => {
      const { width, height } = await sharp(framed).metadata();
      await sharp({ create: { width: 2 * width, height, channels: 3, background: 'white' } })
        .composite([
          { input: framed, left: 0, top: 0 },
          { input: framed, left: width, top: 0 },
        ])
        .png()
        .toFile(join(here, 'pair.png'));
      const pair = ['pair.png', '--colourmap', 'walk', '--no-ocr', '-o', '-'];
      const { code, stdout, stderr } = await runHere(pair, here);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/-o - takes one panel, but pair\.png has 2: choose with --panel N/);
    }));
});

describe('the files of a framed figure', () => {
  it('are a csv without its frame, the whole as npy, and a preview of figure, redrawn values and difference', () =>
    inFolder(async (here) => {
      const outputs = ['m.csv', 'm.npy', 'm.preview.png'].flatMap((file) => ['-o', file]);
      const map = ['--colourmap', 'viridis', '--range', '-5,25'];
      const run = await runHere([framed, ...box, ...map, ...outputs, '--meta', 'm.json'], here);
      expect(run.stderr).not.toMatch(/warning/);
      const rows = readFileSync(join(here, 'm.csv'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => line.split(','));
      const { dataBox, shape } = JSON.parse(readFileSync(join(here, 'm.json'), 'utf8'));
      const [left, top, right, bottom] = dataBox;
      expect(shape).toEqual([369, 397]);
      expect([rows.length, rows[0]!.length]).toEqual([bottom - top, right - left]);
      expect(rows.length).toBeLessThan(369);
      for (const edge of [rows[0]!, rows.at(-1)!, rows.map((row) => row[0]!), rows.map((row) => row.at(-1)!)])
        expect(edge.some((text) => text !== 'NaN')).toBe(true);
      expect(readFileSync(join(here, 'm.npy')).toString('latin1', 10, 90)).toContain("'shape': (369, 397)");

      const { width, height, data } = PNG.sync.read(readFileSync(join(here, 'm.preview.png')));
      expect([width, height]).toEqual([3 * 397 + 16, 369]);
      const at = (x: number, y: number) => [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)];
      const { data: figure, info } = await sharp(framed)
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const original = [...figure.subarray(3 * (258 * info.width + 280), 3 * (258 * info.width + 280) + 3)];
      expect(at(200, 200)).toEqual([...original, 255]);
      for (const [c, value] of at(200 + 405, 200)
        .slice(0, 3)
        .entries())
        expect(Math.abs(value - original[c]!)).toBeLessThanOrEqual(2);
      expect(Math.min(...at(200 + 810, 200))).toBeGreaterThan(240);
    }));
});

describe('words on the command line', () => {
  it('are colours by any name that CSS has', () =>
    inFolder(async (here) => {
      const { code, stdout } = await runHere([notebook, ...quick, '--missing', 'SteelBlue', '--json'], here);
      expect(code).toBe(0);
      expect(JSON.parse(stdout).options.missing).toEqual([[70, 130, 180]]);
    }));

  it('are explained in groups', () =>
    inFolder(async (here) => {
      const { stdout } = await runHere(['recover', '--help'], here);
      const heads = ['What to read:', 'What the figure shows:', 'What to write:', 'Fine control:'];
      const places = heads.map((head) => stdout.indexOf(`\n${head}\n`));
      expect(places.every((place, k) => place > (places[k - 1] ?? 0))).toBe(true);
      expect(stdout).toMatch(/\{figure\} stands for/);
    }));
});

describe('warnings', () => {
  it('are gone once options answer them', () =>
    inFolder(async (here) => {
      const loose = await runHere([notebook, '--plot', 'all', '-o', 'a.npy'], here);
      expect(loose.stderr).toMatch(/--reverse/);
      const answers = ['--plot', 'all', '--range', '0,1', '--reverse'];
      expect((await runHere([notebook, ...answers, '-o', 'b.npy'], here)).stderr).not.toMatch(/warning/);
    }));
});

describe('recolour', () => {
  it('names its picture after the figure and the map, unless told', () =>
    inFolder(async (here) => {
      const { code, stderr } = await runHere(
        ['recolour', notebook, '--plot', 'all', '--to', 'crameri:batlow'],
        here,
      );
      expect(code, stderr).toBe(0);
      expect(readdirSync(here)).toEqual(['notebook-batlow.png']);
    }));
});

describe.skipIf(process.platform === 'win32')('a pipe that nobody writes to', () => {
  it.each([
    [['pipe.png']],
    [['inspect', 'pipe.png']],
    [['palette', 'pipe.png']],
    [['similar', 'pipe.png', framed]],
    [[framed, ...box, '--colourmap', 'pipe.csv']],
    [[framed, ...box, '--mask', 'pipe.png']],
    [[framed, '--layout', 'pipe.json']],
    [[framed, '--at', 'pipe.csv']],
    [['pipe.unhue.json']],
  ])('is refused with one line instead of waited for: %j', (args) =>
    inFolder(async (here) => {
      const pipe = args.find((word) => word.startsWith('pipe'))!;
      execFileSync('mkfifo', [pipe], { cwd: here });
      const { code, stderr } = await runHere(args, here);
      expect(stderr).toContain(`${pipe} is no file but a pipe`);
      expect(code).toBe(3);
      expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(args[0] === 'similar' ? 2 : 1);
    }),
  );

  it('is another than one that is open already, as shells substitute commands', async () => {
    const [program, folder] = [join(root, 'bin', 'unhue.js'), tmpdir()];
    const line = `exec ${process.execPath} ${program} identify <(cat ${notebook}) --json`;
    expect(execFileSync('bash', ['-c', line], { cwd: folder, encoding: 'utf8' })).toMatch(/^[[{]/);
  });
});
