import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { writeToStdout } from '../../../src/formats/output/writeToStdout.js';
import { OutputError } from '../../../src/model/errors.js';

const failingWith = (code: string): Writable =>
  new Writable({
    write: (_, __, done) =>
      done(Object.assign(new Error(`${code}: write`), { code, errno: -1, syscall: 'write' })),
  });

describe('writeToStdout', () => {
  it('writes every piece in order', async () => {
    const seen: string[] = [];
    const stream = new Writable({
      write: (chunk: Buffer, _, done) => {
        seen.push(chunk.toString());
        setImmediate(done);
      },
    });
    await writeToStdout(['1,2\n', '', new TextEncoder().encode('3,4\n')], stream);
    expect(seen.join('')).toBe('1,2\n3,4\n');
  });

  it('stops quietly when the reader has gone away, without making the rest', async () => {
    let made = 0;
    await writeToStdout(
      (function* () {
        for (; made < 10; made++) yield 'line\n';
      })(),
      failingWith('EPIPE'),
    );
    expect(made).toBe(0);
  });

  it('reports any other failure as an output that was not written', async () => {
    await expect(writeToStdout('x', failingWith('ENOSPC'))).rejects.toThrow(OutputError);
    await expect(writeToStdout('x', failingWith('ENOSPC'))).rejects.toThrow(
      /standard output: the disk is full/,
    );
  });

  it.skipIf(process.platform === 'win32')('ends a pipeline with head in silence and success', () => {
    const module = join(import.meta.dirname, '../../../src/formats/output/writeToStdout.ts');
    const program = `
      import { writeToStdout } from ${JSON.stringify(module)};
      await writeToStdout((function* () { for (;;) yield 'line\\n'.repeat(10_000); })());`;
    const { stdout, stderr, status } = spawnSync(
      'bash',
      [
        '-c',
        'set -o pipefail; "$0" --import tsx --input-type=module -e "$1" | head -n 1',
        process.execPath,
        program,
      ],
      { encoding: 'utf8' },
    );
    expect(stdout).toBe('line\n');
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});
