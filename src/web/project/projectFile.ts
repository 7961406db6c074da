import * as v from 'valibot';
import { isPlaced } from '../../documents/isPlaced.js';
import type { Findings } from '../../figure/findings.js';
import { colourmapSchema } from '../../formats/colourmapSchema.js';
import { InputError } from '../../model/errors.js';
import { version } from '../../model/version.js';
import type { Project, ProjectOptions } from './project.js';

const number = v.pipe(v.number(), v.finite());
const pair = v.tuple([number, number]);
const box = v.object({ left: number, top: number, right: number, bottom: number });
const rgb = v.tuple([number, number, number]);
const positive = v.pipe(number, v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99_999));

const options = v.object({
  plot: v.exactOptional(v.union([box, v.picklist(['all', 'auto'])])),
  colourbar: v.exactOptional(v.union([box, v.picklist(['none', 'auto'])])),
  corners: v.exactOptional(v.tuple([pair, pair, pair, pair])),
  crop: v.exactOptional(box),
  panel: v.exactOptional(count),
  colourmap: v.exactOptional(v.string()),
  range: v.exactOptional(pair),
  scale: v.exactOptional(v.picklist(['linear', 'log', 'symlog', 'ticks', 'auto'])),
  threshold: v.exactOptional(positive),
  ticks: v.exactOptional(v.union([v.array(v.object({ value: number, at: number })), v.array(number)])),
  x: v.exactOptional(pair),
  y: v.exactOptional(pair),
  xScale: v.exactOptional(v.picklist(['linear', 'log'])),
  yScale: v.exactOptional(v.picklist(['linear', 'log'])),
  cells: v.exactOptional(v.union([v.picklist(['auto', 'none']), v.object({ rows: count, columns: count })])),
  resample: v.exactOptional(v.object({ columns: count, rows: count })),
  step: v.exactOptional(pair),
  crs: v.exactOptional(count),
  reverse: v.exactOptional(v.boolean()),
  from: v.exactOptional(v.union([v.picklist(['darkest', 'lightest']), rgb])),
  colours: v.exactOptional(count),
  near: v.exactOptional(positive),
  far: v.exactOptional(positive),
  smooth: v.exactOptional(v.picklist(['auto', 'on', 'off'])),
  clip: v.exactOptional(v.boolean()),
  fill: v.exactOptional(v.boolean()),
  missing: v.exactOptional(v.array(rgb)),
  shaded: v.exactOptional(v.union([v.boolean(), v.literal('auto')])),
  cutoff: v.exactOptional(positive),
  background: v.exactOptional(rgb),
  frame: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

const common = { erase: v.boolean(), restore: v.exactOptional(v.boolean()), points: v.array(pair) };
const stroke = v.variant('tool', [
  v.object({ ...common, tool: v.literal('polygon') }),
  v.object({ ...common, tool: v.literal('box') }),
  v.object({ ...common, tool: v.literal('brush'), radius: positive }),
  v.object({ ...common, tool: v.literal('wand'), tolerance: positive }),
]);

const file = v.object({
  unhue: v.string(),
  figure: v.object({
    path: v.string(),
    sha256: v.nullable(v.string()),
    number: v.exactOptional(count),
    box: v.exactOptional(v.nullable(box)),
  }),
  options: v.object({
    ...options.entries,
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
  if (!result.success) {
    const [issue] = result.issues;
    const where = v.getDotPath(issue) ?? 'the whole';
    throw new InputError(`${name}: ${where} expects ${issue.expected}, but received ${issue.received}`, name);
  }
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
