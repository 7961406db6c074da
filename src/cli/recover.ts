import { basename, extname } from 'node:path';
import { type Command, Option } from 'commander';
import { loadLibrary } from '../colourmap/library/library.js';
import type { ReadLabel } from '../figure/labels/label.js';
import { formatOf } from '../formats/formatOf.js';
import { type FigureFile, readRaster } from '../formats/readRaster.js';
import { sidecarOf } from '../formats/sidecar.js';
import { checkTarget, writeAtomically } from '../formats/writeAtomically.js';
import { writeCsv } from '../formats/writeCsv.js';
import { writeToStdout } from '../formats/writeToStdout.js';
import { UsageError } from '../model/errors.js';
import { lazyLabelReader } from '../ocr/lazyLabelReader.js';
import { type RecoverRequest, type Recovery, recover } from '../pipeline/recover.js';
import { colourbarTicks } from '../report/colourbarTicks.js';
import { chosenColourmap } from './chosenColourmap.js';
import { layoutRequests } from './layout.js';
import { notifier } from './notify.js';
import {
  addDecodingOptions,
  addLayoutOptions,
  addReadingOptions,
  addWalkOptions,
  type RecoverCliOptions,
  walkOptionsOf,
} from './options.js';
import { progressOn } from './progress.js';
import { summaryOf } from './summary.js';

export function registerRecover(program: Command): void {
  const command = program
    .command('recover')
    .summary('figure → grid files')
    .description('Recovers the numbers behind figures. With no option it finds everything itself.')
    .argument('<figure...>', 'pictures (png, jpeg, webp, tiff, gif, avif, svg); - is standard input')
    .addOption(
      new Option(
        '-o, --output <file>',
        'csv, npy, json or png by extension; repeatable; - is standard output (csv)',
      )
        .argParser((file: string, files: readonly string[]) => [...files, file])
        .default([], 'FIGURE.csv, FIGURE.preview.png and FIGURE.meta.json in this folder'),
    );
  addLayoutOptions(command);
  addDecodingOptions(command);
  addWalkOptions(command);
  addReadingOptions(command)
    .option('--long', 'csv with a row per pixel: x, y, value, sigma', false)
    .option('--meta <file>', 'write where the numbers come from, as json')
    .option('--report <file.html>', 'write a page that shows every stage')
    .option('--force', 'overwrite existing files', false)
    .option('--json', 'print the sidecar on standard output', false)
    .action(recoverFigures);
}

async function recoverFigures(
  figures: readonly string[],
  options: RecoverCliOptions,
  command: Command,
): Promise<void> {
  const reader = lazyLabelReader();
  try {
    for (const figure of figures) {
      const targets = targetsOf(figure, options, figures.length);
      for (const path of pathsOf(targets)) await checkTarget(path, options);
      await recoverFigure(figure, targets, options, givenOptions(command), reader.readLabel);
    }
  } finally {
    await reader.close();
  }
}

async function recoverFigure(
  figure: string,
  targets: Targets,
  options: RecoverCliOptions,
  given: Readonly<Record<string, unknown>>,
  readLabel: ReadLabel,
): Promise<void> {
  const progress = progressOn(process.stderr, options.quiet);
  try {
    progress.stage('reading');
    const file = await readRaster(figure, options);
    const wanted = await wishes(options);
    progress.stage('finding the plot area');
    const layouts = await layoutRequests(file.raster, options, options.ocr ? { readLabel } : {});
    for (const [k, layout] of layouts.entries()) {
      const panel = layouts.length > 1 ? panelTargets(targets, k + 1) : targets;
      const { values: _values, colourbarTicks: _ticks, ...where } = layout;
      const recovery = recover(file.raster, {
        ...where,
        ...wanted,
        ...(options.colourmap === 'auto' && { library: await loadLibrary() }),
        ...(file.transparent && { ignore: file.transparent }),
        ...(file.readJpeg && { readJpeg: file.readJpeg }),
        ...scaleOf(layout, options),
        ...foundOf(layout, options),
        provenance: { sha256: file.sha256, options: given },
        progress: progress.stage,
      });
      progress.stage('writing');
      await writeRecovery(recovery, file, figure, panel, options);
      progress.done();
      if (options.quiet) continue;
      const name = layouts.length > 1 ? `${figure}, panel ${k + 1} of ${layouts.length}` : figure;
      const warnings = [...file.warnings, ...recovery.warnings];
      process.stderr.write(summaryOf(name, { ...recovery, warnings }, pathsOf(panel)));
    }
  } finally {
    progress.done();
  }
}

/** The same files with the panel's number before the extension. */
function panelTargets({ grids, meta, report }: Targets, panel: number): Targets {
  const numbered = (path: string) =>
    path === standardOutput
      ? path
      : path.replace(/((\.preview|\.meta)?\.[^./\\]*)?$/, (end) => `-${panel}${end}`);
  return {
    grids: grids.map(numbered),
    ...(meta && { meta: numbered(meta) }),
    ...(report && { report: numbered(report) }),
  };
}

/** Everything that one panel is written to. */
interface Targets {
  readonly grids: readonly string[];
  readonly meta?: string;
  readonly report?: string;
}

const standardOutput = '-';

const pathsOf = ({ grids, meta, report }: Targets): string[] =>
  [...grids, meta, report].filter((path) => path !== undefined && path !== standardOutput) as string[];

/**
 * The files that a figure is written to. Without any, its own name gives them. With several figures each file name
 * has to say where the figure's name goes, or they would overwrite one another.
 */
function targetsOf(figure: string, options: RecoverCliOptions, figures: number): Targets {
  const stem = figure === standardOutput ? 'figure' : basename(figure, extname(figure));
  const named =
    options.output.length > 0 || options.meta !== undefined || options.report !== undefined || options.json;
  const wanted: Targets = named
    ? {
        grids: options.output,
        ...(options.meta && { meta: options.meta }),
        ...(options.report && { report: options.report }),
      }
    : { grids: [`${stem}.csv`, `${stem}.preview.png`], meta: `${stem}.meta.json` };
  const paths = pathsOf(wanted);
  for (const path of wanted.grids) if (path !== standardOutput) formatOf(path);
  if (new Set(paths).size < paths.length)
    throw new UsageError(
      `expected a different file for each output, but received one twice: ${paths.join(', ')}`,
    );
  if (options.json && wanted.grids.includes(standardOutput))
    throw new UsageError('-o - and --json both want standard output: give one of them a file', '--json');
  const ambiguous =
    named && figures > 1
      ? [...wanted.grids, wanted.meta, wanted.report].find((p) => p && !p.includes('{figure}'))
      : undefined;
  if (ambiguous !== undefined)
    throw new UsageError(
      `${figures} figures cannot all be written to ${ambiguous}: put {figure} where each one’s name goes, as in out/{figure}.npy`,
      '--output',
    );
  const here = (path: string) => path.replaceAll('{figure}', stem);
  return {
    grids: wanted.grids.map(here),
    ...(wanted.meta && { meta: here(wanted.meta) }),
    ...(wanted.report && { report: here(wanted.report) }),
  };
}

async function writeRecovery(
  recovery: Recovery,
  file: FigureFile,
  figure: string,
  targets: Targets,
  options: RecoverCliOptions,
): Promise<void> {
  const sidecar = `${JSON.stringify(sidecarOf(recovery, basename(figure), file.sha256, file.warnings), null, 2)}\n`;
  for (const path of targets.grids) {
    if (path === standardOutput) await writeToStdout(writeCsv(recovery.grid, options));
    else await writeAtomically(path, await formatOf(path).write(recovery.grid, options), options);
  }
  if (targets.meta !== undefined) await writeAtomically(targets.meta, sidecar, options);
  if (targets.report !== undefined) {
    const { writeReport } = await import('../report/writeReport.js');
    const report = await writeReport({
      ...recovery,
      title: basename(figure),
      figure: file.raster,
      ticks: recovery.colourbarBox ? colourbarTicks(recovery.colourbarBox, recovery.ticks) : [],
      warnings: [...file.warnings, ...recovery.warnings],
    });
    await writeAtomically(targets.report, report, options);
  }
  if (options.json) await writeToStdout(sidecar);
}

/** What the options say of colourmap, coordinates and decoding, whatever the layout. */
async function wishes(options: RecoverCliOptions): Promise<RecoverRequest> {
  const { x, y, cells, smooth, fill, clip, missing, shaded, from, reverse, cutoff } = options;
  const walk = walkOptionsOf(options);
  const colourmap = await chosenColourmap(options.colourmap, notifier(options));
  return {
    ...(colourmap === 'blind' ? { colourbarBox: null } : colourmap && { colourmap }),
    ...(x && { x: { range: x } }),
    // The option goes from bottom to top, rows from the top down.
    ...(y && { y: { range: [y[1], y[0]] } }),
    ...(typeof cells === 'object' && { cells }),
    ...(walk && { walk }),
    reverse,
    blind: { smooth, ...(from && { from }) },
    known: { smooth, fill, clip, missing, shaded: shaded ?? 'auto' },
    ...(cutoff !== undefined && { cutoff }),
  };
}

/** What was found, and what to say where labels were not to be read, or cells are not to be seen. */
function foundOf(
  { found, colourbarBox, cells }: RecoverRequest,
  options: RecoverCliOptions,
): Pick<RecoverRequest, 'found'> {
  const warnings = [...(found?.warnings ?? [])];
  if (!options.ocr && !options.range && colourbarBox)
    warnings.push(
      'labels were not read: values are positions 0…1; give the range of the colourbar with --range lo,hi',
    );
  if (options.scale === 'symlog' && options.threshold === undefined)
    warnings.push(
      'the linear middle of the symmetric logarithm is assumed to end at a hundredth of the larger limit; give it with --threshold',
    );
  if (options.cells === 'auto' && !cells)
    warnings.push('no cells were found: every pixel is given; name their number with --cells ROWSxCOLUMNS');
  return { found: { confidence: 1, details: {}, ...found, warnings } };
}

/** The range and scale given, over those found. */
function scaleOf(
  { values, colourbarTicks }: RecoverRequest,
  options: RecoverCliOptions,
): Pick<RecoverRequest, 'values' | 'colourbarTicks'> {
  // Labels belong to the colourbar's own positions, which a blind ordering does not know.
  const found = options.colourmap === 'blind' ? undefined : values;
  const range = options.range ?? found?.range;
  if (range === undefined) return {};
  const scale = options.scale === 'auto' ? (found?.scale ?? 'linear') : options.scale;
  const threshold =
    options.threshold ?? found?.threshold ?? (scale === 'symlog' ? assumedThreshold(range) : undefined);
  return {
    values: { ...(!options.range && found), range, scale, ...(threshold !== undefined && { threshold }) },
    ...(!options.range && options.scale === 'auto' && colourbarTicks && { colourbarTicks }),
  };
}

/** Where nothing says how wide the linear middle is: two decades to the larger end, with a warning. */
const assumedThreshold = ([low, high]: readonly [number, number]): number =>
  Math.max(Math.abs(low), Math.abs(high)) / 100;

/** The options as the user gave them, for the sidecar; where the results go does not change them. */
function givenOptions(command: Command): Record<string, unknown> {
  const destinations = new Set(['output', 'meta', 'report', 'force', 'quiet', 'json']);
  return Object.fromEntries(
    Object.entries(command.opts()).filter(
      ([name]) => !destinations.has(name) && command.getOptionValueSource(name) === 'cli',
    ),
  );
}
