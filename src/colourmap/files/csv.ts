import type { Colourmap, Rgb } from '../../model/types.js';
import { badFile, linesOf, numberAt, type Word, wordsOf } from './text/badFile.js';
import {
  type ColourNode,
  colourmapFromNodes,
  type Notes,
  nodesOf,
  notesLine,
  notesOf,
  rounded,
} from './text/nodes.js';

/**
 * Tables of numbers: `r,g,b` or `position,r,g,b` a line (an alpha after them is ignored), or `#rrggbb`; separated by
 * commas, semicolons or blanks; # starts a comment; a first line of words is a heading. Colours are 0…255, or 0…1 when
 * none is above 1.
 *
 * @throws InputError with line and column of what is no number or too much
 */
export function readCsv(text: string): Colourmap {
  const rows: { values: number[]; at: Word }[] = [];
  let notes: Notes = {};
  let columns = 0;
  let heading: string[] = [];
  linesOf(text).forEach((line, i) => {
    const hexadecimal = /^\s*["']?#([0-9a-f]{6})\b/i.exec(line);
    const hash = hexadecimal ? -1 : line.indexOf('#');
    if (hash >= 0) notes = { ...notes, ...notesOf(line.slice(hash + 1)) };
    const words = wordsOf((hash < 0 ? line : line.slice(0, hash)).replaceAll('"', ' '), i + 1);
    if (words.length === 0) return;
    if (hexadecimal) {
      const code = Number.parseInt(hexadecimal[1]!, 16);
      rows.push({ values: [code >> 16, (code >> 8) & 255, code & 255], at: words[0]! });
      return;
    }
    if (rows.length === 0 && heading.length === 0 && words.every(({ text }) => Number.isNaN(Number(text)))) {
      heading = words.map(({ text }) => text.toLowerCase());
      return;
    }
    const values = words.map((word) => numberAt(word, 'csv'));
    columns ||= values.length;
    if (values.length !== columns)
      throw badFile(
        'csv',
        words[Math.min(columns, words.length - 1)]!,
        `${columns} numbers a line`,
        line.trim(),
      );
    if (columns < 3 || columns > 5)
      throw badFile('csv', words[0]!, 'three to five numbers (r,g,b or position,r,g,b)', line.trim());
    rows.push({ values, at: words[0]! });
  });

  // Four columns: a position first, unless the heading says that it is an alpha that comes last.
  const alphaLast = columns === 4 && /^a(lpha)?$/.test(heading.at(-1) ?? '');
  const placed = (columns === 4 && !alphaLast) || columns === 5;
  const first = placed ? 1 : 0;
  const unit = rows.every(({ values }) => values.slice(first, first + 3).every((v) => v <= 1));
  const nodes = rows.map(({ values, at }): ColourNode => {
    const rgb = values.slice(first, first + 3).map((v) => (unit ? rounded(255 * v) : v));
    if (rgb.some((v) => v < 0 || v > 255))
      throw badFile('csv', at, 'colours from 0 to 1 or from 0 to 255', values.join(','));
    return { rgb: rgb as unknown as Rgb, ...(placed ? { position: values[0]! } : {}) };
  });
  return colourmapFromNodes(nodes, notes);
}

/** `position,r,g,b` a line, colours 0…255. */
export function writeCsv(colourmap: Colourmap): string {
  return [
    `# ${notesLine(colourmap)}`,
    'position,red,green,blue',
    ...nodesOf(colourmap).map(({ position, rgb }) => [position, ...rgb].join(',')),
    '',
  ].join('\n');
}

/** `position r g b` a line, colours 0…1: for `numpy.loadtxt`, with the recipe for matplotlib in its comments. */
export function writeText(colourmap: Colourmap): string {
  return [
    `# ${notesLine(colourmap)}`,
    '# position red green blue; in Python:',
    '#   p, *rgb = numpy.loadtxt(FILE).T; t = (numpy.arange(256) + .5) / 256',
    '#   cmap = matplotlib.colors.ListedColormap(numpy.transpose([numpy.interp(t, p, c) for c in rgb]))',
    ...nodesOf(colourmap).map(({ position, rgb }) => [position, ...rgb.map((v) => v / 255)].join(' ')),
    '',
  ].join('\n');
}
