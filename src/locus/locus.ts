import { RecoveryError } from '../errors.js';
import { toWorkingSpace, type WorkingSpace } from '../raster/colourSpace.js';
import { countColours } from '../raster/countColours.js';
import { dilate } from '../raster/dilate.js';
import { type DistinctColours, distinctColours, unpackColours } from '../raster/distinct.js';
import { isDithered, undithered } from '../raster/dither.js';
import { findInk, type Ink } from '../raster/ink.js';
import { findNoData, type NoData } from '../raster/noData.js';
import { strokeContrast, strokeSeeds } from '../raster/stroke.js';
import type { Raster, Rgb } from '../types.js';
import { spatialAdjacency, unlabelled } from './adjacency.js';
import { mayBeClosed } from './closed.js';
import { type Direction, orient, reversedVertices } from './direction.js';
import { exactColours } from './exactColours.js';
import { growLevels } from './growLevels.js';
import { nearestNodes, quantiseToNodes } from './nodes.js';
import { type OrderCandidate, orderNodes, verticesOf } from './order.js';
import { drawPixelPairs } from './pixelPairs.js';
import { placesBeside } from './placesBeside.js';
import { refineToEnds } from './refineToEnds.js';
import { ringCut } from './ringCut.js';
import { equalisedSample } from './sample.js';
import { type OrderScore, type PixelPairs, scoreOrder } from './score.js';

export interface LocusOptions {
  readonly ignore?: Uint8Array;
  readonly seed?: number;
  readonly from?: 'darkest' | 'lightest' | Rgb;
  readonly reverse?: boolean;
  readonly progress?: (stage: string, fraction: number) => void;
}

export interface Locus {
  /** 3n vertices in the working space. */
  readonly vertices: Float64Array;
  readonly space: WorkingSpace;
  /** Every vertex is a colour that was drawn exactly. */
  readonly exact: boolean;
  readonly closed: boolean;
  readonly sigma: number;
  readonly noData: NoData;
  readonly distinct: DistinctColours;
  /** 3n distinct colours of the picture in the working space. */
  readonly colours: Float64Array;
  readonly ink: Ink;
  readonly calm: Uint8Array;
  readonly sample: Float64Array;
  readonly nodes: Float64Array;
  readonly candidates: readonly OrderCandidate[];
  readonly pairs: PixelPairs;
  readonly score: OrderScore;
  /** The ordered nodes before refinement. */
  readonly rough: Float64Array;
  /** Error to expect because a closed locus may have been cut elsewhere. */
  readonly cutDoubt: number;
  readonly direction: Direction;
  readonly dithered: boolean;
}

const sampleSize = 12_000;
const nodeRadius = 9;
/** A JPEG smears a sharp border within the 8 × 8 blocks that it crosses. */
const softReach = 8;
export function findLocus(picture: Raster, options: LocusOptions = {}): Locus {
  const seed = options.seed ?? 1;
  const { width, height } = picture;
  const pixels = width * height;
  const noData = findNoData(picture, options.ignore ?? new Uint8Array(pixels));
  let distinct = distinctColours(picture);
  let raster = picture;
  const dithered = isDithered(picture, noData.mask, distinct.packed.length);
  if (dithered) {
    raster = undithered(picture, noData.mask);
    distinct = distinctColours(raster);
  }
  const contrast = strokeContrast(raster, noData.mask);
  const n = distinct.packed.length;
  const drawn = countColours(distinct, (p) => !noData.mask[p]);
  const smear = noData.soft ? dilate(noData.mask, width, height, softReach) : noData.mask;
  const ink = findInk(
    raster,
    contrast,
    strokeSeeds(contrast, smear),
    exactColours(drawn) !== undefined,
    drawn.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
  );
  const { strokes } = ink;

  const plain = countColours(distinct, (p) => !noData.mask[p] && !strokes[p]);
  const levels = exactColours(plain);
  const exact = levels !== undefined;
  const space: WorkingSpace = exact ? 'rgb' : 'chroma-weighted';
  const colours = toWorkingSpace(unpackColours(distinct.packed), space);

  const calm = calmPixels(strokes, noData, width, height, exact);
  const counts = countColours(distinct, (p) => calm[p] === 1);
  const pairs = drawPixelPairs(distinct, colours, calm, width, seed);
  const sample = equalisedSample(colours, counts, sampleSize, seed);
  let nodes: Float64Array;
  let labelOf: Uint16Array;
  if (levels) {
    const kept: number[] = [];
    labelOf = new Uint16Array(n).fill(unlabelled);
    for (let i = 0; i < n; i++)
      if (levels[i]) {
        labelOf[i] = kept.length;
        kept.push(i);
      }
    nodes = verticesOf(colours, kept);
  } else {
    nodes = quantiseToNodes(sample, nodeRadius);
    labelOf = Uint16Array.from(nearestNodes(colours, nodes));
  }
  const k = nodes.length / 3;
  if (k < 2)
    throw new RecoveryError('the plot area has one colour only: there is no order to find in it', 'locus');
  const labels = new Uint16Array(pixels);
  for (let p = 0; p < pixels; p++) labels[p] = calm[p] ? labelOf[distinct.indices[p]!]! : unlabelled;
  const adjacency = spatialAdjacency(labels, width, height, k);
  const detour = exact ? Number.POSITIVE_INFINITY : 1.2 * nodeRadius;
  const candidates = orderNodes(nodes, adjacency, detour, pairs);
  const rough = verticesOf(nodes, candidates[0]!.order);
  let vertices = rough;
  let sigma = 0;
  const rareOf = (counted: Uint32Array) =>
    colours.filter((_, o) => {
      const i = Math.floor(o / 3);
      return counted[i]! > 0 && !levels?.[i];
    });
  const rare = exact ? rareOf(counts) : new Float64Array(0);
  // A narrow peak stands out like a stroke, but holds the end of the map: only ink and what is near it is left out.
  const inked = dilate(ink.core, width, height, 3);
  const free = countColours(distinct, (p) => !noData.mask[p] && !inked[p]);
  const atEnds = exact ? rareOf(free) : new Float64Array(0);
  const placesAtEnds = (rough: Float64Array) =>
    placesBeside(rough, colours, distinct, (p) => !noData.mask[p] && !inked[p], width, height).filter(
      (_, i) => free[i]! > 0 && !levels?.[i],
    );
  const all = exact ? rare : equalisedSample(colours, plain, sampleSize, seed);
  const refine = (rough: Float64Array) =>
    exact
      ? { vertices: growLevels(rough, rare, atEnds, placesAtEnds(rough)), sigma: 0 }
      : refineToEnds(sample, all, rough, pairs);

  let closed = false;
  let cutDoubt = 0;
  const open = refine(vertices);
  let score = scoreOrder(open.vertices, pairs);
  const cut = mayBeClosed(vertices)
    ? ringCut(
        vertices,
        exact ? undefined : sample,
        colours,
        distinct,
        calm,
        noData.mask,
        strokes,
        width,
        height,
      )
    : undefined;
  ({ vertices, sigma } = open);
  if (cut) {
    const recut = refine(cut.vertices);
    const scoreOfCut = scoreOrder(recut.vertices, pairs);
    // The field has shown where to cut; the score only has to bear it out (strokes hide what crosses them from it).
    if (scoreOfCut.total < 1.05 * score.total) {
      ({ vertices, sigma } = recut);
      score = scoreOfCut;
      closed = true;
      cutDoubt = cut.doubt;
    }
  }
  const direction = orient(vertices, space, closed, options.from);
  vertices = options.reverse ? reversedVertices(direction.vertices) : direction.vertices;
  return {
    vertices,
    space,
    exact,
    closed,
    sigma,
    noData,
    distinct,
    colours,
    ink,
    calm,
    sample,
    nodes,
    candidates,
    pairs,
    score,
    rough,
    cutDoubt,
    direction,
    dithered,
  };
}

/** Pixels to learn from: away from strokes and, where compression smears, from regions of no data. */
function calmPixels(
  strokes: Uint8Array,
  noData: NoData,
  width: number,
  height: number,
  exact: boolean,
): Uint8Array {
  const marked = dilate(strokes, width, height, exact ? 1 : 2);
  const empty = noData.soft ? dilate(noData.mask, width, height, softReach) : noData.mask;
  return marked.map((m, p) => (m || empty[p] ? 0 : 1));
}
