import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inFolder, root, samples } from './runUnhue.js';

const folder = pathToFileURL(join(root, 'dist', 'bin', '/')).href;

/** What a program says that has the bundle's loader at hand. */
const saidBy = (program: string): string =>
  execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { openBundle, tuneEngine } from '${folder}loadBundle.js';
       const url = new URL('${folder}main.cjs');
       ${program}`,
    ],
    { encoding: 'utf8' },
  );

describe.skipIf(!existsSync(join(root, 'dist', 'bin', 'loadBundle.js')))('the bundled command line', () => {
  it('is taken as it was compiled when it was built, under the flags that it is run with', () => {
    expect(saidBy(`tuneEngine(); console.log(openBundle(url).wasKept);`)).toBe('true\n');
  });

  it('is written in ASCII, for it is read without being decoded', () => {
    expect(readFileSync(join(root, 'dist', 'bin', 'main.cjs'), 'latin1')).toMatch(/^[\0-\x7f]*$/);
  });

  it('runs all the same where V8 does not take that code, and where there is none', () =>
    inFolder(async (target) => {
      const arguments_ = JSON.stringify(['recover', join(samples, 'figure.png'), '-d', target, '--quiet']);
      // Other flags than those it was compiled with.
      const said = saidBy(`const bundle = openBundle(url);
        console.log(bundle.wasKept, await bundle.exports.run(${arguments_}));
        console.log(await (await import('node:module')).createRequire(url)('./main.cjs').run(['--version']));`);
      expect(said).toMatch(/^false 0\n\d+\.\d+\.\d+\n0\n$/);
    }));
});
