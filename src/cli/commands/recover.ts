import { type Command, Option } from 'commander';
import { type ListedFigure, listedFigures } from '../../batch/inputs/figures.js';
import { type Shard, shardOf } from '../../batch/inputs/shard.js';
import type { SummaryRow } from '../../batch/summary/rows.js';
import { summaryWriter } from '../../batch/summary/writeSummary.js';
import { gridFormats } from '../../formats/formatOf.js';
import { foldersToCome } from '../../formats/output/emptyFolders.js';
import { checkTarget, writeAtomically } from '../../formats/output/writeAtomically.js';
import { writeToStdout } from '../../formats/output/writeToStdout.js';
import { isProjectName } from '../../formats/projectName.js';
import { UsageError } from '../../model/errors.js';
import type { RecoverFileOptions } from '../../node/recoverFigure.js';
import type { FigureJob } from '../figures/job/figureJob.js';
import { refuseContoursWithoutLevels, refuseLevelsWithoutContours } from '../figures/job/refuseLevels.js';
import { refuseSharedNames } from '../figures/job/refuseSharedNames.js';
import type { lendingJobs as LendingJobs } from '../figures/lendingJobs.js';
import type { queueFigures as QueueFigures } from '../figures/queuedFigures.js';
import { recoverMany } from '../figures/recoverMany.js';
import { recoverOne } from '../figures/recoverOne.js';
import { raiseExitCode } from '../messages/exitCodes.js';
import { progressOn } from '../messages/progress.js';
import { numberArgument, shardArgument } from '../options/arguments.js';
import { Claims } from '../options/claims.js';
import { addGridOptions } from '../options/gridOptions.js';
import {
  addDecodingOptions,
  addDocumentOptions,
  addLayoutOptions,
  addReadingOptions,
  addWalkOptions,
  type FigureSettings,
  givenSettings,
  groups,
} from '../options/options.js';
import { pathsOf, type TargetOptions, targetsOf, withDirectory } from '../options/targets.js';

interface RecoverCliOptions extends Omit<FigureSettings, 'frame'>, TargetOptions {
  readonly force: boolean;
  readonly quiet: boolean;
  readonly long: boolean;
  readonly like?: string;
  readonly shard?: Shard;
  readonly skipExisting: boolean;
  readonly jobs?: number;
  readonly queue?: string;
  readonly summary?: string;
  readonly levels?: readonly number[];
}

const extensions = gridFormats
  .filter(({ name }) => name !== 'preview')
  .map(({ extension }) => extension.slice(1))
  .join(', ');

export function registerRecover(program: Command): void {
  const command = program
    .command('recover')
    .summary('figure → grid files')
    .description('Recovers the numbers behind figures. With no option it finds everything itself.')
    .argument(
      '<figure...>',
      'pictures (png, jpeg, webp, tiff, gif, avif, svg, bmp, ppm, pgm), pdf documents, folders of them, or patterns such as "maps/*.png"; - is standard input',
    );
  addLayoutOptions(command);
  addDocumentOptions(command.optionsGroup(groups.read));
  addReadingOptions(command, { films: true });
  addWritingOptions(command);
  addGridOptions(command.optionsGroup(groups.write));
  addDecodingOptions(command);
  addWalkOptions(command).action(recoverFigures);
}

function addWritingOptions(command: Command): void {
  command
    .optionsGroup(groups.read)
    .option(
      '--like <figure>',
      'take layout and colourmap of this figure for all the others; auto: figures that say no range take colourmap and range from one like them',
    )
    .addOption(
      new Option('--shard <i/n>', 'only the i-th of n parts of the figures').argParser(
        shardArgument('--shard'),
      ),
    )
    .optionsGroup(groups.write)
    .addOption(
      new Option(
        '-o, --output <file>',
        `${extensions} by extension; repeatable; {figure} stands for the name of the figure without its extension; - is standard output (csv); folder/ is -d folder`,
      )
        .argParser((file: string, files: readonly string[]) => [...files, file])
        .default([], '{figure}.csv, {figure}.preview.png and {figure}.meta.json in this folder'),
    )
    .option(
      '-d, --directory <folder>',
      'write into this folder, made where it is missing, or into s3://bucket/prefix; there {figure} begins with the folders that figures lie in',
    )
    .option('--meta <file>', 'write where the numbers come from, as json')
    .option('--report <file.html>', 'write a page that shows every stage')
    .option('--long', 'csv with a row per pixel: x, y, value, sigma', false)
    .option('--json', 'print the sidecar on standard output', false)
    .option('--force', 'overwrite existing files', false)
    .option(
      '--skip-existing',
      'leave figures alone whose results are there, of the same bytes, version and options; make all others again',
      false,
    )
    .option('--summary <file>', 'write a row per panel of all figures, as csv, json or parquet by extension')
    .optionsGroup(groups.control)
    .addOption(
      new Option(
        '--jobs <n>',
        'figures at a time (default: one a core, as memory allows), or blocks of one large figure (default: 1)',
      ).argParser(numberArgument('--jobs', { min: 1, max: 1024, whole: true })),
    )
    .option(
      '--queue <url>',
      'put the figures on a queue, redis://host, for any number of unhue worker; waits for them with --summary',
    );
}

/** All figures are tried; the gravest failure gives the exit code. */
async function recoverFigures(
  inputs: readonly string[],
  given: RecoverCliOptions,
  command: Command,
): Promise<void> {
  const options = withDirectory(given);
  const { summary, skipExisting } = options;
  if (summary !== undefined) summaryWriter(summary);
  const listed = await listedFigures(inputs, options.directory);
  const settings = givenSettings(command);
  const all = listed.map((figure) => figureJob(figure, listed.length, options, settings));
  if (options.shard) refuseSharedNames(all);
  const planned = options.shard ? shardOf(all, options.shard) : all;
  const jobs =
    options.like === 'auto'
      ? await borrowing(
          planned,
          listed.map(({ path }) => path),
          settings,
          options,
        )
      : planned;
  const claims = new Claims();
  await claims.keep(filesRead(listed, options));
  const seen = new Set<string>();
  for (const { figure, targets } of jobs) {
    await claims.take(pathsOf(targets), seen.has(figure) ? `${figure} again` : figure);
    seen.add(figure);
  }
  if (summary !== undefined) {
    await claims.take([summary], '--summary');
    await checkTarget(summary, { force: options.force || skipExisting });
  }
  const { queue, quiet, shard } = options;
  // Other parts of the figures, and other processes, may be about to write into folders that are still empty.
  const isAlone = shard === undefined && queue === undefined && options.directory !== undefined;
  const removeEmpty = isAlone && (await foldersToCome(jobs.flatMap(({ targets }) => pathsOf(targets))));
  const recovery =
    queue !== undefined
      ? queued(queue, jobs, { wait: summary !== undefined, quiet })
      : // A summary has a row of what failed, too.
        (listed.length === 1 && summary === undefined ? recoverAlone : recoverMany)(jobs, claims, options);
  const rows = await recovery.finally(removeEmpty || undefined);
  if (summary !== undefined)
    await writeAtomically(summary, await summaryWriter(summary)(rows), {
      force: options.force || skipExisting,
    });
}

/** What is read besides a project, which may be written anew from itself. */
function filesRead(
  listed: readonly ListedFigure[],
  { layout, like, at, mask, colourmap }: RecoverCliOptions,
): readonly string[] {
  const figures = listed.map(({ path }) => path).filter((path) => !isProjectName(path));
  return [...figures, ...[layout, like, at, mask, colourmap].filter((path) => typeof path === 'string')];
}

/** What compares figures is loaded only here. */
async function borrowing(...batch: Parameters<typeof LendingJobs>): Promise<readonly FigureJob[]> {
  const { lendingJobs } = await import('../figures/lendingJobs.js');
  return lendingJobs(...batch);
}

/** What speaks to Redis is loaded only here. */
async function queued(...job: Parameters<typeof QueueFigures>): Promise<readonly SummaryRow[]> {
  const { queueFigures } = await import('../figures/queuedFigures.js');
  return queueFigures(...job);
}

function figureJob(
  figure: ListedFigure,
  figures: number,
  options: RecoverCliOptions,
  settings: RecoverFileOptions,
): FigureJob {
  const { layout, like, long, force, json, quiet, skipExisting, directory, levels, at, areas } = options;
  const targets = targetsOf(figure, options, figures);
  if (like !== undefined && options.frame === 'all')
    throw new UsageError('--frame all takes layout and colourmap from its own first frame: leave --like out');
  if ((skipExisting || options.queue !== undefined) && targets.meta === undefined)
    throw new UsageError(
      `${skipExisting ? '--skip-existing' : '--queue'} goes by the sidecars: write them with --meta {figure}.meta.json`,
    );
  const job: FigureJob = {
    figure: figure.path,
    targets,
    settings,
    ...(layout !== undefined && { layout }),
    ...(like !== undefined && like !== 'auto' && { like }),
    ...(at !== undefined && { at }),
    ...(areas !== undefined && { areas }),
    ...(options.frame === 'all' && { film: true }),
    writing: {
      ...{ long, force, json, quiet, skipExisting, makeFolders: directory !== undefined },
      ...(levels && { levels }),
    },
  };
  refuseContoursWithoutLevels(job);
  refuseLevelsWithoutContours(job);
  return job;
}

async function recoverAlone(
  jobs: readonly FigureJob[],
  claims: Claims,
  { quiet, jobs: threads }: RecoverCliOptions,
): Promise<readonly SummaryRow[]> {
  const rows: SummaryRow[] = [];
  for (const job of jobs) {
    const progress = progressOn(process.stderr, quiet);
    try {
      const outcome = await recoverOne(job, {
        claim: (paths, owner) => claims.take(paths, owner),
        stage: progress.stage,
        ...(threads !== undefined && { threads }),
      });
      progress.done();
      await writeToStdout(outcome.printed);
      process.stderr.write(outcome.account);
      raiseExitCode(outcome.exitCode ?? 0);
      rows.push(...outcome.rows);
    } finally {
      progress.done();
    }
  }
  return rows;
}
