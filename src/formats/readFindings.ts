import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { Findings } from '../figure/findings.js';
import { InputError } from '../model/errors.js';

const number = v.pipe(v.number(), v.finite());
const pair = v.tuple([number, number]);
const box = v.object({ left: number, top: number, right: number, bottom: number });
const scale = v.picklist(['linear', 'log', 'symlog', 'ticks']);
const read = v.array(v.object({ at: number, value: number, text: v.string() }));
const dropped = v.array(v.object({ at: number, text: v.string() }));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const law = v.object({
  scale,
  slope: number,
  intercept: number,
  threshold: v.exactOptional(number),
  read,
  dropped,
  confidence: share,
});

const axis = v.object({
  range: pair,
  scale,
  units: v.nullable(v.string()),
  read,
  dropped,
  confidence: share,
});

const colourbar = v.object({
  box,
  orientation: v.picklist(['vertical', 'horizontal']),
  ends: pair,
  extensions: v.object({ low: v.boolean(), high: v.boolean() }),
  law: v.nullable(law),
  marks: v.array(number),
});

const cells = v.object({
  rows: number,
  columns: number,
  xEdges: v.array(number),
  yEdges: v.array(number),
  even: v.boolean(),
  confidence: share,
});

const panel = v.object({
  plotBox: box,
  plotEdges: box,
  inner: box,
  covered: v.optional(v.array(box), []),
  outline: v.optional(v.nullable(v.array(pair)), null),
  colourbar: v.nullable(colourbar),
  range: v.nullable(pair),
  scale: v.nullable(scale),
  units: v.nullable(v.string()),
  ticks: v.object({ read, dropped }),
  x: v.nullable(axis),
  y: v.nullable(axis),
  cells: v.nullable(cells),
  confidence: v.object({ plot: share, colourbar: share, range: share, x: share, y: share }),
});

const warning = v.object({
  code: v.string(),
  message: v.string(),
  remedy: v.exactOptional(v.array(v.string())),
  advice: v.exactOptional(v.string()),
  panel: v.exactOptional(number),
});

const findings = v.object({
  figure: v.exactOptional(v.string()),
  sha256: v.exactOptional(v.string()),
  width: number,
  height: number,
  panels: v.array(panel),
  warnings: v.optional(v.array(warning), []),
});

/**
 * Findings as `unhue inspect --json` prints them, edited or not: an object, or one a line for several figures.
 *
 * @param sha256 of the figure: of several findings those of this figure are taken
 * @throws InputError where the file is missing, no JSON, or says what no findings say: where, and what was expected
 */
export async function readFindings(path: string, sha256: string): Promise<Findings> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new InputError(`${path} could not be read: ${(cause as Error).message}`, path, { cause });
  }
  const all = valuesIn(text, path).map((value) => checked(value, path));
  const own = all.find((found) => found.sha256 === sha256) ?? (all.length === 1 ? all[0] : undefined);
  if (own === undefined)
    throw new InputError(`${path} holds no findings of this figure, which has the SHA-256 ${sha256}`, path, {
      code: 'layout-of-another-figure',
    });
  const { width, height, panels } = own;
  // A remedy that this version does not know is only words.
  return { width, height, panels, warnings: own.warnings as Findings['warnings'] };
}

/** The JSON values of a text: one, or one a line. */
function valuesIn(text: string, path: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [value];
  } catch (whole) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    try {
      if (lines.length > 1) return lines.map((line) => JSON.parse(line) as unknown);
    } catch {
      // What is wrong with the whole says more.
    }
    // The reader quotes what it stumbled over: whatever a stranger put there.
    const reason = (whole as Error).message.replace(/,? "[\s\S]*$/, '');
    throw new InputError(`${path} is no JSON: ${reason}`, path, { cause: whole });
  }
}

function checked(value: unknown, path: string): v.InferOutput<typeof findings> {
  const result = v.safeParse(findings, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = v.getDotPath(issue) ?? 'the whole';
  throw new InputError(
    `${path}: ${where} expects ${issue.expected ?? 'another value'}, but received ${issue.received}`,
    path,
  );
}
