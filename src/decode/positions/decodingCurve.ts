import type { Colourmap } from '../../model/types.js';
import { arcLengths, interpolated, resample } from '../../numeric/curves/polyline.js';
import { filled } from '../../numeric/filled.js';
import { toWorkingSpace } from '../../raster/colours/colourSpace.js';
import type { NoiseModel } from '../picture/noiseModel.js';

/** The curve on which a picture is decoded: where along it (arcs, units of the space) each position of the map lies. */
export interface DecodingCurve {
  /** 3k vertices in the noise model's space. */
  readonly vertices: Float64Array;
  /** k ascending arcs. */
  readonly arcs: Float64Array;
  /** k ascending positions on the map. */
  readonly positions: Float64Array;
}

/** Vertices of the curve that noisy colours are looked up on: a fraction of any compression's noise apart. */
const vertexSpacing = 1.5;

/** A colourmap as the curve to decode on: evenly sampled where colours scatter, its own vertices where they are exact. */
export function decodingCurve(map: Colourmap, { kind, space }: NoiseModel): DecodingCurve {
  const own = toWorkingSpace(map.colours, space);
  const ownArcs = arcLengths(own);
  if (kind !== 'scattered') return { vertices: own, arcs: ownArcs, positions: map.positions };
  const vertices = resample(own, vertexSpacing);
  const arcs = arcLengths(vertices);
  const length = ownArcs.at(-1)!;
  // The sampled curve cuts the jitter of the map's vertices and is shorter by it, not evenly: positions are taken where
  // its vertices lie on the map itself.
  const positions = filled(new Float64Array(arcs.length), (i) =>
    interpolated(ownArcs, map.positions, (i * length) / (arcs.length - 1)),
  );
  return { vertices, arcs, positions };
}
