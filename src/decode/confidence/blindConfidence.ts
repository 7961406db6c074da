import { arcLengths } from '../../numeric/polyline.js';

export interface Evidence {
  /** Expected error from noise, as a share of the locus. */
  readonly noise: number;
  /** Expected error from the spacing of the levels. */
  readonly spacing: number;
  /** Root mean square by which neighbouring pixels lie farther apart on the locus than in colour, as a share of it. */
  readonly tear: number;
  /** Error to expect if the pieces of a locus with an unvisited stretch were joined the wrong way; 0 if that is settled. */
  readonly join: number;
  /** Error to expect if a closed locus was cut at the wrong place. */
  readonly cut: number;
  /** Share of the pixels, no data and ink apart, whose colour is not on the locus. */
  readonly offLocus: number;
  /** Error that the masked pixels that no ink explains stand for, counted as the mean. */
  readonly lost: number;
}

export interface Doubt {
  readonly stage: 'noise' | 'order' | 'locus' | 'closed' | 'mask' | 'direction';
  readonly message: string;
  readonly advice: string;
}

/** The limit between a result that serves and one that does not: two hundredths of the range. */
export const usefulError = 0.02;

/**
 * Confidence from the error that the evidence leads one to expect: ½ where that is two hundredths of the range, rising
 * and falling with its square. The parts are independent, so their squares add.
 */
export function confidenceOf(evidence: Evidence): number {
  const expected = expectedError(evidence);
  return 1 / (1 + (expected / usefulError) ** 2);
}

export function expectedError({ noise, spacing, tear, join, cut, offLocus, lost }: Evidence): number {
  return Math.hypot(noise, spacing, tear, join, cut, offLocus, lost);
}

/** Stages whose part of the expected error alone takes the confidence below 0.8, the gravest first. */
export function doubtsOf(evidence: Evidence): Doubt[] {
  const parts: [number, Doubt][] = [
    [
      evidence.noise,
      {
        stage: 'noise',
        message: 'compression noise is large against the length of the colour locus',
        advice: 'use a less compressed copy, or give --colourmap NAME or --colourbar',
      },
    ],
    [
      evidence.spacing,
      {
        stage: 'noise',
        message: 'the picture has few colours, so values come in coarse steps',
        advice: 'use a copy that was not reduced to a palette, or give --colourmap NAME',
      },
    ],
    [
      evidence.tear,
      {
        stage: 'order',
        message: 'neighbouring pixels lie far apart along the ordered colours: the order may be wrong',
        advice: 'give --colourmap NAME or --colourbar, restrict --plot to the data, or try fewer --colours',
      },
    ],
    [
      evidence.join,
      {
        stage: 'locus',
        message:
          'part of the colourmap does not occur in the picture, and its pieces join in more than one way',
        advice: 'give --colourmap NAME or --colourbar',
      },
    ],
    [
      evidence.cut,
      {
        stage: 'closed',
        message: 'the colours form a ring, and the picture does not show where it begins',
        advice: 'give --colourmap NAME or --colourbar, or --from with the first colour',
      },
    ],
    [
      Math.max(evidence.offLocus, evidence.lost),
      {
        stage: 'mask',
        message: 'many pixels have colours off the locus',
        advice: 'restrict --plot to the data, or give --colourmap NAME',
      },
    ],
  ];
  return parts
    .filter(([error]) => error > 0.5 * usefulError)
    .sort((a, b) => b[0] - a[0])
    .map(([, doubt]) => doubt);
}

/** Steps this many times the median one, and this share of the length, are bridges over unvisited stretches. */
const bridgeSteps = 10;
const bridgeShare = 0.04;
/** Another way of joining the pieces that is no more than this times as long is as likely. */
const ambiguity = 2;

/**
 * Error to expect from bridges over unvisited stretches: half the smaller piece's share of the locus where
 * the pieces could be joined another way about as well (either piece turned round, or the two exchanged).
 *
 * @param vertices 3n ordered colours, before any resampling
 */
export function joinError(vertices: Float64Array): number {
  const arcs = arcLengths(vertices);
  const n = arcs.length;
  const length = arcs[n - 1]!;
  const steps = Array.from({ length: n - 1 }, (_, i) => arcs[i + 1]! - arcs[i]!);
  const median = steps.slice().sort((a, b) => a - b)[steps.length >> 1] ?? 0;
  const between = (i: number, j: number) =>
    Math.hypot(...[0, 1, 2].map((c) => vertices[3 * i + c]! - vertices[3 * j + c]!));
  let error = 0;
  for (let i = 0; i + 1 < n; i++) {
    const bridge = steps[i]!;
    if (bridge < bridgeSteps * median || bridge < bridgeShare * length) continue;
    const other = Math.min(
      i > 0 ? between(0, i + 1) : Number.POSITIVE_INFINITY,
      i + 2 < n ? between(i, n - 1) : Number.POSITIVE_INFINITY,
      between(0, n - 1),
    );
    const smaller = Math.min(arcs[i]!, length - arcs[i + 1]!) / length;
    if (other < ambiguity * bridge) error = Math.max(error, smaller / 2);
  }
  return error;
}
