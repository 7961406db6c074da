import { copyFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProject } from '../../src/formats/project.js';
import { InputError } from '../../src/model/errors.js';
import { linearFigure } from '../labelledFigures.js';
import { inFolder, root, runHere, samples } from './runUnhue.js';

const figure = join(root, 'test', 'fixtures', 'fig-viridis-bumps-png.png');
const outputs = (name: string): string[] => [
  '-o',
  `${name}.npy`,
  '-o',
  `${name}.json`,
  '--meta',
  `${name}.m.json`,
];

describe('a project', () => {
  it('recovers its figure again to the same bytes, wherever both have gone together', () =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, 'work'));
      writeFileSync(join(folder, 'work', 'f.png'), (await linearFigure()).bytes);
      copyFileSync(join(samples, 'jpeg.jpg'), join(folder, 'work', 'g.jpg'));
      writeFileSync(
        join(folder, 'map.csv'),
        Array.from({ length: 256 }, (_, k) => `${k},${255 - k},${Math.abs(128 - k)}`).join('\n'),
      );
      const map = [
        '--colourmap',
        'map.csv',
        '--reverse',
        '--plot',
        '100,80,228,176',
        '--range',
        '2,3',
        '--clip',
      ];
      for (const [name, options] of [
        ['f.png', []],
        ['g.jpg', map],
      ] as const) {
        const first = await runHere(
          [`work/${name}`, ...options, ...outputs('a'), '-o', 'work/p.unhue.json', '--force', '--quiet'],
          folder,
        );
        expect(first.code, first.stderr).toBe(0);
        renameSync(join(folder, 'work'), join(folder, 'moved'));
        const again = await runHere(['moved/p.unhue.json', ...outputs('b'), '--force', '--quiet'], folder);
        expect(again.code, again.stderr).toBe(0);
        for (const file of ['npy', 'json', 'm.json'])
          expect(
            readFileSync(join(folder, `b.${file}`)).equals(readFileSync(join(folder, `a.${file}`))),
          ).toBe(true);
        renameSync(join(folder, 'moved'), join(folder, 'work'));
      }
      // What is given now wins; another figure is refused.
      const { stdout } = await runHere(['work/p.unhue.json', '--range', '0,1', '--json', '--quiet'], folder);
      expect(JSON.parse(stdout)).toMatchObject({ range: [0, 1], options: { range: [0, 1], reverse: true } });
      copyFileSync(figure, join(folder, 'work', 'g.jpg'));
      const other = await runHere(['work/p.unhue.json', '-o', 'c.npy'], folder);
      expect([other.code, other.stderr]).toEqual([3, expect.stringMatching(/SHA-256 differs/)]);
    }));

  it('draws contours at the levels that it recorded, unless others are given', () =>
    inFolder(async (folder) => {
      const run = async (...args: string[]) => {
        const { code, stderr } = await runHere([...args, '--force', '--quiet'], folder);
        return [code, stderr];
      };
      const known = [
        '--plot',
        '100,80,164,128',
        '--colourbar',
        'none',
        '--colourmap',
        'viridis',
        '--range',
        '0,255',
      ];
      const levels = (name: string): unknown[] =>
        JSON.parse(readFileSync(join(folder, name), 'utf8')).features.map(
          ({ properties }: { properties: { level: number } }) => properties.level,
        );
      expect(await run(figure, ...known, '--levels', '100', '-o', 'p.unhue.json')).toEqual([0, '']);
      expect(await run('p.unhue.json', '-o', 'a.geojson')).toEqual([0, '']);
      expect(await run('p.unhue.json', '-o', 'b.geojson', '--levels', '50', '-o', 'q.unhue.json')).toEqual([
        0,
        '',
      ]);
      expect([levels('a.geojson'), levels('b.geojson')]).toEqual([[100], [50]]);
      expect(await run('p.unhue.json', '-o', 'a.npy')).toEqual([0, '']);
      // What is given now is what is recorded anew.
      expect(readProject(readFileSync(join(folder, 'q.unhue.json'), 'utf8'), 'q').options.levels).toEqual([
        50,
      ]);
      expect(await run(figure, ...known, '-o', 'none.unhue.json')).toEqual([0, '']);
      expect(await run('none.unhue.json', '-o', 'c.geojson')).toEqual([
        2,
        expect.stringMatching(/--levels expects/),
      ]);
    }));

  it.each([
    [{ rnage: [0, 1] }, /options\.rnage is not known here/],
    [{ missing: 'white' }, /options\.missing expects/],
    [{ ticks: '0,1' }, /options\.ticks expects/],
    [{ x: [0, null] }, /options\.x\.1 expects/],
    [{ step: [1] }, /options\.step\.1 is missing/],
    [{ scale: 'cubic' }, /options\.scale expects/],
    [{ mask: [{ tool: 'box' }] }, /options\.mask expects/],
    [{ signal: 1 }, /options\.signal is not known here/],
  ])('with options that cannot be is refused: %j', (options, message) => {
    const text = JSON.stringify({
      unhue: '1',
      figure: { path: 'a.png', sha256: '0'.repeat(64) },
      ...{ options, findings: null, colourmap: null },
    });
    expect(() => readProject(text, 'p.unhue.json')).toThrow(InputError);
    expect(() => readProject(text, 'p.unhue.json')).toThrow(message);
  });

  it.each([
    ['{', /no JSON/],
    ['{"unhue": "1"}', /figure is missing/],
    [
      `{"unhue": "1", "figure": {"path": "a.png", "sha256": "${'0'.repeat(64)}"}, "options": {}, "findings": {}, "colourmap": null}`,
      /width is missing/,
    ],
  ])('that says something else is refused: %s', (text, message) => {
    expect(() => readProject(text, 'p.unhue.json')).toThrow(InputError);
    expect(() => readProject(text, 'p.unhue.json')).toThrow(message);
  });
});
