import { converter, rgb as toRgb } from 'culori';
import type { Colourmap, Rgb } from '../../model/types.js';
import { colourOf, type FileColour, format, type Hsv } from './cptColour.js';
import { evenEdges } from './paraview.js';
import { badFile, linesOf, numberAt, type Word, wordsOf } from './text/badFile.js';
import { piecesEach } from './text/between.js';
import {
  type ColourNode,
  colourmapFromNodes,
  type Notes,
  nodesOf,
  notesLine,
  notesOf,
} from './text/nodes.js';

interface Slice {
  readonly from: number;
  readonly to: number;
  readonly low: FileColour;
  readonly high: FileColour;
  readonly at: Word;
}

/**
 * GMT colour palette tables (https://docs.generic-mapping-tools.org/latest/reference/features.html#color-palette-tables):
 * slices `z0 colour z1 colour`, colours as r/g/b, three numbers, h-s-v, c/m/y/k, one grey or a name; `B`, `F` and `N`
 * lines; categorical lines `key colour`. Slices of one colour each make a stepped map, interpolated ones a continuous
 * map; where neighbours do not join, the map jumps. A hinge is the position of its z, as GMT draws the table itself.
 *
 * @throws InputError with line and column
 */
export function readCpt(text: string): Colourmap {
  const slices: Slice[] = [];
  const categories: Rgb[] = [];
  let notes: Notes = {};
  let hsv = false;
  let beyond: Pick<Notes, 'below' | 'above'> = {};
  linesOf(text).forEach((line, i) => {
    const comment = /^\s*#(.*)/.exec(line);
    if (comment) {
      const model = /COLOR_MODEL\s*=\s*\+?([A-Z]+)/i.exec(comment[1]!);
      if (model) hsv = model[1]!.toUpperCase() === 'HSV';
      notes = { ...notes, ...notesOf(comment[1]!) };
      return;
    }
    // A label follows a semicolon.
    const words = wordsOf(line.replace(/;.*/, ''), i + 1, /\S+/g);
    if (words.length === 0) return;
    const [first] = words;
    if (/^[BFN]$/.test(first!.text)) {
      const colour = colourOf(words.slice(1), hsv, first!);
      if (first!.text === 'B') beyond = { ...beyond, below: colour.rgb };
      if (first!.text === 'F') beyond = { ...beyond, above: colour.rgb };
      return;
    }
    // The annotation flag may end a line.
    if (/^[LUB]$/.test(words.at(-1)!.text)) words.pop();
    // Four numbers are `z grey z grey`, but `key r g b` in a table of categories.
    const category = words.length === 2 || (words.length === 4 && categories.length > 0);
    if (category) {
      categories.push(colourOf(words.slice(1), hsv, first!).rgb);
      return;
    }
    const half = words.length / 2;
    if (half !== 2 && half !== 4) throw badFile(format, first!, 'z colour z colour', line.trim());
    slices.push({
      from: numberAt(first!, format),
      low: colourOf(words.slice(1, half), hsv, first!),
      to: numberAt(words[half]!, format),
      high: colourOf(words.slice(half + 1), hsv, words[half]!),
      at: first!,
    });
  });

  if (slices.length === 0) {
    if (categories.length === 0)
      throw badFile(format, { line: 1, column: 1 }, 'z colour z colour', text.trim());
    return colourmapFromNodes(
      categories.map((rgb) => ({ rgb })),
      { ...notes, ...(!notes.own && beyond), edges: evenEdges(categories.length) },
    );
  }
  slices.forEach(({ from, to, at }, i) => {
    if (!(to > from))
      throw badFile(format, at, 'a slice whose second z is larger than its first', `${from} ${to}`);
    const before = slices[i - 1];
    if (before && from < before.to)
      throw badFile(
        format,
        at,
        `a slice that begins at ${before.to}, where the last one ended`,
        String(from),
      );
  });
  // unhue's own files say in a comment what lies beyond the range.
  if (!notes.own) notes = { ...notes, ...beyondApart(slices, beyond) };
  const flat = slices.every(
    ({ low, high }) => same(low.rgb, high.rgb) && !(hsv && low.hsv?.[0] !== high.hsv?.[0]),
  );
  if (flat && notes.levels === undefined) {
    const edges = [slices[0]!.from, ...slices.map(({ to }) => to)];
    return colourmapFromNodes(
      slices.map(({ low, from, to }) => ({ rgb: low.rgb, position: (from + to) / 2 })),
      notes.own ? { ...notes, edges: notes.edges ?? edges } : { ...notes, edges },
    );
  }
  return colourmapFromNodes(nodesOfSlices(slices, hsv, notes), notes);
}

/**
 * The colours for what lies beyond the range, but for those of its ends: every table names some, and these say nothing that
 * would tell a value beyond the range from its first or last one.
 */
function beyondApart(
  slices: readonly Slice[],
  { below, above }: Pick<Notes, 'below' | 'above'>,
): Pick<Notes, 'below' | 'above'> {
  return {
    ...(below && !same(below, slices[0]!.low.rgb) && { below }),
    ...(above && !same(above, slices.at(-1)!.high.rgb) && { above }),
  };
}

/** Nodes at the ends of the slices; those at which two slices join are one. */
function nodesOfSlices(slices: readonly Slice[], hsv: boolean, notes: Notes): ColourNode[] {
  const nodes: (ColourNode & { position: number })[] = [];
  const count = hsv ? piecesEach(slices.length, hueSteps) : 1;
  for (const { from, to, low, high } of slices) {
    for (let k = 0; k <= count; k++) {
      const node = {
        position: k === count ? to : from + (k / count) * (to - from),
        rgb: k === 0 ? low.rgb : k === count ? high.rgb : hsvBetween(low, high, k / count),
      };
      const last = nodes.at(-1);
      if (!(last && last.position === node.position && same(last.rgb, node.rgb))) nodes.push(node);
    }
  }
  // unhue's own tables say with flat ends that the map keeps its colour out to 0 and 1.
  if (notes.own && notes.edges === undefined) {
    if (nodes.length > 2 && nodes[0]!.position === 0 && same(nodes[0]!.rgb, nodes[1]!.rgb)) nodes.shift();
    const last = nodes.length - 1;
    if (last > 1 && nodes[last]!.position === 1 && same(nodes[last]!.rgb, nodes[last - 1]!.rgb)) nodes.pop();
  }
  return nodes;
}

/** Straight pieces for a slice in HSV: 2° of a whole round, so that its corners at every 60° are cut by a level at most. */
const hueSteps = 180;
const toHsv = converter('hsv');

/** GMT interpolates each of hue, saturation and value by itself, the hue without taking the shorter way round. */
function hsvBetween(a: FileColour, b: FileColour, f: number): Rgb {
  const hsvOf = ({ rgb, hsv }: FileColour): Hsv => {
    if (hsv) return hsv;
    const { h, s, v } = toHsv({ mode: 'rgb', r: rgb[0] / 255, g: rgb[1] / 255, b: rgb[2] / 255 });
    return [h ?? 0, s, v];
  };
  const [p, q] = [hsvOf(a), hsvOf(b)];
  const [h, s, v] = [0, 1, 2].map((c) => p[c]! + f * (q[c]! - p[c]!));
  const { r, g, b: blue } = toRgb({ mode: 'hsv', h: h! % 360, s: s!, v: v! });
  return [255 * r, 255 * g, 255 * blue];
}

/** z from 0 to 1; flat slices for a stepped map. GMT reads it as it is; `gmt makecpt -C… -T…` stretches it. */
export function writeCpt(colourmap: Colourmap): string {
  const nodes = nodesOf(colourmap);
  const slice = (z0: number, a: Rgb, z1: number, b: Rgb): string =>
    `${z0}\t${a.join('/')}\t${z1}\t${b.join('/')}`;
  const lines: string[] = [];
  const { bands: edges, below, above } = colourmap;
  if (edges !== undefined)
    nodes.forEach(({ rgb }, i) => {
      lines.push(slice(edges[i]!, rgb, edges[i + 1]!, rgb));
    });
  else {
    const first = nodes[0]!;
    const last = nodes[nodes.length - 1]!;
    const padded = [{ position: 0, rgb: first.rgb }, ...nodes, { position: 1, rgb: last.rgb }];
    for (let i = 1; i < padded.length; i++) {
      const a = padded[i - 1]!;
      const b = padded[i]!;
      if (b.position > a.position) lines.push(slice(a.position, a.rgb, b.position, b.rgb));
    }
  }
  return [
    `# ${notesLine(colourmap)}`,
    '# COLOR_MODEL = RGB',
    ...lines,
    `B\t${(below ?? nodes[0]!.rgb).join('/')}`,
    `F\t${(above ?? nodes[nodes.length - 1]!.rgb).join('/')}`,
    'N\t127.5',
    '',
  ].join('\n');
}

const same = (a: Rgb, b: Rgb): boolean => a[0] === b[0] && a[1] === b[1] && a[2] === b[2];
