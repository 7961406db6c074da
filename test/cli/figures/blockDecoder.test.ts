import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blockOf, inOrder, openBlockDecoder } from '../../../src/cli/figures/large/blockDecoder.js';
import { blocksOf } from '../../../src/pipeline/blocks/layout.js';
import { planBlocks } from '../../../src/pipeline/planBlocks.js';
import { markedField, regionsOf } from '../../pipeline/blocks/markedField.js';

const worker = new URL('../../../dist/bin/figureWorker.js', import.meta.url);

async function* upTo(count: number, begun: number[]): AsyncGenerator<number> {
  for (let k = 0; k < count; k++) {
    begun.push(k);
    yield k;
  }
}

describe('tasks in order', () => {
  it('are put in their order though later ones end first, with one waiting beside those under way', async () => {
    const begun: number[] = [];
    const put: [result: number, begun: number][] = [];
    const ends = new Map<number, () => void>();
    const run = (task: number): Promise<number> =>
      new Promise((resolve) => {
        ends.set(task, () => resolve(task));
        // The first of three is the last to end.
        if (task % 3 === 2) for (const own of [task, task - 1, task - 2]) ends.get(own)!();
      });
    await inOrder(upTo(6, begun), run, 2, async (result) => {
      put.push([result, begun.length]);
    });
    expect(put.map(([result]) => result)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(put[0]).toEqual([0, 3]);
  });

  it('are done one by one where none are to be under way', async () => {
    const begun: number[] = [];
    const put: number[] = [];
    await inOrder(
      upTo(3, begun),
      async (task) => task,
      0,
      async (result) => {
        put.push(result);
        expect(begun).toHaveLength(put.length);
      },
    );
    expect(put).toEqual([0, 1, 2]);
  });

  it('end with the error of the first that failed', async () => {
    const put: number[] = [];
    const run = async (task: number): Promise<number> => {
      if (task >= 1) throw new Error(`task ${task}`);
      return task;
    };
    const all = inOrder(upTo(4, []), run, 2, async (result) => {
      put.push(result);
    });
    await expect(all).rejects.toThrow('task 1');
    expect(put).toEqual([0]);
  });
});

describe.skipIf(!existsSync(worker))('threads that decode blocks', () => {
  it('give the very numbers that this thread gives', async () => {
    const raster = await markedField('viridis', 100, 200);
    const given = { plot: 'all', colourbar: 'none', colourmap: 'viridis', range: [0, 1] } as const;
    const { plan } = await planBlocks(regionsOf(raster), {}, given, {}, 200);
    const { decode, close, atOnce } = await openBlockDecoder(2, 20_000, worker);
    try {
      expect(atOnce).toBe(2);
      const boxes = blocksOf(100, 200, 128);
      // What is handed to a thread is gone here.
      const read = async (own: (typeof boxes)[number]) =>
        structuredClone(await regionsOf(raster).read(own.window));
      const apart = boxes.map(async (own) => decode({ region: await read(own), boxes: own, plan }));
      const here = boxes.map(async (own) => blockOf({ region: await read(own), boxes: own, plan }));
      expect(boxes).toHaveLength(2);
      expect(await Promise.all(apart)).toEqual(await Promise.all(here));
    } finally {
      await close();
    }
  });

  it('are not opened where memory would not do for two', async () => {
    const { atOnce, close } = await openBlockDecoder(2, 1e12, worker);
    expect(atOnce).toBe(0);
    await close();
  });
});
