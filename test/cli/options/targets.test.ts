import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inFolder, notebook, runHere } from '../runUnhue.js';

const quick = ['--plot', 'all', '--colourmap', 'walk', '--quiet'];

describe('two results for one file', () => {
  it.each<[string, string[]]>([
    ['by the same name', ['-o', 's.csv', '-o', 's.csv']],
    ['by two paths', ['-o', 's.csv', '-o', './s.csv']],
    ['through a link', ['-o', 's.csv', '-o', 'linked/s.csv']],
    ['as grid and sidecar', ['-o', 'm.json', '--meta', './m.json']],
    ['as sidecar and report', ['--meta', 'x.html', '--report', 'linked/x.html']],
  ])('are refused %s, before anything is written', (_, outputs) =>
    inFolder(async (folder) => {
      symlinkSync('.', join(folder, 'linked'));
      const { code, stderr } = await runHere(['recover', notebook, ...quick, ...outputs], folder);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/^unhue: .*twice.*\n$/)]);
      expect(readdirSync(folder)).toEqual(['linked']);
    }),
  );

  it('are refused where they come from two figures of one name', () =>
    inFolder(async (folder) => {
      for (const part of ['A', 'B']) {
        mkdirSync(join(folder, part));
        copyFileSync(notebook, join(folder, part, 'x.png'));
      }
      for (const output of [[], ['-o', '{figure}.npy']]) {
        const { code, stderr } = await runHere(
          ['recover', 'A/x.png', 'B/x.png', ...quick, '--force', ...output],
          folder,
        );
        expect(code).toBe(2);
        expect(stderr).toMatch(/A\/x\.png and B\/x\.png would both be written to x\./);
        expect(readdirSync(folder).sort()).toEqual(['A', 'B']);
      }
    }));

  it('are no matter where the file is a device', () =>
    inFolder(async (folder) => {
      const { code } = await runHere(
        ['recover', notebook, ...quick, '--meta', '/dev/null', '--report', '/dev/null', '-o', 'a.npy'],
        folder,
      );
      expect(code).toBe(0);
    }));
});

describe('{figure}', () => {
  it('is the name of the figure, whatever characters it has', () =>
    inFolder(async (folder) => {
      copyFileSync(notebook, join(folder, "a$&b$$c$'.png"));
      const { code, stderr } = await runHere(
        ['recover', "a$&b$$c$'.png", ...quick, '-o', 'of-{figure}.npy'],
        folder,
      );
      expect(code, stderr).toBe(0);
      expect(readdirSync(folder)).toContain("of-a$&b$$c$'.npy");
    }));
});

describe('words that objects have by nature', () => {
  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    '%s is no command and no colour',
    (word) =>
      inFolder(async (folder) => {
        const command = await runHere([word], folder);
        expect(command.code).toBe(2);
        expect(command.stderr).toMatch(/unknown command/);
        const colour = await runHere(['recover', notebook, '--background', word], folder);
        expect(colour.code).toBe(2);
        expect(colour.stderr).toMatch(/^unhue: --background expects a colour.*\n$/);
        const map = await runHere(['recover', notebook, '--colourmap', word, '-o', 'a.npy'], folder);
        expect(map.code).toBe(2);
      }),
  );
});

describe('unhue FIGURE', () => {
  it('is unhue recover FIGURE', () =>
    inFolder(async (folder) => {
      const { code, stderr } = await runHere([notebook, ...quick, '-o', 'a.npy'], folder);
      expect([code, stderr]).toEqual([0, '']);
      expect((await runHere([...quick, '-o', 'b.npy', notebook], folder)).code).toBe(0);
      copyFileSync(notebook, join(folder, 'plain'));
      expect((await runHere(['plain', ...quick, '-o', 'c.npy'], folder)).code).toBe(0);
      const [a, b, c] = ['a', 'b', 'c'].map((name) => readFileSync(join(folder, `${name}.npy`)));
      expect(a!.equals(b!) && a!.equals(c!)).toBe(true);
      expect((await runHere(['missing.png'], folder)).code).toBe(3);
      expect((await runHere(['recovr', notebook], folder)).stderr).toMatch(/Did you mean recover/);
    }));

  it('tries every figure, and tells the gravest failure', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'text.png'), 'no picture');
      const { code, stderr } = await runHere(
        ['text.png', notebook, 'missing.png', ...quick, '-o', '{figure}.npy'],
        folder,
      );
      expect(code).toBe(3);
      expect(stderr).toMatch(/^unhue: text\.png .*\nunhue: .*missing\.png\n$/);
      expect(readdirSync(folder).sort()).toEqual(['notebook.npy', 'text.png']);
    }));
});
