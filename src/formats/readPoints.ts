import { readFile } from 'node:fs/promises';
import { InputError } from '../model/errors.js';
import { refuseNoFile } from './input/refuseNoFile.js';

/** A table of places, as it was written. */
/** Characters of a line that a message shows. */
const mostShown = 60;

const shown = (text: string): string => text.slice(0, mostShown).replace(/\s/g, ' ');

export interface PointTable {
  /** The first line, where it holds names. */
  readonly header?: string;
  readonly separator: string;
  readonly rows: readonly { readonly line: string; readonly point: readonly [x: number, y: number] }[];
}

/**
 * Places from a csv file, with commas, semicolons or tabs: the columns named `x` and `y` (or `lon` and `lat`) where the
 * first line has names, else the first two.
 *
 * @throws InputError naming the line that holds no place
 */
export async function readPoints(path: string): Promise<PointTable> {
  await refuseNoFile(path);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new InputError(`${path} could not be read: ${(cause as Error).message}`, path, { cause });
  }
  return pointTable(text, path);
}

/** @param name of the file, for messages */
export function pointTable(text: string, name: string): PointTable {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0) throw new InputError(`${name} is empty: expected places x,y`, name);
  const separator = ['\t', ';', ','].find((mark) => lines[first]!.includes(mark)) ?? ',';
  const names = fieldsOf(lines[first]!, separator).map((field) => field.toLowerCase());
  const isNamed = names.slice(0, 2).some((field) => Number.isNaN(numberOf(field)));
  const columns = isNamed ? namedColumns(names, name) : ([0, 1] as const);
  const rows = lines.flatMap((line, k) => {
    if (line.trim() === '' || (isNamed && k === first)) return [];
    const fields = fieldsOf(line, separator);
    const [x, y] = columns.map((column) => numberOf(fields[column] ?? '')) as [number, number];
    if (!Number.isFinite(x) || !Number.isFinite(y))
      throw new InputError(
        `${name}, line ${k + 1}: expected two numbers x and y, but received “${shown(line)}”`,
        name,
      );
    return [{ line, point: [x, y] as const }];
  });
  return { ...(isNamed && { header: lines[first]! }), separator, rows };
}

function namedColumns(names: readonly string[], file: string): readonly [number, number] {
  const column = (...words: string[]) => names.findIndex((name) => words.includes(name));
  const [x, y] = [column('x', 'lon', 'longitude'), column('y', 'lat', 'latitude')];
  if (x < 0 || y < 0)
    throw new InputError(
      `${file} expects columns named x and y, or numbers from its first line on, but begins with “${shown(names.join())}”`,
      file,
    );
  return [x, y];
}

/** Fields of a line, without the quotes around them. */
function fieldsOf(line: string, separator: string): string[] {
  const fields = [''];
  let quoted = false;
  for (const letter of line) {
    if (letter === '"') quoted = !quoted;
    else if (letter === separator && !quoted) fields.push('');
    else fields[fields.length - 1] += letter;
  }
  return fields.map((field) => field.trim());
}

/** Unlike Number(), not 0 for nothing. */
const numberOf = (text: string): number => (text === '' ? Number.NaN : Number(text));
