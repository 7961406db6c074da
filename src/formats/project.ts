import * as v from 'valibot';
import { type Findings, plainFindings } from '../figure/findings.js';
import type { Colourmap } from '../model/types.js';
import { projectOptions } from '../pipeline/options/optionsSchema.js';
import { colourmapSchema, plainColourmap, typedColourmap } from './colourmapSchema.js';
import { checked, checkedFindings } from './findingsSchema.js';
import { notJson } from './notJson.js';

/** All that it takes to recover a figure again, to the same bytes: what was given, and what was found. */
export interface Project {
  /** Of unhue, which wrote it. */
  readonly version: string;
  readonly figure: {
    /** From the folder of the project, with `/` between its parts. */
    readonly path: string;
    readonly sha256: string;
  };
  /** As the sidecar notes them. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What was found in the figure; null where it is looked for again, to the same result. */
  readonly findings: Findings | null;
  /** The colourmap, where it came from a file. */
  readonly colourmap: Colourmap | null;
}

const project = v.object({
  unhue: v.string(),
  figure: v.object({ path: v.string(), sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }),
  options: projectOptions,
  findings: v.nullable(v.unknown()),
  colourmap: v.nullable(colourmapSchema),
});

/** A project as JSON. */
export function writeProject({ version, figure, options, findings, colourmap }: Project): string {
  const text = {
    unhue: version,
    figure,
    options,
    findings: findings && plainFindings(findings),
    colourmap: colourmap && plainColourmap(colourmap),
  };
  return `${JSON.stringify(text, null, 2)}\n`;
}

/**
 * Reads what `writeProject` wrote.
 *
 * @param path of the file, for messages
 * @throws InputError if it is no project: where, and what was expected
 */
export function readProject(text: string, path: string): Project {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw notJson(path, cause);
  }
  const { unhue, figure, findings, colourmap: map } = checked(project, value, path);
  // In the order in which they stand, which a sidecar shows: checking would bring them into that of the schema.
  const { options } = value as Pick<Project, 'options'>;
  return {
    ...{ version: unhue, figure, options },
    // A remedy that this version does not know is only words.
    findings: findings === null ? null : (checkedFindings(findings, path) as Findings),
    colourmap: map && typedColourmap(map),
  };
}
