import { existingResults } from '../../batch/existingResults.js';
import { panelRow, type SummaryRow } from '../../batch/summary/rows.js';
import type { PageLayout } from '../../documents/recoverPage.js';
import type { InputBytes } from '../../formats/input/readInput.js';
import { sha256Of } from '../../formats/input/sha256.js';
import { readResult } from '../../formats/output/results.js';
import { checkOutput } from '../../formats/output/writeOutput.js';
import { UsageError } from '../../model/errors.js';
import { noFigure, recoverPages } from '../../node/recoverFigure.js';
import { exitCodeOf } from '../messages/exitCodes.js';
import { printable } from '../messages/printable.js';
import { errorInWords } from '../messages/words.js';
import { pageTargets, panelTargets, pathsOf, standardOutput, targetsOfPanels } from '../options/targets.js';
import type { FigureJob, FigureOutcome, FigureWatch, WritingOptions } from './job/figureJob.js';
import type { Recorded } from './job/recordedOptions.js';
import { writePanel } from './job/writePanel.js';

interface DocumentWriting {
  readonly input: InputBytes;
  readonly recorded: Recorded;
  readonly writing: WritingOptions;
}

/**
 * Recovers a document page by page: each page is written before the next one is read. Pages without a figure are counted
 * in one line.
 *
 * @throws RecoveryError if there is none on any page
 */
export async function recoverDocumentOf(
  job: FigureJob,
  { input, recorded, writing }: DocumentWriting,
  watch: FigureWatch,
): Promise<FigureOutcome> {
  const { figure, targets } = job;
  refuseUnfitDocument(job);
  let looked = 0;
  let written = 0;
  let empty = 0;
  const rows: SummaryRow[] = [];
  const accounts: string[] = [];
  const failures: Error[] = [];
  let printed = '';
  const settings = { ...job.settings, ...(await layoutsOf(job, input)), onProgress: watch.stage };
  /** Whether a page's figures are there already: those are accounted for, and not made again. */
  const isDone = async (page: number): Promise<boolean> => {
    const files = targetsOfPanels(pageTargets(targets, page));
    const there = writing.skipExisting ? await existingResults(figure, files, recorded) : undefined;
    if (!there?.complete) return false;
    rows.push(...there.panels.map(({ sidecar, paths }) => panelRow(figure, 'skipped', sidecar, paths)));
    return true;
  };
  await recoverPages(input, settings, { isDone }, async ({ page, panels, failures: failed }) => {
    looked++;
    if (panels.length === 0) empty++;
    for (const panel of panels) {
      const ofPage = pageTargets(targets, page);
      const own = panel.panels > 1 ? panelTargets(ofPage, panel.panel) : ofPage;
      if (targets.grids.includes(standardOutput) && rows.length > 0)
        throw new UsageError(
          `-o - takes one panel, but ${figure} has several: choose with --page and --panel, or write them to files`,
        );
      await watch.claim(pathsOf(own), `${figure}, page ${page}, panel ${panel.panel}`);
      const isOwn = writing.skipExisting && (await isOfFile(own.meta, panel.sidecar.sha256));
      const replacing = { ...writing, force: writing.force || isOwn };
      for (const path of pathsOf(own)) await checkOutput(path, replacing);
      const done = await writePanel(panel, { figure, targets: own, recorded, writing: replacing });
      written++;
      rows.push(done.row);
      accounts.push(done.account);
      printed += done.printed;
    }
    for (const failure of failed)
      accounts.push(`unhue: ${printable(`${figure}, page ${page}: ${errorInWords(failure)}`)}\n`);
    failures.push(...failed);
  });
  if (rows.length === 0) throw failures[0] ?? noFigure(figure);
  const skipped = written === 0 && failures.length === 0;
  if (empty > 0 && !skipped && !writing.quiet)
    accounts.push(
      `${printable(figure)}: ${empty} of ${looked} pages ${empty === 1 ? 'shows' : 'show'} no colour-mapped figure\n`,
    );
  const exitCode = Math.max(0, ...failures.map(exitCodeOf));
  return { skipped, rows, account: accounts.join(''), printed, exitCode };
}

/** The findings that are given for figures of the document; what checks them is loaded only here. */
async function layoutsOf(
  { layout }: FigureJob,
  { bytes }: InputBytes,
): Promise<{ layouts?: readonly PageLayout[] }> {
  if (layout === undefined) return {};
  const { readPageLayouts } = await import('../../formats/readFindings.js');
  return { layouts: await readPageLayouts(layout, sha256Of(bytes)) };
}

/** Whether a sidecar that is there tells of the same file: results of an earlier run are replaced. */
async function isOfFile(meta: string | undefined, sha256: string | null): Promise<boolean> {
  const text = meta === undefined ? '' : await readResult(meta).catch(() => '');
  return sha256 !== null && text.includes(`"${sha256}"`);
}

function refuseUnfitDocument({ figure, film, like, at, areas, targets }: FigureJob): void {
  const unfit = {
    ...{ '--frame all': film, '--like': like, '--at': at, '--areas': areas },
    'a project': targets.project,
  };
  for (const [name, value] of Object.entries(unfit))
    if (value !== undefined && value !== false)
      throw new UsageError(`${name} is for pictures, but ${figure} is a document`);
}
