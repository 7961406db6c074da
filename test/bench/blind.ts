import type { BenchArguments } from './arguments.js';
import { groups, type Score, scored } from './blindScore.js';
import { defaultAgainstBlind } from './defaultAgainstBlind.js';
import { pictureSets } from './pictureSets.js';
import { markdownTable, mean, median } from './score.js';
import { confidenceSentence, goodError, percent, percentile } from './summary.js';

export const title = 'Blind recovery: no colourbar, no name, only the pixels';

const head = [
  '',
  'n',
  'median nrmse',
  'mean',
  '95 %',
  'worst',
  `< ${goodError}`,
  'coverage',
  'median rank',
  'worst rank',
  'wrongly unmasked',
  'below σ',
  'below 2σ',
  'CPU s',
];

function summary(name: string, scores: readonly Score[]): (string | number)[] {
  const errors = scores.map((s) => s.error);
  const ranks = scores.map((s) => s.rank);
  // Where nothing was recovered there is nothing to be calibrated.
  const calibrated = scores.filter((s) => !Number.isNaN(s.within1));
  return [
    name,
    scores.length,
    median(errors),
    mean(errors),
    percentile(errors, 0.95),
    Math.max(...errors),
    percent(errors.filter((e) => e < goodError).length / errors.length),
    percent(mean(scores.map((s) => s.coverage))),
    median(ranks).toFixed(5),
    Math.min(...ranks).toFixed(4),
    percent(mean(scores.map((s) => s.wronglyUnmasked))),
    percent(mean(calibrated.map((s) => s.within1))),
    percent(mean(calibrated.map((s) => s.within2))),
    mean(scores.map((s) => s.seconds)).toFixed(2),
  ];
}

function tableOf(heading: string, scores: readonly Score[]): string {
  const rows = groups
    .map((group) => [group, scores.filter((s) => s.group === group)] as const)
    .filter(([, members]) => members.length > 0)
    .map(([group, members]) => summary(group, members));
  const table = markdownTable(head, [...rows, summary('all', scores)]);
  return `### ${heading}\n\n${table}\n\n${confidenceSentence(scores)}`;
}

/** Every picture, worst first: UNHUE_DETAIL=1. */
function detail(scores: readonly Score[]): string {
  const rows = scores
    .toSorted((a, b) => b.error - a.error)
    .map((s) => [
      s.figure,
      s.error,
      percent(s.coverage),
      s.rank.toFixed(5),
      percent(s.wronglyUnmasked),
      percent(s.within1),
      s.confidence.toFixed(2),
      s.seconds.toFixed(2),
    ]);
  return markdownTable(
    ['', 'nrmse', 'coverage', 'rank', 'wrongly unmasked', 'below σ', 'confidence', 'CPU s'],
    rows,
  );
}

/**
 * One table by kind of picture for each method, on the fixtures and on pictures drawn fresh; then the default beside
 * blind. A pixel that was not recovered counts as the mean of the truth.
 */
export async function run(options: BenchArguments): Promise<string> {
  const names = ['default', 'walk', 'blind'] as const;
  const sections: string[] = [];
  for (const { name: set, pictures } of pictureSets(options)) {
    const scores = { default: [] as Score[], walk: [] as Score[], blind: [] as Score[] };
    for await (const [picture, file] of pictures())
      for (const method of names) scores[method].push(await scored(picture, file, method));
    for (const method of ['walk', 'blind'] as const)
      sections.push(tableOf(`${method}: ${set}`, scores[method]));
    if (process.env.UNHUE_DETAIL) sections.push(detail(scores.blind));
    sections.push(
      `### default against blind: ${set}\n\n${defaultAgainstBlind(scores.default, scores.blind)}\n\n` +
        `Of the default: ${confidenceSentence(scores.default)}`,
    );
  }
  return sections.join('\n\n');
}
