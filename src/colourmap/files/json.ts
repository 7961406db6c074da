import * as v from 'valibot';
import { InputError } from '../../model/errors.js';
import type { Colourmap, Rgb } from '../../model/types.js';
import { paraviewColourmap, presetOf } from './paraview.js';
import { badFile } from './text/badFile.js';
import { cssColour } from './text/cssColour.js';
import { type ColourNode, colourmapFromNodes, nodesOf } from './text/nodes.js';
import { aNumber, aText, numbers, parsed, shortened, shown } from './text/parsed.js';

const inByte = 'a number from 0 to 255';
const channel = v.pipe(aNumber, v.minValue(0, inByte), v.maxValue(255, inByte));
const colour = v.union([v.string(), v.pipe(v.array(channel), v.minLength(3, 'three numbers of a colour'))]);
/** A colour, or one with its position as in plotly's scales. */
const entry = v.union(
  [
    v.pipe(
      colour,
      v.transform((given) => ({ given, position: undefined })),
    ),
    v.pipe(
      v.strictTuple([aNumber, colour]),
      v.transform(([position, given]) => ({ given, position })),
    ),
  ],
  'a colour',
);
const listSchema = v.array(entry, 'a list of colours');
/** unhue's own; other programs' null is nothing. */
const fieldsSchema = v.object({
  positions: v.nullish(numbers),
  edges: v.nullish(numbers),
  levels: v.nullish(aNumber),
  below: v.nullish(numbers),
  above: v.nullish(numbers),
  name: v.nullish(aText),
  closed: v.nullish(v.boolean('true or false')),
  blind: v.nullish(v.boolean('true or false')),
});

/**
 * A colourmap in JSON: unhue's own (`positions` and `colours`), a list of colours (`[r, g, b]` 0…1 or 0…255, or any
 * CSS colour), a plotly colour scale (`[[0, "rgb(…)"], …]`), or a ParaView preset.
 *
 * @throws InputError with line and column of what is no JSON, or with the path of what is something else than expected
 */
export function readJson(text: string): Colourmap {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw syntaxError(text, error as Error);
  }
  const preset = presetOf(value);
  if (preset !== undefined) return paraviewColourmap(preset);
  if (Array.isArray(value)) return colourmapFromNodes(nodesFrom(value, ''));
  if (typeof value !== 'object' || value === null)
    throw new InputError(`expected an object or a list of colours in a json file, got ${shown(value)}`);
  const object = new Map<string, unknown>(Object.entries(value));
  const key = ['colours', 'colors', 'colorscale', 'colourscale'].find((name) => object.has(name));
  if (key === undefined)
    throw new InputError(
      `expected 'colours' in a json file, got ${shortened([...object.keys()].join(', ')) || 'no fields'}`,
    );
  const nodes = nodesFrom(object.get(key), key);
  const { positions, edges, levels, below, above, name, closed, blind } = parsed(fieldsSchema, value);
  if (positions && positions.length !== nodes.length)
    throw new InputError(`expected ${nodes.length} positions, one a colour, got ${positions.length}`);
  return colourmapFromNodes(
    positions ? nodes.map(({ rgb }, i) => ({ rgb, position: positions[i]! })) : nodes,
    {
      own: Boolean(positions) && object.has('closed'),
      ...(typeof levels === 'number' ? { levels } : {}),
      ...(closed ? { closed } : {}),
      ...(blind ? { blind } : {}),
      ...(edges ? { edges } : {}),
      ...(below ? { below: below as unknown as Rgb } : {}),
      ...(above ? { above: above as unknown as Rgb } : {}),
      ...(typeof name === 'string' ? { name } : {}),
    },
  );
}

export function writeJson(colourmap: Colourmap): string {
  const { name, closed, accuracy, bands: edges, levels, below, above } = colourmap;
  const nodes = nodesOf(colourmap);
  return `${JSON.stringify({
    ...(name === undefined ? {} : { name }),
    closed,
    stepped: edges !== undefined,
    ...(accuracy.endsKnown ? {} : { blind: true }),
    ...(levels === undefined ? {} : { levels }),
    ...(below === undefined ? {} : { below }),
    ...(above === undefined ? {} : { above }),
    ...(edges === undefined ? {} : { edges: Array.from(edges) }),
    positions: nodes.map(({ position }) => position),
    colours: nodes.map(({ rgb }) => rgb),
  })}\n`;
}

function nodesFrom(list: unknown, path: string): ColourNode[] {
  const raw = parsed(listSchema, list, path).map(({ given, position }, i) => ({
    ...(position === undefined ? {} : { position }),
    css: typeof given === 'string',
    rgb:
      typeof given === 'string'
        ? named(given, `${path}[${i}]`)
        : ([given[0]!, given[1]!, given[2]!] as const),
  }));
  // Lists of numbers are 0…1 when none is above 1; CSS colours are 0…255 already.
  const unit = raw.every(({ css, rgb }) => css || rgb.every((c) => c <= 1));
  return raw.map(({ css, rgb: [r, g, b], ...position }) => ({
    ...position,
    rgb: unit && !css ? [255 * r, 255 * g, 255 * b] : [r, g, b],
  }));
}

function named(text: string, path: string): Rgb {
  const rgb = cssColour(text);
  if (rgb === undefined) throw new InputError(`expected a colour of sRGB at ${path}, got ${shown(text)}`);
  return rgb;
}

/** V8 says where, except when the text ends too early. */
function syntaxError(text: string, error: Error): InputError {
  const at = /position (\d+)/.exec(error.message);
  const offset = at ? Number(at[1]) : text.length;
  const before = text.slice(0, offset).split('\n');
  return badFile(
    'json',
    { line: before.length, column: before[before.length - 1]!.length + 1 },
    'valid json',
    text.slice(offset, offset + 20).split('\n')[0]!,
  );
}
