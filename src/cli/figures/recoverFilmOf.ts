import { type ExistingResults, removeResults } from '../../batch/existingResults.js';
import { panelRow } from '../../batch/summary/rows.js';
import { type FilmPanel, recoverFilm } from '../../documents/frames/recoverFilm.js';
import { formatOf } from '../../formats/formatOf.js';
import { writeAtomically } from '../../formats/output/writeAtomically.js';
import { writeOutput } from '../../formats/output/writeOutput.js';
import { readFrames } from '../../formats/pictures/readFrames.js';
import type { FigureFile } from '../../formats/pictures/readRaster.js';
import { readFindings } from '../../formats/readFindings.js';
import { inputOf, recoverFigure } from '../../node/recoverFigure.js';
import type { FigureInput } from '../../pipeline/plan/request.js';
import { summaryOf } from '../messages/summary.js';
import { warningInWords } from '../messages/words.js';
import { panelTargets, pathsOf, type Targets } from '../options/targets.js';
import type { FigureJob, FigureOutcome, FigureWatch, WritingOptions } from './job/figureJob.js';
import type { Recorded } from './job/recordedOptions.js';

interface FilmWriting {
  readonly recorded: Recorded;
  readonly writing: WritingOptions;
  /** Results of an earlier run, which these replace. */
  readonly found?: ExistingResults;
}

/** Recovers all frames of a film, and writes each panel as one grid of time, y and x. */
export async function recoverFilmOf(
  job: FigureJob,
  { recorded, writing, found }: FilmWriting,
  watch: FigureWatch,
): Promise<FigureOutcome> {
  const { figure, targets } = job;
  watch.stage('reading');
  const film = await readFrames(figure, job.settings);
  const layout = job.layout === undefined ? undefined : await readFindings(job.layout, film.sha256);
  const settings = { ...job.settings, ...(layout && { layout }) };
  const panels = await recoverFilm(
    inputsOf(film.frames()),
    film.times,
    (frame, onPlan) => recoverFigure(frame, { ...settings, onPlan }),
    watch.stage,
  );
  const own = panels.map(({ panel, panels: all }) => (all > 1 ? panelTargets(targets, panel) : targets));
  for (const [k, { panel, panels: all }] of panels.entries())
    if (all > 1) await watch.claim(pathsOf(own[k]!), `${figure}, panel ${panel}`);
  if (found) await removeResults(found);
  watch.stage('writing');
  const written = [];
  for (const [k, panel] of panels.entries())
    written.push(await writeFilm(panel, { figure, targets: own[k]!, recorded, writing }));
  return {
    skipped: false,
    rows: written.map(({ row }) => row),
    account: written.map(({ account }) => account).join(''),
    printed: written.map(({ printed }) => printed).join(''),
  };
}

async function* inputsOf(frames: AsyncIterable<FigureFile>): AsyncGenerator<FigureInput> {
  for await (const frame of frames) yield inputOf(frame);
}

/** Writes a panel's film, its sidecar first. */
async function writeFilm(
  film: FilmPanel,
  {
    figure,
    targets,
    recorded,
    writing,
  }: FilmWriting & { readonly figure: string; readonly targets: Targets },
) {
  const { sidecar, warnings, stack, first } = film;
  const noted = { ...sidecar, options: recorded, warnings: warnings.map(warningInWords) };
  const text = `${JSON.stringify(noted, null, 2)}\n`;
  if (targets.meta !== undefined) await writeAtomically(targets.meta, text, writing);
  for (const path of targets.grids) await writeOutput(path, await formatOf(path).writeStack!(stack), writing);
  const paths = pathsOf(targets);
  const place = film.panels > 1 ? `${figure}, panel ${film.panel} of ${film.panels}` : figure;
  const { coverage, confidence, confidences } = sidecar;
  const account = { ...first, coverage, confidence, confidences, warnings };
  return {
    row: panelRow(figure, 'done', noted, paths),
    account: writing.quiet ? '' : summaryOf(`${place}, ${stack.frames.length} frames`, account, paths),
    printed: writing.json ? text : '',
  };
}
