import { readRaster } from '../../src/node.js';
import { figureDescriptions, loadFigure } from '../figures.js';
import type { BenchArguments } from './arguments.js';
import { freshFigure } from './fresh/figures.js';
import { measured } from './knownScore.js';
import { type KnownScore, resultsTable, summaryTable } from './knownTables.js';
import { confidenceSentence, goodError } from './summary.js';

export const title = 'Colourbar, plot area and range given';

/** Decodes the figures that have a colourbar, beside nearest-colour decoding of the bar's median strip. */
export async function run({ seed, count }: BenchArguments): Promise<string> {
  const fixtures: KnownScore[] = [];
  for (const description of figureDescriptions((d) => d.colourbar_box !== null)) {
    const figure = loadFigure(description);
    fixtures.push(await measured(figure, await readRaster(figure.imagePath)));
  }
  const fresh: KnownScore[] = [];
  for (let index = 0; index < count; index++) {
    const figure = await freshFigure(seed, index);
    fresh.push(await measured(figure, await readRaster(figure.bytes)));
  }
  const sets = [
    ['fixtures', fixtures],
    [`fresh, seed ${seed}`, fresh],
  ] as const;
  return [
    ...sets.flatMap(([name, scores]) => (scores.length > 0 ? [`### ${name}`, resultsTable(scores)] : [])),
    'nrmse over clean pixels, relative to the range; lies: share of drawn-over pixels left unmasked and wrong by more\n' +
      'than 5 % of the range; nearest: index of the nearest colour of the median strip over n − 1, nothing masked;\n' +
      `right: nrmse below ${goodError}, or within 1.2 of the floor.`,
    ...sets.flatMap(([name, scores]) =>
      scores.length > 0 ? [`### All: ${name}`, summaryTable(scores), confidenceSentence(scores)] : [],
    ),
  ].join('\n\n');
}
