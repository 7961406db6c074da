import type { Colourmap, Rgb } from '../../model/types.js';
import { evenEdges } from './paraview.js';
import { badFile, linesOf, numberAt, type Word, wordsOf } from './text/badFile.js';
import { cssColour } from './text/cssColour.js';
import {
  type ColourNode,
  colourmapFromNodes,
  type Notes,
  nodesOf,
  notesLine,
  notesOf,
} from './text/nodes.js';

const format = 'colour-relief';

/** Whether a text has marks that only colour-relief files have: QGIS's heading or mode, `nv`, or percentages. */
export function isColourRelief(text: string): boolean {
  // Line by line: over the whole text, blank lines would be walked again from each of them.
  return linesOf(text).some((line) =>
    /^(#\s*QGIS|INTERPOLATION\s*:|\s*nv(?:[\s,:]|$)|\s*-?[\d.]+%)/i.test(line),
  );
}

/**
 * Colour-relief text of `gdaldem color-relief` (https://gdal.org/programs/gdaldem.html) and QGIS's colour map export:
 * `value r g b [a] [label]`, separated by blanks, commas or colons; the value may be a percentage; a colour name may
 * stand for r g b; `nv` lines (no data) are left out. QGIS's `INTERPOLATION:DISCRETE` gives bands whose value is their
 * upper end (`inf` for the last), `EXACT` gives one band a value.
 *
 * @throws InputError with line and column
 */
export function readColourRelief(text: string): Colourmap {
  const nodes: { position: number; rgb: Rgb }[] = [];
  let mode = 'INTERPOLATED';
  let notes: Notes = {};
  linesOf(text).forEach((line, i) => {
    const comment = /^\s*#(.*)/.exec(line);
    if (comment) {
      notes = { ...notes, ...notesOf(comment[1]!) };
      return;
    }
    const interpolation = /^\s*INTERPOLATION\s*:\s*(\w+)/i.exec(line);
    if (interpolation) {
      mode = interpolation[1]!.toUpperCase();
      return;
    }
    const words = wordsOf(line, i + 1, /[^\s,:]+/g);
    const [value] = words;
    if (value === undefined || value.text.toLowerCase() === 'nv') return;
    nodes.push({ position: reliefValue(value), rgb: colourOf(words) });
  });
  if (mode === 'EXACT')
    return colourmapFromNodes(
      nodes.map(({ rgb }) => ({ rgb })),
      { ...notes, edges: evenEdges(nodes.length) },
    );
  if (mode === 'DISCRETE') return bands(nodes, notes);
  return colourmapFromNodes(nodes, notes);
}

/** For gdaldem and QGIS: `value,r,g,b,255,label` with whole colours, values 0…1. */
export function writeColourRelief(colourmap: Colourmap): string {
  const { bands: edges } = colourmap;
  const nodes = nodesOf(colourmap);
  const row = (value: number, rgb: Rgb): string => `${value},${rgb.map(Math.round).join(',')},255,${value}`;
  return [
    `# ${notesLine(colourmap)}`,
    `INTERPOLATION:${edges ? 'DISCRETE' : 'INTERPOLATED'}`,
    ...nodes.map(({ position, rgb }, i) => row(edges ? edges[i + 1]! : position, rgb)),
    '',
  ].join('\n');
}

/** Bands by their upper ends: the first begins as far below its end as the second is wide, an endless last likewise. */
function bands(nodes: readonly { position: number; rgb: Rgb }[], notes: Notes): Colourmap {
  const ends = nodes.map(({ position }) => position);
  const n = ends.length;
  if (n > 1 && ends[n - 1] === Number.POSITIVE_INFINITY)
    ends[n - 1] = ends[n - 2]! + (n > 2 ? ends[n - 2]! - ends[n - 3]! : 1);
  const first = n > 1 ? 2 * ends[0]! - ends[1]! : ends[0]! - 1;
  const edges = notes.edges ?? [first, ...ends];
  const colours = nodes.map(({ rgb }, i): ColourNode => ({ rgb, position: (edges[i]! + edges[i + 1]!) / 2 }));
  return colourmapFromNodes(colours, { ...notes, edges });
}

function reliefValue(word: Word): number {
  if (/^\+?inf(inity)?$/i.test(word.text)) return Number.POSITIVE_INFINITY;
  return numberAt({ ...word, text: word.text.replace(/%$/, '') }, format, 'a value or a percentage');
}

function colourOf(words: readonly Word[]): Rgb {
  const second = words[1];
  if (second === undefined)
    throw badFile(format, words[0]!, 'a value and a colour', words.map(({ text }) => text).join(' '));
  if (Number.isNaN(Number(second.text))) {
    const named = cssColour(second.text);
    if (!named) throw badFile(format, second, 'a colour', second.text);
    return named;
  }
  const rgb = [1, 2, 3].map((k) => {
    const word = words[k];
    if (word === undefined)
      throw badFile(format, words[words.length - 1]!, 'three numbers of a colour', second.text);
    const value = numberAt(word, format);
    if (value < 0 || value > 255) throw badFile(format, word, 'a number from 0 to 255', word.text);
    return value;
  });
  return rgb as unknown as Rgb;
}
