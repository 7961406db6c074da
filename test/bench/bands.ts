import { readRaster } from '../../src/node.js';
import type { BenchArguments } from './arguments.js';
import { type MethodName, scored } from './blindScore.js';
import { type BandedKind, bandedFigure, bandedKinds } from './fresh/banded.js';
import { measured } from './knownScore.js';
import { markdownTable, mean, median } from './score.js';
import { goodError, percent } from './summary.js';

export const title = 'Bands, palettes, dither, and holes near the map';

/** Five of each kind. */
export const count = 50;

/** Kinds whose colours have an order that the map, given or found, may be held against. */
const continuous: readonly BandedKind[] = [
  'few colours',
  'error diffusion',
  'ordered dither',
  'near holes, png',
  'near holes, JPEG 60–95',
];

interface BandedScore {
  readonly figure: string;
  readonly kind: BandedKind;
  readonly source: 'bar' | MethodName;
  readonly error: number;
  /** The largest error that is still right. */
  readonly limit: number;
  readonly coverage: number;
  readonly bands: number;
  readonly bandsInside: number;
  /** Share of the pixels without data that were taken for data; NaN where there are none. */
  readonly holes: number;
  readonly within2: number;
  readonly confidence: number;
}

/** A row for each kind and way to the map; UNHUE_DETAIL=1 adds every figure. */
export async function run({ seed, count }: BenchArguments): Promise<string> {
  const scores: BandedScore[] = [];
  for (let index = 0; index < count; index++) scores.push(...(await scoresOf(seed, index)));
  const rows = bandedKinds.flatMap((kind) =>
    (['bar', 'map', 'default', 'blind'] as const)
      .map((source) => scores.filter((s) => s.kind === kind && s.source === source))
      .filter((members) => members.length > 0)
      .map((members) => rowOf(kind, members)),
  );
  const table = markdownTable(
    [
      '',
      'colourmap from',
      'n',
      'median nrmse',
      'mean',
      'right band',
      'two pixels inside',
      'coverage',
      'holes read',
      'below 2σ',
      'wrong',
      'with confidence ≥ ½',
    ],
    rows,
  );
  return process.env.UNHUE_DETAIL ? `${table}\n\n${detail(scores)}` : table;
}

async function scoresOf(seed: number, index: number): Promise<BandedScore[]> {
  const { banded: kind, ...figure } = await bandedFigure(seed, index);
  const file = await readRaster(figure.bytes);
  const scores: BandedScore[] = [{ ...(await measured(figure, file)), kind, source: 'bar' }];
  if (!continuous.includes(kind)) return scores;
  for (const source of ['map', 'default', 'blind'] as const) {
    const score = await scored(figure, file, source);
    const holes = figure.truth.some(Number.isNaN) ? score.holes : Number.NaN;
    scores.push({
      ...score,
      kind,
      source,
      holes,
      limit: goodError,
      bands: Number.NaN,
      bandsInside: Number.NaN,
    });
  }
  return scores;
}

function rowOf(kind: BandedKind, scores: readonly BandedScore[]): (string | number)[] {
  const wrong = scores.filter((s) => !(s.error <= s.limit));
  const shareOf = (of: (score: BandedScore) => number): string => {
    const known = scores.map(of).filter((v) => !Number.isNaN(v));
    return known.length > 0 ? percent(mean(known)) : '';
  };
  return [
    kind,
    scores[0]!.source,
    scores.length,
    median(scores.map((s) => s.error)).toFixed(4),
    mean(scores.map((s) => s.error)).toFixed(4),
    shareOf((s) => s.bands),
    shareOf((s) => s.bandsInside),
    shareOf((s) => s.coverage),
    shareOf((s) => s.holes),
    shareOf((s) => s.within2),
    wrong.length,
    wrong.filter((s) => s.confidence >= 0.5).length,
  ];
}

function detail(scores: readonly BandedScore[]): string {
  const share = (v: number): string => (Number.isNaN(v) ? '' : v.toFixed(3));
  return markdownTable(
    [
      '',
      'from',
      'nrmse',
      'limit',
      'right band',
      'inside',
      'coverage',
      'holes read',
      'below 2σ',
      'confidence',
    ],
    scores.map((s) => [
      s.figure,
      s.source,
      s.error.toFixed(4),
      s.limit.toFixed(4),
      ...[s.bands, s.bandsInside, s.coverage, s.holes, s.within2, s.confidence].map(share),
    ]),
  );
}
