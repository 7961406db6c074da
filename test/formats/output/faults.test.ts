import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeAtomically } from '../../../src/formats/output/writeAtomically.js';
import { OutputError } from '../../../src/model/errors.js';
import { withFileSystem } from './fileSystem.js';

/** Which call of the file system fails next, and with what: calls are counted from 1; 0 is none of them. */
const faults = { calls: 0, at: 0, code: 'EIO', failed: '' };

withFileSystem((real) => {
  const faulty =
    <A extends unknown[], T>(name: string, call: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      if (++faults.calls !== faults.at) return call(...args);
      faults.failed = name;
      throw Object.assign(new Error(`${faults.code}: ${name}`), { code: faults.code, syscall: name });
    };
  const open = async (...args: Parameters<typeof real.open>): Promise<FileHandle> => {
    const file = await real.open(...args);
    // A handle whose close fails is closed all the same, as the system does it.
    const close = file.close.bind(file);
    return Object.assign(file, {
      write: faulty('write', file.write.bind(file) as never),
      sync: faulty('sync', file.sync.bind(file)),
      chmod: faulty('chmod', file.chmod.bind(file)),
      close: async () => {
        await close();
        await faulty('close', async () => {})();
      },
    });
  };
  const { lstat, stat, realpath, access, rename, link, rm, readdir } = real;
  const plain = { lstat, stat, realpath, access, rename, link, rm, readdir };
  return {
    ...Object.fromEntries(Object.entries(plain).map(([name, call]) => [name, faulty(name, call as never)])),
    open: faulty('open', open as never),
  };
});

const codes = ['ENOSPC', 'EIO', 'EACCES', 'EXDEV', 'EDQUOT'];

describe.each([
  ['a new file', undefined, false],
  ['a file that is replaced', 'old\n', true],
])('a write of %s', (_, old, force) => {
  it.each(codes)(
    'leaves the old or the new one, and nothing else, whichever call fails with %s',
    async (code) => {
      let complete = false;
      const failed = new Set<string>();
      for (let at = 1; !complete; at++) {
        const folder = mkdtempSync(join(tmpdir(), 'unhue-test-'));
        try {
          const path = join(folder, 'a.csv');
          if (old !== undefined) writeFileSync(path, old);
          Object.assign(faults, { calls: 0, at, code, failed: '' });
          const outcome = await writeAtomically(path, ['1,2\n', '3,4\n'], { force }).catch((e: unknown) => e);
          faults.at = 0;
          complete = faults.failed === '';
          failed.add(faults.failed);
          const names = readdirSync(folder);
          const left = names.filter((name) => name !== 'a.csv');
          // What may not even be removed stays, until it is swept.
          if (faults.failed !== 'rm') expect(left, `${faults.failed} (call ${at})`).toEqual([]);
          const content = names.includes('a.csv') ? readFileSync(path, 'utf8') : undefined;
          expect([old, '1,2\n3,4\n'], `${faults.failed} (call ${at})`).toContain(content);
          if (outcome === undefined) expect(content).toBe('1,2\n3,4\n');
          else expect(outcome).toBeInstanceOf(OutputError);
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      }
      for (const name of ['open', 'write', 'close', 'rm']) expect(failed).toContain(name);
    },
  );
});
