import { groups, type Score } from './blindScore.js';
import { markdownTable, mean, median } from './score.js';

/** The default is worse than blind where its error is larger by more than this share of the range. */
const margin = 0.001;

/** Both scores of one picture. */
interface Pair {
  readonly byDefault: Score;
  readonly blind: Score;
}

/**
 * Whether looking for a named map first ever costs anything: the default and the blind recovery of the same pictures,
 * in the same order, with the same rule for pixels that were not recovered. By kind of picture, then every picture on
 * which the default is worse.
 */
export function defaultAgainstBlind(byDefault: readonly Score[], blind: readonly Score[]): string {
  const pairs = byDefault.map((score, i): Pair => ({ byDefault: score, blind: blind[i]! }));
  const rows = groups
    .map((group) => [group, pairs.filter((p) => p.blind.group === group)] as const)
    .filter(([, members]) => members.length > 0)
    .map(([group, members]) => row(group, members));
  const head = [
    '',
    'n',
    'named',
    'default: median nrmse',
    'mean',
    'blind: median nrmse',
    'mean',
    `default worse by > ${margin}`,
    'better',
  ];
  const table = markdownTable(head, [...rows, row('all', pairs)]);
  const worse = pairs.filter(({ byDefault: d, blind: b }) => d.error > b.error + margin);
  return worse.length === 0 ? table : `${table}\n\n${listOf(worse)}`;
}

function row(name: string, pairs: readonly Pair[]): (string | number)[] {
  const errors = { default: pairs.map((p) => p.byDefault.error), blind: pairs.map((p) => p.blind.error) };
  return [
    name,
    pairs.length,
    pairs.filter((p) => p.byDefault.named !== undefined).length,
    median(errors.default).toFixed(4),
    mean(errors.default).toFixed(4),
    median(errors.blind).toFixed(4),
    mean(errors.blind).toFixed(4),
    pairs.filter((p) => p.byDefault.error > p.blind.error + margin).length,
    pairs.filter((p) => p.byDefault.error < p.blind.error - margin).length,
  ];
}

function listOf(pairs: readonly Pair[]): string {
  const head = ['default is worse', 'taken as', 'default', 'coverage', 'blind', 'coverage'];
  return markdownTable(
    head,
    pairs
      .toSorted((a, b) => b.byDefault.error - b.blind.error - (a.byDefault.error - a.blind.error))
      .map(({ byDefault, blind }) => [
        blind.figure,
        byDefault.named ?? '',
        byDefault.error.toFixed(4),
        byDefault.coverage.toFixed(3),
        blind.error.toFixed(4),
        blind.coverage.toFixed(3),
      ]),
  );
}
