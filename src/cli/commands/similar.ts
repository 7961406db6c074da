import { type Command, Option } from 'commander';
import {
  type Collection,
  collect,
  groupingOf,
  groupsTable,
  nearestTable,
  type SimilarityMeasure,
} from '../../formats/collections/collection.js';
import { isFolder } from '../../formats/collections/picturesIn.js';
import {
  type Table,
  writeMatrixNpy,
  writeTableCsv,
  writeTableParquet,
} from '../../formats/collections/similarTables.js';
import type { Content } from '../../formats/output/content.js';
import { checkTarget, writeAtomically } from '../../formats/output/writeAtomically.js';
import { writeToStdout } from '../../formats/output/writeToStdout.js';
import type { ReadRasterOptions } from '../../formats/pictures/readRaster.js';
import { InputError, UsageError } from '../../model/errors.js';
import type { ComparedIn } from '../../palette/colours/space.js';
import { exitCodes } from '../messages/exitCodes.js';
import { notifier } from '../messages/notify.js';
import { errorInWords } from '../messages/words.js';
import { choiceArgument, numberArgument } from '../options/arguments.js';
import { addReadingOptions } from '../options/options.js';

interface SimilarCliOptions extends ReadRasterOptions {
  readonly n: number;
  readonly output: string;
  readonly report?: string;
  readonly groups: boolean;
  readonly measure: SimilarityMeasure;
  readonly space: ComparedIn;
  readonly force: boolean;
  readonly quiet: boolean;
}

export function registerSimilar(program: Command): void {
  const command = program
    .command('similar')
    .summary('the pictures that look alike by colour')
    .description(
      'The most similar pictures by their colours. Pictures and a folder: the nearest of the folder to each picture; a folder alone: of each of its pictures; pictures alone: among themselves.',
    )
    .argument('<picture...>', 'pictures, and as the last a folder')
    .addOption(
      new Option('-n <n>', 'how many for each')
        .argParser(numberArgument('-n', { min: 1, whole: true }))
        .default(10),
    )
    .option(
      '-o, --output <file>',
      'csv, parquet or npy (all similarities) by extension; - is csv on standard output',
      '-',
    )
    .option('--report <file.html>', 'write a page with the similarities, groups and a map of the pictures')
    .option(
      '--groups',
      'figures drawn with the same colourmap belong together; the groups instead of the nearest',
      false,
    )
    .addOption(
      new Option(
        '--measure <measure>',
        'cosine, or earth-movers: also how far colours differ, on a coarser grid, and slower',
      )
        .argParser(choiceArgument('--measure', ['cosine', 'earth-movers']))
        .default('cosine'),
    )
    .addOption(
      new Option('--space <space>', 'where colours are compared: rgb or oklab')
        .argParser(choiceArgument('--space', ['rgb', 'oklab']))
        .default('rgb'),
    );
  addReadingOptions(command).option('--force', 'overwrite existing files', false).action(writeSimilar);
}

async function writeSimilar(paths: readonly string[], options: SimilarCliOptions): Promise<void> {
  const { output, report } = options;
  const extension = output === '-' ? 'csv' : (/\.([^.]+)$/.exec(output.toLowerCase())?.[1] ?? '');
  if (!Object.hasOwn(writers, extension) || (options.groups && extension === 'npy'))
    throw new UsageError(
      `--output expects a file that ends in .csv or .parquet${options.groups ? '' : ', or .npy'}, but received “${output}”`,
    );
  for (const path of [output, report])
    if (path !== undefined && path !== '-') await checkTarget(path, options);
  const collection = await collected(paths, options);
  const grouping =
    options.groups || report !== undefined ? groupingOf(collection, options.groups) : undefined;
  const table = options.groups ? groupsTable(collection, grouping!) : nearestTable(collection, options.n);
  const content = await writers[extension]!(table, collection);
  if (output === '-') await writeToStdout(content);
  else await writeAtomically(output, content, options);
  if (report !== undefined) {
    const { similarReport } = await import('../../report/collections/similarReport.js');
    await writeAtomically(report, await similarReport(collection, grouping!, options), options);
  }
  if (options.groups)
    notifier(options)(
      `${counted(collection.pictures.length, 'picture')} in ${counted(new Set(grouping!.groups).size, 'group')}`,
    );
}

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** The pictures compared; each that cannot be read is told, and the others are gone on with. */
async function collected(paths: readonly string[], options: SimilarCliOptions): Promise<Collection> {
  const last = paths.at(-1)!;
  const folder = (await isFolder(last)) ? last : undefined;
  const asked = folder === undefined ? paths : paths.slice(0, -1);
  if (folder === undefined && asked.length < 2)
    throw new UsageError(`expected another picture or a folder to compare ${last} with`);
  const failures: InputError[] = [];
  const collection = await collect(asked, folder, { ...options, loci: options.groups }, (error) =>
    failures.push(error),
  );
  for (const error of failures) {
    process.stderr.write(`unhue: ${errorInWords(error)}\n`);
    process.exitCode = exitCodes.unreadableInput;
  }
  if (collection.asked.length === 0 || collection.pictures.length === 0)
    throw new InputError(`there is no picture in ${folder ?? paths.join(', ')} that can be read`, folder);
  return collection;
}

const writers: Readonly<
  Record<string, (table: Table, collection: Collection) => Content | Promise<Content>>
> = {
  csv: writeTableCsv,
  parquet: writeTableParquet,
  npy: (_, { similarities, asked }) => writeMatrixNpy(similarities, asked.length),
};
