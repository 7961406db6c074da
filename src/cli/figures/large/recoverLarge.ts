import type { FileHandle } from 'node:fs/promises';
import { type existingResults, removeResults } from '../../../batch/existingResults.js';
import { panelRow } from '../../../batch/summary/rows.js';
import { boxArea, movedBox } from '../../../figure/layout/ink/rectangle.js';
import { formatOf } from '../../../formats/formatOf.js';
import type { BlockWriter, OpenBlocks } from '../../../formats/grids/blocks/blockWriter.js';
import { npyBlocks } from '../../../formats/grids/blocks/npyBlocks.js';
import { tiffBlocks } from '../../../formats/grids/blocks/tiffBlocks.js';
import { checkTarget, fillAtomically, writeAtomically } from '../../../formats/output/writeAtomically.js';
import { openRegions } from '../../../formats/pictures/openRegions.js';
import type { GridFrame } from '../../../model/types.js';
import { colourmapFile } from '../../../node/recoverFigure.js';
import { addBlock, emptyTally, frameOf, panelOfBlocks } from '../../../pipeline/blockPanel.js';
import type { GridBlock } from '../../../pipeline/blocks/decodeBlock.js';
import { blocksOf } from '../../../pipeline/blocks/layout.js';
import { sizeOf } from '../../../pipeline/blocks/sample.js';
import { notInBlocks, planBlocks } from '../../../pipeline/planBlocks.js';
import { summaryOf } from '../../messages/summary.js';
import { warningInWords } from '../../messages/words.js';
import { pathsOf, type Targets } from '../../options/targets.js';
import type { FigureJob, FigureOutcome, FigureWatch } from '../job/figureJob.js';
import type { Recorded } from '../job/recordedOptions.js';
import { type BlockTask, inOrder, openBlockDecoder } from './blockDecoder.js';

/** Formats whose numbers can be put at their places in a file as they come. */
const blockFormats: Readonly<Record<string, OpenBlocks>> = { npy: npyBlocks, geotiff: tiffBlocks };

/** Whether all that is to be written of a figure can be written block by block. */
export const isForBlocks = ({ grids, report, project }: Targets): boolean =>
  grids.length > 0 &&
  report === undefined &&
  project === undefined &&
  grids.every((path) => path !== '-' && formatOf(path).name in blockFormats);

export interface LargeWork {
  readonly recorded: Recorded;
  readonly writing: FigureJob['writing'];
  /** Of an earlier run: removed as soon as there is something to put in its place. */
  readonly found?: NonNullable<Awaited<ReturnType<typeof existingResults>>>;
  /** Side of a block, a multiple of 256; and of the sample's windows. */
  readonly side?: number;
  readonly sampleSide?: number;
}

/** Side of a block: with what lies around it eight million pixels are decoded at a time, in less than a gigabyte. */
const usualSide = 1792;

/**
 * Recovers a figure too large to be decoded at once: what is asked of it as a whole from a sample and from the colours of all of its pixels,
 * its numbers block by block, each written before the next is read.
 *
 * @throws UsageError, InputError, RecoveryError, OutputError
 */
export async function recoverLarge(
  { figure, targets, settings }: FigureJob,
  { recorded, writing, found, side = usualSide, sampleSide }: LargeWork,
  { stage, threads = 1 }: Pick<FigureWatch, 'stage' | 'threads'>,
): Promise<FigureOutcome> {
  for (const path of pathsOf(targets)) await checkTarget(path, writing);
  stage('reading');
  const { background } = settings;
  const source = await openRegions(figure, { ...(background && { background }), beside: targets.grids[0]! });
  if (!source) throw notInBlocks('its file holds several pictures, one that is to be turned, or inks');
  try {
    const { name, sha256, ground, warnings: remarks } = source;
    const meta = { name, sha256, warnings: remarks, ...(ground && { ground }) };
    const options = { ...settings, onProgress: stage };
    const planned = await planBlocks(source, meta, options, { readColourmap: colourmapFile }, sampleSide);
    const { plan } = planned;
    const frame = frameOf(planned, sha256, recorded);
    const tally = emptyTally();
    const { width, height } = sizeOf(plan.plotBox);
    if (found) await removeResults(found);
    const boxes = blocksOf(width, height, side);
    const mostPixels = Math.max(...boxes.map(({ window }) => boxArea(window)));
    const tasks = async function* (): AsyncGenerator<BlockTask> {
      for (const own of boxes) {
        const region = await source.read(movedBox(own.window, plan.plotBox.left, plan.plotBox.top));
        yield { region, boxes: own, plan };
      }
    };
    await writeBlocks(targets.grids, frame, writing, async (put) => {
      stage('decoding');
      const decoder = await openBlockDecoder(Math.min(threads, boxes.length), mostPixels);
      const took = async (block: GridBlock): Promise<void> => {
        addBlock(tally, block);
        await put(block);
      };
      await inOrder(tasks(), decoder.decode, decoder.atOnce, took).finally(decoder.close);
    });
    const panel = panelOfBlocks(planned, frame, tally);
    const sidecar = {
      ...panel.sidecar,
      options: recorded,
      warnings: panel.warnings.map(warningInWords),
    };
    const text = `${JSON.stringify(sidecar, null, 2)}\n`;
    if (targets.meta !== undefined) await writeAtomically(targets.meta, text, writing);
    const paths = pathsOf(targets);
    return {
      skipped: false,
      rows: [panelRow(figure, 'done', sidecar, paths)],
      account: writing.quiet ? '' : summaryOf(figure, panel, paths),
      printed: writing.json ? text : '',
    };
  } finally {
    await source.close();
  }
}

/** Fills all files at once: each is there complete at the end, or none of those that are not. */
async function writeBlocks(
  paths: readonly string[],
  frame: GridFrame,
  { force }: FigureJob['writing'],
  make: (put: (block: GridBlock) => Promise<void>) => Promise<void>,
): Promise<void> {
  const open = async (rest: readonly string[], writers: readonly BlockWriter[]): Promise<void> => {
    const [path, ...others] = rest;
    if (path === undefined) {
      await make(async (block) => {
        for (const { put } of writers) await put(block);
      });
      for (const { end } of writers) await end();
      return;
    }
    const fill = async (file: FileHandle): Promise<void> =>
      open(others, [...writers, await blockFormats[formatOf(path).name]!(file, frame)]);
    await fillAtomically(path, fill, { force });
  };
  await open(paths, []);
}
