import { UsageError } from '../../model/errors.js';
import type { Colourmap, ColourmapSource } from '../../model/types.js';
import { mostColours, validColourmap } from './validColourmap.js';

export interface TableOptions {
  /** Turn the table round. */
  readonly reversed?: boolean;
  /** Draw it in this many flat bands. */
  readonly steps?: number;
  /** A list of separate colours, drawn as flat bands of equal width. */
  readonly discrete?: boolean;
  /** The last colour may join the first; it does when they are neighbours. */
  readonly cyclic?: boolean;
  /**
   * What an entry stands for. `levels`: the renderer draws n flat levels, entry i covers i/n…(i + 1)/n (matplotlib,
   * MATLAB, NCL, image tables). `samples`: the renderer interpolates, entry i lies at i/(n − 1) (GMT, gnuplot, d3).
   */
  readonly entries?: 'levels' | 'samples';
  readonly name?: string;
  readonly source?: ColourmapSource;
}

/**
 * A colourmap from a table of n colours.
 *
 * Entry i of `levels` has its position at the centre of its level, (i + ½)/n: that is the value a pixel of this
 * colour stands for. What lies between an end of the range and the nearest centre has the end's colour.
 *
 * @param rgb 3n sRGB values, 0…255
 * @throws UsageError when the table is empty or `steps` is no whole number from 1 to 65,536
 * @throws InputError when it is none that `validColourmap` takes: a value is no number from 0 to 255, say
 */
export function colourmapFromTable(rgb: ArrayLike<number>, options: TableOptions = {}): Colourmap {
  const n = rgb.length / 3;
  if (!(Number.isInteger(n) && n >= 1))
    throw new UsageError(
      `Expected a table of at least one colour (3 numbers each), got ${rgb.length} numbers.`,
    );
  const { reversed = false, steps, discrete = false, cyclic = false, entries = 'levels' } = options;
  if (steps !== undefined && !(Number.isInteger(steps) && steps >= 1 && steps <= mostColours))
    throw new UsageError(`Expected a whole number of steps from 1 to ${mostColours}, got ${steps}.`);

  const order = steps === undefined ? Array.from({ length: n }, (_, i) => i) : stepEntries(n, steps);
  if (reversed) order.reverse();
  const count = order.length;
  const colours = Float64Array.from(order.flatMap((i) => [rgb[3 * i]!, rgb[3 * i + 1]!, rgb[3 * i + 2]!]));
  const stepped = steps !== undefined || discrete;
  const asSamples = entries === 'samples' && !stepped && count > 1;
  return validColourmap({
    colours,
    positions: Float64Array.from({ length: count }, (_, i) =>
      asSamples ? i / (count - 1) : (i + 0.5) / count,
    ),
    closed: cyclic && !stepped && endsMeet(colours),
    ...(stepped ? { bands: Float64Array.from({ length: count + 1 }, (_, i) => i / count) } : {}),
    ...(stepped || asSamples ? {} : { levels: count }),
    source: options.source ?? 'named',
    accuracy: { standardError: 0, endsKnown: true },
    ...(options.name === undefined ? {} : { name: options.name }),
    confidence: 1,
  });
}

/** The entries that matplotlib keeps when it draws a map in k steps: its values at k equally spaced points, ends included. */
function stepEntries(n: number, steps: number): number[] {
  return Array.from({ length: steps }, (_, i) =>
    Math.min(n - 1, Math.floor((steps === 1 ? 0 : i / (steps - 1)) * n)),
  );
}

/** Whether going from the last colour to the first is no larger a step than those along the map. */
function endsMeet(colours: Float64Array): boolean {
  const n = colours.length / 3;
  let longest = 0;
  const distance = (a: number, b: number): number =>
    Math.hypot(
      colours[3 * a]! - colours[3 * b]!,
      colours[3 * a + 1]! - colours[3 * b + 1]!,
      colours[3 * a + 2]! - colours[3 * b + 2]!,
    );
  for (let i = 1; i < n; i++) longest = Math.max(longest, distance(i - 1, i));
  // Some cyclic maps leave out the last step, others a few (matplotlib's hsv): both still meet.
  return n > 2 && distance(n - 1, 0) <= 4 * longest;
}
