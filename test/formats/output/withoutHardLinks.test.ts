import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeAtomically } from '../../../src/formats/output/writeAtomically.js';
import { OutputError } from '../../../src/model/errors.js';
import { withFileSystem } from './fileSystem.js';

// A file system such as FAT or a network drive, where link() is not permitted.
withFileSystem(() => ({
  link: () => Promise.reject(Object.assign(new Error('EPERM: link'), { code: 'EPERM', syscall: 'link' })),
}));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unhue-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('writeAtomically on a file system without hard links', () => {
  it('still writes, and leaves nothing else behind', async () => {
    await writeAtomically(join(folder, 'a.csv'), '1,2\n');
    expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('1,2\n');
    expect(readdirSync(folder)).toEqual(['a.csv']);
  });

  it('still refuses a file that appears while it writes', async () => {
    const path = join(folder, 'a.csv');
    const content = (function* () {
      yield 'mine';
      writeFileSync(path, 'theirs');
    })();
    await expect(writeAtomically(path, content)).rejects.toThrow(OutputError);
    expect(readFileSync(path, 'utf8')).toBe('theirs');
    expect(readdirSync(folder)).toEqual(['a.csv']);
  });
});
