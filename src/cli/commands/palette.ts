import { type Command, Option } from 'commander';
import type { Content } from '../../formats/output/content.js';
import { checkTarget, writeAtomically } from '../../formats/output/writeAtomically.js';
import { writeToStdout } from '../../formats/output/writeToStdout.js';
import { paletteJson } from '../../formats/palettes/paletteJson.js';
import { type PaletteRun, runPalettes } from '../../formats/palettes/runPalettes.js';
import { swatches } from '../../formats/palettes/swatches.js';
import { writeAse } from '../../formats/palettes/writeAse.js';
import { writeGpl } from '../../formats/palettes/writeGpl.js';
import { writePaletteCsv } from '../../formats/palettes/writePaletteCsv.js';
import { type ReadRasterOptions, readRaster } from '../../formats/pictures/readRaster.js';
import { encodePng } from '../../formats/pictures/writePng.js';
import { UsageError } from '../../model/errors.js';
import type { ComparedIn } from '../../palette/colours/space.js';
import { mostPaletteColours } from '../../palette/palette.js';
import { entriesOf } from '../../palette/sweep.js';
import { notifier } from '../messages/notify.js';
import { choiceArgument, numberArgument, numbersArgument } from '../options/arguments.js';
import { addReadingOptions } from '../options/options.js';
import { beforeExtension } from '../options/targets.js';

interface PaletteCliOptions extends ReadRasterOptions {
  readonly k: readonly number[];
  readonly output: readonly string[];
  readonly quantised?: string;
  readonly report?: string;
  readonly space: ComparedIn;
  readonly minibatch: boolean;
  readonly random: boolean;
  readonly seed: number;
  readonly force: boolean;
  readonly quiet: boolean;
}

export function registerPalette(program: Command): void {
  const command = program
    .command('palette')
    .summary('the main colours of any picture')
    .description(
      'The k colours that stand for all colours of a picture best (k-means), what they lose, and the picture drawn in them.',
    )
    .argument('<picture>', 'picture (png, jpeg, webp, tiff, gif, avif, svg); - is standard input')
    .addOption(
      new Option('-k <k>', 'how many colours; several sizes as 2,4,8,16')
        .argParser(numbersArgument('-k', { min: 1, max: mostPaletteColours }))
        .default([8], '8'),
    )
    .addOption(
      new Option(
        '-o, --output <file>',
        'csv, json, gpl, ase or png (swatches) by extension; repeatable; - is csv on standard output',
      )
        .argParser((file: string, files: readonly string[]) => [...files, file])
        .default([], '-'),
    )
    .option('--quantised <file.png>', 'the picture in these colours, as an indexed png')
    .option('--report <file.html>', 'write a page with the pictures, their colours in space and what is lost')
    .addOption(
      new Option('--space <space>', 'where colours are compared: rgb or oklab')
        .argParser(choiceArgument('--space', ['rgb', 'oklab']))
        .default('rgb'),
    )
    .addOption(
      new Option(
        '--minibatch',
        'mini-batch k-means: a little worse, and as fast for large pictures as for small',
      )
        .default(false)
        .conflicts('random'),
    )
    .option('--random', 'colours drawn at random from the pixels, to compare with', false)
    .addOption(
      new Option('--seed <n>', 'of everything that is drawn at random')
        .argParser(numberArgument('--seed', { min: 0, whole: true }))
        .default(1),
    );
  addReadingOptions(command).option('--force', 'overwrite existing files', false).action(writePalette);
}

async function writePalette(picture: string, options: PaletteCliOptions): Promise<void> {
  const { quantised, report, k } = options;
  const outputs = (options.output.length > 0 ? options.output : ['-']).map((path) => ({
    path,
    write: path === '-' ? formats.csv! : formatFor(path, k.length),
  }));
  if (quantised !== undefined && !/\.png$/i.test(quantised))
    throw new UsageError(`--quantised expects a file that ends in .png, but received “${quantised}”`);
  const quantisedFiles = k.map((size) =>
    quantised === undefined || k.length === 1 ? quantised : beforeExtension(quantised, `-${size}`),
  );
  const targets = [...outputs.map(({ path }) => path), report, ...quantisedFiles].filter(
    (path) => path !== undefined,
  );
  const twice = targets.find((path, i) => targets.indexOf(path) !== i);
  if (twice !== undefined)
    throw new UsageError(`two outputs are to be written to ${twice}: name different files`);
  for (const path of targets) if (path !== '-') await checkTarget(path, options);

  const file = await readRaster(picture, options);
  const { space, seed, random, minibatch } = options;
  const method = random ? 'random' : minibatch ? 'minibatch' : 'kmeans';
  const run = runPalettes(file, k, { space, seed, method });
  for (const { path, write } of outputs) {
    const content = await write(run);
    if (path === '-') await writeToStdout(content);
    else await writeAtomically(path, content, options);
  }
  for (const [size, path] of quantisedFiles.entries())
    if (path !== undefined) await writeAtomically(path, run.drawn[size]!, options);
  if (report !== undefined) {
    const { paletteReport } = await import('../../report/palettes/paletteReport.js');
    await writeAtomically(report, await paletteReport(run), options);
  }
  const { elbow } = run.swept;
  if (elbow) notifier(options)(`${picture}: elbow at ${elbow.k}: ${elbow.why}`);
}

const formats: Readonly<Record<string, (run: PaletteRun) => Content | Promise<Content>>> = {
  csv: ({ swept }) => writePaletteCsv(swept.palettes),
  json: (run) => `${JSON.stringify(paletteJson(run), null, 2)}\n`,
  gpl: ({ file, swept }) => writeGpl(file.name ?? 'palette', entriesOf(swept.palettes[0]!.palette)),
  ase: ({ swept }) =>
    writeAse(swept.palettes.map(({ k, palette }) => ({ name: `${k} colours`, entries: entriesOf(palette) }))),
  png: ({ swept }) => encodePng(swatches(swept.palettes.map(({ palette }) => palette))),
};

function formatFor(output: string, sizes: number): (run: PaletteRun) => Content | Promise<Content> {
  const extension = /\.([^.]+)$/.exec(output.toLowerCase())?.[1] ?? '';
  if (!Object.hasOwn(formats, extension))
    throw new UsageError(
      `--output expects a file that ends in .csv, .json, .gpl, .ase or .png, but received “${output}”`,
    );
  if (extension === 'gpl' && sizes > 1)
    throw new UsageError(
      '--output expects one size of palette in a gpl file, but -k has several: give one k, or ase',
    );
  return formats[extension]!;
}
