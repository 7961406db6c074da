import { markdownTable, mean, median } from './score.js';
import { percent, percentile } from './summary.js';

/** What is measured of one figure whose boxes and range are given. */
export interface KnownScore {
  readonly figure: string;
  readonly lossy: boolean;
  readonly stepped: boolean;
  readonly error: number;
  readonly nearestL1: number;
  readonly nearestL2: number;
  /** The least error that levels or bands allow, where values are spread evenly over them. */
  readonly floor: number;
  /** The largest error that is still right. */
  readonly limit: number;
  readonly coverage: number;
  readonly wronglyUnmasked: number;
  readonly lies: number;
  readonly peerLies: number;
  /** Share of the pixels in the right band; NaN where there are no bands. */
  readonly bands: number;
  /** The same of pixels two away from any other band. */
  readonly bandsInside: number;
  /** Share of the pixels without data that were taken for data; NaN where there are none. */
  readonly holes: number;
  readonly within1: number;
  readonly within2: number;
  readonly confidence: number;
  readonly megapixelsPerSecond: number;
}

/** A row for each figure. */
export function resultsTable(scores: readonly KnownScore[]): string {
  const head = [
    'figure',
    'nrmse',
    'level floor',
    'L1 nearest',
    'L2 nearest',
    'coverage',
    'lies',
    'lies, L2',
    'right band',
    'below σ',
    'below 2σ',
    'confidence',
  ];
  return markdownTable(
    head,
    scores.map((s) => [
      s.figure,
      s.error,
      s.floor,
      s.nearestL1,
      s.nearestL2,
      s.coverage,
      s.lies,
      s.peerLies,
      Number.isNaN(s.bands) ? '' : s.bands,
      s.within1,
      s.within2,
      s.confidence.toFixed(2),
    ]),
  );
}

const groups: readonly (readonly [string, (score: KnownScore) => boolean])[] = [
  ['png', (s) => !s.lossy && !s.stepped],
  ['jpeg', (s) => s.lossy && !s.stepped],
  ['in bands', (s) => s.stepped],
  ['all', () => true],
];

/** A row for each format. */
export function summaryTable(scores: readonly KnownScore[]): string {
  const head = [
    'format',
    'figures',
    'median nrmse',
    'mean',
    '95 %',
    'right',
    'L1 nearest',
    'L2 nearest',
    'coverage',
    'wrongly unmasked',
    'below σ',
    'below 2σ',
    'MP/s',
  ];
  const rows = groups
    .map(([name, belongs]) => [name, scores.filter(belongs)] as const)
    .filter(([, members]) => members.length > 0)
    .map(([name, members]) => {
      const errors = members.map((s) => s.error);
      return [
        name,
        members.length,
        median(errors),
        mean(errors),
        percentile(errors, 0.95),
        percent(members.filter((s) => s.error <= s.limit).length / members.length),
        median(members.map((s) => s.nearestL1)),
        median(members.map((s) => s.nearestL2)),
        percent(mean(members.map((s) => s.coverage))),
        percent(mean(members.map((s) => s.wronglyUnmasked))),
        percent(mean(members.map((s) => s.within1))),
        percent(mean(members.map((s) => s.within2))),
        median(members.map((s) => s.megapixelsPerSecond)).toFixed(1),
      ];
    });
  return markdownTable(head, rows);
}
