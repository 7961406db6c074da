import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listedFigures } from '../../src/batch/inputs/figures.js';
import { folderOfGlob, globExpression } from '../../src/batch/inputs/glob.js';
import { shardOf } from '../../src/batch/inputs/shard.js';
import { InputError } from '../../src/model/errors.js';
import { inFolder } from '../cli/runUnhue.js';

describe('a pattern of file names', () => {
  it.each([
    ['maps/*.png', ['maps/a.png'], ['maps/b/a.png', 'maps/.a.png', 'maps/a_png']],
    ['**/*.png', ['a.png', 'b/a.png', 'b/c/a.png'], ['.b/a.png', 'b/.a.png']],
    ['maps/**', ['maps/a'], ['maps/a/b', 'maps/']],
    ['fig[0-9].{png,jpg}', ['fig3.png', 'fig0.jpg'], ['figx.png', 'fig3.gif', 'fig33.png']],
    ['fig[!0-9]?.png', ['figab.png'], ['fig1b.png', 'figa/.png']],
    ['a+(b)[c.png', ['a+(b)[c.png'], ['aab.png']],
  ])('%s is what shells make of it', (pattern, matching, others) => {
    const expression = globExpression(pattern);
    for (const path of matching) expect(expression.test(path), path).toBe(true);
    for (const path of others) expect(expression.test(path), path).toBe(false);
  });

  it('starts from the folder before its first pattern', () => {
    expect(['maps/*.png', '*.png', '/data/2024/**/x?.png', '/*.png'].map(folderOfGlob)).toEqual([
      'maps',
      '',
      '/data/2024',
      '/',
    ]);
  });
});

describe('the figures of a batch', () => {
  const fill = (folder: string): void => {
    for (const part of ['in/2023', 'in/2024/deep', 'in/out'])
      mkdirSync(join(folder, part), { recursive: true });
    for (const file of [
      '2023/b.png',
      '2023/a.JPG',
      '2024/deep/b.png',
      '2024/notes.txt',
      '.hidden.png',
      'out/b.png',
    ])
      writeFileSync(join(folder, 'in', file), '');
    writeFileSync(join(folder, 'in/2023/b.preview.png'), '');
    symlinkSync('..', join(folder, 'in/2024/loop'));
  };
  const listedIn = (folder: string, inputs: string[]) =>
    listedFigures(
      inputs.map((input) => join(folder, input)),
      join(folder, 'in/out'),
    ).then((all) => all.map(({ path, stem, folder: below }) => [path.slice(folder.length + 1), stem, below]));

  it('are the pictures of folders at any depth, in order, without results, and of patterns', () =>
    inFolder(async (folder) => {
      fill(folder);
      const all = [
        ['in/2023/a.JPG', 'a', '2023'],
        ['in/2023/b.png', 'b', '2023'],
        ['in/2024/deep/b.png', 'b', '2024/deep'],
      ];
      expect(await listedIn(folder, ['in'])).toEqual(all);
      expect(await listedIn(folder, ['in/**/*.png'])).toEqual(all.slice(1));
      expect(await listedIn(folder, ['in/2023', 'in/2023/*.png'])).toEqual([
        ['in/2023/a.JPG', 'a', ''],
        ['in/2023/b.png', 'b', ''],
      ]);
      // What is named twice is meant twice; two names that lie apart keep their folders.
      expect(await listedIn(folder, ['in/2023/b.png', 'in/2023/b.png', 'in/2024/deep/b.png'])).toEqual([
        ['in/2023/b.png', 'b', '2023'],
        ['in/2023/b.png', 'b', '2023'],
        ['in/2024/deep/b.png', 'b', '2024/deep'],
      ]);
      await expect(listedIn(folder, ['in/*.gif'])).rejects.toThrow(InputError);
    }));
});

describe('the shards of a list', () => {
  it('hold each entry once, and as many as one another but for one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 20 }), (list, count) => {
        const shards = Array.from({ length: count }, (_, k) =>
          shardOf([...list.keys()], { index: k + 1, count }),
        );
        expect(shards.flat().sort((a, b) => a - b)).toEqual([...list.keys()]);
        const sizes = shards.map((shard) => shard.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
      { seed: 1, numRuns: 50 },
    );
  });
});
