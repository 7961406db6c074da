import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { pngChunk } from '../../../src/formats/pictures/png/pngChunk.js';
import { inFolder, notebook, root, runHere, runUnhue, samples } from '../runUnhue.js';

/** The sample that `notebook` is a part of. */
const sample = join(samples, 'notebook.png');

/** A png of one colour, or painted by a function of the pixel. */
function picture(width: number, height: number, paint: (x: number, y: number) => readonly number[]): Buffer {
  const png = new PNG({ width, height });
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) png.data.set([...paint(x, y), 255], 4 * (y * width + x));
  return PNG.sync.write(png);
}

describe('unhue recover', () => {
  it('writes numbers, a picture and their origin without being told anything', () =>
    inFolder(async (folder) => {
      const { code, stderr, stdout } = await runUnhue(['recover', notebook], folder);
      expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
      expect(readdirSync(folder).sort()).toEqual([
        'notebook.csv',
        'notebook.meta.json',
        'notebook.preview.png',
      ]);
      const rows = readFileSync(join(folder, 'notebook.csv'), 'utf8').trimEnd().split('\n');
      expect([rows.length, rows[0]!.split(',').length]).toEqual([90, 120]);
      const meta = JSON.parse(readFileSync(join(folder, 'notebook.meta.json'), 'utf8'));
      expect(meta).toMatchObject({
        figure: 'notebook.png',
        plotBox: [0, 0, 120, 90],
        colourbarBox: null,
        range: null,
        scale: 'linear',
        options: {},
        warnings: expect.any(Array),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(meta.coverage).toBeGreaterThan(0.99);
      expect(stderr).toMatch(/coverage/);
      expect(stderr).toMatch(/notebook\.csv/);
    }));

  it('puts the values into the range asked for', () =>
    inFolder(async (folder) => {
      const { code, stdout } = await runHere(
        ['recover', sample, '--range', '-40,310.15', '-o', '-', '--quiet'],
        folder,
      );
      expect(code).toBe(0);
      const values = stdout.trimEnd().split(/[\n,]/).map(Number).filter(Number.isFinite);
      expect(values.length).toBeGreaterThan(0.99 * 320 * 240);
      const [lowest, highest] = [
        values.reduce((a, b) => Math.min(a, b)),
        values.reduce((a, b) => Math.max(a, b)),
      ];
      expect(lowest).toBeGreaterThanOrEqual(-40);
      expect(lowest).toBeLessThan(-30);
      expect(highest).toBeLessThanOrEqual(310.15);
      expect(highest).toBeGreaterThan(300);
    }));

  it('reads standard input and accepts American spelling', () =>
    inFolder(async (folder) => {
      const { code } = await runUnhue(
        [
          'recover',
          '-',
          '--colorbar',
          'none',
          '--colormap=blind',
          '--plot',
          'all',
          '-o',
          'grid.npy',
          '--quiet',
        ],
        folder,
        readFileSync(notebook),
      );
      expect(code).toBe(0);
      expect(readFileSync(join(folder, 'grid.npy')).toString('latin1', 1, 6)).toBe('NUMPY');
    }));

  it('gives the same bytes each time, in whichever process', () =>
    inFolder(async (folder) => {
      for (const [name, run] of [
        ['a', runUnhue],
        ['b', runHere],
      ] as const)
        await run(
          [
            'recover',
            join(samples, 'jpeg.jpg'),
            '--plot',
            '100,80,180,140',
            '-o',
            `${name}.npy`,
            '--meta',
            `${name}.json`,
          ],
          folder,
        );
      for (const type of ['npy', 'json'])
        expect(readFileSync(join(folder, `a.${type}`)).equals(readFileSync(join(folder, `b.${type}`)))).toBe(
          true,
        );
    }));

  it('ends quietly when the reader of its csv has seen enough', () =>
    inFolder(
      (folder) =>
        new Promise<void>((resolve, reject) => {
          const child = spawn(
            process.execPath,
            [join(root, 'bin', 'unhue.js'), 'recover', sample, '-o', '-', '--quiet'],
            { cwd: folder },
          );
          let complaints = '';
          child.stderr.on('data', (text) => {
            complaints += text;
          });
          child.stdout.once('data', () => child.stdout.destroy());
          child.on('close', (code) => {
            try {
              expect([code, complaints]).toEqual([0, '']);
              resolve();
            } catch (error) {
              reject(error);
            }
          });
        }),
    ));

  it('does not overwrite without --force, and then leaves the old file as it was', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'grid.csv'), 'precious');
      const refused = await runHere(['recover', notebook, '-o', 'grid.csv', '--meta', 'm.json'], folder);
      expect(refused.code).toBe(4);
      expect(refused.stderr).toMatch(/^unhue: .*grid\.csv.*--force.*\n$/);
      expect(readFileSync(join(folder, 'grid.csv'), 'utf8')).toBe('precious');
      expect(readdirSync(folder)).toEqual(['grid.csv']);
      const forced = await runHere(['recover', notebook, '-o', 'grid.csv', '--force', '--quiet'], folder);
      expect(forced.code).toBe(0);
      expect(readFileSync(join(folder, 'grid.csv'), 'utf8')).not.toBe('precious');
    }));

  it('treats grey as the colourmap that it is', () =>
    inFolder(async (folder) => {
      writeFileSync(
        join(folder, 'grey.png'),
        picture(128, 96, (x, y) =>
          Array(3).fill(Math.round(127 + 120 * Math.sin(x / 20) * Math.cos(y / 17))),
        ),
      );
      const { code } = await runHere(
        ['recover', 'grey.png', '--plot', 'all', '-o', 'grey.json', '--quiet'],
        folder,
      );
      expect(code).toBe(0);
      const { values } = JSON.parse(readFileSync(join(folder, 'grey.json'), 'utf8'));
      const at = (x: number, y: number) => values.flat()[y * 128 + x];
      expect(at(31, 0)).toBeGreaterThan(0.9);
      expect(at(94, 0)).toBeLessThan(0.1);
    }));
});

describe('unhue recover, given something it cannot use', () => {
  const truncated = readFileSync(notebook).subarray(0, 3_000);
  const cases: [
    string,
    {
      code: number;
      message: RegExp;
      args: string[];
      files?: Record<string, Uint8Array | string>;
      process?: true;
    },
  ][] = [
    [
      'no such file',
      { code: 3, message: /there is no file missing\.png/, args: ['missing.png'], process: true },
    ],
    [
      'a text file',
      { code: 3, message: /not a picture/, args: ['text.png'], files: { 'text.png': 'hello, this is text' } },
    ],
    ['an empty file', { code: 3, message: /empty/, args: ['empty.png'], files: { 'empty.png': '' } }],
    [
      'a truncated picture',
      { code: 3, message: /damaged or truncated/, args: ['half.png'], files: { 'half.png': truncated } },
    ],
    ['a folder', { code: 3, message: /folder/, args: ['.'] }],
    [
      'more pixels than allowed',
      { code: 3, message: /120 × 90 pixels.*--max-pixels/, args: [notebook, '--max-pixels', '1000'] },
    ],
    [
      'a picture of one colour',
      {
        code: 1,
        message: /one colour/,
        args: ['plain.png'],
        files: { 'plain.png': picture(40, 30, () => [90, 90, 200]) },
      },
    ],
    [
      'a single pixel',
      {
        code: 1,
        message: /one colour/,
        args: ['dot.png'],
        files: { 'dot.png': picture(1, 1, () => [1, 2, 3]) },
        process: true,
      },
    ],
    ['no figure', { code: 2, message: /missing required argument/, args: [], process: true }],
    ['an unknown option', { code: 2, message: /unknown option/, args: [notebook, '--sharpen'] }],
    [
      'a plot box outside the picture',
      { code: 2, message: /--plot expects/, args: [notebook, '--plot', '0,0,500,100'] },
    ],
    [
      'a range that is none',
      { code: 2, message: /--range expects two different numbers/, args: [notebook, '--range', '3,3'] },
    ],
    [
      'a log scale through zero',
      {
        code: 2,
        message: /log.*(positive|above 0|zero)/,
        args: [notebook, '--range', '0,3', '--scale', 'log'],
      },
    ],
    ['an unknown output format', { code: 2, message: /\.csv, \.npy/, args: [notebook, '-o', 'grid.xyz'] }],
    [
      'an unknown colourmap',
      { code: 2, message: /no-such-map/, args: [notebook, '--colourmap', 'no-such-map'] },
    ],
    [
      'a folder that is not there',
      { code: 4, message: /gone\/grid\.csv/, args: [notebook, '-o', 'gone/grid.csv'] },
    ],
    [
      'a folder that cannot be written',
      { code: 4, message: /\/proc\/grid\.csv/, args: [notebook, '-o', '/proc/grid.csv'] },
    ],
    [
      'a full disk',
      {
        code: 4,
        message: /\/dev\/full.*(space|full)/,
        args: [notebook, '-o', 'grid.csv', '--meta', '/dev/full'],
        process: true,
      },
    ],
    [
      'two outputs for standard output',
      { code: 2, message: /standard output/, args: [notebook, '-o', '-', '--json'] },
    ],
    [
      'several figures for one file',
      { code: 2, message: /\{figure\}/, args: [notebook, notebook, '-o', 'grid.csv'] },
    ],
  ];

  it.each(cases)(
    '%s: one clear line, the right exit code, no partial file',
    (_, { code, message, args, files = {}, process }) =>
      inFolder(async (folder) => {
        for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
        const output = args.some((a) => a === '-o') || args.length === 0 ? [] : ['-o', 'out.npy'];
        const outcome = await (process ? runUnhue : runHere)(['recover', ...args, ...output], folder);
        expect(outcome.stderr).toMatch(message);
        expect(outcome.stderr).toMatch(/^unhue: [^\n]*\n$/);
        expect(outcome.code).toBe(code);
        expect(outcome.stdout).toBe('');
        expect(
          readdirSync(folder)
            .filter((f) => f !== 'grid.csv')
            .sort(),
        ).toEqual(Object.keys(files).sort());
      }),
  );

  it('is not harmed by a picture that claims to be huge', () =>
    inFolder(async (folder) => {
      // The header's thirteen bytes begin with the width and the height.
      const plain = picture(40, 30, () => [90, 90, 200]);
      const header = Buffer.from(plain.subarray(16, 29));
      for (const at of [0, 4]) header.writeUInt32BE(12_000, at);
      const bomb = Buffer.concat([plain.subarray(0, 8), pngChunk('IHDR', header), plain.subarray(33)]);
      writeFileSync(join(folder, 'bomb.png'), bomb);
      const { code, stderr } = await runHere(['recover', 'bomb.png', '-o', 'out.npy'], folder);
      expect(code).toBe(3);
      expect(stderr).toMatch(/12000 × 12000 pixels.*100000000.*--max-pixels/);
      expect(existsSync(join(folder, 'out.npy'))).toBe(false);
    }));

  it('explains itself on request, with exit code 0', () => {
    const help = execFileSync(process.execPath, [join(root, 'bin', 'unhue.js'), 'recover', '--help'], {
      encoding: 'utf8',
    });
    for (const option of [
      '--output',
      '--plot',
      '--colourbar',
      '--colourmap',
      '--range',
      '--scale',
      '--x',
      '--y',
      '--meta',
      '--report',
      '--fill',
      '--cells',
      '--force',
      '--quiet',
      '--json',
    ])
      expect(help).toContain(option);
  });
});
