import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's own Python, to which its GDAL, netCDF4 and xarray belong. */
const python = '/usr/bin/python3';

/** Whether a program of another make can be asked; a test says what it misses by its name where it is skipped. */
export const hasPython = (modules: string): boolean =>
  spawnSync(python, ['-c', `import ${modules}`]).status === 0;

/** What a Python program prints as JSON, run in a folder with these files. */
export function readBy(program: string, files: Readonly<Record<string, Uint8Array>>): unknown {
  return inFolder(files, (folder) => JSON.parse(told(python, ['-c', program], folder)));
}

/** What a program tells of these files. */
export function toldBy(
  program: string,
  words: readonly string[],
  files: Readonly<Record<string, Uint8Array>>,
): string {
  return inFolder(files, (folder) => told(program, words, folder));
}

function told(program: string, words: readonly string[], cwd: string): string {
  const { stdout, stderr, status } = spawnSync(program, words, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
  return stdout;
}

function inFolder<T>(files: Readonly<Record<string, Uint8Array>>, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'unhue-foreign-'));
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
