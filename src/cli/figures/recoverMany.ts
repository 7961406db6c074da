import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { SummaryRow } from '../../batch/summary/rows.js';
import { writeToStdout } from '../../formats/output/writeToStdout.js';
import { batchProgressOn } from '../messages/batchProgress.js';
import { failureOf } from '../messages/eachFigure.js';
import { raiseExitCode } from '../messages/exitCodes.js';
import { printable } from '../messages/printable.js';
import { figureLine } from '../messages/summary.js';
import type { Claims } from '../options/claims.js';
import type { ClaimQuestion } from './figureWorker.js';
import type { FigureJob } from './job/figureJob.js';
import { memoryOf } from './job/memoryOf.js';
import { type FigureResult, failedFigure, settledFigure } from './settledFigure.js';

export interface BatchOptions {
  readonly jobs?: number;
  readonly quiet: boolean;
}

/** Full accounts of more figures than this run off the screen: they get a line each. */
const fullAccounts = 10;

/**
 * Recovers figures in processes, one a core unless told. A failure stops nothing: it is told, and the gravest is the exit
 * code. A first interrupt lets the figures that are begun be finished.
 *
 * @returns rows in the order of the figures
 */
export async function recoverMany(
  jobs: readonly FigureJob[],
  claims: Claims,
  { jobs: processes = availableParallelism(), quiet }: BatchOptions,
): Promise<readonly SummaryRow[]> {
  const progress = batchProgressOn(process.stderr, jobs.length, { quiet });
  const rows = new Map<FigureJob, readonly SummaryRow[]>();
  // Printed one after the other: what is for standard output must not mix.
  let told = Promise.resolve();
  const tell = (job: FigureJob, result: FigureResult): void => {
    rows.set(job, result.rows);
    raiseExitCode(result.exitCode);
    progress.clear();
    if (result.error !== undefined)
      process.stderr.write(`unhue: ${printable(failureOf(job.figure, result.error))}\n`);
    else if (!quiet)
      process.stderr.write(jobs.length > fullAccounts ? figureLine(result.rows) : result.account);
    progress.count(result.skipped);
    told = told.then(() => writeToStdout(result.printed));
  };
  await interruptible((signal) => recoverAll(jobs, { claims, processes, signal, tell }));
  await told;
  progress.clear();
  return jobs.flatMap((job) => rows.get(job) ?? []);
}

interface Recovering {
  readonly claims: Claims;
  readonly processes: number;
  readonly signal: AbortSignal;
  readonly tell: (job: FigureJob, result: FigureResult) => void;
}

async function recoverAll(
  jobs: readonly FigureJob[],
  { claims, processes, signal, tell }: Recovering,
): Promise<void> {
  // Beside the bundled command line; not there where it runs from its sources.
  const worker = new URL('./figureWorker.js', import.meta.url);
  if (processes > 1 && jobs.length > 1 && existsSync(worker)) {
    const { openPool, runAll } = await import('../../batch/pool.js');
    const pool = await openPool<FigureJob, FigureResult, ClaimQuestion>({
      ...{ worker, run: 'recoverForPool', processes: Math.min(processes, jobs.length) },
      answer: ({ paths, owner }) => claims.take(paths, owner),
    });
    const settled = (job: FigureJob, outcome: FigureResult | Error): void =>
      tell(job, outcome instanceof Error ? failedFigure(job, outcome) : outcome);
    await runAll(jobs, pool, memoryOf, settled, signal).finally(pool.close);
    return;
  }
  for (const job of jobs) {
    if (signal.aborted) return;
    tell(
      job,
      await settledFigure(job, { claim: (paths, owner) => claims.take(paths, owner), stage: () => {} }),
    );
  }
}

/** What a shell says of a program that was interrupted: 128 and the number of the signal. */
const interrupted = { SIGINT: 130, SIGTERM: 143 } as const;

/** Work that a first interrupt ends in good order, and a second one at once. */
export async function interruptible(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals): void => {
    const code = interrupted[name as keyof typeof interrupted];
    if (controller.signal.aborted) process.exit(code);
    process.stderr.write('unhue: finishing the figures that are begun\n');
    process.exitCode = code;
    controller.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, stop);
  try {
    await work(controller.signal);
  } finally {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, stop);
  }
}
