import { InputError } from '../../model/errors.js';
import type { Colourmap } from '../../model/types.js';

/**
 * The most colours that a colourmap has, and the most levels that it is drawn in: one for each value of a 16-bit image,
 * the finest that look-up tables come in. Arrays are made of these lengths, and a file of a few bytes may name any number.
 */
export const mostColours = 65536;

/**
 * The colourmap as it was given, if it is one: what comes from a file or from another program is checked here, once,
 * and trusted from here on.
 *
 * @throws InputError in one line unless there are 1 to `mostColours` colours, finite and within 0…255 as `below` and
 * `above` are; as many positions, ascending in [0, 1] (two may be equal: the map jumps); one more edge than colours,
 * likewise, where the map has bands; and levels, if any, are a whole number up to `mostColours`
 */
export function validColourmap(colourmap: Colourmap): Colourmap {
  const { colours, positions, bands: edges, levels, below, above } = colourmap;
  validNumbers(colours, 'colours');
  validNumbers(positions, 'positions');
  const n = colours.length / 3;
  if (!Number.isInteger(n))
    throw new InputError(`expected three numbers for each colour, got ${colours.length} for all`);
  validCount(n);
  if (positions.length !== n)
    throw new InputError(`expected ${n} positions, one a colour, got ${positions.length}`);
  validColours(colours, 'colours');
  validAscending(positions, 'positions');
  validShares(positions, 'positions');
  if (edges !== undefined) {
    validNumbers(edges, 'edges');
    if (edges.length !== n + 1)
      throw new InputError(`expected ${n + 1} edges for ${n} colours, got ${edges.length}`);
    validAscending(edges, 'edges');
    validShares(edges, 'edges');
  }
  if (levels !== undefined) validLevels(levels);
  for (const [name, rgb] of Object.entries({ below, above })) {
    if (rgb === undefined) continue;
    if (!Array.isArray(rgb) || rgb.length !== 3)
      throw new InputError(`expected three numbers for the colour '${name}'`);
    validColours(rgb, `the colour '${name}'`);
  }
  return colourmap;
}

/** @throws InputError unless it is a whole number from 1 (a table of a single colour) to `mostColours` */
function validLevels(levels: number): void {
  if (!(Number.isInteger(levels) && levels >= 1 && levels <= mostColours))
    throw new InputError(`expected levels to be a whole number from 1 to ${mostColours}, got ${levels}`);
}

/** @throws InputError when there are no colours, or more than a colourmap has */
export function validCount(n: number): void {
  if (n === 0) throw new InputError('expected a colourmap with at least one colour, got none');
  if (n > mostColours)
    throw new InputError(`expected a colourmap of at most ${mostColours} colours, got ${n}`);
}

/** @throws InputError at the first number that is not finite or is less than the one before it */
export function validAscending(values: Float64Array, name: string): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i]!))
      throw new InputError(`expected finite ${name}, got ${values[i]} (number ${i + 1})`);
    if (values[i]! < values[i - 1]!)
      throw new InputError(
        `expected ascending ${name}, got ${values[i]} after ${values[i - 1]} (numbers ${i} and ${i + 1})`,
      );
  }
}

/** Only the ends need to be looked at: the numbers between them ascend. */
function validShares(values: Float64Array, name: string): void {
  const [first, last] = [values[0]!, values[values.length - 1]!];
  if (first < 0 || last > 1) throw new InputError(`expected ${name} from 0 to 1, got ${first} to ${last}`);
}

function validColours(colours: ArrayLike<number>, name: string): void {
  for (let i = 0; i < colours.length; i++) {
    const value = colours[i]!;
    if (!(value >= 0 && value <= 255))
      throw new InputError(
        `expected ${name} from 0 to 255, got ${value} for the ${['red', 'green', 'blue'][i % 3]} of colour ${Math.floor(i / 3) + 1}`,
      );
  }
}

/** A caller in plain JavaScript may give a list; kernels take parts of arrays with methods that lists lack. */
function validNumbers(values: unknown, name: string): void {
  // By its tag: an array from another realm (a worker's, a frame's) is no instance of this one's class.
  const tag = Object.prototype.toString.call(values);
  if (tag !== '[object Float64Array]')
    throw new InputError(`expected ${name} as a Float64Array, got ${tag.slice('[object '.length, -1)}`);
}
