import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openClaims } from '../../src/batch/queue/claims.js';
import { connectionOf } from '../../src/batch/queue/connection.js';
import { enqueue } from '../../src/batch/queue/enqueue.js';
import { parkedError, parkedReason } from '../../src/batch/queue/parked.js';
import { UsageError } from '../../src/model/errors.js';
import { inFolder, root, runHere, runUnhue } from '../cli/runUnhue.js';
import { greyField, greySettings, writeGreyFields } from '../fields.js';
import { environmentOf, startObjectStore } from '../formats/output/objectStore.js';
import { hasRedis, withRedis } from './redisServer.js';

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

describe('recover --shard', () => {
  it('refuses figures of different shards that would be written to one file', () =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, 'maps'));
      for (const name of ['map.png', 'map-2.png', 'map.gif'])
        writeFileSync(join(folder, 'maps', name), greyField(1));
      const refused = async (inputs: string[], ...more: string[]): Promise<string> => {
        const args = ['recover', ...inputs, '-d', 'out', '--shard', '1/2', ...more];
        const { code, stderr } = await runHere(args, folder);
        expect(code).toBe(2);
        return stderr;
      };
      expect(await refused(['maps/map.png', 'maps/map.gif'])).toMatch(
        /would both be written to out.map\.csv/,
      );
      // With --force one figure's panel could take the place of another figure.
      const both = ['maps/map.png', 'maps/map-2.png'];
      expect(await refused(both, '--force')).toMatch(/map-2\.csv may be one of .*map\.png/);
    }));
});

describe.skipIf(!hasRedis)('the claims of a queue (needs redis-server)', () => {
  it('give a file to one owner, again and again, until figures are put on an empty queue', () =>
    withRedis(async (address) => {
      const [one, other] = [openClaims(address), openClaims(address)];
      expect(await one.take(['/out/map.csv', '/out/map-2.csv'], 'map.png, panel 2')).toBeUndefined();
      expect(await other.take(['/out/map.csv'], 'map.png, panel 2')).toBeUndefined();
      expect(await other.take(['/out/new.csv', '/out/map-2.csv'], 'map-2.png')).toEqual({
        path: '/out/map-2.csv',
        owner: 'map.png, panel 2',
      });
      await enqueue(address, [{ id: 'a', task: {} }]);
      expect(await other.take(['/out/map-2.csv'], 'map-2.png')).toBeUndefined();
      await enqueue(address, [{ id: 'b', task: {} }]);
      expect(await one.take(['/out/map-2.csv'], 'map.png, panel 2')).toMatchObject({ owner: 'map-2.png' });
      await Promise.all([one.close(), other.close()]);
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
        const store = await startObjectStore();
        const workers = [1, 2].map(() =>
          spawn(
            process.execPath,
            [
              join(root, 'bin', 'unhue.js'),
              ...['worker', '--queue', address, '--jobs', '1', '--patience', '1', '--quiet'],
            ],
            { env: { ...process.env, ...environmentOf(store) } },
          ),
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
        await runHere(['recover', 'in', ...greySettings, '-d', 'here', '--quiet'], folder);
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
        // Into a store of objects, which is told to the workers, not to the queue.
        writeFileSync(join(folder, 'new.png'), greyField(99));
        const bucket = ['recover', 'new.png', ...greySettings, '-d', 's3://maps/q', '--queue', address];
        expect((await runUnhue([...bucket, '--summary', 's3.json', '--quiet'], folder)).code).toBe(0);
        expect([...store.objects.keys()].sort()).toEqual(
          ['csv', 'meta.json', 'preview.png'].map((end) => `maps/q/new.${end}`),
        );
        workers[1]!.kill('SIGTERM');
        expect(await Promise.all(ends)).toEqual([null, 0]);
        store.close();
      }),
    ));
});
