import { confidenceOf } from '../../model/confidence.js';
import type { Colourmap } from '../../model/types.js';
import { arcLengths, projectOnto } from '../../numeric/curves/polyline.js';
import { coloursAt } from '../maps/coloursAt.js';

/** Places along the two maps that are compared. */
const places = 64;

/** How far two colourmaps of one figure disagree. */
export interface Disagreement {
  /** Root mean square difference of the positions that the second gives to the first's colours, with their distance from it. */
  readonly error: number;
  /** The same with the second turned round. */
  readonly turned: number;
}

/**
 * What a colourbar says of a colourmap that is meant to be its own: the bar's colours at even places are looked up on the
 * map, and should lie on it, at those places.
 */
export function disagreementOf(bar: Colourmap, map: Colourmap): Disagreement {
  const at = Float64Array.from({ length: places }, (_, i) => (i + 0.5) / places);
  const length = arcLengths(map.colours).at(-1)! || 1;
  const { parameter, distance } = projectOnto(map.colours, map.positions, coloursAt(bar, at));
  let forward = 0;
  let backward = 0;
  for (let i = 0; i < places; i++) {
    const off = (distance[i]! / length) ** 2;
    forward += (parameter[i]! - at[i]!) ** 2 + off;
    backward += (1 - parameter[i]! - at[i]!) ** 2 + off;
  }
  return { error: Math.sqrt(forward / places), turned: Math.sqrt(backward / places) };
}

/** A bar that a map is held against may be off by so much: a row at either end, and its rounding. */
export const barSlack = 0.01;

/** How sure it is that a bar shows a map, from their disagreement: below ½ it contradicts the map. */
export const agreementOf = ({ error }: Disagreement): number => confidenceOf(Math.max(0, error - barSlack));

/** An order whose colours lie farther apart than this from the bar's own sequence, as a share of it, is not the bar's. */
const mostDisorder = 0.05;

/**
 * An order of colours that was found in pixels, put where its colours lie on the figure's bar: then positions are shares
 * of the bar's range. Undefined where the order contradicts the bar's.
 */
export function placedByBar(order: Colourmap, bar: Colourmap): Colourmap | undefined {
  const { parameter } = projectOnto(bar.colours, bar.positions, order.colours);
  const falls = parameter.at(-1)! < parameter[0]!;
  const n = parameter.length;
  const along = falls ? parameter.toReversed() : parameter;
  const positions = new Float64Array(n);
  let highest = 0;
  let disorder = 0;
  for (let i = 0; i < n; i++) {
    disorder = Math.max(disorder, highest - along[i]!);
    highest = Math.max(highest, along[i]!);
    positions[i] = highest;
  }
  if (disorder > mostDisorder) return undefined;
  const colours = new Float64Array(3 * n);
  for (let i = 0; i < n; i++) {
    const from = 3 * (falls ? n - 1 - i : i);
    colours.set(order.colours.subarray(from, from + 3), 3 * i);
  }
  return { ...order, colours, positions, accuracy: { ...bar.accuracy, endsKnown: true } };
}
