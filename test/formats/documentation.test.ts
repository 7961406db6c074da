import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gridFormats } from '../../src/formats/formatOf.js';
import { writeCsv } from '../../src/formats/grids/writeCsv.js';
import { writeAtomically } from '../../src/formats/output/writeAtomically.js';
import { writeOutput } from '../../src/formats/output/writeOutput.js';
import { gridOf } from './anyGrid.js';

const page = readFileSync(join(import.meta.dirname, '../../docs/formats.md'), 'utf8');
const snippets = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map((match) => match[1]!);

/** The first program that can run a line, as in `python3 -c "import PIL"`. */
const able = (programs: readonly string[], ...line: string[]): string | undefined =>
  programs.find((program) => spawnSync(program, line).status === 0);

describe('docs/formats.md', () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'unhue-docs-'));
    const grid = gridOf(
      [
        [1, 2.5, Number.NaN],
        [-40, 5, 6],
      ],
      { units: '°C', sigma: Float32Array.of(0.1, 0.1, Number.NaN, 0.1, 0.1, 0.2) },
    );
    for (const { extension, write } of gridFormats)
      await writeOutput(join(folder, `grid${extension}`), await write(grid, { levels: [2] }));
    await writeAtomically(join(folder, 'long.csv'), writeCsv(grid, { long: true }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (program: string, option: string, snippet: string): void => {
    const { stderr, status } = spawnSync(program, [option, snippet], { cwd: folder, encoding: 'utf8' });
    expect(`${status} ${stderr}`).toBe('0 ');
  };

  it('describes every format', () => {
    expect(gridFormats.filter(({ extension }) => !page.includes(`| \`${extension}\` `))).toEqual([]);
  });

  const python = able(['python3', '/usr/bin/python3'], '-c', 'import numpy, PIL');
  it.skipIf(python === undefined)('reads every format with Python as it says', () => {
    expect(snippets('python')).toHaveLength(8);
    for (const snippet of snippets('python')) run(python!, '-c', snippet);
  });

  const r = able(['Rscript'], '-e', 'library(jsonlite); library(png)');
  it.skipIf(r === undefined)('reads every format with R as it says', () => {
    expect(snippets('r')).toHaveLength(4);
    for (const snippet of snippets('r')) run(r!, '-e', snippet);
  });
});
