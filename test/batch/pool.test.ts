import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { engineFlags, openPool, type Pool, runAll } from '../../src/batch/pool.js';
import { inFolder } from '../cli/runUnhue.js';

describe('a pool of processes', () => {
  it('keeps a warm process for the task that comes when the one before it is done', () =>
    withPool<[number, number, string]>(
      'let tasks = 0; export const run = (task) => [process.pid, ++tasks, task];',
      1,
      async (pool) => {
        const [process, ...first] = await pool.run('a', 1);
        // A timer that ends idle processes at once would have been due before this one.
        await new Promise((resolve) => setTimeout(resolve, 5));
        const second = await pool.run('b', 1);
        expect([first, second]).toEqual([
          [1, 'a'],
          [process, 2, 'b'],
        ]);
      },
    ));

  it('leaves V8 its helper threads where cores are left for them', () => {
    expect([engineFlags(2, 8), engineFlags(8, 8), engineFlags(9, 8)]).toEqual([
      [],
      ['--single-threaded'],
      ['--single-threaded'],
    ]);
  });

  it('fails the task of a process that breaks down, and does the others in new ones', () =>
    withPool<string>(
      `export const run = (task) => {
         if (task === 'broken') process.kill(process.pid, 'SIGKILL');
         if (task === 'faulty') throw new RangeError('no such task');
         return task;
       };`,
      2,
      async (pool) => {
        const tasks = ['a', 'broken', 'broken', 'faulty', 'b', 'c'];
        const outcomes = new Map<string, string>();
        await runAll(
          tasks,
          pool,
          async () => 1,
          (task, outcome) =>
            outcomes.set(task, outcome instanceof Error ? `failed: ${outcome.message}` : outcome),
        );
        expect(outcomes).toEqual(
          new Map([
            ['a', 'a'],
            ['broken', 'failed: Worker exited unexpectedly'],
            ['faulty', 'failed: no such task'],
            ['b', 'b'],
            ['c', 'c'],
          ]),
        );
      },
    ));
});

/** Opens a pool whose processes run a module of this text. */
const withPool = <Result>(
  text: string,
  processes: number,
  use: (pool: Pool<string, Result>) => Promise<void>,
): Promise<void> =>
  inFolder(async (folder) => {
    const worker = join(folder, 'worker.mjs');
    writeFileSync(worker, text);
    const pool = await openPool<string, Result, never>({
      ...{ worker: pathToFileURL(worker), run: 'run', processes },
      answer: async () => {},
    });
    await use(pool).finally(pool.close);
  });
