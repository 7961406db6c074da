import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inFolder, notebook, runHere, runUnhue } from './runUnhue.js';

const quick = ['--plot', 'all', '--colourmap', 'walk'];

describe('the command line run in the process of the tests', () => {
  it.each<[string, number, string[]]>([
    ['values', 0, ['recover', notebook, ...quick, '-o', '-', '--meta', 'here.json', '--force']],
    ['a list', 0, ['colourmaps', 'crameri:bat*', '--json']],
    ['that there is none', 1, ['colourmaps', 'xyzzy']],
    ['that the order is lost', 1, ['check', 'hill.csv', '--strict']],
    ['that an option is unknown', 2, ['recover', notebook, '--sharpen']],
    ['that a command is unknown', 2, ['recovr', notebook]],
    ['that there is no such file', 3, ['inspect', 'missing.png']],
    ['that there is no such folder', 4, ['recover', notebook, ...quick, '-o', 'gone/grid.csv']],
  ])('says %s as the program on its own does, with exit code %i', (_, code, args) =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'hill.csv'), '0,0,0\n90,80,70\n200,190,180\n90,80,70\n0,0,0\n');
      const real = await runUnhue(args, folder);
      expect(real.code).toBe(code);
      expect(await runHere(args, folder)).toEqual(real);
    }),
  );

  it('leaves the process as it was', () =>
    inFolder(async (folder) => {
      const state = () => ({
        cwd: process.cwd(),
        exitCode: process.exitCode,
        write: process.stdout.write,
        terminal: process.stdout.isTTY,
        listeners: process.stdout.listeners('error'),
      });
      const before = state();
      await runHere(['colourmaps', 'xyzzy'], folder);
      expect(state()).toEqual(before);
    }));
});
