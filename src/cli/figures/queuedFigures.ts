import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { enqueue, enqueueAndWait, type QueuedTask } from '../../batch/queue/enqueue.js';
import { failedRow, type SummaryRow } from '../../batch/summary/rows.js';
import { sha256OfFile } from '../../formats/input/sha256.js';
import { isBucketPath } from '../../formats/output/bucketPath.js';
import { UsageError } from '../../model/errors.js';
import { version } from '../../model/version.js';
import { batchProgressOn } from '../messages/batchProgress.js';
import { exitCodeOf, raiseExitCode } from '../messages/exitCodes.js';
import { printable } from '../messages/printable.js';
import { errorInWords } from '../messages/words.js';
import { renamedTargets, standardOutput, type Targets } from '../options/targets.js';
import type { FigureJob } from './job/figureJob.js';
import { recordedOptions } from './job/recordedOptions.js';
import { interruptible } from './recoverMany.js';
import type { FigureResult } from './settledFigure.js';

/** A figure on the queue: every worker of the same version makes the same of it. */
export interface QueuedFigure {
  readonly version: string;
  readonly job: FigureJob;
}

/**
 * Puts figures on a queue for workers, which see the same folders. Figures that cannot be read are told at once.
 *
 * @param wait until all are done, and return their rows; otherwise the rows are empty
 */
export async function queueFigures(
  address: string,
  jobs: readonly FigureJob[],
  { wait, quiet }: { readonly wait: boolean; readonly quiet: boolean },
): Promise<readonly SummaryRow[]> {
  const rows = new Map<string, readonly SummaryRow[]>();
  const fail = (figure: string, error: string, exitCode: number): void => {
    rows.set(figure, [failedRow(figure, error)]);
    process.stderr.write(`unhue: ${printable(error)}\n`);
    raiseExitCode(exitCode);
  };
  const tasks: QueuedTask<QueuedFigure>[] = [];
  const figures = new Map<string, string>();
  for (const job of jobs) {
    try {
      const task = await queuedFigure(job);
      tasks.push(task);
      figures.set(task.id, job.figure);
    } catch (error) {
      fail(job.figure, errorInWords(error), exitCodeOf(error));
    }
  }
  if (!wait) {
    await enqueue(address, tasks);
    if (!quiet) process.stderr.write(`${tasks.length} figures are on the queue\n`);
    return [];
  }
  const progress = batchProgressOn(process.stderr, tasks.length, { quiet });
  await interruptible((signal) =>
    enqueueAndWait<QueuedFigure, FigureResult>(
      address,
      tasks,
      (id, outcome) => {
        progress.clear();
        const figure = figures.get(id)!;
        if ('error' in outcome) fail(figure, outcome.error, outcome.exitCode);
        else rows.set(figure, outcome.result.rows);
        progress.count('result' in outcome && outcome.result.skipped);
      },
      signal,
    ),
  );
  progress.clear();
  return jobs.flatMap(({ figure }) => rows.get(figure) ?? []);
}

async function queuedFigure(given: FigureJob): Promise<QueuedTask<QueuedFigure>> {
  const { figure, targets, layout, like, settings } = given;
  if (figure === standardOutput) throw new UsageError('--queue expects figures in files');
  const { colourmap } = settings;
  const isFile = (await recordedOptions(given)).colourmapSha256 !== undefined;
  const job: FigureJob = {
    ...given,
    figure: resolve(figure),
    targets: absolute(targets),
    settings: { ...settings, ...(isFile && { colourmap: resolve(String(colourmap)) }) },
    ...(layout !== undefined && { layout: resolve(layout) }),
    ...(like !== undefined && { like: resolve(like) }),
    // A task that comes again, after its worker died, leaves what is complete.
    writing: { ...given.writing, skipExisting: true, quiet: true, json: false },
  };
  const content = [version, await sha256OfFile(figure), await recordedOptions(job), job.targets];
  return {
    id: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
    task: { version, job },
  };
}

/** For workers in other folders. */
const absolute = (targets: Targets): Targets =>
  renamedTargets(targets, (path) => (isBucketPath(path) ? path : resolve(path)));
