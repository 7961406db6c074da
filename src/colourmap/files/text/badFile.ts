import { InputError } from '../../../model/errors.js';
import { shortened } from './parsed.js';

/** Where in a text file something stands; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A colourmap file that cannot be read: what was expected, what came, and where. */
export function badFile(format: string, place: Place, expected: string, received: string): InputError {
  const shown = shortened(received);
  return new InputError(
    `line ${place.line}, column ${place.column}: expected ${expected} in a ${format} file, got ${shown === '' ? 'nothing' : `'${shown}'`}`,
  );
}

export interface Word extends Place {
  readonly text: string;
}

/** The words of a line, with their places. */
export function wordsOf(line: string, number: number, separator = /[^\s,;]+/g): Word[] {
  return [...line.matchAll(separator)].map((match) => ({
    text: match[0],
    line: number,
    column: match.index + 1,
  }));
}

/** A finite number, or the file is bad. */
export function numberAt(word: Word, format: string, expected = 'a number'): number {
  const value = Number(word.text);
  if (word.text.trim() === '' || !Number.isFinite(value)) throw badFile(format, word, expected, word.text);
  return value;
}

/** A whole number from `least` to `most`, which an array may be made as long as, or the file is bad. */
export function countAt(
  word: Word,
  format: string,
  [least, most]: readonly [number, number],
  expected: string,
): number {
  const value = Number(word.text);
  if (word.text.trim() === '' || !(Number.isInteger(value) && value >= least && value <= most))
    throw badFile(format, word, `${expected}, a whole number from ${least} to ${most},`, word.text);
  return value;
}

/** The lines of a text, whatever ends them, without a byte order mark. */
export function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
}
