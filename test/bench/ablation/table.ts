import { markdownTable, mean, median } from '../score.js';
import { percent, percentile } from '../summary.js';
import { type Ablation, type Outcome, type Stage, stages } from './measure.js';

/** A 95th percentile that changes by less than this share of itself has not moved. */
const leastMove = 0.1;
/** Nor has one that changes by less than a tenth of what the levels of common maps hide: 1/256/√12. */
const leastDifference = 1e-4;
/** Of what is drawn over, or empty, a share this small is a pixel here and there. */
const leastShare = 1e-3;
/** Fewer pictures have no 95th percentile worth the name. */
const leastMembers = 3;

const head = [
  'left out',
  'changed',
  'median',
  '95 %',
  'groups whose 95 % moves',
  'coverage',
  'below σ',
  'below 2σ',
  'lies',
  'holes read',
  'CPU',
];

/**
 * What leaving each stage out changes: differences to the whole decoder (in nrmse, and in points of a hundred), the
 * number of results that changed at all, and the CPU time as a ratio. Stages without which no 95th percentile (of the
 * error, of data lost, of errors beyond 2σ, of lies, of holes read as data) moves by a tenth, neither of all nor of a group, are
 * marked.
 */
export function ablationTable(cases: readonly Ablation[]): string {
  const full = cases.map((c) => c.full);
  return markdownTable(head, [
    [
      'nothing',
      `${cases.length} results`,
      median(full.map((o) => o.error)),
      percentile(
        full.map((o) => o.error),
        0.95,
      ),
      '',
      ...(['coverage', 'within1', 'within2', 'lies', 'holes'] as const).map((key) =>
        percent(meanOf(full, key)),
      ),
      `${mean(full.map((o) => o.seconds)).toFixed(2)} s each`,
    ],
    ...stages.map((stage) => row(stage, cases)),
  ]);
}

function row(stage: Stage, cases: readonly Ablation[]): (string | number)[] {
  const full = cases.map((c) => c.full);
  const without = cases.map((c) => c.without.get(stage)!);
  const errors = (outcomes: readonly Outcome[]) => outcomes.map((o) => o.error);
  const moves = movedGroups(stage, cases);
  const points = (key: 'coverage' | 'within1' | 'within2' | 'lies' | 'holes') =>
    signed(100 * (meanOf(without, key) - meanOf(full, key)), 2);
  const seconds = (pick: (o: Outcome) => number) => without.reduce((sum, o) => sum + pick(o), 0);
  return [
    moves.length > 0 ? stage : `${stage} ✗`,
    without.filter((o) => o.changed).length,
    signed(median(errors(without)) - median(errors(full)), 5),
    signed(percentile(errors(without), 0.95) - percentile(errors(full), 0.95), 5),
    moves.join('; '),
    points('coverage'),
    points('within1'),
    points('within2'),
    points('lies'),
    points('holes'),
    `× ${(seconds((o) => o.seconds) / seconds((o) => o.fullSeconds)).toFixed(2)}`,
  ];
}

/** What goes wrong in a result, each with the least difference that counts; its word stands before all but the error. */
const faults: readonly (readonly [(outcome: Outcome) => number, string, number])[] = [
  [({ error }) => error, '', leastDifference],
  [({ coverage }) => 1 - coverage, 'lost, ', leastShare],
  [({ within2 }) => 1 - within2, 'beyond 2σ, ', leastShare],
  [({ lies }) => lies, 'lies, ', leastShare],
  [({ holes }) => holes, 'holes, ', leastShare],
];

/** The groups, and all, whose 95th percentile of a fault moves by a tenth of itself, with it before and after. */
function movedGroups(stage: Stage, cases: readonly Ablation[]): string[] {
  const names = [...new Set(cases.map((c) => c.group))].sort();
  const groups = names.map((name) => [name, cases.filter((c) => c.group === name)] as const);
  return faults.flatMap(([fault, word, least]) =>
    [['all', cases] as const, ...groups].flatMap(([name, all]) => {
      const members = all.filter((c) => !Number.isNaN(fault(c.full)));
      if (members.length < leastMembers) return [];
      const p95 = (pick: (c: Ablation) => Outcome) =>
        percentile(
          members.map((c) => fault(pick(c))),
          0.95,
        );
      const before = p95((c) => c.full);
      const after = p95((c) => c.without.get(stage)!);
      const change = Math.abs(after - before);
      return change < leastMove * before || change < least
        ? []
        : [`${word}${name} ${before.toFixed(4)} → ${after.toFixed(4)}`];
    }),
  );
}

/** Where nothing was recovered, nothing can be said of it. */
function meanOf(
  outcomes: readonly Outcome[],
  key: 'coverage' | 'within1' | 'within2' | 'lies' | 'holes',
): number {
  return mean(outcomes.map((o) => o[key]).filter((value) => !Number.isNaN(value)));
}

function signed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  if (Number(text) === 0) return '0';
  return value > 0 ? `+${text}` : text.replace('-', '−');
}
