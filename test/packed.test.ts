import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { mergedNotices, noticesOf, tableNotices } from '../notices.config.js';
import { loadLibrary } from '../src/colourmap/library/library.js';

const root = join(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

interface Packed {
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

describe('what is published', () => {
  let packed: Packed;
  beforeAll(() => {
    if (!existsSync(join(root, 'dist', 'THIRD-PARTY-LICENCES.txt')))
      execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'ignore' });
    const listed = execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    [packed] = JSON.parse(listed) as [Packed];
  });

  it('holds what runs, its manual and figures to try it on, and nothing of tests, sources or truths', () => {
    const paths = packed.files.map(({ path }) => path);
    for (const needed of [
      'bin/unhue.js',
      'dist/index.js',
      'dist/bin/main.cjs',
      'dist/bin/figureWorker.js',
      'dist/web/index.html',
      'LICENSE',
    ])
      expect(paths).toContain(needed);
    const expected =
      /^(bin\/unhue\.js|dist\/bin\/main\.cjs(\.[^/]+\.cache)?|dist\/.+\.(js|d\.ts|css|html|svg|png|jpg|wasm|txt|json|webmanifest)|docs\/.+\.(md|png|svg|json)|samples\/(README\.md|[a-z-]+\.(png|jpg))|README\.md|CHANGELOG\.md|LICENSE|package\.json)$/;
    expect(paths.filter((path) => !expected.test(path))).toEqual([]);
  });

  it('stays below 60 MB, and runs nothing when it is installed', () => {
    expect(packed.unpackedSize).toBeLessThan(60e6);
    expect(
      Object.keys(manifest.scripts).filter((name) => /^(pre|post)?install$|^(pre|post)prepare$/.test(name)),
    ).toEqual([]);
  });

  it('passes on the licences of all that it holds, in one file that is up to date', async () => {
    const notices = readFileSync(join(root, 'dist', 'THIRD-PARTY-LICENCES.txt'), 'utf8');
    const [packages, tables] = notices.split(`\n${'='.repeat(80)}\n\n`);
    const names = [...packages!.matchAll(/(?:^|-{80}\n\n)(\S+) \d+\.\d+\.\d+\S*\n/g)].map(
      ([, name]) => name!,
    );
    expect(names).toEqual(
      expect.arrayContaining([
        'commander',
        'culori',
        'kd-tree-javascript',
        'ml-kmeans',
        'pngjs',
        'h5wasm',
        '@embedpdf/pdfium',
        'preact',
      ]),
    );
    // The same tool, over the packages that are installed now.
    expect(mergedNotices([noticesOf(names.map((name) => `node_modules/${name}/index.js`))])).toBe(packages);
    expect(packages!.match(/Permission (is hereby granted|to use)/g)!.length).toBeGreaterThanOrEqual(20);
    expect(packages).toMatch(/PDFium Authors|Copyright .* Google/);
    const { sources } = await loadLibrary();
    expect(tables).toBe(`Named colourmaps\n\n${tableNotices(sources.values())}`);
  });
});
