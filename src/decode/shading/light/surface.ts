import type { Colourmap } from '../../../model/types.js';
import { pointsAt } from '../../../numeric/curves/polyline.js';
import type { ShadingBlend } from './blend.js';

/** The surface that a blend spans with a colourmap: one fibre per place of the map. */
export interface ShadingSurface {
  readonly blend: ShadingBlend;
  /** n positions on the map, ascending. */
  readonly positions: Float64Array;
  /** Vertices per fibre. */
  readonly width: number;
  /** 3·width·n colours, fibre by fibre, shadow first. */
  readonly points: Float64Array;
  /** Unit normal of each fibre's plane (3n); 0 where the fibre is straight. Fibres are plane in every blend. */
  readonly normals: Float64Array;
  /** The map has bands: nothing lies between two fibres. */
  readonly stepped: boolean;
}

/** Places of the map: as many as the levels of common renderers. */
export const fibres = 257;

/** Tabulates the surface of a blend. */
export function shadingSurface(map: Colourmap, blend: ShadingBlend): ShadingSurface {
  const positions = map.bands
    ? Float64Array.from(map.positions, (_, k) => (map.bands![k]! + map.bands![k + 1]!) / 2)
    : Float64Array.from({ length: fibres }, (_, k) => k / (fibres - 1));
  const colours = map.bands ? map.colours : pointsAt(map.colours, map.positions, positions);
  const n = positions.length;
  const width = blend.vertices;
  const points = new Float64Array(3 * width * n);
  const normals = new Float64Array(3 * n);
  for (let k = 0; k < n; k++) {
    const fibre = points.subarray(3 * width * k, 3 * width * (k + 1));
    blend.fibre(colours[3 * k]!, colours[3 * k + 1]!, colours[3 * k + 2]!, fibre);
    if (width > 2) normals.set(planeNormal(fibre, width), 3 * k);
  }
  return { blend, positions, width, points, normals, stepped: map.bands !== undefined };
}

function planeNormal(fibre: Float64Array, width: number): [number, number, number] {
  const last = 3 * (width - 1);
  const middle = 3 * (width >> 1);
  const [ux, uy, uz] = [fibre[last]! - fibre[0]!, fibre[last + 1]! - fibre[1]!, fibre[last + 2]! - fibre[2]!];
  const [vx, vy, vz] = [
    fibre[middle]! - fibre[0]!,
    fibre[middle + 1]! - fibre[1]!,
    fibre[middle + 2]! - fibre[2]!,
  ];
  const normal: [number, number, number] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const length = Math.hypot(...normal);
  // A triangle flatter than a unit's height over the grey axis tells no plane.
  return length < 255 ? [0, 0, 0] : [normal[0] / length, normal[1] / length, normal[2] / length];
}
