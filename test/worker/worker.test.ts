import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { recoverFigure } from '../../src/node/recoverFigure.js';
import type { Panel } from '../../src/pipeline/panel.js';
import type { RecoverOptions } from '../../src/pipeline/plan/options.js';
import type { FromWorker, ToWorker } from '../../src/worker/messages.js';
import { type Port, serve } from '../../src/worker/serve.js';

const root = join(import.meta.dirname, '..', '..');
const notebook = join(root, 'test', 'cli', 'fixtures', 'notebook.png');
const options: RecoverOptions = { plot: 'all', colourmap: 'blind', range: [0, 8] };

/** What a worker answers to one message, until panels or an error come; `during` is called at each progress. */
function answers(worker: Worker, message: ToWorker<unknown>, during = () => {}): Promise<FromWorker[]> {
  return new Promise((resolve, reject) => {
    const received: FromWorker[] = [];
    const listener = (answer: FromWorker): void => {
      if (answer.id !== message.id) return;
      received.push(answer);
      if ('progress' in answer) during();
      else {
        worker.off('message', listener);
        resolve(received);
      }
    };
    worker.on('message', listener).once('error', reject);
    worker.postMessage(message);
  });
}

describe('a worker thread', () => {
  let worker: Worker;
  beforeAll(() => {
    const script = join(root, 'dist', 'worker', 'node.js');
    if (!existsSync(script)) execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'ignore' });
    worker = new Worker(script);
  });
  afterAll(() => worker.terminate());

  it('gives the panels that the call gives, from pixels, a path and bytes', async () => {
    const { raster } = await readRaster(notebook);
    const [here] = await recoverFigure(notebook, options);
    for (const [id, input] of [raster, notebook, new Uint8Array(readFileSync(notebook))].entries()) {
      const received = await answers(worker, { id, input, options });
      const last = received.at(-1)!;
      expect(last).toHaveProperty('panels');
      const [panel] = (last as { panels: readonly Panel[] }).panels;
      expect(isDeepStrictEqual(panel!.grid.values, here!.grid.values)).toBe(true);
      expect(panel!.sidecar.confidences).toEqual(here!.sidecar.confidences);
      const fractions = received
        .slice(0, -1)
        .map((m) => ('progress' in m ? m.progress.fraction : Number.NaN));
      expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
      expect(fractions.length).toBeGreaterThan(2);
    }
  });

  it('names what went wrong by code, and goes on', async () => {
    const [missing] = await answers(worker, { id: 'a', input: 'no-such.png' }).then((all) => all.slice(-1));
    expect(missing).toMatchObject({
      id: 'a',
      error: { name: 'InputError', fields: { path: 'no-such.png' } },
    });
    const [usage] = await answers(worker, {
      id: 'b',
      input: notebook,
      options: { plot: { left: 0, top: 0, right: 9999, bottom: 9 }, colourbar: 'none' },
    }).then((all) => all.slice(-1));
    expect(usage).toMatchObject({ error: { name: 'UsageError', code: 'box-outside', settings: ['plot'] } });
    const [bad] = await answers(worker, { id: 'c', input: 7 }).then((all) => all.slice(-1));
    expect(bad).toMatchObject({ id: 'c', error: { name: 'UsageError', code: 'no-picture' } });
  });

  it('ends a recovery that is no longer wanted', async () => {
    const all = await answers(worker, { id: 9, input: notebook, options }, () =>
      worker.postMessage({ id: 9, abort: true }),
    );
    expect(all.at(-1)).toMatchObject({ id: 9, error: { code: 'aborted' } });
  });
});

describe('serving a port', () => {
  it('transfers each plane once and nothing that others hold', async () => {
    const posts: { message: FromWorker; transfer: ArrayBuffer[] }[] = [];
    let receive: (message: ToWorker<string>) => void = () => {};
    const finished = new Promise<void>((resolve) => {
      const port: Port<string> = {
        listen: (listener) => {
          receive = listener;
        },
        post: (message, transfer) => {
          posts.push({ message, transfer });
          if ('panels' in message) resolve();
        },
      };
      serve(port, recoverFigure);
    });
    receive({ id: 1, input: notebook, options });
    await finished;
    const { message, transfer } = posts.at(-1)!;
    const [panel] = (message as { panels: readonly Panel[] }).panels;
    expect(new Set(transfer).size).toBe(transfer.length);
    expect(transfer).toContain(panel!.grid.values.buffer);
    expect(transfer).toContain(panel!.decoded.t.buffer);
    expect(transfer).not.toContain(panel!.colourmap.colours.buffer);
  });
});
