import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boxOf, loadFigureNamed } from '../figures.js';
import { inFolder, notebook, root, runHere } from './runUnhue.js';

const { description, imagePath } = loadFigureNamed('fig-viridis-bumps-png', join(root, 'test', 'fixtures'));

const sidecarOf = async (args: readonly string[], folder: string) => {
  const { code, stdout, stderr } = await runHere([...args, '--json', '--quiet'], folder);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
};

describe('--layout', () => {
  it('takes findings as inspect prints them, for the same result; edited, and with options that win', () =>
    inFolder(async (folder) => {
      const { stdout } = await runHere(['inspect', '--json', imagePath, notebook], folder);
      writeFileSync(join(folder, 'found.json'), stdout);
      const layout = ['--layout', 'found.json'];
      await runHere(['recover', imagePath, '-o', 'a.npy', '--quiet'], folder);
      await runHere(['recover', imagePath, ...layout, '-o', 'b.npy', '--quiet'], folder);
      const [a, b] = ['a.npy', 'b.npy'].map((name) => readFileSync(join(folder, name)));
      expect(a!.equals(b!)).toBe(true);

      const findings = JSON.parse(stdout.split('\n')[0]!);
      findings.panels[0].range = [100, 200];
      findings.panels[0].colourbar.law = null;
      writeFileSync(join(folder, 'found.json'), JSON.stringify(findings, null, 2));
      expect((await sidecarOf([imagePath, ...layout], folder)).range).toEqual([100, 200]);
      const given = await sidecarOf([imagePath, ...layout, '--range', '0,1'], folder);
      expect(given).toMatchObject({ range: [0, 1], options: { layout: true, range: [0, 1] } });
      expect(given.confidences.range).toBe(1);
    }));

  it.each<[string, string, RegExp]>([
    ['is not there', '', /other\.json could not be read/],
    ['is no JSON', 'panels', /found\.json is no JSON/],
    ['lacks a key', '{"width": 3, "height": 4}', /found\.json: panels is missing/],
    [
      'says what cannot be',
      '{"width": 3, "height": 4, "panels": [{"plotBox": 7}]}',
      /panels\.0\.plotBox expects/,
    ],
    ['is of another figure', '{"width": 3, "height": 4, "panels": []}', /--layout is of a picture of 3 × 4/],
  ])('that %s is refused in one line', (what, text, message) =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'found.json'), text);
      const file = what === 'is not there' ? 'other.json' : 'found.json';
      const { code, stderr } = await runHere([imagePath, '--layout', file, '-o', 'a.npy'], folder);
      expect([2, 3]).toContain(code);
      expect(stderr).toMatch(message);
      expect(stderr).toMatch(/^unhue: [^\n]*\n$/);
    }),
  );
});

describe('the options of the layout', () => {
  const { left, top, right, bottom } = boxOf(description.plot_box);
  const plot = [left, top, right, bottom].join();
  const bar = description.colourbar_box!.join();

  it('--crop looks at a part, in pixels of the whole', () =>
    inFolder(async (folder) => {
      const crop = [left - 10, top - 10, right + 120, bottom + 10].join();
      const meta = await sidecarOf([imagePath, '--crop', crop], folder);
      expect(meta).toMatchObject({ plotBox: description.plot_box, colourbarBox: description.colourbar_box });
    }));

  it('--ticks fits the scale through what the ticks say', () =>
    inFolder(async (folder) => {
      const boxes = ['--plot', plot, '--colourbar', bar];
      const placed = await sidecarOf([imagePath, ...boxes, '--ticks', `5@${bottom},10@${top}`], folder);
      expect(placed).toMatchObject({ range: [5, 10], scale: 'linear' });
      const bent = await sidecarOf(
        [imagePath, ...boxes, '--ticks', `1@${bottom},2@${top + 20},100@${top}`, '--scale', 'ticks'],
        folder,
      );
      expect(bent).toMatchObject({ range: [1, 100], scale: 'ticks' });
      const wrong = await runHere([imagePath, '--ticks', '1,2', '-o', 'a.npy'], folder);
      expect([wrong.code, wrong.stderr]).toEqual([
        2,
        expect.stringMatching(/--ticks expects a value for each/),
      ]);
    }));

  it('--colourmap walk walks, and says that it cannot place the ends of a bar', () =>
    inFolder(async (folder) => {
      const { code, stderr } = await runHere(
        [imagePath, '--colourmap', 'walk', '-o', 'a.npy', '--meta', 'a.json'],
        folder,
      );
      expect([code, stderr]).toEqual([
        0,
        expect.stringMatching(/runs through the colours in another order.*give --colourmap NAME/),
      ]);
      const meta = JSON.parse(readFileSync(join(folder, 'a.json'), 'utf8'));
      expect(meta).toMatchObject({ range: null, confidences: { range: 0 } });
    }));

  it.each([
    ['--range', '1e308,-1e308'],
    ['--range', '0,5e-324'],
    ['--cells', '99999x99999'],
    ['--cells', '99999x1'],
    ['--ticks', '1'],
    ['--ticks', '1,2@30'],
    ['--crop', '0,0,1,9999'],
    ['--near', '1 --colourmap viridis'],
  ])('%s %s is wrong usage, told in one line', (option, value) =>
    inFolder(async (folder) => {
      const { code, stderr } = await runHere([notebook, option, ...value.split(' '), '-o', 'a.npy'], folder);
      expect([code, stderr]).toEqual([2, expect.stringMatching(new RegExp(`^unhue: ${option} [^\\n]*\\n$`))]);
    }),
  );

  it('tells that --plot and --colourbar are swapped', () =>
    inFolder(async (folder) => {
      const { code, stderr } = await runHere(
        [imagePath, '--plot', bar, '--colourbar', plot, '-o', 'a.npy'],
        folder,
      );
      expect([code, stderr]).toEqual([
        2,
        expect.stringMatching(/^unhue: --plot and --colourbar are swapped/),
      ]);
    }));
});
