import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import { version } from '../../model/version.js';
import type { ClaimQuestion } from '../figures/figureWorker.js';
import type { FigureJob } from '../figures/job/figureJob.js';
import { memoryOf } from '../figures/job/memoryOf.js';
import type { QueuedFigure } from '../figures/queuedFigures.js';
import { interruptible } from '../figures/recoverMany.js';
import { type FigureResult, failedFigure } from '../figures/settledFigure.js';
import { exitCodes } from '../messages/exitCodes.js';
import { notifier } from '../messages/notify.js';
import { numberArgument } from '../options/arguments.js';
import { sameTarget } from '../options/claims.js';
import { pathsOf } from '../options/targets.js';

interface WorkerCliOptions {
  readonly queue: string;
  readonly jobs: number;
  readonly patience: number;
  readonly quiet: boolean;
}

export function registerWorker(program: Command): void {
  program
    .command('worker')
    .summary('takes jobs of recover --queue')
    .description(
      'Recovers figures that recover --queue has put on a queue, until it is told to stop; then it finishes those that it has begun.',
    )
    .requiredOption('--queue <url>', 'redis://[user:password@]host[:port][/database]; rediss:// for TLS')
    .addOption(
      new Option('--jobs <n>', 'figures at a time')
        .argParser(numberArgument('--jobs', { min: 1, max: 1024, whole: true }))
        .default(availableParallelism(), 'one a core'),
    )
    .addOption(
      new Option(
        '--patience <s>',
        'seconds without a sign of life after which another worker’s figure is taken',
      )
        .argParser(numberArgument('--patience', { min: 1, max: 3600 }))
        .default(30),
    )
    .option('--quiet', 'say nothing of failures', false)
    .action(takeFigures);
}

async function takeFigures({ queue, jobs, patience, quiet }: WorkerCliOptions): Promise<void> {
  const [{ openPool }, { work }, { openClaims }] = await Promise.all([
    import('../../batch/pool.js'),
    import('../../batch/queue/work.js'),
    import('../../batch/queue/claims.js'),
  ]);
  const claims = openClaims(queue);
  const claim = async ({ paths, owner }: ClaimQuestion): Promise<void> => {
    const taken = await claims.take(paths, owner);
    if (taken) throw sameTarget(taken.path, taken.owner, owner);
  };
  const pool = await openPool<FigureJob, FigureResult, ClaimQuestion>({
    worker: new URL('./figureWorker.js', import.meta.url),
    run: 'recoverForPool',
    processes: jobs,
    answer: claim,
  });
  const notify = notifier({ quiet });
  await interruptible((signal) =>
    work<QueuedFigure, FigureResult>(
      queue,
      {
        ...{ atOnce: jobs, patience, told: (message) => notify(`unhue: ${message}`) },
        async run({ version: wanted, job }) {
          if (wanted !== version)
            return failedFigure(job, new Error(`${job.figure} waits for a worker of version ${wanted}`));
          try {
            await claim({ paths: pathsOf(job.targets), owner: job.figure });
          } catch (error) {
            return failedFigure(job, error as Error);
          }
          return pool.run(job, await memoryOf(job));
        },
        failureOf: ({ error, exitCode }) =>
          error === undefined ? undefined : { error, exitCode, again: exitCode === exitCodes.notWritten },
      },
      signal,
    ),
  )
    .finally(pool.close)
    .finally(claims.close);
  process.exitCode = exitCodes.done;
}
