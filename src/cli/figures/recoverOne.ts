import { existingResults, removeResults } from '../../batch/existingResults.js';
import { panelRow } from '../../batch/summary/rows.js';
import { isPdf } from '../../documents/pdf/isPdf.js';
import type { Findings } from '../../figure/findings.js';
import { readInput } from '../../formats/input/readInput.js';
import { makeFolderOf } from '../../formats/output/results.js';
import { writeAtomically } from '../../formats/output/writeAtomically.js';
import { checkOutput } from '../../formats/output/writeOutput.js';
import { type FigureFile, readPicture } from '../../formats/pictures/readRaster.js';
import { losslessSize } from '../../formats/pictures/regions/losslessSize.js';
import { isProjectName } from '../../formats/projectName.js';
import { UsageError } from '../../model/errors.js';
import type { Grid } from '../../model/types.js';
import { recoverFigure } from '../../node/recoverFigure.js';
import type { Panel } from '../../pipeline/panel.js';
import { panelTargets, pathsOf, standardOutput, targetsOfPanels } from '../options/targets.js';
import type { FigureJob, FigureOutcome, FigureWatch } from './job/figureJob.js';
import { recordedOptions } from './job/recordedOptions.js';
import { refuseContoursWithoutLevels } from './job/refuseLevels.js';
import { refusePages } from './job/refusePages.js';
import { writePanel } from './job/writePanel.js';
import type { recoverInBlocks } from './large/recoverInBlocks.js';

/** To decode more pixels at once takes gigabytes. */
const mostAtOnce = 50e6;

/**
 * Recovers a figure and writes its panels.
 *
 * @throws UsageError, InputError, RecoveryError, OutputError
 */
export async function recoverOne(given: FigureJob, watch: FigureWatch): Promise<FigureOutcome> {
  const projects = await projectsFor(given);
  const project = await projects?.projectJob(given);
  const job = project?.job ?? given;
  const { figure, targets } = job;
  // A project may have recorded levels: only now it is known whether there are any.
  if (project) refuseContoursWithoutLevels(job);
  if (targets.project !== undefined) projects?.refuseUnfitProject(job);
  if (job.writing.makeFolders) for (const path of pathsOf(targets)) await makeFolderOf(path);
  const recorded = project?.recorded ?? (await recordedOptions(job));
  const found = job.writing.skipExisting
    ? await existingResults(figure, targetsOfPanels(targets), recorded)
    : undefined;
  if (found?.complete)
    return {
      skipped: true,
      rows: found.panels.map(({ sidecar, paths }) => panelRow(figure, 'skipped', sidecar, paths)),
      ...{ account: '', printed: '' },
    };
  // Results of an earlier run are replaced; files of anybody else's are not.
  const writing = { ...job.writing, force: job.writing.force || found !== undefined };
  const outcome = await inBlocks(job, { recorded, writing, ...(found && { found }) }, watch);
  if (outcome) return outcome;
  const input = job.film ? undefined : await readInput(figure);
  if (input && isPdf(input.bytes)) {
    const { recoverDocumentOf } = await import('./recoverDocumentOf.js');
    return recoverDocumentOf(job, { input, recorded, writing }, watch);
  }
  refusePages(figure, job.settings);
  for (const path of pathsOf(targets)) await checkOutput(path, writing);

  if (input === undefined) {
    const { recoverFilmOf } = await import('./recoverFilmOf.js');
    return recoverFilmOf(job, { recorded, writing, ...(found && { found }) }, watch);
  }
  const table = await tableOf(job);
  watch.stage('reading');
  const read = await readPicture(input, job.settings);
  const { warning } = job.lending ?? {};
  const file = warning ? { ...read, warnings: [...read.warnings, warning] } : read;
  const { panels, findings } = await panelsOf(file, job, watch, project?.findings);
  const numbered = panels.length > 1;
  if (numbered && targets.grids.includes(standardOutput))
    throw new UsageError(
      `-o - takes one panel, but ${figure} has ${panels.length}: choose with --panel N, or write them to files`,
    );
  if (table && numbered) throw new UsageError(...onePanelOnly(job, panels.length));
  const own = panels.map(({ panel }) => (numbered ? panelTargets(targets, panel) : targets));
  for (const [k, { panel }] of panels.entries())
    if (numbered) await watch.claim(pathsOf(own[k]!), `${figure}, panel ${panel}`);
  if (found) await removeResults(found);
  const written = [];
  for (const [k, panel] of panels.entries()) {
    watch.stage('writing');
    written.push(
      await writePanel(panel, { file, figure, targets: own[k]!, recorded, writing, ...(table && { table }) }),
    );
  }
  if (projects && targets.project !== undefined)
    await writeAtomically(
      targets.project,
      projects.projectText(job, { recorded, findings, panels }),
      writing,
    );
  return {
    skipped: false,
    rows: written.map(({ row }) => row),
    account: written.map(({ account }) => account).join(''),
    printed: written.map(({ printed }) => printed).join(''),
  };
}

/** What becomes of a figure that is too large to be decoded at once; undefined for others. What decodes blocks is loaded only for one. */
async function inBlocks(
  job: FigureJob,
  given: Parameters<typeof recoverInBlocks>[2],
  watch: FigureWatch,
): Promise<FigureOutcome | undefined> {
  const size = job.film ? undefined : await losslessSize(job.figure);
  if (size === undefined || size.width * size.height <= mostAtOnce) return undefined;
  const large = await import('./large/recoverInBlocks.js');
  return large.recoverInBlocks(job, size, given, watch);
}

/** What reads, checks and writes projects, where one is read or written. */
async function projectsFor({ figure, targets }: FigureJob) {
  return isProjectName(figure) || targets.project !== undefined ? await import('./project.js') : undefined;
}

/** The panels, and the findings that lead to them again. */
async function panelsOf(
  file: FigureFile,
  { settings, layout, like, lending }: FigureJob,
  { stage }: FigureWatch,
  known: Findings | undefined,
): Promise<{ panels: Panel[]; findings: Findings | undefined }> {
  if (like !== undefined) {
    const { recoverLikeFile } = await import('../../node/recoverLikeFile.js');
    return {
      panels: await recoverLikeFile(file, like, { ...settings, onProgress: stage }),
      findings: undefined,
    };
  }
  if (lending?.lender) {
    const { recoverBorrowing } = await import('../../node/recoverBorrowing.js');
    return {
      panels: await recoverBorrowing(file, lending.lender, { ...settings, onProgress: stage }),
      findings: undefined,
    };
  }
  let findings = layout === undefined ? known : await findingsIn(layout, file);
  const panels = await recoverFigure(file, {
    ...settings,
    ...(findings && { layout: findings }),
    onProgress: stage,
    onPlan: (_, found) => {
      findings = found;
    },
  });
  return { panels, findings };
}

/** Findings for a figure from a file; what checks them is loaded only here. */
async function findingsIn(path: string, { sha256 }: FigureFile) {
  const { readFindings } = await import('../../formats/readFindings.js');
  return readFindings(path, sha256);
}

/** What prints the values at places, or the areas between values; loaded only where it is asked for. */
async function tableOf({ at, areas }: FigureJob): Promise<((grid: Grid) => string) | undefined> {
  if (at === undefined && areas === undefined) return undefined;
  const { gridTable } = await import('./job/gridTables.js');
  return gridTable({ ...(at !== undefined && { at }), ...(areas && { areas }) });
}

function onePanelOnly({ at }: FigureJob, panels: number): ConstructorParameters<typeof UsageError> {
  const setting = at === undefined ? 'areas' : 'at';
  return [
    `${setting} expects a single plot area, but the figure has ${panels}: choose with panel N`,
    [setting, 'panel'],
  ];
}
