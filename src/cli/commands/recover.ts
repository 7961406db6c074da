import { type Command, Option } from 'commander';
import type { Findings } from '../../figure/findings.js';
import { formatOf, gridFormats } from '../../formats/formatOf.js';
import { writeCsv } from '../../formats/grids/writeCsv.js';
import { writeAtomically } from '../../formats/output/writeAtomically.js';
import { checkOutput, writeOutput } from '../../formats/output/writeOutput.js';
import { writeToStdout } from '../../formats/output/writeToStdout.js';
import { type FigureFile, readRaster } from '../../formats/pictures/readRaster.js';
import { UsageError } from '../../model/errors.js';
import type { Grid } from '../../model/types.js';
import { recoverFigure } from '../../node/recoverFigure.js';
import type { Panel } from '../../pipeline/panel.js';
import { exitCodeOf } from '../messages/exitCodes.js';
import { printable } from '../messages/printable.js';
import { type Progress, progressOn } from '../messages/progress.js';
import { summaryOf } from '../messages/summary.js';
import { errorInWords, settlementInWords, warningInWords } from '../messages/words.js';
import { addGridOptions } from '../options/gridOptions.js';
import {
  addDecodingOptions,
  addLayoutOptions,
  addReadingOptions,
  addWalkOptions,
  type FigureSettings,
  givenSettings,
} from '../options/options.js';
import {
  Claims,
  panelTargets,
  pathsOf,
  standardOutput,
  type TargetOptions,
  type Targets,
  targetsOf,
} from '../options/targets.js';

interface RecoverCliOptions extends FigureSettings, TargetOptions {
  readonly force: boolean;
  readonly quiet: boolean;
  readonly long: boolean;
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
      'pictures (png, jpeg, webp, tiff, gif, avif, svg, bmp, ppm, pgm); - is standard input',
    )
    .addOption(
      new Option('-o, --output <file>', `${extensions} by extension; repeatable; - is standard output (csv)`)
        .argParser((file: string, files: readonly string[]) => [...files, file])
        .default([], 'FIGURE.csv, FIGURE.preview.png and FIGURE.meta.json in this folder'),
    );
  addLayoutOptions(command);
  addDecodingOptions(command);
  addGridOptions(command);
  addWalkOptions(command);
  addReadingOptions(command)
    .option('--long', 'csv with a row per pixel: x, y, value, sigma', false)
    .option('--meta <file>', 'write where the numbers come from, as json')
    .option('--report <file.html>', 'write a page that shows every stage')
    .option('--force', 'overwrite existing files', false)
    .option('--json', 'print the sidecar on standard output', false)
    .action(recoverFigures);
}

/** All figures are tried; the gravest failure gives the exit code. */
async function recoverFigures(
  figures: readonly string[],
  options: RecoverCliOptions,
  command: Command,
): Promise<void> {
  const claims = new Claims();
  const jobs = figures.map((figure) => ({ figure, targets: targetsOf(figure, options, figures.length) }));
  for (const [k, { figure, targets }] of jobs.entries())
    await claims.take(pathsOf(targets), figures.indexOf(figure) === k ? figure : `${figure} again`);
  for (const job of jobs) {
    try {
      await recoverOne(job, options, command, claims);
    } catch (error) {
      if (jobs.length === 1) throw error;
      process.stderr.write(`unhue: ${printable(errorInWords(error))}\n`);
      process.exitCode = Math.max(Number(process.exitCode ?? 0), exitCodeOf(error));
    }
  }
}

async function recoverOne(
  { figure, targets }: { readonly figure: string; readonly targets: Targets },
  options: RecoverCliOptions,
  command: Command,
  claims: Claims,
): Promise<void> {
  for (const path of pathsOf(targets)) await checkOutput(path, options);
  refuseWithoutLevels(targets, options);
  const table = await tableOf(options);
  const progress = progressOn(process.stderr, options.quiet);
  try {
    progress.stage('reading');
    const file = await readRaster(figure, options);
    const layout = options.layout && (await findingsIn(options.layout, file));
    const panels = await recoverFigure(file, {
      ...givenSettings(command),
      ...(layout && { layout }),
      onProgress: progress.stage,
    });
    const numbered = panels.length > 1;
    if (table && numbered) throw new UsageError(...onePanelOnly(options, panels.length));
    const own = panels.map(({ panel }) => (numbered ? panelTargets(targets, panel) : targets));
    for (const [k, { panel }] of panels.entries())
      if (numbered) await claims.take(pathsOf(own[k]!), `${figure}, panel ${panel}`);
    for (const [k, panel] of panels.entries())
      await writePanel(panel, { file, figure, targets: own[k]!, progress, ...(table && { table }) }, options);
  } finally {
    progress.done();
  }
}

/** What prints the values at places, or the areas between values; loaded only where it is asked for. */
async function tableOf({ at, areas }: TargetOptions): Promise<((grid: Grid) => string) | undefined> {
  if (at === undefined && areas === undefined) return undefined;
  const { gridTable } = await import('./gridTables.js');
  return gridTable({ ...(at !== undefined && { at }), ...(areas && { areas }) });
}

function onePanelOnly({ at }: TargetOptions, panels: number): ConstructorParameters<typeof UsageError> {
  const setting = at === undefined ? 'areas' : 'at';
  return [
    `${setting} expects a single plot area, but the figure has ${panels}: choose with panel N`,
    [setting, 'panel'],
  ];
}

function refuseWithoutLevels({ grids }: Targets, { levels }: RecoverCliOptions): void {
  if (
    levels === undefined &&
    grids.some((path) => path !== standardOutput && formatOf(path).name === 'geojson')
  )
    throw new UsageError('levels expects the values at which GeoJSON contours are to be drawn', 'levels');
}

/** Findings for a figure from a file; what checks them is loaded only here. */
async function findingsIn(path: string, { sha256 }: FigureFile): Promise<Findings> {
  const { readFindings } = await import('../../formats/readFindings.js');
  return readFindings(path, sha256);
}

interface Writing {
  readonly file: FigureFile;
  readonly figure: string;
  readonly targets: Targets;
  readonly progress: Progress;
  /** Prints what was asked of the grid. */
  readonly table?: (grid: Grid) => string;
}

async function writePanel(
  panel: Panel,
  { file, figure, targets, progress, table }: Writing,
  options: RecoverCliOptions,
): Promise<void> {
  progress.stage('writing');
  const warnings = panel.warnings.map(warningInWords);
  const sidecar = `${JSON.stringify({ ...panel.sidecar, warnings }, null, 2)}\n`;
  for (const path of targets.grids) {
    if (path === standardOutput) await writeToStdout(writeCsv(panel.grid, options));
    else await writeOutput(path, await formatOf(path).write(panel.grid, options), options);
  }
  if (targets.meta !== undefined) await writeAtomically(targets.meta, sidecar, options);
  if (targets.report !== undefined)
    await writeAtomically(targets.report, await reportOf(panel, file), options);
  if (options.json) await writeToStdout(sidecar);
  if (table) await writeToStdout(table(panel.grid));
  progress.done();
  if (options.quiet) return;
  const name = panel.panels > 1 ? `${figure}, panel ${panel.panel} of ${panel.panels}` : figure;
  process.stderr.write(summaryOf(name, panel, pathsOf(targets)));
}

/** The page that shows how a panel was recovered; what draws it is loaded only here. */
async function reportOf(panel: Panel, file: FigureFile): Promise<string> {
  const [{ writeReport }, { colourbarTicks }] = await Promise.all([
    import('../../report/writeReport.js'),
    import('../../report/drawing/colourbarTicks.js'),
  ]);
  const { colourbarBox, ticks } = panel.straight ?? panel;
  return writeReport({
    ...panel,
    ...panel.straight,
    scale: panel.values?.scale ?? 'linear',
    title: file.name ?? 'standard input',
    figure: panel.straight?.raster ?? file.raster,
    ticks: colourbarBox ? colourbarTicks(colourbarBox, ticks) : [],
    warnings: panel.warnings.map((warning) => ({
      message: warning.message,
      settle: settlementInWords(warning),
    })),
  });
}
