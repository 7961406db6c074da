import type { Command } from 'commander';
import type { InputBytes } from '../../formats/input/readInput.js';
import { checkTarget } from '../../formats/output/writeAtomically.js';
import { UsageError } from '../../model/errors.js';
import { noFigure, recoverPages } from '../../node/recoverFigure.js';
import type { Panel } from '../../pipeline/panel.js';
import { exitCodeOf } from '../messages/exitCodes.js';
import type { Progress } from '../messages/progress.js';
import { errorInWords } from '../messages/words.js';
import { type FigureSettings, givenSettings } from '../options/options.js';
import { type Claims, pageTargets, panelTargets, pathsOf, type Targets } from '../options/targets.js';

interface DocumentJob {
  readonly input: InputBytes;
  /** As the command line names it. */
  readonly figure: string;
  readonly targets: Targets;
  readonly claims: Claims;
  readonly progress: Progress;
  readonly write: (panel: Panel, targets: Targets) => Promise<void>;
}

/**
 * Recovers a document page by page: each page is written before the next one is read. Pages without a figure are counted
 * in one line.
 *
 * @throws RecoveryError if there is none on any page
 */
export async function recoverDocument(
  { input, figure, targets, claims, progress, write }: DocumentJob,
  options: FigureSettings & { readonly force: boolean; readonly quiet: boolean },
  command: Command,
): Promise<void> {
  let looked = 0;
  let empty = 0;
  const settings = { ...givenSettings(command), onProgress: progress.stage };
  await recoverPages(input, settings, {}, async ({ page, panels, failures }) => {
    looked++;
    if (panels.length === 0) empty++;
    for (const panel of panels) {
      const ofPage = pageTargets(targets, page);
      const own = panel.panels > 1 ? panelTargets(ofPage, panel.panel) : ofPage;
      await claims.take(pathsOf(own), `${figure}, page ${page}, panel ${panel.panel}`);
      for (const path of pathsOf(own)) await checkTarget(path, options);
      await write(panel, own);
    }
    for (const failure of failures) {
      progress.done();
      process.stderr.write(`unhue: ${figure}, page ${page}: ${errorInWords(failure)}\n`);
      process.exitCode = Math.max(Number(process.exitCode ?? 0), exitCodeOf(failure));
    }
  });
  progress.done();
  if (empty === looked) throw noFigure(figure);
  if (empty > 0 && !options.quiet)
    process.stderr.write(
      `${figure}: ${empty} of ${looked} pages ${empty === 1 ? 'shows' : 'show'} no colour-mapped figure\n`,
    );
}

/** @throws UsageError if a page of a picture is asked for */
export function refusePages(figure: string, { page, dpi }: FigureSettings): void {
  const name = page !== undefined ? 'page' : dpi !== undefined ? 'dpi' : undefined;
  if (name) throw new UsageError(`--${name} is for documents, but ${figure} is a picture`);
}
