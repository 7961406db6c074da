import { RecoveryError } from '../model/errors.js';
import type { Colourmap, Decoded, Raster, Rgb } from '../model/types.js';
import { arcLengths } from '../numeric/polyline.js';
import { distinctColours, unpackColours } from '../raster/distinct.js';
import { medianNearestDistance, pairwiseDistances } from '../walk/distances.js';
import { lookUp } from '../walk/lookUp.js';
import { type Palette, quantise } from '../walk/quantise.js';
import { darkestFirst, walkLocus } from '../walk/walk.js';

export interface GreedyOptions {
  /** The most colours of the palette; unless told, every colour of a picture with at most 600, else 256. */
  readonly colours?: number;
  /** Thresholds of the walk, as multiples of the palette's median nearest-neighbour distance. */
  readonly near?: number;
  readonly far?: number;
  /** Where the walk starts: the darkest palette colour unless told. */
  readonly from?: 'darkest' | 'lightest' | Rgb;
  /** Give the other end of the walk position 0. */
  readonly reverse?: boolean;
  /** Pixels farther than this from the locus (sRGB units) are masked; unless told, one `far` step. */
  readonly cutoff?: number;
  readonly seed?: number;
}

export interface GreedyRecovery {
  readonly colourmap: Colourmap;
  readonly decoded: Decoded;
  readonly palette: Palette;
  /** Indices into the palette, in the order of the locus. */
  readonly order: Uint32Array;
}

/** Pictures with up to this many distinct colours were drawn from a table (256 levels, margins, a few marks). */
const mostExactColours = 600;
const defaultColours = 256;
/**
 * Two palette colours a quarter of the typical gap apart are one place of the locus. A step of eight typical gaps
 * leaves it: the steepest stretches of the maps in use (nipy_spectral, gist_ncar) step six times their median.
 */
const defaultNear = 0.25;
const defaultFar = 8;

/**
 * Blind recovery as the notebook does it, stage by stage: distinct colours → quantise → pairwise distances → walk of
 * the locus → KD-tree look-up → mask. Right for clean pictures with few colours; `recoverBlind` holds where it fails.
 *
 * @param raster the plot area alone
 * @throws RecoveryError if the picture has a single colour
 */
export function recoverGreedy(raster: Raster, options: GreedyOptions = {}): GreedyRecovery {
  const distinct = distinctColours(raster);
  const n = distinct.packed.length;
  const palette = quantise(unpackColours(distinct.packed), distinct.counts, {
    colours: options.colours ?? (n <= mostExactColours ? n : defaultColours),
    seed: options.seed ?? 1,
  });
  const k = palette.counts.length;
  if (k < 2) {
    throw new RecoveryError('the picture has one colour only: there is no order to find in it', 'locus');
  }
  const distances = pairwiseDistances(palette.colours);
  const unit = medianNearestDistance(distances, k);
  const far = (options.far ?? defaultFar) * unit;
  const order = walkLocus(distances, k, startsFrom(palette.colours, options.from ?? 'darkest'), {
    near: (options.near ?? defaultNear) * unit,
    far,
  });
  if (options.reverse) order.reverse();
  const colourmap = orderedColourmap(palette, order);

  const { index, residual } = lookUp(distinct, colourmap);
  const cutoff = options.cutoff ?? far;
  const pixels = distinct.indices.length;
  const decoded = {
    width: raster.width,
    height: raster.height,
    t: new Float32Array(pixels),
    residual: new Float32Array(pixels),
    sigma: new Float32Array(pixels),
    mask: new Uint8Array(pixels),
  };
  // Nearest-colour look-up leaves a position uncertain by the stretch that each colour stands for.
  const uncertainty = 1 / (order.length * Math.sqrt(12));
  for (let p = 0; p < pixels; p++) {
    const i = distinct.indices[p]!;
    const valid = residual[i]! <= cutoff;
    decoded.mask[p] = valid ? 1 : 0;
    decoded.residual[p] = residual[i]!;
    decoded.t[p] = valid ? colourmap.positions[index[i]!]! : Number.NaN;
    decoded.sigma[p] = valid ? uncertainty : Number.NaN;
  }
  return { colourmap, decoded, palette, order };
}

/** Palette indices with the wanted start first. */
function startsFrom(colours: Float64Array, from: 'darkest' | 'lightest' | Rgb): Uint32Array {
  if (from === 'darkest') return darkestFirst(colours);
  if (from === 'lightest') return darkestFirst(colours).reverse();
  const distance = (i: number) =>
    Math.hypot(colours[3 * i]! - from[0], colours[3 * i + 1]! - from[1], colours[3 * i + 2]! - from[2]);
  return Uint32Array.from({ length: colours.length / 3 }, (_, i) => i).sort(
    (a, b) => distance(a) - distance(b),
  );
}

/**
 * Positions of the ordered colours. Every colour of an exact palette is one level of the map, so colour i of n lies at
 * (i + ½)/n; averaged colours lie where the walk along the locus reaches them.
 */
function orderedColourmap(palette: Palette, order: Uint32Array): Colourmap {
  const n = order.length;
  const colours = new Float64Array(3 * n);
  for (let i = 0; i < n; i++) colours.set(palette.colours.subarray(3 * order[i]!, 3 * order[i]! + 3), 3 * i);
  const arcs = arcLengths(colours);
  const length = arcs[n - 1]! || 1;
  return {
    colours,
    positions: palette.exact ? arcs.map((_, i) => (i + 0.5) / n) : arcs.map((s) => s / length),
    closed: false,
    stepped: false,
    origin: 'blind',
    confidence: order.length / palette.counts.length,
  };
}
