import type { Colourmap } from '../../model/types.js';
import { arcLengths, interpolated, resample } from '../../numeric/polyline.js';
import { sampleMedian } from '../../numeric/sampleMedian.js';
import { toWorkingSpace } from '../../raster/colourSpace.js';
import type { DistinctColours } from '../../raster/distinct.js';
import { arcCandidates, mostCandidates } from './arcCandidates.js';
import { continuousArcs } from './continuity.js';

/** What the pixels of a noisy picture say, one by one; width × height. */
export interface PixelPositions {
  readonly t: Float32Array;
  /** Distance from the map in the chroma-weighted space. */
  readonly residual: Float32Array;
  /** Scatter about the map, one standard deviation, same units. */
  readonly noise: number;
  /** 1 where another part of the map passes within the noise: the neighbours decided. */
  readonly doubtful: Uint8Array;
}

/** Colours this far off the map are overlays or holes, whatever the noise: they do not count towards it. */
const foreign = 60;
/** Median residual of a two-dimensional normal scatter is 1.18 σ; twigs and curvature bring it near 1 / 1.48. */
const noisePerMedian = 1.48;
/** Vertices of the curve that is searched: a fraction of any JPEG's noise apart. */
const vertexSpacing = 1.5;
/** No JPEG is cleaner than its rounding. */
const leastNoise = 0.7;

/**
 * Projects each distinct colour on the map in the chroma-weighted space, keeping other strands of the map that pass
 * within the noise, and lets neighbouring pixels choose among them.
 *
 * @param colours 3m distinct colours, 0…255
 * @param excluded pixels (1) that take no part
 */
export function pixelPositions(
  distinct: DistinctColours,
  colours: Float64Array,
  map: Colourmap,
  excluded: Uint8Array,
  width: number,
  height: number,
): PixelPositions {
  const own = toWorkingSpace(map.colours, 'chroma-weighted');
  const vertices = resample(own, vertexSpacing);
  const arcs = arcLengths(vertices);
  const places = vertexPositions(own, map.positions, arcs.length);
  const points = toWorkingSpace(colours, 'chroma-weighted');

  const noise = noiseAbout(vertices, arcs, points, distinct, excluded);
  const candidates = arcCandidates(vertices, arcs, points, 2 * noise + 2, 4 * noise + 2);
  const chosen = continuousArcs(distinct, candidates, excluded, width, height, noise / noisePerMedian);
  const pixels = width * height;
  const t = new Float32Array(pixels);
  const doubtful = new Uint8Array(pixels);
  const residual = new Float32Array(pixels);
  const positions = candidates.arc.map((s) => interpolated(arcs, places, s));
  for (let i = 0; i < pixels; i++) {
    const o = mostCandidates * distinct.indices[i]!;
    const s = chosen[i]!;
    let e = o;
    while (e < o + mostCandidates && candidates.arc[e] !== s) e++;
    t[i] = e < o + mostCandidates ? positions[e]! : Number.NaN;
    residual[i] = candidates.distance[o]!;
    if (!Number.isNaN(candidates.arc[o + 1]!)) doubtful[i] = 1;
  }
  return { t, residual, noise, doubtful };
}

/**
 * Positions of `count` vertices at equal arcs along a map. The curve through them is shorter than the map's own by its
 * jitter, which is not the same everywhere: the vertices' own arcs do not tell their positions.
 */
function vertexPositions(own: Float64Array, positions: Float64Array, count: number): Float64Array {
  const arcs = arcLengths(own);
  const length = arcs.at(-1)!;
  return Float64Array.from({ length: count }, (_, i) =>
    interpolated(arcs, positions, (i * length) / (count - 1)),
  );
}

/** Colours asked for the noise: the median of so many is good to a hundredth. */
const sampledColours = 16384;

/** Scatter of the pixels' colours about the map, one standard deviation. */
function noiseAbout(
  vertices: Float64Array,
  arcs: Float64Array,
  points: Float64Array,
  { indices }: DistinctColours,
  excluded: Uint8Array,
): number {
  const stride = Math.max(1, Math.floor(indices.length / sampledColours));
  const sample: number[] = [];
  for (let i = stride >> 1; i < indices.length; i += stride)
    if (excluded[i] === 0) for (let c = 0; c < 3; c++) sample.push(points[3 * indices[i]! + c]!);
  const { distance } = arcCandidates(vertices, arcs, Float64Array.from(sample), 0, 0);
  const nearest = distance.filter((d, k) => k % mostCandidates === 0 && d < foreign);
  const median = sampleMedian(nearest, () => true);
  return Math.max(leastNoise, noisePerMedian * (Number.isNaN(median) ? 0 : median));
}
