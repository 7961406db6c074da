import { arcLengths, resample } from '../curve/polyline.js';
import { levelPositions } from '../locus/levelPositions.js';
import { findLocus, type Locus } from '../locus/locus.js';
import { fromWorkingSpace } from '../raster/colourSpace.js';
import { dilate } from '../raster/dilate.js';
import type { Colourmap, Decoded, Raster } from '../types.js';
import { arcCandidates, mostCandidates } from './arcCandidates.js';
import { continuousArcs } from './continuity.js';
import { settleFringe } from './fringe.js';

export interface BlindOptions {
  /** Pixels (1) known to be no data, such as transparent ones. */
  readonly ignore?: Uint8Array;
  readonly seed?: number;
  readonly progress?: (stage: string, fraction: number) => void;
}

export interface BlindRecovery {
  readonly colourmap: Colourmap;
  readonly decoded: Decoded;
  readonly locus: Locus;
}

export function recoverBlind(raster: Raster, options: BlindOptions = {}): BlindRecovery {
  const locus = findLocus(raster, options);
  const { width, height } = raster;
  const pixels = width * height;
  const { exact, noData, distinct, colours } = locus;
  const sigma = exact ? 0.5 : Math.max(0.5, locus.sigma);
  const vertices = exact ? locus.vertices : resample(locus.vertices, 1.5);
  const arcs = arcLengths(vertices);
  const length = arcs[arcs.length - 1]!;
  const positions = exact ? levelPositions(vertices) : arcs.map((s) => s / length);

  const candidates = arcCandidates(
    vertices,
    arcs,
    colours,
    exact ? 0 : 3 * sigma + 2,
    exact ? 3 : 6 * sigma + 2,
  );
  const decodedArcs = continuousArcs(distinct, candidates, noData.mask, width, height, sigma);
  const residual = Float32Array.from(distinct.indices, (i) => candidates.distance[mostCandidates * i]!);

  const tolerance = exact ? 0.75 : 4 * sigma + 2;
  const grey = isGrey(colours, noData.mask, distinct.indices);
  const mostMixed = exact && !grey ? 0.05 : 0.2;
  const mostMixedOnLocus = grey ? 0.12 : exact ? Number.POSITIVE_INFINITY : 0.35;
  const suspects = suspectPixels(locus, residual, tolerance, width, height);
  const foreign = noData.mask.map((m, p) => (m || locus.ink.core[p] ? 1 : 0));
  const masked = settleFringe(
    raster,
    { arcs: decodedArcs, distance: residual },
    { vertices, arcs, colours, indices: distinct.indices, tolerance, mostMixedOnLocus },
    suspects,
    foreign,
    mostMixed,
  );

  const t = new Float32Array(pixels).fill(Number.NaN);
  const mask = new Uint8Array(pixels);
  for (let p = 0; p < pixels; p++) {
    const s = decodedArcs[p]!;
    if (noData.mask[p] || masked[p] || Number.isNaN(s)) continue;
    mask[p] = 1;
    t[p] = interpolate(arcs, positions, s);
  }
  return {
    colourmap: {
      colours: fromWorkingSpace(vertices, locus.space),
      positions,
      closed: locus.closed,
      stepped: false,
      origin: 'blind',
      confidence: 1,
    },
    decoded: { width, height, t, residual, sigma: new Float32Array(pixels), mask },
    locus,
  };
}

function suspectPixels(
  locus: Locus,
  residual: Float32Array,
  tolerance: number,
  width: number,
  height: number,
): Uint8Array {
  const { noData, ink, exact } = locus;
  const reach = exact ? 1 : 3;
  const marked = dilate(ink.strokes, width, height, reach);
  // An exactly drawn region of no data ends where it ends; a soft one smears.
  const border = exact ? noData.mask : dilate(noData.mask, width, height, noData.soft ? 6 : 2);
  return marked.map((m, p) => (noData.mask[p] ? 0 : m || border[p] || residual[p]! > tolerance ? 1 : 0));
}

function interpolate(arcs: Float64Array, positions: Float64Array, s: number): number {
  let low = 0;
  let high = arcs.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (arcs[middle]! <= s) low = middle;
    else high = middle;
  }
  const span = arcs[high]! - arcs[low]!;
  return positions[low]! + (span > 0 ? ((s - arcs[low]!) / span) * (positions[high]! - positions[low]!) : 0);
}

/** Whether all the data are grey, to the rounding of a decoder. */
function isGrey(colours: Float64Array, noData: Uint8Array, indices: Uint32Array): boolean {
  for (let p = 0; p < indices.length; p++) {
    if (noData[p]) continue;
    const o = 3 * indices[p]!;
    if (Math.abs(colours[o]! - colours[o + 1]!) > 2 || Math.abs(colours[o + 1]! - colours[o + 2]!) > 2)
      return false;
  }
  return true;
}
