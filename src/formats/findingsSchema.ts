import * as v from 'valibot';
import { InputError } from '../model/errors.js';
import { faultOf } from '../model/faultOf.js';

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

export const findingsSchema = v.object({
  figure: v.exactOptional(v.string()),
  sha256: v.exactOptional(v.string()),
  // Of a document: where the figure is.
  page: v.exactOptional(number),
  number: v.exactOptional(number),
  width: number,
  height: number,
  panels: v.array(panel),
  warnings: v.optional(v.array(warning), []),
});

/**
 * A value as findings.
 *
 * @param path of the file that it comes from, for the message
 * @throws InputError that says where something else was expected, and what
 */
export const checkedFindings = (value: unknown, path: string): v.InferOutput<typeof findingsSchema> =>
  checked(findingsSchema, value, path);

/** @throws InputError */
export function checked<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  path: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  throw new InputError(`${path}: ${faultOf(result.issues[0])}`, path);
}
