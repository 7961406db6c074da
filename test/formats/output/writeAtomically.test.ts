import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkTarget, writeAtomically } from '../../../src/formats/output/writeAtomically.js';
import { OutputError } from '../../../src/model/errors.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unhue-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const failure = async (promise: Promise<void>): Promise<OutputError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(OutputError);
  const { message } = error as OutputError;
  expect(message).not.toContain('\n');
  return error as OutputError;
};

describe('writeAtomically', () => {
  it('writes bytes, text and pieces of both, and leaves nothing else behind', async () => {
    const path = join(folder, 'a.csv');
    await writeAtomically(path, '1,2\n');
    expect(readFileSync(path, 'utf8')).toBe('1,2\n');
    await writeAtomically(path, new Uint8Array([1, 2, 3]), { force: true });
    expect([...readFileSync(path)]).toEqual([1, 2, 3]);
    await writeAtomically(path, ['°C', '', new Uint8Array([65])], { force: true });
    expect(readFileSync(path, 'utf8')).toBe('°CA');
    expect(readdirSync(folder)).toEqual(['a.csv']);
  });

  it('takes asynchronous pieces larger than one system write', async () => {
    const path = join(folder, 'a.npy');
    const piece = new Uint8Array(3_000_000).map((_, i) => i % 251);
    await writeAtomically(
      path,
      (async function* () {
        yield piece;
        yield piece;
      })(),
    );
    expect(readFileSync(path).equals(Buffer.concat([piece, piece]))).toBe(true);
  });

  it('refuses an existing file, and replaces it when forced, keeping its permissions', async () => {
    const path = join(folder, 'a.csv');
    writeFileSync(path, 'old');
    chmodSync(path, 0o600);
    const error = await failure(writeAtomically(path, 'new'));
    expect(error.message).toBe(`Cannot write ${path}: it exists already.`);
    expect(error.path).toBe(path);
    expect(readFileSync(path, 'utf8')).toBe('old');
    await writeAtomically(path, 'new', { force: true });
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('refuses a file that appears while it writes', async () => {
    const path = join(folder, 'a.csv');
    const error = await failure(
      writeAtomically(
        path,
        (function* () {
          yield 'mine';
          writeFileSync(path, 'theirs');
        })(),
      ),
    );
    expect(error.message).toMatch(/exists already/);
    expect(readFileSync(path, 'utf8')).toBe('theirs');
    expect(readdirSync(folder)).toEqual(['a.csv']);
  });

  it('keeps the old file and removes the temporary one when making the content fails', async () => {
    const path = join(folder, 'a.csv');
    writeFileSync(path, 'old');
    const broken = (function* () {
      yield 'new';
      throw new RangeError('no more');
    })();
    await expect(writeAtomically(path, broken, { force: true })).rejects.toThrow(RangeError);
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a.csv']);
  });

  it('follows a symbolic link to the file to be replaced', async () => {
    writeFileSync(join(folder, 'real.csv'), 'old');
    symlinkSync('real.csv', join(folder, 'link.csv'));
    expect((await failure(writeAtomically(join(folder, 'link.csv'), 'new'))).message).toMatch(/exists/);
    await writeAtomically(join(folder, 'link.csv'), 'new', { force: true });
    expect(readFileSync(join(folder, 'real.csv'), 'utf8')).toBe('new');
    expect(readdirSync(folder).sort()).toEqual(['link.csv', 'real.csv']);
    symlinkSync('nowhere/at.csv', join(folder, 'lost.csv'));
    expect((await failure(writeAtomically(join(folder, 'lost.csv'), 'new'))).message).toMatch(/exists/);
    await writeAtomically(join(folder, 'lost.csv'), 'new', { force: true });
    expect(readFileSync(join(folder, 'lost.csv'), 'utf8')).toBe('new');
  });

  it('says in one line what is wrong with the target, before and while writing', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    mkdirSync(join(folder, 'folder.csv'));
    const cases: [string, RegExp][] = [
      [join(folder, 'missing', 'a.csv'), /: its folder does not exist; create it first\.$/],
      [join(file, 'a.csv'), /: a part of its path is not a folder\.$/],
      [join(folder, 'folder.csv'), /: it is a folder; give the name of a file\.$/],
      [`${folder}/new/`, /: it is a folder; give the name of a file\.$/],
      [join(folder, `${'n'.repeat(300)}.csv`), /: its name is too long\.$/],
    ];
    for (const [path, message] of cases) {
      expect((await failure(writeAtomically(path, 'x'))).message).toMatch(message);
      expect((await failure(writeAtomically(path, 'x', { force: true }))).message).toMatch(message);
      expect((await failure(checkTarget(path))).message).toMatch(message);
    }
    expect(readdirSync(folder).sort()).toEqual(['file', 'folder.csv']);
  });

  it.skipIf(process.platform === 'win32')('reports a folder that it may not write to', async () => {
    const path = join(folder, 'a.csv');
    writeFileSync(path, 'old');
    chmodSync(folder, 0o555);
    // The superuser may write anywhere: be somebody else for a moment.
    const user = process.geteuid!();
    if (user === 0) process.seteuid!(65534);
    try {
      for (const target of [path, join(folder, 'b.csv')]) {
        const message = `Cannot write ${target}: permission denied.`;
        expect((await failure(writeAtomically(target, 'x', { force: true }))).message).toBe(message);
        // access() asks for the real user, who is still the superuser.
        if (user !== 0) expect((await failure(checkTarget(target, { force: true }))).message).toBe(message);
      }
    } finally {
      if (user === 0) process.seteuid!(0);
      chmodSync(folder, 0o755);
    }
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  it.skipIf(process.platform !== 'linux')('reports a folder in which nothing can be created', async () => {
    expect((await failure(writeAtomically('/proc/unhue.csv', 'x'))).message).toMatch(/not permitted|denied/);
  });

  it.skipIf(process.platform !== 'linux')('reports a full disk, and never replaces a device', async () => {
    const link = join(folder, 'full.csv');
    symlinkSync('/dev/full', link);
    expect((await failure(writeAtomically(link, 'x'))).message).toBe(
      `Cannot write ${link}: the disk is full.`,
    );
    expect((await failure(writeAtomically(link, 'x', { force: true }))).message).toMatch(/disk is full/);
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
    await writeAtomically('/dev/null', 'x', { force: true });
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it.skipIf(process.platform === 'win32')(
    'removes the temporary file when the process is interrupted',
    async () => {
      const module = join(import.meta.dirname, '../../../src/formats/output/writeAtomically.ts');
      const path = join(folder, 'a.csv');
      const program = `
      import { writeAtomically } from ${JSON.stringify(module)};
      await writeAtomically(${JSON.stringify(path)}, (async function* () {
        yield 'part';
        process.stdout.write('started');
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      })());`;
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      expect(readdirSync(folder)).toHaveLength(1);
      child.kill('SIGINT');
      const [, signal] = await once(child, 'exit');
      expect(signal).toBe('SIGINT');
      expect(readdirSync(folder)).toEqual([]);
      expect(existsSync(path)).toBe(false);
    },
  );
});

describe('checkTarget', () => {
  it('accepts a name that is free, and one that is taken only when forced', async () => {
    const path = join(folder, 'a.csv');
    await checkTarget(path);
    writeFileSync(path, 'old');
    expect((await failure(checkTarget(path))).message).toMatch(/exists already/);
    await checkTarget(path, { force: true });
    expect(readdirSync(folder)).toEqual(['a.csv']);
  });
});
