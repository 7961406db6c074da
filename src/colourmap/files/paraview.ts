import { SaxesParser } from 'saxes';
import { InputError } from '../../model/errors.js';
import type { Colourmap, Rgb } from '../../model/types.js';
import { badFile, linesOf, type Place } from './badFile.js';
import { type InterpolationSpace, withNodesBetween } from './between.js';
import {
  type ColourNode,
  colourmapFromNodes,
  type Notes,
  nodesOf,
  notesLine,
  notesOf,
  rounded,
} from './nodes.js';

/** A preset as ParaView exports it. */
interface Preset {
  readonly Name?: string;
  readonly ColorSpace?: string;
  readonly RGBPoints?: readonly number[];
  readonly IndexedColors?: readonly number[];
  readonly BelowRangeColor?: readonly number[];
  readonly AboveRangeColor?: readonly number[];
  /** unhue's own, which ParaView ignores. */
  readonly Unhue?: string;
}

const spaces: Readonly<Record<string, InterpolationSpace>> = {
  rgb: 'rgb',
  hsv: 'hsv',
  lab: 'lab',
  cielab: 'lab',
  diverging: 'diverging',
  step: 'step',
};

export function isParaview(value: unknown): value is readonly Preset[] | Preset {
  const preset = Array.isArray(value) ? value[0] : value;
  return (
    typeof preset === 'object' && preset !== null && ('RGBPoints' in preset || 'IndexedColors' in preset)
  );
}

/** The (first) preset of a ParaView json file. */
export function paraviewColourmap(value: readonly Preset[] | Preset): Colourmap {
  const preset = Array.isArray(value) ? (value[0] as Preset) : (value as Preset);
  const { RGBPoints: points, IndexedColors: indexed } = preset;
  const notes: Notes = {
    ...(preset.Name === undefined ? {} : { name: preset.Name }),
    ...(preset.BelowRangeColor?.length === 3 ? { below: byte(preset.BelowRangeColor, 0) } : {}),
    ...(preset.AboveRangeColor?.length === 3 ? { above: byte(preset.AboveRangeColor, 0) } : {}),
    ...(preset.Unhue === undefined ? {} : notesOf(preset.Unhue)),
  };
  const numbers = points ?? indexed ?? [];
  const width = points === undefined ? 3 : 4;
  const name = points === undefined ? 'IndexedColors' : 'RGBPoints';
  if (numbers.length === 0 || numbers.length % width !== 0 || !numbers.every((v) => Number.isFinite(v)))
    throw new InputError(`expected ${name} in groups of ${width} numbers, got ${numbers.length} values`);
  const nodes: ColourNode[] = [];
  for (let i = 0; i < numbers.length; i += width)
    nodes.push(
      points === undefined ? { rgb: byte(numbers, i) } : { position: numbers[i]!, rgb: byte(numbers, i + 1) },
    );
  return colourmapOfPoints(nodes, preset.ColorSpace ?? 'RGB', notes);
}

/** A ParaView json file with one preset. */
export function writeParaviewJson(colourmap: Colourmap): string {
  const preset: Preset = {
    Name: colourmap.name ?? 'unhue',
    ColorSpace: 'RGB',
    RGBPoints: nodesOf(colourmap).flatMap(({ position, rgb }) => [position, ...rgb.map((v) => v / 255)]),
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
  const space = spaces[colourSpace.toLowerCase()];
  if (space === undefined)
    throw new InputError(`expected ColorSpace RGB, HSV, Lab, Diverging or Step, got '${colourSpace}'`);
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

/** Three shares of one from index i on, as 0…255; rounded to a billionth, which undoes a division by 255. */
function byte(values: readonly number[], i: number): Rgb {
  const at = (k: number): number => rounded(255 * Math.min(1, Math.max(0, values[i + k]!)));
  return [at(0), at(1), at(2)];
}
