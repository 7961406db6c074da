import * as v from 'valibot';
import { isPlaced } from '../../documents/isPlaced.js';
import type { Findings } from '../../figure/findings.js';
import { colourmapSchema } from '../../formats/colourmapSchema.js';
import { InputError } from '../../model/errors.js';
import { faultOf } from '../../model/faultOf.js';
import { version } from '../../model/version.js';
import { box, count, number, optionEntries, pair, stroke } from '../../pipeline/options/optionsSchema.js';
import type { Project, ProjectOptions } from './project.js';

const file = v.object({
  unhue: v.string(),
  figure: v.object({
    path: v.string(),
    sha256: v.nullable(v.string()),
    number: v.exactOptional(count),
    box: v.exactOptional(v.nullable(box)),
  }),
  options: v.object({
    ...optionEntries,
    mask: v.optional(v.array(stroke), []),
    page: v.exactOptional(count),
    colourmapSha256: v.exactOptional(v.string()),
  }),
  colourmap: v.optional(v.nullable(colourmapSchema), null),
  scaleBar: v.optional(
    v.nullable(
      v.object({
        ends: v.tuple([pair, pair]),
        length: v.nullable(v.pipe(number, v.gtValue(0))),
        unit: v.string(),
      }),
    ),
    null,
  ),
});

/** What a project may hold that this page cannot do: files that are not in it. */
const beyondThePage = ['layout', 'like', 'at', 'dpi'];

/** Whether a text may be a project: JSON that says so in its first words. */
export const seemsProject = (text: string): boolean => /^\s*\{\s*"unhue"\s*:/.test(text);

/**
 * A project from its file, which anybody may have written. What was found is looked for again.
 *
 * @throws InputError that says where the file is wrong
 */
export function readProject(text: string, name: string): Project {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InputError(`${name} is no JSON: ${(cause as Error).message}`, name, { cause });
  }
  const result = v.safeParse(file, value);
  if (!result.success) throw new InputError(`${name}: ${faultOf(result.issues[0])}`, name);
  const given = (value as { readonly options: object }).options;
  const other = beyondThePage.find((option) => Object.hasOwn(given, option));
  if (other !== undefined)
    throw new InputError(
      `${name} was made with the option ${other}, which only the command line takes`,
      name,
    );
  const { path, sha256, number = 1, box = null } = result.output.figure;
  const { mask, page, colourmapSha256: _, ...settings } = result.output.options;
  return {
    unhue: version,
    figure: {
      name: path.replace(/^.*\//, ''),
      sha256,
      ...(page !== undefined && { place: { page, number, box } }),
    },
    options: settings as ProjectOptions,
    mask,
    colourmap: result.output.colourmap,
    scaleBar: result.output.scaleBar,
  };
}

/**
 * The text of a project's file, which lies beside its figure: what was decided, as `recoverFigure` and `unhue recover` take
 * it, and what was found. The command line draws the whole page where places are given of a document: beside those of a
 * figure there is a mask, be it empty, for which it refuses the project instead of taking them for places of the page.
 */
export function writeProject(project: Project, findings: Findings | null): string {
  const { unhue, figure, options, mask, colourmap, scaleBar } = project;
  const { name, sha256, place } = figure;
  const text = {
    unhue,
    figure: { path: name, sha256, ...(place && { number: place.number, box: place.box }) },
    options: {
      ...options,
      ...((mask.length > 0 || (place && isPlaced(options))) && { mask }),
      ...(place && { page: place.page }),
    },
    findings: place ? null : findings,
    colourmap,
    ...(scaleBar && { scaleBar }),
  };
  return `${JSON.stringify(text, null, 2)}\n`;
}
