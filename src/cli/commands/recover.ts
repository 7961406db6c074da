import { type Command, Option } from 'commander';
import { listedFigures } from '../../batch/inputs/figures.js';
import { type Shard, shardOf } from '../../batch/inputs/shard.js';
import { failedRow, type SummaryRow } from '../../batch/summary/rows.js';
import { writeToStdout } from '../../formats/output/writeToStdout.js';
import type { FigureJob, FigureOutcome } from '../figures/figureJob.js';
import { recoverOne } from '../figures/recoverOne.js';
import { exitCodeOf } from '../messages/exitCodes.js';
import { progressOn } from '../messages/progress.js';
import { errorInWords } from '../messages/words.js';
import { shardArgument } from '../options/arguments.js';
import {
  addDecodingOptions,
  addLayoutOptions,
  addReadingOptions,
  addWalkOptions,
  type FigureSettings,
  givenSettings,
  groups,
} from '../options/options.js';
import { Claims, pathsOf, type TargetOptions, targetsOf, withDirectory } from '../options/targets.js';

interface RecoverCliOptions extends FigureSettings, TargetOptions {
  readonly force: boolean;
  readonly quiet: boolean;
  readonly long: boolean;
  readonly like?: string;
  readonly shard?: Shard;
  readonly skipExisting: boolean;
}

export function registerRecover(program: Command): void {
  const command = program
    .command('recover')
    .summary('figure → grid files')
    .description('Recovers the numbers behind figures. With no option it finds everything itself.')
    .argument(
      '<figure...>',
      'pictures (png, jpeg, webp, tiff, gif, avif, svg), folders of them, or patterns such as "maps/*.png"; - is standard input',
    );
  addLayoutOptions(command);
  addReadingOptions(command);
  addWritingOptions(command);
  addDecodingOptions(command);
  addWalkOptions(command).action(recoverFigures);
}

function addWritingOptions(command: Command): void {
  command
    .optionsGroup(groups.read)
    .option('--like <figure>', 'take layout and colourmap of this figure for all the others')
    .addOption(
      new Option('--shard <i/n>', 'only the i-th of n parts of the figures').argParser(
        shardArgument('--shard'),
      ),
    )
    .optionsGroup(groups.write)
    .addOption(
      new Option(
        '-o, --output <file>',
        'csv, npy, json or png by extension; repeatable; {figure} stands for the name of the figure without its extension; - is standard output (csv); folder/ is -d folder',
      )
        .argParser((file: string, files: readonly string[]) => [...files, file])
        .default([], '{figure}.csv, {figure}.preview.png and {figure}.meta.json in this folder'),
    )
    .option(
      '-d, --directory <folder>',
      'write into this folder, made where it is missing; there {figure} begins with the folders that figures lie in',
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
    );
}

/** All figures are tried; the gravest failure gives the exit code. */
async function recoverFigures(
  inputs: readonly string[],
  given: RecoverCliOptions,
  command: Command,
): Promise<void> {
  const options = withDirectory(given);
  const listed = await listedFigures(inputs, options.directory);
  const settings = givenSettings(command);
  const { layout, like, long, force, json, quiet, skipExisting, directory } = options;
  const jobs = (options.shard ? shardOf(listed, options.shard) : listed).map(
    (figure): FigureJob => ({
      figure: figure.path,
      targets: targetsOf(figure, options, listed.length),
      settings,
      ...(layout !== undefined && { layout }),
      ...(like !== undefined && { like }),
      writing: { long, force, json, quiet, skipExisting, makeFolders: directory !== undefined },
    }),
  );
  const claims = new Claims();
  const seen = new Set<string>();
  for (const { figure, targets } of jobs) {
    await claims.take(pathsOf(targets), seen.has(figure) ? `${figure} again` : figure);
    seen.add(figure);
  }
  const rows: SummaryRow[] = [];
  for (const job of jobs) {
    try {
      const outcome = await watched(job, claims);
      rows.push(...outcome.rows);
    } catch (error) {
      if (jobs.length === 1) throw error;
      rows.push(failedRow(job.figure, errorInWords(error)));
      process.stderr.write(`unhue: ${errorInWords(error)}\n`);
      process.exitCode = Math.max(Number(process.exitCode ?? 0), exitCodeOf(error));
    }
  }
}

async function watched(job: FigureJob, claims: Claims): Promise<FigureOutcome> {
  const progress = progressOn(process.stderr, job.writing.quiet);
  try {
    const outcome = await recoverOne(job, {
      claim: (paths, owner) => claims.take(paths, owner),
      stage: progress.stage,
    });
    progress.done();
    await writeToStdout(outcome.printed);
    process.stderr.write(outcome.account);
    return outcome;
  } finally {
    progress.done();
  }
}
