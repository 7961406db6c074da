import type { Stroke } from '../../marks/paintedMask.js';
import { version } from '../../model/version.js';
import type { RecoverOptions } from '../../pipeline/plan/options.js';

/** The options of a recovery that the page sets, all of them plain data. */
export type ProjectOptions = Omit<RecoverOptions, 'layout' | 'colourmap' | 'labels'> & {
  readonly colourmap?: string;
};

/**
 * All that was decided about one figure: what the project file holds, and all that the page remembers. Every control of
 * the page is a pure change of it.
 */
export interface Project {
  /** The version that wrote it. */
  readonly unhue: string;
  readonly figure: { readonly name: string; readonly sha256: string | null };
  readonly options: ProjectOptions;
  /** What was painted out of the data by hand, and back in, in this order. */
  readonly mask: readonly Stroke[];
}

export const newProject = (name: string, sha256: string | null = null): Project => ({
  unhue: version,
  figure: { name, sha256 },
  options: {},
  mask: [],
});

/** The project with some options set; `undefined` leaves one to the search again. */
export function withOptions(
  project: Project,
  set: { readonly [K in keyof ProjectOptions]: ProjectOptions[K] | undefined },
): Project {
  const options = Object.entries({ ...project.options, ...set }).filter(([, value]) => value !== undefined);
  return { ...project, options: Object.fromEntries(options) };
}
