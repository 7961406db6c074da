import { InputError } from '../../model/errors.js';

/**
 * The most colours that a colourmap has, and the most levels that it is drawn in: one for each value of a 16-bit image,
 * the finest that look-up tables come in. Arrays are made of these lengths, and a file of a few bytes may name any number.
 */
export const mostColours = 65536;

/**
 * The number of levels as it was given. One is a table of a single colour.
 *
 * @throws InputError unless it is a whole number from 1 to `mostColours`
 */
export function validLevels(levels: number): number {
  if (!(Number.isInteger(levels) && levels >= 1 && levels <= mostColours))
    throw new InputError(`expected levels to be a whole number from 1 to ${mostColours}, got ${levels}`);
  return levels;
}
