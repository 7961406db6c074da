import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { openPool } from '../../src/batch/pool.js';
import { inFolder } from '../cli/runUnhue.js';

it('keeps a warm thread for the task that comes when the one before it is done', () =>
  inFolder(async (folder) => {
    const worker = join(folder, 'worker.mjs');
    writeFileSync(
      worker,
      `import { threadId } from 'node:worker_threads';
       let tasks = 0;
       export const run = ({ task, port }) => { port.close(); return [threadId, ++tasks, task]; };`,
    );
    const pool = await openPool<string, [number, number, string], never>({
      ...{ worker: pathToFileURL(worker), run: 'run', threads: 1 },
      answer: async () => {},
    });
    const [thread, ...first] = await pool.run('a', 1);
    // A timer that ends idle threads at once would have been due before this one.
    await new Promise((resolve) => setTimeout(resolve, 5));
    const second = await pool.run('b', 1);
    await pool.close();
    expect([first, second]).toEqual([
      [1, 'a'],
      [thread, 2, 'b'],
    ]);
  }));
