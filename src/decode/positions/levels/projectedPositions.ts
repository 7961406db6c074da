import type { Colourmap } from '../../../model/types.js';
import { arcLengths, segmentAt } from '../../../numeric/curves/polyline.js';
import type { ColourPositions } from '../../picture/colourPositions.js';
import { levelBounds, nearestIndex } from './levelBounds.js';

/** An interval is never wider than this, however few colours a picture happens to show. */
const widestInterval = 1 / 64;

/**
 * The few colours of a picture, in the order of their projections: each stands for the stretch up to half-way to its
 * neighbours, whatever the map lies between them. Other colours are mixtures and take the nearest one's place.
 */
export function ownPositions(
  colours: Float64Array,
  own: Uint8Array,
  parameter: Float64Array,
  distance: Float64Array,
  isLevel: Uint8Array,
): ColourPositions {
  const order = [...own.keys()].filter((i) => own[i] === 1).sort((a, b) => parameter[a]! - parameter[b]!);
  const places = Float64Array.from(order, (i) => parameter[i]!);
  const bounds = levelBounds(places);
  const m = own.length;
  const lower = new Float32Array(m);
  const upper = new Float32Array(m);
  const residual = Float32Array.from(distance);
  const rank = new Int32Array(m).fill(-1);
  order.forEach((i, k) => {
    rank[i] = k;
    residual[i] = 0;
  });
  for (let i = 0; i < m; i++) {
    const k = rank[i]! >= 0 ? rank[i]! : nearestIndex(places, parameter[i]!);
    lower[i] = bounds[k]!;
    upper[i] = bounds[k + 1]!;
  }
  const drawn = new Float64Array(3 * order.length);
  order.forEach((i, k) => {
    drawn.set(colours.subarray(3 * i, 3 * i + 3), 3 * k);
  });
  return {
    t: lower.map((low, i) => (low + upper[i]!) / 2),
    lower,
    upper,
    place: Float32Array.from(parameter),
    residual,
    isLevel,
    ...(order.length > 1 && { drawn: { colours: drawn, positions: places } }),
  };
}

/** Projection, with the interval of positions whose colour rounds to the same bytes. */
export function projectedPositions(
  map: Colourmap,
  parameter: Float64Array,
  distance: Float64Array,
): ColourPositions {
  const m = parameter.length;
  const lower = new Float32Array(m);
  const upper = new Float32Array(m);
  const t = new Float32Array(m);
  const arcs = arcLengths(map.colours);
  for (let i = 0; i < m; i++) {
    // Half a unit of rounding in each channel is half a unit of arc, about.
    const half = Math.min(widestInterval / 2, 0.5 / Math.max(1, speedAt(map, arcs, parameter[i]!)));
    lower[i] = Math.max(0, parameter[i]! - half);
    upper[i] = Math.min(1, parameter[i]! + half);
    t[i] = (lower[i]! + upper[i]!) / 2;
  }
  return { t, lower, upper, residual: Float32Array.from(distance) };
}

/** Arc walked per unit of position around a position. */
function speedAt(map: Colourmap, arcs: Float64Array, t: number): number {
  const { positions } = map;
  const low = segmentAt(positions, t);
  const high = low + 1;
  const span = positions[high]! - positions[low]!;
  return span > 0 ? (arcs[high]! - arcs[low]!) / span : 0;
}
