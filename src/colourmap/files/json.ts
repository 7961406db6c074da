import { InputError } from '../../model/errors.js';
import type { Colourmap, Rgb } from '../../model/types.js';
import { badFile } from './badFile.js';
import { cssColour } from './cssColour.js';
import { type ColourNode, colourmapFromNodes, nodesOf } from './nodes.js';
import { isParaview, paraviewColourmap } from './paraview.js';

/**
 * A colourmap in JSON: unhue's own (`positions` and `colours`), a list of colours (`[r, g, b]` 0…1 or 0…255, or any
 * CSS colour), a plotly colour scale (`[[0, "rgb(…)"], …]`), or a ParaView preset.
 *
 * @throws InputError with line and column of what is no JSON, or with the path of what is no colour
 */
export function readJson(text: string): Colourmap {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw syntaxError(text, error as Error);
  }
  if (isParaview(value)) return paraviewColourmap(value);
  if (Array.isArray(value)) return colourmapFromNodes(nodesFrom(value, ''));
  if (typeof value !== 'object' || value === null)
    throw new InputError(
      `expected an object or a list of colours in a json file, got ${JSON.stringify(value)}`,
    );
  const object = value as Record<string, unknown>;
  const list = object.colours ?? object.colors ?? object.colorscale ?? object.colourscale;
  if (!Array.isArray(list))
    throw new InputError(
      `expected 'colours' in a json file, got ${Object.keys(object).join(', ') || 'no fields'}`,
    );
  const nodes = nodesFrom(list, 'colours');
  const positions = numbersOf(object.positions);
  if (positions !== undefined && positions.length !== nodes.length)
    throw new InputError(`expected ${nodes.length} positions, one a colour, got ${positions.length}`);
  const edges = numbersOf(object.edges);
  const below = numbersOf(object.below);
  const above = numbersOf(object.above);
  return colourmapFromNodes(
    positions === undefined ? nodes : nodes.map(({ rgb }, i) => ({ rgb, position: positions[i]! })),
    {
      own: positions !== undefined && 'closed' in object,
      ...(typeof object.levels === 'number' ? { levels: object.levels } : {}),
      ...(object.closed === true ? { closed: true } : {}),
      ...(object.blind === true ? { blind: true } : {}),
      ...(edges === undefined ? {} : { edges }),
      ...(below?.length === 3 ? { below: below as unknown as Rgb } : {}),
      ...(above?.length === 3 ? { above: above as unknown as Rgb } : {}),
      ...(typeof object.name === 'string' ? { name: object.name } : {}),
    },
  );
}

export function writeJson(colourmap: Colourmap): string {
  const { name, closed, stepped, blind, edges, levels, below, above } = colourmap;
  const nodes = nodesOf(colourmap);
  return `${JSON.stringify({
    ...(name === undefined ? {} : { name }),
    closed,
    stepped,
    ...(blind ? { blind } : {}),
    ...(levels === undefined ? {} : { levels }),
    ...(below === undefined ? {} : { below }),
    ...(above === undefined ? {} : { above }),
    ...(edges === undefined ? {} : { edges: Array.from(edges) }),
    positions: nodes.map(({ position }) => position),
    colours: nodes.map(({ rgb }) => rgb),
  })}\n`;
}

function nodesFrom(list: readonly unknown[], path: string): ColourNode[] {
  const raw = list.map((item, i) => nodeFrom(item, `${path}[${i}]`));
  // Lists of numbers are 0…1 when none is above 1; CSS colours are 0…255 already.
  const unit = raw.every(({ css, rgb }) => css || rgb.every((v) => v <= 1)) && raw.some(({ css }) => !css);
  return raw.map(({ css, rgb, position }) => ({
    rgb: unit && !css ? (rgb.map((v) => v * 255) as unknown as Rgb) : rgb,
    ...(position === undefined ? {} : { position }),
  }));
}

function nodeFrom(item: unknown, path: string): { css: boolean; rgb: Rgb; position?: number } {
  if (typeof item === 'string') {
    const rgb = cssColour(item);
    if (rgb === undefined)
      throw new InputError(`expected a colour of sRGB at ${path}, got '${item.slice(0, 40)}'`);
    return { css: true, rgb };
  }
  if (Array.isArray(item) && item.length === 2 && typeof item[0] === 'number')
    return { ...nodeFrom(item[1], path), position: item[0] };
  const numbers = numbersOf(item);
  if (numbers === undefined || numbers.length < 3 || numbers.some((v) => v < 0 || v > 255))
    throw new InputError(`expected a colour at ${path}, got ${JSON.stringify(item)}`);
  return { css: false, rgb: [numbers[0]!, numbers[1]!, numbers[2]!] };
}

function numbersOf(value: unknown): number[] | undefined {
  return Array.isArray(value) && value.every((v) => typeof v === 'number' && Number.isFinite(v))
    ? (value as number[])
    : undefined;
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
