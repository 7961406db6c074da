import { arcLengths } from '../curve/polyline.js';
import { RecoveryError } from '../errors.js';
import { colourBend } from '../raster/bend.js';
import { toWorkingSpace, type WorkingSpace } from '../raster/colourSpace.js';
import { type DistinctColours, distinctColours, unpackColours } from '../raster/distinct.js';
import { findNoData, type NoData } from '../raster/noData.js';
import type { Raster } from '../types.js';
import { spatialAdjacency, unlabelled } from './adjacency.js';
import { nearestNodes, quantiseToNodes } from './nodes.js';
import { type OrderCandidate, orderNodes, verticesOf } from './order.js';
import { drawPixelPairs } from './pixelPairs.js';
import { principalCurve } from './principalCurve.js';
import { equalisedSample } from './sample.js';
import { type OrderScore, type PixelPairs, scoreOrder } from './score.js';

export interface LocusOptions {
  readonly ignore?: Uint8Array;
  readonly seed?: number;
  readonly progress?: (stage: string, fraction: number) => void;
}

export interface Locus {
  /** 3n vertices in the working space. */
  readonly vertices: Float64Array;
  /** Position of each vertex, 0…1. */
  readonly positions: Float64Array;
  readonly space: WorkingSpace;
  /** Every vertex is a colour that was drawn exactly. */
  readonly exact: boolean;
  readonly closed: boolean;
  readonly sigma: number;
  readonly noData: NoData;
  readonly distinct: DistinctColours;
  /** 3n distinct colours of the picture in the working space. */
  readonly colours: Float64Array;
  readonly bend: Float32Array;
  readonly calm: Uint8Array;
  readonly sample: Float64Array;
  readonly nodes: Float64Array;
  readonly candidates: readonly OrderCandidate[];
  readonly pairs: PixelPairs;
  readonly score: OrderScore;
}

const sampleSize = 12_000;
const nodeRadius = 9;

export function findLocus(raster: Raster, options: LocusOptions = {}): Locus {
  const seed = options.seed ?? 1;
  const { width, height } = raster;
  const pixels = width * height;
  const noData = findNoData(raster, options.ignore ?? new Uint8Array(pixels));
  const bend = colourBend(raster, noData.mask);
  const distinct = distinctColours(raster);
  const n = distinct.packed.length;

  const calm = calmPixels(bend, noData.mask);
  const counts = new Uint32Array(n);
  let calmCount = 0;
  for (let p = 0; p < pixels; p++)
    if (calm[p]) {
      counts[distinct.indices[p]!]!++;
      calmCount++;
    }
  const exact = isExact(counts, calmCount);
  const space: WorkingSpace = exact ? 'rgb' : 'chroma-weighted';
  const colours = toWorkingSpace(unpackColours(distinct.packed), space);
  const pairs = drawPixelPairs(distinct, colours, calm, width, seed);

  const sample = equalisedSample(colours, counts, sampleSize, seed);
  const labels = new Uint16Array(pixels);
  let nodes: Float64Array;
  let labelOf: Uint16Array;
  if (exact) {
    const kept: number[] = [];
    labelOf = new Uint16Array(n).fill(unlabelled);
    for (let i = 0; i < n; i++)
      if (counts[i]! > 0) {
        labelOf[i] = kept.length;
        kept.push(i);
      }
    nodes = verticesOf(colours, kept);
  } else {
    nodes = quantiseToNodes(sample, nodeRadius);
    labelOf = Uint16Array.from(nearestNodes(colours, nodes));
  }
  for (let p = 0; p < pixels; p++) labels[p] = calm[p] ? labelOf[distinct.indices[p]!]! : unlabelled;
  const k = nodes.length / 3;
  if (k < 2) throw new RecoveryError('expected at least two colours of data, got fewer', 'locus');
  const adjacency = spatialAdjacency(labels, width, height, k);
  const candidates = orderNodes(nodes, adjacency, exact ? Number.POSITIVE_INFINITY : 1.2 * nodeRadius, pairs);
  let vertices = verticesOf(nodes, candidates[0]!.order);
  let sigma = 0;
  if (!exact) ({ vertices, sigma } = principalCurve(sample, vertices));
  const m = vertices.length / 3;
  if (luma(vertices, 0, space) > luma(vertices, m - 1, space)) {
    const turned = new Float64Array(vertices.length);
    for (let i = 0; i < m; i++) turned.set(vertices.subarray(3 * i, 3 * i + 3), 3 * (m - 1 - i));
    vertices = turned;
  }
  const arcs = arcLengths(vertices);
  return {
    vertices,
    positions: arcs.map((s) => s / arcs[m - 1]!),
    space,
    exact,
    closed: false,
    sigma,
    noData,
    distinct,
    colours,
    bend,
    calm,
    sample,
    nodes,
    candidates,
    pairs,
    score: scoreOrder(vertices, pairs),
  };
}

function luma(vertices: Float64Array, i: number, space: WorkingSpace): number {
  return space === 'rgb'
    ? 0.299 * vertices[3 * i]! + 0.587 * vertices[3 * i + 1]! + 0.114 * vertices[3 * i + 2]!
    : vertices[3 * i]!;
}

function calmPixels(bend: Float32Array, noData: Uint8Array): Uint8Array {
  const values = bend.filter((_, p) => !noData[p]).sort();
  const limit = Math.max(20, 4 * (values[values.length >> 1] ?? 0));
  const calm = new Uint8Array(bend.length);
  for (let p = 0; p < bend.length; p++) calm[p] = !noData[p] && bend[p]! <= limit ? 1 : 0;
  return calm;
}

function isExact(counts: Uint32Array, total: number): boolean {
  const sorted = counts.slice().sort().reverse();
  let covered = 0;
  for (let i = 0; i < Math.min(300, sorted.length); i++) covered += sorted[i]!;
  return covered >= 0.99 * total;
}
