import type { Colourmap } from '../../model/types.js';
import { lengthOf } from '../../numeric/curves/lengthOf.js';
import { projectOnto } from '../../numeric/curves/polyline.js';

/**
 * A program may round the colours of its colourbar and truncate those of its plot (matplotlib does): all channels of
 * the plot are then half a unit darker than the bar's, which along a slow map is half a level.
 */

/** Vertices to either side that give the map's direction. */
const tangentReach = 4;
/** Colours farther off than this are marks and blends. */
const foreign = 12;
/** Channels this near 0 or 255 are taken to be there. */
const saturated = 3;
/** Half-way between no shift and half a unit, and as far beyond half a unit as noisy maps have been seen to show it. */
const leastShift = 0.25;
const mostShift = 1.2;
/**
 * A JPEG's bar has errors of a quarter of a unit however many of its rows are taken together: where less than this part
 * of a shift lies across the map, they decide.
 */
const leastAcross = 0.3;

/**
 * The map as the picture shows it: half a unit darker where the picture's colours are.
 * It is told from the part of the colours' common shift that lies across the map.
 *
 * @param colours 3m distinct colours
 * @param counts m pixel counts
 */
export function asTruncated(colours: Float64Array, counts: Uint32Array, map: Colourmap): Colourmap {
  return isTruncated(colours, counts, map)
    ? { ...map, colours: map.colours.map((v) => v - (isMoved(v) ? 0.5 : 0)) }
    : map;
}

/** Channels at the ends of their scale are not rounded. */
function isMoved(value: number): boolean {
  return value > saturated && value < 255 - saturated;
}

function isTruncated(colours: Float64Array, counts: Uint32Array, map: Colourmap): boolean {
  const n = map.positions.length;
  const vertex = Float64Array.from({ length: n }, (_, i) => i);
  const { parameter, distance } = projectOnto(map.colours, vertex, colours);
  const tangent = new Float64Array(3);
  const at = new Float64Array(3);
  const moved = new Float64Array(3);
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
    for (let c = 0; c < 3; c++) {
      tangent[c] = map.colours[after + c]! - map.colours[before + c]!;
      at[c] = map.colours[from + c]! * (1 - f) + map.colours[to + c]! * f;
      moved[c] = isMoved(at[c]!) ? 1 : 0;
    }
    const length = lengthOf(tangent[0]!, tangent[1]!, tangent[2]!);
    if (length === 0) continue;
    const lean =
      (tangent[0]! * moved[0]! + tangent[1]! * moved[1]! + tangent[2]! * moved[2]!) / (length * length);
    for (let c = 0; c < 3; c++) {
      // The part of the shift that is not along the map.
      const normal = moved[c]! - lean * tangent[c]!;
      along += counts[k]! * normal * (colours[3 * k + c]! - at[c]!);
      across += counts[k]! * normal * normal;
    }
    total += counts[k]!;
  }
  // A grey map runs along (1, 1, 1) itself: nothing across it is left to see.
  if (across < leastAcross * total) return false;
  const shift = along / across;
  return shift < -leastShift && shift > -mostShift;
}
