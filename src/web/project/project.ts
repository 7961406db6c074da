import type { PlainColourmap } from '../../formats/colourmapSchema.js';
import type { Stroke } from '../../marks/paintedMask.js';
import type { Box } from '../../model/types.js';
import { version } from '../../model/version.js';
import type { RecoverOptions } from '../../pipeline/plan/options.js';
import type { ScaleBar } from './scaleBar.js';

/** How the figure's file is read. */
export interface ReadingOptions extends Pick<RecoverOptions, 'background'> {
  /** Which frame of an animation or page of a tiff, from 0. */
  readonly frame?: number;
}

/** The options of a recovery that the page sets, all of them plain data. */
export type ProjectOptions = Omit<RecoverOptions, 'layout' | 'colourmap' | 'labels'> &
  ReadingOptions & {
    readonly colourmap?: string;
  };

/** Which figure of a document. */
export interface FigurePlace {
  /** From 1. */
  readonly page: number;
  /** Among the figures that the page seems to show, from 1. */
  readonly number: number;
  /** In points from the top left of the page as shown; null where nobody has looked yet. */
  readonly box: Box | null;
}

/** The figure that a project is of. */
export interface FigureName {
  /** Of its file. */
  readonly name: string;
  readonly sha256: string | null;
  /** Present where the file is a document. */
  readonly place?: FigurePlace;
}

/**
 * All that was decided about one figure: what the project file holds, and all that the page remembers. Every control of
 * the page is a pure change of it.
 */
export interface Project {
  /** The version that wrote it. */
  readonly unhue: string;
  readonly figure: FigureName;
  readonly options: ProjectOptions;
  /** What was painted out of the data by hand, and back in, in this order. */
  readonly mask: readonly Stroke[];
  /** The colourmap of the file that `options.colourmap` names; null where it names none. */
  readonly colourmap: PlainColourmap | null;
  /** By which areas and lengths are measured; null where none was drawn. */
  readonly scaleBar: ScaleBar | null;
}

export const newProject = (name: string, sha256: string | null = null, place?: FigurePlace): Project => ({
  unhue: version,
  figure: { name, sha256, ...(place && { place }) },
  options: {},
  mask: [],
  colourmap: null,
  scaleBar: null,
});

/** The project with the colourmap of a file, by the file's name. */
export const withColourmap = (project: Project, name: string, colourmap: PlainColourmap): Project => ({
  ...withOptions(project, { colourmap: name }),
  colourmap,
});

/** The project with some options set; `undefined` leaves one to the search again. */
export function withOptions(
  project: Project,
  set: { readonly [K in keyof ProjectOptions]: ProjectOptions[K] | undefined },
): Project {
  const options = Object.entries({ ...project.options, ...set }).filter(([, value]) => value !== undefined);
  // A colourmap that is chosen otherwise takes the place of the file's.
  const colourmap = 'colourmap' in set ? null : project.colourmap;
  return { ...project, options: Object.fromEntries(options), colourmap };
}

/** What people call a figure: its file, and where in it. */
export function titleOf({ name, place }: FigureName): string {
  if (!place) return name;
  const { page, number } = place;
  return `${name}, page ${page}${number > 1 ? `, figure ${number}` : ''}`;
}

/** What the names of its files begin with. */
export function stemOf({ name, place }: FigureName): string {
  const stem = name.replace(/\.[^.]*$/, '');
  return place ? `${stem}-p${place.page}${place.number > 1 ? `-${place.number}` : ''}` : stem;
}
