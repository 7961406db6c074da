import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { reversedColourmap } from '../../colourmap/maps/reversed.js';
import type { Findings } from '../../figure/findings.js';
import { refuseNoFile } from '../../formats/input/refuseNoFile.js';
import { sha256OfFile } from '../../formats/input/sha256.js';
import { type Project, readProject, writeProject } from '../../formats/project.js';
import { isProjectName } from '../../formats/projectName.js';
import { InputError, UsageError } from '../../model/errors.js';
import { version } from '../../model/version.js';
import type { RecoverFileOptions } from '../../node/recoverFigure.js';
import type { Panel } from '../../pipeline/panel.js';
import type { FigureJob } from './job/figureJob.js';
import type { Recorded } from './job/recordedOptions.js';

/** A job with what its project says: the figure, its options below those given now, and what was found. */
export interface ProjectJob {
  readonly job: FigureJob;
  readonly findings?: Findings;
  /** The options that the sidecar is to note. */
  readonly recorded: Recorded;
}

/** What a sidecar notes besides the options of `recoverFigure`. */
const notSettings = new Set(['layout', 'layoutSha256', 'colourmapSha256', 'long', 'levels']);

/**
 * The job that a project stands for; undefined where the figure is none.
 *
 * @throws InputError if it cannot be read, or its figure is not the one that it was made of
 */
export async function projectJob(job: FigureJob): Promise<ProjectJob | undefined> {
  const { figure: path, settings, writing } = job;
  if (!isProjectName(path)) return undefined;
  await refuseNoFile(path);
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new InputError(`${path} could not be read: ${cause.message}`, path, { cause });
  });
  const { figure, options, findings, colourmap } = readProject(text, path);
  const place = resolve(dirname(path), figure.path);
  if ((await sha256OfFile(place)) !== figure.sha256)
    throw new InputError(`${place} is not the figure that ${path} is of: its SHA-256 differs`, path, {
      code: 'project-of-another-figure',
    });
  const kept = Object.fromEntries(Object.entries(options).filter(([name]) => !notSettings.has(name)));
  const { long, levels } = options as { readonly long?: boolean; readonly levels?: readonly number[] };
  return {
    job: {
      ...job,
      figure: place,
      settings: { ...kept, ...(colourmap && { colourmap }), ...settings } as RecoverFileOptions,
      writing: { ...(levels && { levels }), ...writing, long: writing.long || long === true },
    },
    ...(findings && { findings }),
    recorded: { ...options, ...settings, ...(writing.levels && { levels: writing.levels }) },
  };
}

/** @throws UsageError where a recovery hangs on more than a project holds */
export function refuseUnfitProject({ like, lending, film, figure }: FigureJob): void {
  const other =
    like !== undefined || lending
      ? '--like'
      : film
        ? '--frame all'
        : figure === '-'
          ? 'standard input'
          : undefined;
  if (other !== undefined) throw new UsageError(`a project is of one figure by itself, not of ${other}`);
}

/** The text of a project: all that it takes to come to these panels again. */
export function projectText(
  { figure, targets, settings }: FigureJob,
  {
    recorded,
    findings,
    panels,
  }: { recorded: Recorded; findings: Findings | undefined; panels: readonly Panel[] },
): string {
  const [panel] = panels;
  const isFile = recorded.colourmapSha256 !== undefined || typeof settings.colourmap === 'object';
  const project: Project = {
    version,
    figure: {
      path: relative(dirname(resolve(targets.project!)), resolve(figure)).replaceAll(sep, '/'),
      sha256: panel!.sidecar.sha256!,
    },
    options: recorded,
    findings: findings ?? null,
    colourmap: isFile ? givenMap(panel!, settings) : null,
  };
  return writeProject(project);
}

/** The colourmap as it was given: a recovery with the map reversed shows it turned round. */
function givenMap(
  { colourmap }: Panel,
  { colourmap: given, reverse }: RecoverFileOptions,
): Project['colourmap'] {
  if (typeof given === 'object') return given;
  return reverse ? reversedColourmap(colourmap) : colourmap;
}
