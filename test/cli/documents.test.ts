import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyPages } from '../documents/emptyPages.js';
import { readNpy } from '../readNpy.js';
import { smallPaper } from '../web/smallPaper.js';
import { inFolder, root, runHere } from './runUnhue.js';

const fixtures = join(root, 'test', 'documents', 'fixtures');
const fixture = (name: string): string => join(fixtures, name);

describe('a document on the command line', () => {
  it('is written page by page, its page in the name, with the labels that the page gives as text', () =>
    inFolder(async (folder) => {
      copyFileSync(fixture('vector.pdf'), join(folder, 'vector.pdf'));
      const { code, stderr } = await runHere(
        ['vector.pdf', '--cells', 'auto', '--dpi', '200', '-o', 'cells.npy', '--meta', 'meta.json'],
        folder,
      );
      expect(code, stderr).toBe(0);
      expect(stderr).toContain('vector.pdf, page 1');
      expect(readdirSync(folder).sort()).toEqual(['cells-p1.npy', 'meta-p1.json', 'vector.pdf']);
      const { shape, data } = readNpy(readFileSync(join(folder, 'cells-p1.npy')));
      expect(shape).toEqual([12, 16]);
      const truth = readNpy(readFileSync(fixture('truth.npy'))).data;
      const errors = [...data].map((value, k) => Math.abs(value - truth[k]!)).filter(Number.isFinite);
      expect(errors.length).toBeGreaterThanOrEqual(12 * 16 - 2);
      expect(Math.max(...errors)).toBeLessThan(0.1);
      const meta = JSON.parse(readFileSync(join(folder, 'meta-p1.json'), 'utf8'));
      expect(meta).toMatchObject({
        figure: 'vector.pdf',
        page: 1,
        rotation: 0,
        axes: { x: { range: [0, 8] } },
      });
      expect(meta.ticks.map(({ text }: { text: string }) => text)).toEqual(['4', '2', '0', '-2', '-4']);
    }));

  it('is listed by inspect: page, figure and place', () =>
    inFolder(async (folder) => {
      const { code, stdout } = await runHere(
        ['inspect', fixture('paper.pdf'), '--page', '3', '--no-ocr'],
        folder,
      );
      expect(code).toBe(0);
      expect(stdout).toMatch(/page 3, figure 1\n.*page 3, figure 2, turned 270°\n.*on page .* points/s);
    }));

  it.each([
    ['a page before the first', ['paper.pdf', '--page', '0'], 2, /--page expects/],
    ['a page after the last', ['paper.pdf', '--page', '99'], 2, /--page expects a number from 1 to 4/],
    ['a page of a picture', ['figure.png', '--page', '2'], 2, /--page is for documents/],
    ['places without a page', ['paper.pdf', '--plot', '1,1,50,50'], 2, /--page/],
    ['an encrypted document', ['encrypted.pdf'], 3, /encrypted/],
  ])('refuses %s with its exit code and one line', (_, args, expected, message) =>
    inFolder(async (folder) => {
      const { code, stderr } = await runHere([fixture(args[0]!), ...args.slice(1)], folder);
      expect(code).toBe(expected);
      expect(stderr).toMatch(message);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(readdirSync(folder)).toEqual([]);
    }),
  );

  it('is not recovered again where its results are there, but for the pages that miss some', () =>
    inFolder(async (folder) => {
      // A figure of two panels on the first page, and on the third.
      writeFileSync(join(folder, 'paper.pdf'), smallPaper([1, 0, 1]));
      const run = ['paper.pdf', '--no-ocr', '-d', 'out', '--skip-existing', '--summary', 'rows.json'];
      const statuses = async () => {
        const { code, stderr } = await runHere(run, folder);
        expect(code, stderr).toBe(0);
        const rows = JSON.parse(readFileSync(join(folder, 'rows.json'), 'utf8'));
        rmSync(join(folder, 'rows.json'));
        return rows.map(({ page, status }: { page: number; status: string }) => `${page} ${status}`);
      };
      expect(await statuses()).toEqual(['1 done', '1 done', '3 done', '3 done']);
      const kept = statSync(join(folder, 'out', 'paper-p1-1.csv')).mtimeMs;
      rmSync(join(folder, 'out', 'paper-p3-2.csv'));
      expect(await statuses()).toEqual(['1 skipped', '1 skipped', '3 done', '3 done']);
      expect(await statuses()).toEqual(['1 skipped', '1 skipped', '3 skipped', '3 skipped']);
      expect(statSync(join(folder, 'out', 'paper-p1-1.csv')).mtimeMs).toBe(kept);
    }));

  it('takes the findings that inspect printed, edited, and leaves figures alone that these leave out', () =>
    inFolder(async (folder) => {
      const { stdout } = await runHere(['inspect', fixture('paper.pdf'), '--json', '--dpi', '100'], folder);
      const found = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(found.map(({ page, number }) => [page, number])).toEqual([
        [1, 1],
        [3, 1],
        [3, 2],
        [4, 1],
      ]);
      const second = found[2];
      second.panels[0].units = 'mm';
      writeFileSync(join(folder, 'found.json'), JSON.stringify(second));
      const layout = ['--layout', 'found.json', '--dpi', '100'];
      const { code, stderr } = await runHere([fixture('paper.pdf'), ...layout, '-d', 'out'], folder);
      expect(code, stderr).toBe(0);
      const metas = readdirSync(join(folder, 'out')).filter((name) => name.endsWith('.meta.json'));
      expect(metas).toEqual(['paper-p3.meta.json']);
      expect(JSON.parse(readFileSync(join(folder, 'out', metas[0]!), 'utf8')).units).toBe('mm');
    }));

  it('has no frames', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'empty.pdf'), emptyPages(1));
      for (const command of ['recover', 'inspect']) {
        const { code, stderr } = await runHere([command, 'empty.pdf', '--frame', '1'], folder);
        expect([code, stderr]).toEqual([
          2,
          expect.stringMatching(/^unhue: --frame is for pictures[^\n]*\n$/),
        ]);
      }
    }));

  it('without a figure fails with one line', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'empty.pdf'), emptyPages(3));
      expect(await runHere(['empty.pdf'], folder)).toEqual({
        code: 1,
        stdout: '',
        stderr: 'unhue: empty.pdf holds no colour-mapped figure\n',
      });
    }));
});
