import { SaxesParser } from 'saxes';
import * as v from 'valibot';
import { InputError } from '../../model/errors.js';
import type { Colourmap, Rgb } from '../../model/types.js';
import { badFile, linesOf, type Place } from './text/badFile.js';
import { type InterpolationSpace, withNodesBetween } from './text/between.js';
import {
  type ColourNode,
  colourmapFromNodes,
  type Notes,
  nodesOf,
  notesLine,
  notesOf,
  rounded,
} from './text/nodes.js';
import { aText, numbers, parsed, shown } from './text/parsed.js';

/** A preset as ParaView exports it. */
const presetSchema = v.object({
  Name: v.optional(aText),
  ColorSpace: v.optional(aText),
  RGBPoints: v.optional(numbers),
  IndexedColors: v.optional(numbers),
  BelowRangeColor: v.optional(numbers),
  AboveRangeColor: v.optional(numbers),
  /** unhue's own, which ParaView ignores. */
  Unhue: v.optional(aText),
});

const spaces = new Map<string, InterpolationSpace>([
  ['rgb', 'rgb'],
  ['hsv', 'hsv'],
  ['lab', 'lab'],
  ['cielab', 'lab'],
  ['diverging', 'diverging'],
  ['step', 'step'],
]);

/** The (first) preset of what a json file holds; undefined where that is something else than ParaView's. */
export function presetOf(value: unknown): object | undefined {
  const preset: unknown = Array.isArray(value) ? value[0] : value;
  return typeof preset === 'object' &&
    preset !== null &&
    (Object.hasOwn(preset, 'RGBPoints') || Object.hasOwn(preset, 'IndexedColors'))
    ? preset
    : undefined;
}

/**
 * The colourmap of a ParaView preset.
 *
 * @throws InputError at the first field that holds something else than ParaView writes
 */
export function paraviewColourmap(value: object): Colourmap {
  const preset = parsed(presetSchema, value);
  const { RGBPoints: points, IndexedColors: indexed } = preset;
  const notes: Notes = {
    ...(preset.Name === undefined ? {} : { name: preset.Name }),
    ...(preset.BelowRangeColor?.length === 3 ? { below: byte(preset.BelowRangeColor, 0) } : {}),
    ...(preset.AboveRangeColor?.length === 3 ? { above: byte(preset.AboveRangeColor, 0) } : {}),
    ...(preset.Unhue === undefined ? {} : notesOf(preset.Unhue)),
  };
  const values = points ?? indexed ?? [];
  const width = points === undefined ? 3 : 4;
  const name = points === undefined ? 'IndexedColors' : 'RGBPoints';
  if (values.length === 0 || values.length % width !== 0)
    throw new InputError(`expected ${name} in groups of ${width} numbers, got ${values.length} values`);
  const nodes: ColourNode[] = [];
  for (let i = 0; i < values.length; i += width)
    nodes.push(
      points === undefined ? { rgb: byte(values, i) } : { position: values[i]!, rgb: byte(values, i + 1) },
    );
  return colourmapOfPoints(nodes, preset.ColorSpace ?? 'RGB', notes);
}

/** A ParaView json file with one preset. */
export function writeParaviewJson(colourmap: Colourmap): string {
  const preset: v.InferOutput<typeof presetSchema> = {
    Name: colourmap.name ?? 'unhue',
    ColorSpace: 'RGB',
    RGBPoints: nodesOf(colourmap).flatMap(({ position, rgb }) => [position, ...rgb.map((c) => c / 255)]),
    Unhue: notesLine(colourmap),
  };
  return `${JSON.stringify([preset], null, 1)}\n`;
}

/**
 * A ParaView (or paraview.org, SciVisColor) xml file: `<ColorMap space="…"><Point x= o= r= g= b=/>…`.
 *
 * @throws InputError with line and column of what is no xml, or of a point that lacks a number
 */
export function readParaviewXml(text: string): Colourmap {
  const nodes: ColourNode[] = [];
  let notes: Notes = {};
  // The first map of the file counts, as in json.
  let map: ReadonlyMap<string, string> | undefined;
  let within = false;
  let tagAt = 0;
  // Saxes reads no entities from a document type: those that it does not know are errors, so that none can unfold.
  const parser = new SaxesParser();
  parser.on('error', ({ message }) => {
    throw badFile(xml, placeOf(text, parser.position), 'well-formed xml', message.replace(/^[\d:]+ /, ''));
  });
  parser.on('comment', (comment) => {
    if (nodes.length === 0 || within) notes = { ...notes, ...notesOf(comment) };
  });
  parser.on('opentagstart', () => {
    tagAt = text.lastIndexOf('<', parser.position - 1);
  });
  parser.on('opentag', ({ name, attributes }) => {
    const given = new Map(Object.entries(attributes).map(([key, value]) => [key.toLowerCase(), value]));
    if (name.toLowerCase() === 'colormap' && map === undefined) {
      map = given;
      within = true;
    } else if (name.toLowerCase() === 'point' && within)
      nodes.push(pointOf(given, () => placeOf(text, tagAt)));
  });
  parser.on('closetag', ({ name }) => {
    if (name.toLowerCase() === 'colormap') within = false;
  });
  parser.write(text).close();

  if (map === undefined) throw badFile(xml, { line: 1, column: 1 }, 'a ColorMap element', text.slice(0, 20));
  const name = map.get('name');
  return colourmapOfPoints(nodes, map.get('space') ?? 'RGB', {
    ...(name === undefined ? {} : { name }),
    ...notes,
  });
}

const xml = 'ParaView xml';

function pointOf(given: ReadonlyMap<string, string>, place: () => Place): ColourNode {
  const [x, r, g, b] = ['x', 'r', 'g', 'b'].map((key) => {
    const value = given.get(key) ?? '';
    if (value.trim() === '' || !Number.isFinite(Number(value)))
      throw badFile(xml, place(), `a number ${key} of the point`, value);
    return Number(value);
  });
  return { position: x!, rgb: byte([r!, g!, b!], 0) };
}

function placeOf(text: string, offset: number): Place {
  const before = linesOf(text.slice(0, offset));
  return { line: before.length, column: before[before.length - 1]!.length + 1 };
}

export function writeParaviewXml(colourmap: Colourmap): string {
  const escaped = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return [
    '<ColorMaps>',
    `<!-- ${notesLine(colourmap).replaceAll('--', '- -')} -->`,
    `<ColorMap name="${escaped(colourmap.name ?? 'unhue')}" space="RGB">`,
    ...nodesOf(colourmap).map(
      ({ position, rgb: [r, g, b] }) =>
        `<Point x="${position}" o="1" r="${r / 255}" g="${g / 255}" b="${b / 255}"/>`,
    ),
    '</ColorMap>',
    '</ColorMaps>',
    '',
  ].join('\n');
}

function colourmapOfPoints(nodes: readonly ColourNode[], colourSpace: string, notes: Notes): Colourmap {
  const space = spaces.get(colourSpace.toLowerCase());
  if (space === undefined)
    throw new InputError(`expected ColorSpace RGB, HSV, Lab, Diverging or Step, got ${shown(colourSpace)}`);
  if (nodes.some(({ position }) => position === undefined))
    return colourmapFromNodes(nodes, { ...notes, edges: evenEdges(nodes.length) });
  const placed = nodes as (ColourNode & { position: number })[];
  if (space === 'step' && notes.edges === undefined && placed.length > 1) {
    // A step keeps its colour up to the next point; the last point only ends the range.
    return colourmapFromNodes(
      placed.slice(0, -1).map(({ rgb, position }, i) => ({
        rgb,
        position: (position + placed[i + 1]!.position) / 2,
      })),
      { ...notes, edges: placed.map(({ position }) => position) },
    );
  }
  return colourmapFromNodes(withNodesBetween(placed, space), notes);
}

export const evenEdges = (n: number): number[] => Array.from({ length: n + 1 }, (_, i) => i / n);

/** Shares are written with a few digits: what is beyond 0…1 by less than half a level of 255 is an end of it. */
const beyond = 0.5 / 255;

/**
 * Three shares of one from index i on, as 0…255; rounded to a billionth, which undoes a division by 255.
 *
 * @throws InputError where one is none
 */
function byte(values: readonly number[], i: number): Rgb {
  const at = (k: number): number => {
    const value = values[i + k]!;
    if (!(value >= -beyond && value <= 1 + beyond))
      throw new InputError(`expected colours from 0 to 1, got ${value}`);
    return rounded(255 * Math.min(1, Math.max(0, value)));
  };
  return [at(0), at(1), at(2)];
}
