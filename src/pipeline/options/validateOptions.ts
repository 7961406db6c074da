import * as v from 'valibot';
import { UsageError } from '../../model/errors.js';
import type { Setting } from '../../model/warning.js';
import { box, callEntries } from './optionsSchema.js';

/** What `recoverFigure` takes: things may be given as themselves that a project names. */
const entries = {
  ...callEntries,
  colourmap: v.exactOptional(v.union([v.string(), v.record(v.string(), v.unknown())])),
  layout: v.exactOptional(v.object({ panels: v.array(v.object({ plotBox: box })) })),
};

const boxWords = '{ left, top, right, bottom } in pixels';
const countWords = 'a whole number from 1 to 99999';
const edgesWords = 'two numbers, [first, last]';
const colourWords = '[red, green, blue] from 0 to 255';
const axisWords = "'linear' or 'log'";
const positiveWords = 'a number that is not negative';

/** What each setting expects, in words. */
const expected: { readonly [name in keyof typeof entries]: string } = {
  plot: `${boxWords}, 'all' or 'auto'`,
  colourbar: `${boxWords}, 'none' or 'auto'`,
  corners: 'four corners [x, y], clockwise from the top left',
  crop: boxWords,
  panel: countWords,
  layout: 'findings, as inspect gives them',
  labels: 'true or false',
  colourmap: "a colourmap, a name, 'auto', 'blind' or 'walk'",
  range: 'two finite numbers, [low, high]',
  scale: "'linear', 'log', 'symlog', 'ticks' or 'auto'",
  threshold: positiveWords,
  ticks: 'finite numbers, or { value, at } for each tick',
  x: edgesWords,
  y: edgesWords,
  xScale: axisWords,
  yScale: axisWords,
  units: 'text',
  cells: "'auto', 'none' or { rows, columns }, whole numbers from 1 to 99999",
  resample: '{ columns, rows }, whole numbers from 1 to 99999',
  step: 'two sizes, [along x, along y]',
  crs: 'an EPSG code, a whole number from 1 to 99999',
  reverse: 'true or false',
  from: `'darkest', 'lightest' or ${colourWords}`,
  colours: 'a whole number from 2 to 4096',
  near: positiveWords,
  far: positiveWords,
  smooth: "'auto', 'on' or 'off'",
  clip: 'true or false',
  fill: 'true or false',
  missing: `a list of colours, each ${colourWords}`,
  shaded: "true, false or 'auto'",
  cutoff: positiveWords,
  background: colourWords,
  frame: 'a whole number from 0',
  mask: "a picture's path, or strokes",
  page: `${countWords}, or 'all'`,
  dpi: positiveWords,
  maxPixels: positiveWords,
  timeout: positiveWords,
};

/**
 * Checks the form of options that come from outside, where types may be anything: whether they fit a figure, and each
 * other, shows later. What is undefined is not given; names that are none of these are left alone.
 *
 * @throws UsageError that names the first setting of another form, what it expects and what came (code `option-of-another-form`)
 */
export function validateOptions(options: unknown): void {
  if (typeof options !== 'object' || options === null)
    throw new UsageError(`options are expected in an object, but received ${shown(options)}`, [], formCode);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || !isKnown(name) || v.is(entries[name], value)) continue;
    throw new UsageError(
      `${name} expects ${expected[name]}, but received ${shown(value)}`,
      isSetting(name) ? name : [],
      { ...formCode, fields: { [name]: value } },
    );
  }
}

const formCode = { code: 'option-of-another-form' } as const;

const isKnown = (name: string): name is keyof typeof entries => Object.hasOwn(entries, name);

/** Whether messages elsewhere speak of it too. */
const isSetting = (name: keyof typeof entries): name is keyof typeof entries & Setting =>
  !['labels', 'units', 'smooth', 'clip', 'fill', 'cutoff', 'dpi'].includes(name);

const isNotFinite = (part: unknown): boolean => typeof part === 'number' && !Number.isFinite(part);

/** A value as it would be written, cut where it is long. */
function shown(value: unknown): string {
  const longest = 60;
  const text = typeof value === 'object' && value !== null ? plainText(value) : String(quoted(value));
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

const quoted = (value: unknown): unknown => (typeof value === 'string' ? `'${value}'` : value);

/** An object or a list as text, with the numbers that JSON lacks; whatever cannot be written, by its kind. */
function plainText(value: object): string {
  const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
  if (ArrayBuffer.isView(value)) return kind;
  try {
    return JSON.stringify(value, (_, part) => (isNotFinite(part) ? String(part) : part)) ?? kind;
  } catch {
    return kind;
  }
}
