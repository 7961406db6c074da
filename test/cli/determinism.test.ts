import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sha256Of } from '../../src/formats/input/sha256.js';
import type { FromWorker, ToWorker } from '../../src/worker/messages.js';
import { readNpy } from '../readNpy.js';
import { smallFigure } from '../web/smallFigure.js';
import { inFolder, root, runHere, runUnhue } from './runUnhue.js';

/** A small figure without and with loss, in a folder of their own. */
async function writeFigures(folder: string): Promise<void> {
  mkdirSync(join(folder, 'in'));
  const plot = sharp(smallFigure()).extract({ left: 0, top: 0, width: 120, height: 112 });
  writeFileSync(join(folder, 'in', 'whole.png'), await plot.png().toBuffer());
  writeFileSync(join(folder, 'in', 'lossy.jpg'), await plot.jpeg({ quality: 85 }).toBuffer());
}

/** The files of a folder and their checksums. */
const sumsIn = (folder: string): [string, string][] =>
  readdirSync(folder)
    .sort()
    .map((name) => [name, sha256Of(readFileSync(join(folder, name)))]);

/** What one worker thread makes of figures, one after the other: the values of their panels. */
async function inWorker(paths: readonly string[], options: object): Promise<Float64Array[][]> {
  const worker = new Worker(join(root, 'dist', 'worker', 'node.js'));
  const grids: Float64Array[][] = [];
  try {
    return await new Promise((resolve, reject) => {
      const ask = (): void =>
        worker.postMessage({
          id: grids.length,
          input: paths[grids.length]!,
          options,
        } satisfies ToWorker<string>);
      worker.once('error', reject).on('message', (answer: FromWorker) => {
        if ('error' in answer) reject(new Error(answer.error.message));
        if (!('panels' in answer)) return;
        grids.push(answer.panels.map(({ grid }) => grid.values));
        if (grids.length < paths.length) ask();
        else resolve(grids);
      });
      ask();
    });
  } finally {
    await worker.terminate();
  }
}

// The page's csv is held against the command line's in test/web/page.test.ts.
describe('the same figure', () => {
  it('gives the same bytes in four runs: in processes of their own and in this one, by one thread and by two, in any order', () =>
    inFolder(async (folder) => {
      await writeFigures(folder);
      const [first, second] = ['in/whole.png', 'in/lossy.jpg'] as const;
      const outputs: [string, string][][] = [];
      for (const [index, [run, jobs, ...figures]] of (
        [
          [runUnhue, '1', first, second],
          [runUnhue, '2', second, first],
          [runHere, '1', first, second],
          [runHere, '1', second, first],
        ] as const
      ).entries()) {
        const to = `out${index}`;
        const made = ['-o', '{figure}.npy', '-o', '{figure}.csv', '--meta', '{figure}.json'];
        const { code, stderr } = await run(
          ['recover', ...figures, '--range', '0,1', '--jobs', jobs, '-d', to, ...made],
          folder,
        );
        expect(code, stderr).toBe(0);
        outputs.push(sumsIn(join(folder, to)));
      }
      expect(outputs[0]).toHaveLength(6);
      for (const output of outputs.slice(1)) expect(output).toEqual(outputs[0]);
      const names = ['whole', 'lossy'];
      const panels = await inWorker([join(folder, first), join(folder, second)], { range: [0, 1] });
      const written = names.map((name) => [readNpy(readFileSync(join(folder, 'out0', `${name}.npy`))).data]);
      expect(isDeepStrictEqual(panels, written)).toBe(true);
    }));
});
