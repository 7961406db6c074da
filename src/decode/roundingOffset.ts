import { projectOnto } from '../curve/polyline.js';
import type { Colourmap } from '../types.js';

/**
 * A program may round the colours of its colourbar and truncate those of its plot (matplotlib does): all channels of
 * the plot are then half a unit darker than the bar's, which along a slow map is half a level.
 */

/** Vertices to either side that give the map's direction. */
const tangentReach = 4;
/** Colours farther off than this are marks and blends. */
const foreign = 12;
/** Half-way between no offset and half a unit, with some room for what else shifts colours; and as far beyond. */
const leastShift = 0.3;
const mostShift = 0.85;

/**
 * Whether the picture's colours are half a unit darker (−½) or lighter (+½) than the map's, from the part of their
 * common shift that lies across the map; 0 where they are neither, or the map's direction does not let it show.
 *
 * @param colours 3m distinct colours
 * @param counts m pixel counts
 */
export function roundingOffset(colours: Float64Array, counts: Uint32Array, map: Colourmap): -0.5 | 0 | 0.5 {
  const n = map.positions.length;
  const vertex = Float64Array.from({ length: n }, (_, i) => i);
  const { parameter, distance } = projectOnto(map.colours, vertex, colours);
  let along = 0;
  let across = 0;
  let total = 0;
  for (let k = 0; k < counts.length; k++) {
    if (distance[k]! > foreign) continue;
    const i = Math.floor(parameter[k]!);
    const f = parameter[k]! - i;
    const before = 3 * Math.max(0, i - tangentReach);
    const after = 3 * Math.min(n - 1, i + tangentReach);
    const from = 3 * i;
    const to = 3 * Math.min(n - 1, i + 1);
    const tangent = [0, 1, 2].map((c) => map.colours[after + c]! - map.colours[before + c]!);
    const length = Math.hypot(...tangent);
    if (length === 0) continue;
    const lean = (tangent[0]! + tangent[1]! + tangent[2]!) / (length * length);
    for (let c = 0; c < 3; c++) {
      const residual = colours[3 * k + c]! - map.colours[from + c]! * (1 - f) - map.colours[to + c]! * f;
      // The part of (1, 1, 1) that is not along the map.
      const normal = 1 - lean * tangent[c]!;
      along += counts[k]! * normal * residual;
      across += counts[k]! * normal * normal;
    }
    total += counts[k]!;
  }
  // A grey map runs along (1, 1, 1) itself: nothing across it is left to see.
  if (across < 0.05 * total) return 0;
  const shift = along / across;
  if (shift < -leastShift && shift > -mostShift) return -0.5;
  if (shift > leastShift && shift < mostShift) return 0.5;
  return 0;
}
