import { confidenceOf, usefulError } from '../model/confidence.js';
import type { Colourmap } from '../model/types.js';
import type { Warning } from '../model/warning.js';
import { arcLengths, resample } from '../numeric/curves/polyline.js';
import { fromWorkingSpace } from '../raster/colours/colourSpace.js';
import { levelPositions } from './colours/levelPositions.js';
import type { PictureColours } from './colours/pictureColours.js';
import { joinError } from './joinError.js';
import { findLocus, type Locus, type LocusOptions } from './locus.js';

/** A colourmap that was found from the pixels alone. */
export interface BlindColourmap {
  readonly colourmap: Colourmap;
  /** How sure it is which end is which, ½ (a guess) … 1 (told). */
  readonly directionConfidence: number;
  readonly warnings: readonly Warning[];
  /**
   * Of scattered colours, the error to expect of the order apart from what tears neighbours: how far those are apart is better
   * seen once the field is decoded. Absent where the colours are exact.
   */
  readonly errorBesideTears?: number;
  readonly locus: Locus;
}

/** A torn pair is off by some three tenths of the range; where other orders were tried, no mending puts it right. */
const tornToError = 0.3;
/** Scatter of the colours, as a share of the locus, to error of the order: measured on rough fields, root mean square. */
const noiseToError = 1;
/** Half a step of the vertices that a noisy curve is written with: finer than any compression resolves. */
const vertexSpacing = 1.5;

/**
 * The colourmap of a picture by the order of its own colours: exact ones are levels, one beside the other; noisy ones lie
 * along a curve, at the share of its length.
 *
 * @throws RecoveryError if there are fewer than two colours of data
 */
export function blindColourmap(picture: PictureColours, options: LocusOptions = {}): BlindColourmap {
  const { exact, space } = picture;
  const locus = findLocus(picture, options);
  const vertices = exact ? locus.vertices : resample(locus.vertices, vertexSpacing);
  const arcs = arcLengths(vertices);
  const length = arcs.at(-1)!;
  const join = joinError(exact ? vertices : locus.rough);
  // Continuity mends tears that the bare order has; where there were many it has mended some the wrong way. Exact
  // colours are not mended, and their steps are the field's own.
  const torn = exact ? 0 : tornToError * Math.sqrt(locus.score.tornShare);
  const noise = (noiseToError * locus.sigma) / length;
  return {
    colourmap: {
      colours: fromWorkingSpace(vertices, space).map((v) => Math.min(255, Math.max(0, v))),
      positions: exact ? levelPositions(vertices) : arcs.map((s) => s / length),
      closed: locus.closed,
      source: 'blind',
      accuracy: { standardError: 0, endsKnown: false },
      confidence: confidenceOf(join, torn, locus.cutError, noise),
    },
    directionConfidence: locus.direction.confidence,
    warnings: orderWarnings(join, torn, locus.cutError),
    ...(!exact && { errorBesideTears: Math.hypot(join, locus.cutError) }),
    locus,
  };
}

/** What makes the order doubtful, the gravest first. */
function orderWarnings(join: number, torn: number, cut: number): Warning[] {
  const parts: readonly (readonly [number, Warning])[] = [
    [
      join,
      {
        code: 'pieces-join',
        message:
          'part of the colourmap does not occur in the picture, and its pieces join in more than one way',
        remedy: ['colourmap', 'colourbar'],
      },
    ],
    [
      torn,
      {
        code: 'order-torn',
        message: 'neighbouring pixels lie far apart along the ordered colours: the order may be wrong',
        remedy: ['colourmap', 'colourbar', 'plot', 'colours'],
      },
    ],
    [
      cut,
      {
        code: 'ring-cut',
        message: 'the colours form a ring, and the picture does not show where it begins',
        remedy: ['colourmap', 'colourbar', 'from'],
      },
    ],
  ];
  return parts
    .filter(([error]) => error > usefulError / 2)
    .sort((a, b) => b[0] - a[0])
    .map(([, warning]) => warning);
}
