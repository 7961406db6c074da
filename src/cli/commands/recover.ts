import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { isPdf } from '../../documents/pdf/isPdf.js';
import type { Findings } from '../../figure/findings.js';
import { formatOf } from '../../formats/formatOf.js';
import { writeCsv } from '../../formats/grids/writeCsv.js';
import { readInput } from '../../formats/input/readInput.js';
import { checkTarget, writeAtomically } from '../../formats/output/writeAtomically.js';
import { writeToStdout } from '../../formats/output/writeToStdout.js';
import { type FigureFile, readPicture } from '../../formats/pictures/readRaster.js';
import { recoverFigure } from '../../node/recoverFigure.js';
import type { Panel } from '../../pipeline/panel.js';
import { exitCodeOf } from '../messages/exitCodes.js';
import { type Progress, progressOn } from '../messages/progress.js';
import { summaryOf } from '../messages/summary.js';
import { errorInWords, settlementInWords, warningInWords } from '../messages/words.js';
import {
  addDecodingOptions,
  addDocumentOptions,
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
import { recoverDocument, refusePages } from './recoverDocument.js';

interface RecoverCliOptions extends FigureSettings, TargetOptions {
  readonly force: boolean;
  readonly quiet: boolean;
  readonly long: boolean;
}

export function registerRecover(program: Command): void {
  const command = program
    .command('recover')
    .summary('figure → grid files')
    .description('Recovers the numbers behind figures. With no option it finds everything itself.')
    .argument(
      '<figure...>',
      'pictures (png, jpeg, webp, tiff, gif, avif, svg) and pdf documents; - is standard input',
    )
    .addOption(
      new Option(
        '-o, --output <file>',
        'csv, npy, json or png by extension; repeatable; - is standard output (csv)',
      )
        .argParser((file: string, files: readonly string[]) => [...files, file])
        .default([], 'FIGURE.csv, FIGURE.preview.png and FIGURE.meta.json in this folder'),
    );
  addLayoutOptions(command);
  addDocumentOptions(command);
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
      process.stderr.write(`unhue: ${errorInWords(error)}\n`);
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
  const progress = progressOn(process.stderr, options.quiet);
  try {
    const input = await readInput(figure);
    if (isPdf(input.bytes)) {
      const write = (panel: Panel, own: Targets): Promise<void> =>
        writePanel(panel, { figure, targets: own, progress }, options);
      return await recoverDocument({ input, figure, targets, claims, progress, write }, options, command);
    }
    refusePages(figure, options);
    for (const path of pathsOf(targets)) await checkTarget(path, options);
    progress.stage('reading');
    const file = await readPicture(input, options);
    const layout = options.layout && (await findingsIn(options.layout, file));
    const panels = await recoverFigure(file, {
      ...givenSettings(command),
      ...(layout && { layout }),
      onProgress: progress.stage,
    });
    const numbered = panels.length > 1;
    const own = panels.map(({ panel }) => (numbered ? panelTargets(targets, panel) : targets));
    for (const [k, { panel }] of panels.entries())
      if (numbered) await claims.take(pathsOf(own[k]!), `${figure}, panel ${panel}`);
    for (const [k, panel] of panels.entries())
      await writePanel(panel, { file, figure, targets: own[k]!, progress }, options);
  } finally {
    progress.done();
  }
}

/** Findings for a figure from a file; what checks them is loaded only here. */
async function findingsIn(path: string, { sha256 }: FigureFile): Promise<Findings> {
  const { readFindings } = await import('../../formats/readFindings.js');
  return readFindings(path, sha256);
}

interface Writing {
  /** The picture; absent where the panel has its own, drawn from a document. */
  readonly file?: FigureFile;
  readonly figure: string;
  readonly targets: Targets;
  readonly progress: Progress;
}

async function writePanel(
  panel: Panel,
  { file, figure, targets, progress }: Writing,
  options: RecoverCliOptions,
): Promise<void> {
  progress.stage('writing');
  const warnings = panel.warnings.map(warningInWords);
  const sidecar = `${JSON.stringify({ ...panel.sidecar, warnings }, null, 2)}\n`;
  for (const path of targets.grids) {
    if (path === standardOutput) await writeToStdout(writeCsv(panel.grid, options));
    else await writeAtomically(path, await formatOf(path).write(panel.grid, options), options);
  }
  if (targets.meta !== undefined) await writeAtomically(targets.meta, sidecar, options);
  if (targets.report !== undefined)
    await writeAtomically(targets.report, await reportOf(panel, figure, file), options);
  if (options.json) await writeToStdout(sidecar);
  progress.done();
  if (options.quiet) return;
  const { page } = panel.sidecar;
  const place = page === undefined ? figure : `${figure}, page ${page}`;
  const name = panel.panels > 1 ? `${place}, panel ${panel.panel} of ${panel.panels}` : place;
  process.stderr.write(summaryOf(name, panel, pathsOf(targets)));
}

/** The page that shows how a panel was recovered; what draws it is loaded only here. */
async function reportOf(panel: Panel, figure: string, file: FigureFile | undefined): Promise<string> {
  const [{ writeReport }, { colourbarTicks }] = await Promise.all([
    import('../../report/writeReport.js'),
    import('../../report/drawing/colourbarTicks.js'),
  ]);
  const { colourbarBox, ticks } = panel.straight ?? panel;
  return writeReport({
    ...panel,
    ...panel.straight,
    scale: panel.values?.scale ?? 'linear',
    title: file?.name ?? (figure === standardOutput ? 'standard input' : basename(figure)),
    figure: (panel.straight ?? file)!.raster,
    ticks: colourbarBox ? colourbarTicks(colourbarBox, ticks) : [],
    warnings: panel.warnings.map((warning) => ({
      message: warning.message,
      settle: settlementInWords(warning),
    })),
  });
}
