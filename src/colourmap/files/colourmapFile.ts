import { InputError, UsageError } from '../../model/errors.js';
import type { Colourmap } from '../../model/types.js';
import { validColourmap } from '../maps/validColourmap.js';
import { isColourRelief, readColourRelief, writeColourRelief } from './colourRelief.js';
import { readCpt, writeCpt } from './cpt.js';
import { readCsv, writeCsv, writeText } from './csv.js';
import { endings } from './endings.js';
import { readJson, writeJson } from './json.js';
import { readAct, readLut, readPal, writeAct, writeLut, writePal } from './palette.js';
import { readParaviewXml, writeParaviewJson, writeParaviewXml } from './paraview.js';

interface ColourmapFileFormat {
  readonly name: string;
  /** Endings of file names, the longest match counts. */
  readonly endings: readonly string[];
  readonly read: (bytes: Uint8Array) => Colourmap;
  readonly write: (colourmap: Colourmap) => string | Uint8Array;
}

const inText =
  (read: (text: string) => Colourmap) =>
  (bytes: Uint8Array): Colourmap =>
    read(new TextDecoder().decode(bytes));

const textTable = inText((text) => (isColourRelief(text) ? readColourRelief(text) : readCsv(text)));

/** The formats of colourmap files, but for pictures of bars (png), which `colourmapFromColourbar` reads. */
export const colourmapFileFormats: readonly ColourmapFileFormat[] = [
  { name: 'csv', endings: endings.csv, read: textTable, write: writeCsv },
  { name: 'text', endings: endings.text, read: textTable, write: writeText },
  { name: 'json', endings: endings.json, read: inText(readJson), write: writeJson },
  { name: 'GMT cpt', endings: endings.cpt, read: inText(readCpt), write: writeCpt },
  { name: 'Adobe act', endings: endings.act, read: readAct, write: writeAct },
  { name: 'palette', endings: endings.palette, read: readPal, write: writePal },
  { name: 'ImageJ lut', endings: endings.lut, read: readLut, write: writeLut },
  {
    name: 'ParaView xml',
    endings: endings.paraviewXml,
    read: inText(readParaviewXml),
    write: writeParaviewXml,
  },
  {
    name: 'ParaView json',
    endings: endings.paraviewJson,
    read: inText(readJson),
    write: writeParaviewJson,
  },
  {
    name: 'colour-relief',
    endings: endings.colourRelief,
    read: inText(readColourRelief),
    write: writeColourRelief,
  },
];

/**
 * The largest file that is read, 4 MiB: a table of as many colours as a map may have takes some 64 characters for each
 * of them, a position and three channels of up to 17 digits.
 */
export const mostBytes = 4 * 1024 * 1024;

function formatOfName(name: string): ColourmapFileFormat | undefined {
  const lower = name.toLowerCase();
  return colourmapFileFormats
    .flatMap((format) => format.endings.map((ending) => ({ format, ending })))
    .filter(({ ending }) => lower.endsWith(ending))
    .sort((a, b) => b.ending.length - a.ending.length)[0]?.format;
}

/**
 * The colourmap in a file, by the ending of its name.
 *
 * @throws UsageError when the ending is of no format
 * @throws InputError when the file is bad: where, what was expected, what came
 */
export function readColourmapFile(bytes: Uint8Array, name: string): Colourmap {
  return readAs(formatOrRefuse(name).read, bytes, name);
}

/**
 * The colourmap in the json text that a picture of a bar holds.
 *
 * @param name of the picture, for messages
 * @throws InputError when the text is bad: where, what was expected, what came
 */
export function readColourmapText(json: string, name: string): Colourmap {
  return readAs(inText(readJson), new TextEncoder().encode(json), name);
}

function readAs(read: (bytes: Uint8Array) => Colourmap, bytes: Uint8Array, name: string): Colourmap {
  if (bytes.length > mostBytes)
    throw new InputError(
      `${name}: expected a colourmap file of at most ${mostBytes} bytes (4 MiB), got more`,
      name,
    );
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof InputError)
      throw new InputError(`${name}: ${error.message}`, name, { cause: error });
    throw error;
  }
}

/**
 * A file that holds the colourmap, in the format of the name's ending. Reading it back gives the same positions for
 * all but the tables of bytes (act, pal, lut: 256 levels) and colour relief (whole colours).
 *
 * @throws UsageError when the ending is of no format
 * @throws InputError when it is no colourmap
 */
export function writeColourmapFile(colourmap: Colourmap, name: string): string | Uint8Array {
  return formatOrRefuse(name).write(validColourmap(colourmap));
}

/**
 * The format of a file name's ending.
 *
 * @throws UsageError when the ending is of none
 */
export function formatOrRefuse(name: string): ColourmapFileFormat {
  const format = formatOfName(name);
  if (format === undefined)
    throw new UsageError(
      `expected a colourmap file that ends in ${colourmapFileFormats.flatMap((of) => of.endings).join(', ')} or .png, got '${name}'`,
    );
  return format;
}
