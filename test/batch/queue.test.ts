import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectionOf } from '../../src/batch/queue/connection.js';
import { parkedError, parkedReason } from '../../src/batch/queue/parked.js';
import { UsageError } from '../../src/model/errors.js';
import { inFolder, root, runHere, runUnhue } from '../cli/runUnhue.js';
import { greyField, greySettings, writeGreyFields } from '../fields.js';

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** A Redis server on loopback while the work lasts. */
async function withRedis<T>(work: (address: string) => Promise<T>): Promise<T> {
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? address!.port : 0));
    });
  });
  const options = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--requirepass', 'a:b c'];
  const server = spawn('redis-server', ['--port', String(port), ...options]);
  try {
    await new Promise<void>((resolve, reject) => {
      server.stdout.on('data', (text) => String(text).includes('Ready to accept') && resolve());
      server.on('close', () => reject(new Error('redis-server ended')));
    });
    return await work(`redis://:a%3Ab%20c@127.0.0.1:${port}/0`);
  } finally {
    server.kill();
  }
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.on('close', (code) => resolve(code)));

describe('the address of a queue', () => {
  it('is taken apart: user, password, database, TLS', () => {
    expect(connectionOf('rediss://me:s%3Acret@example.org:6380/2')).toMatchObject({
      ...{ host: 'example.org', port: 6380, username: 'me', password: 's:cret', db: 2 },
      tls: { servername: 'example.org' },
    });
    expect(connectionOf('redis://[::1]')).toMatchObject({ host: '::1', port: 6379, db: 0 });
    for (const address of ['localhost:6379', 'http://localhost', 'redis://'])
      expect(() => connectionOf(address)).toThrow(UsageError);
  });
});

describe('what a task is parked with', () => {
  it('says the exit code, and the error', () => {
    expect(parkedError(parkedReason('no picture', 3))).toEqual({ error: 'no picture', exitCode: 3 });
    expect(parkedError('job stalled')).toEqual({ error: 'job stalled', exitCode: 1 });
  });
});

describe('recover --queue --force', () => {
  it('refuses figures one of which has the name of a panel of the other, since workers cannot ask one another', () =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, 'maps'));
      for (const name of ['map.png', 'map-2.png']) writeFileSync(join(folder, 'maps', name), greyField(1));
      const queue = ['--queue', 'redis://127.0.0.1:1', '--force'];
      const { code, stderr } = await runHere(['recover', 'maps', '-d', 'out', ...queue], folder);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/map-2\.csv may be one of .*map\.png/)]);
    }));
});

describe.skipIf(!hasRedis)('recover --queue (needs redis-server)', () => {
  it('has each figure done by any worker, also when one is killed; parks what cannot be read; stops in good order', () =>
    inFolder((folder) =>
      withRedis(async (address) => {
        const figures = 8;
        writeGreyFields(folder, figures);
        writeFileSync(join(folder, 'in', 'bad.png'), 'no picture');
        mkdirSync(join(folder, 'out'));
        const workers = [1, 2].map(() =>
          spawn(process.execPath, [
            join(root, 'bin', 'unhue.js'),
            ...['worker', '--queue', address, '--jobs', '1', '--patience', '1', '--quiet'],
          ]),
        );
        const ends = workers.map(ended);
        // With the first result that is there, while others are under way.
        const watcher = watch(join(folder, 'out'), () => {
          watcher.close();
          workers[0]!.kill('SIGKILL');
        });
        const args = ['recover', 'in', ...greySettings, '-d', 'out', '--queue', address];
        const { code, stderr } = await runUnhue([...args, '--summary', 's.json'], folder);
        expect(code, stderr).toBe(3);
        const rows: { status: string; file: string; error: string }[] = JSON.parse(
          readFileSync(join(folder, 's.json'), 'utf8'),
        );
        expect(rows).toHaveLength(figures + 1);
        expect(rows.filter(({ status }) => status === 'failed')).toEqual([
          expect.objectContaining({ file: 'in/bad.png', error: expect.stringMatching(/not a picture/) }),
        ]);
        await runUnhue(['recover', 'in', ...greySettings, '-d', 'here', '--quiet'], folder);
        for (const part of ['', 'b'])
          for (const name of readdirSync(join(folder, 'here', part)).filter((file) => /\./.test(file)))
            expect(
              readFileSync(join(folder, 'out', part, name)).equals(
                readFileSync(join(folder, 'here', part, name)),
              ),
            ).toBe(true);
        // The same again: all of it is there.
        await runUnhue([...args, '--summary', 's2.json', '--quiet'], folder);
        const again: { status: string }[] = JSON.parse(readFileSync(join(folder, 's2.json'), 'utf8'));
        expect(again.filter(({ status }) => status === 'skipped')).toHaveLength(figures);
        workers[1]!.kill('SIGTERM');
        expect(await Promise.all(ends)).toEqual([null, 0]);
      }),
    ));
});
