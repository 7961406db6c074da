import { confidenceOf, usefulError } from '../model/confidence.js';
import { RecoveryError, UsageError } from '../model/errors.js';
import type { Colourmap, Rgb } from '../model/types.js';
import type { Warning } from '../model/warning.js';
import { arcLengths } from '../numeric/curves/polyline.js';
import { toWorkingSpace } from '../raster/colours/colourSpace.js';
import { medianNearestDistance, pairwiseDistances } from '../walk/distances.js';
import { lookUp } from '../walk/lookUp.js';
import { type Palette, quantise } from '../walk/quantise.js';
import { darkestFirst, usualThresholds, type Walked, walkLocus } from '../walk/walk.js';
import { noColours } from './colours/noColours.js';
import type { PictureColours } from './colours/pictureColours.js';
import { scoreOrder } from './order/score.js';

export interface WalkOptions {
  /** The most colours of the palette; unless told, every colour of a picture with few, else 256. */
  readonly colours?: number;
  /** Thresholds of the walk, as multiples of the palette's median nearest-neighbour distance. */
  readonly near?: number;
  readonly far?: number;
  /** Where the walk starts: the darkest palette colour unless told. */
  readonly from?: 'darkest' | 'lightest' | Rgb;
  /** Give the other end of the walk position 0. */
  readonly reverse?: boolean;
}

/** A colourmap by the notebook's walk, with its steps. */
export interface WalkedColourmap {
  readonly colourmap: Colourmap;
  readonly palette: Palette;
  readonly walked: Walked;
  /** Thresholds in sRGB units. */
  readonly thresholds: { readonly near: number; readonly far: number };
  /** Share of the pixels whose colour lies within one far step of the walk. */
  readonly explained: number;
  readonly warnings: readonly Warning[];
}

/** Pictures with up to this many distinct colours were drawn from a table (256 levels, margins, a few marks). */
const mostExactColours = 600;
const defaultColours = 256;
/**
 * Pairs torn apart are off by some three tenths of the range where the order is wrong, and mended by their neighbours where
 * it only zigzags. Exact colours are not mended, and their steps are the field's own.
 */
const tornToError = 0.1;
/** Pixels that the walk does not explain are lost, or lie at the wrong end. */
const lostToError = 0.35;

/**
 * The colourmap of a picture as the notebook finds it, stage by stage: distinct colours → quantise (k-means) → pairwise
 * distances → walk from the darkest colour with a near and a far threshold → KD-tree over the ordered colours → look-up of
 * every distinct colour. Right for clean pictures with few colours; `blindColourmap` holds where it fails. What the picture
 * itself says of the order is its confidence.
 *
 * @throws UsageError if the near threshold leaves no room below the far one
 * @throws RecoveryError if the picture has a single colour, or none lies within reach of the first
 */
export function walkedColourmap(picture: PictureColours, options: WalkOptions = {}): WalkedColourmap {
  const { near: nearUnits = usualThresholds.near, far: farUnits = usualThresholds.far } = options;
  if (nearUnits >= farUnits)
    throw new UsageError(
      `near expects less than far (${farUnits}), or no step is left between them, but received ${nearUnits}`,
      ['near', 'far'],
      { code: 'near-beyond-far', fields: { near: nearUnits, far: farUnits } },
    );
  const { distinct, plain, seed } = picture;
  const shown = [...plain.keys()].filter((i) => plain[i]! > 0);
  const colours = Float64Array.from(shown.flatMap((i) => [...picture.rgb.subarray(3 * i, 3 * i + 3)]));
  const most = options.colours ?? (shown.length <= mostExactColours ? shown.length : defaultColours);
  const palette = quantise(
    colours,
    shown.map((i) => plain[i]!),
    { colours: most, seed },
  );
  const k = palette.counts.length;
  if (k < 2) throw noColours();
  const distances = pairwiseDistances(palette.colours);
  const unit = medianNearestDistance(distances, k);
  const thresholds = {
    near: nearUnits * unit,
    far: farUnits * unit,
  };
  const starts = startsFrom(palette.colours, options.from ?? 'darkest');
  const walked = walkLocus(distances, k, starts, thresholds);
  if (walked.order.length < 2)
    throw new RecoveryError('the walk ends where it begins: no other colour lies within reach', 'locus', {
      code: 'walk-without-steps',
      settings: ['far', 'colours'],
    });
  const order = options.reverse ? walked.order.toReversed() : walked.order;
  const ordered = orderedColours(palette, order);

  const { residual } = lookUp(distinct, ordered.colours);
  let near = 0;
  let all = 0;
  for (let i = 0; i < plain.length; i++) {
    all += plain[i]!;
    if (residual[i]! <= thresholds.far) near += plain[i]!;
  }
  const explained = near / all;
  const { tornShare } = scoreOrder(toWorkingSpace(ordered.colours, picture.space), picture.pairs);
  const torn = palette.exact ? 0 : tornToError * Math.sqrt(tornShare);
  const lost = lostToError * Math.sqrt(1 - explained);
  return {
    colourmap: {
      ...ordered,
      closed: false,
      source: 'walk',
      accuracy: { standardError: 0, endsKnown: false },
      confidence: confidenceOf(torn, lost),
    },
    palette,
    walked,
    thresholds,
    explained,
    warnings: walkWarnings(torn, lost),
  };
}

/** What makes the walk doubtful. */
function walkWarnings(torn: number, lost: number): Warning[] {
  const warnings: Warning[] = [];
  if (torn > usefulError / 2)
    warnings.push({
      code: 'walk-torn',
      message: 'pixels that lie side by side in the picture lie far apart on the walk: its order is wrong',
      remedy: ['colourmap', 'colours'],
    });
  if (lost > usefulError / 2)
    warnings.push({
      code: 'walk-short',
      message: 'the walk leaves out colours of the picture',
      remedy: ['colourmap', 'colours', 'from'],
    });
  return warnings;
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
function orderedColours(
  palette: Palette,
  order: Uint32Array,
): { colours: Float64Array; positions: Float64Array } {
  const n = order.length;
  const colours = new Float64Array(3 * n);
  for (let i = 0; i < n; i++) colours.set(palette.colours.subarray(3 * order[i]!, 3 * order[i]! + 3), 3 * i);
  const arcs = arcLengths(colours);
  const length = arcs[n - 1]! || 1;
  return {
    colours,
    positions: palette.exact ? arcs.map((_, i) => (i + 0.5) / n) : arcs.map((s) => s / length),
  };
}
