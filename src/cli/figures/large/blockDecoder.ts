import { existsSync } from 'node:fs';
import { usableMemory } from '../../../batch/usableMemory.js';
import { type BlockPlan, decodeBlock, type GridBlock } from '../../../pipeline/blocks/decodeBlock.js';
import type { BlockBoxes } from '../../../pipeline/blocks/layout.js';
import type { PictureRegion } from '../../../pipeline/blocks/sample.js';

/** A block to decode: plain data, which any thread can take. */
export interface BlockTask {
  readonly region: PictureRegion;
  readonly boxes: BlockBoxes;
  readonly plan: BlockPlan;
}

/** What decodes the blocks of a plot area, several at a time. */
export interface BlockDecoder {
  /** Blocks that are decoded beside this thread: none where it decodes them itself. */
  readonly atOnce: number;
  readonly decode: (task: BlockTask) => Promise<GridBlock>;
  readonly close: () => Promise<void>;
}

/** Beside the bundled command line; not there where that runs from its sources. */
const bundledWorker = new URL('./figureWorker.js', import.meta.url);
/** A block's peak, bytes a pixel of its window (measured). */
const perPixel = 90;

/**
 * Opens what decodes blocks: this thread, or so many beside it, fewer where memory is short. A block's numbers do not depend on
 * where it is decoded. They are threads, for between processes the pixels would be copied through pipes, which takes half as long
 * as decoding them.
 *
 * @param threads each of which takes as much memory as this one would
 * @param pixels of the largest block's window
 * @param worker what the threads run
 */
export async function openBlockDecoder(
  threads: number,
  pixels: number,
  worker = bundledWorker,
): Promise<BlockDecoder> {
  const atOnce = Math.min(threads, Math.floor(usableMemory() / (perPixel * pixels)));
  if (atOnce <= 1 || !existsSync(worker))
    return { atOnce: 0, decode: async (task) => blockOf(task), close: async () => {} };
  const { default: Tinypool } = await import('tinypool');
  const pool = new Tinypool({
    runtime: 'worker_threads',
    filename: worker.href,
    // A thread that ends between two blocks has all of its code to warm up again.
    minThreads: atOnce,
    maxThreads: atOnce,
  });
  return {
    atOnce,
    decode(task) {
      const { raster, ignore } = task.region;
      // Nobody else's: they move instead of being copied.
      const transferList = [raster.data, ...(ignore ? [ignore] : [])].map(
        ({ buffer }) => buffer as ArrayBuffer,
      );
      return pool.run(task, { name: 'decodeBlockInThread', transferList }) as Promise<GridBlock>;
    },
    close: () => pool.destroy(),
  };
}

/** What a task comes to, in whichever thread. */
export const blockOf = ({ region, boxes, plan }: BlockTask): GridBlock => decodeBlock(region, boxes, plan);

/**
 * What tasks come to, in their order, while as many are under way as there are threads, and one that waits for the first
 * to be free.
 *
 * @param atOnce 0: each is done with before the next is made
 */
export async function inOrder<Task, Result>(
  tasks: AsyncIterable<Task>,
  run: (task: Task) => Promise<Result>,
  atOnce: number,
  put: (result: Result) => Promise<void>,
): Promise<void> {
  const running: Promise<Result>[] = [];
  for await (const task of tasks) {
    const result = run(task);
    // It is told of when its turn comes.
    result.catch(() => {});
    running.push(result);
    if (running.length > atOnce) await put(await running.shift()!);
  }
  for (const rest of running) await put(await rest);
}
