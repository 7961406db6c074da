import { recoverFigure } from '../../src/index.js';
import { type FigureFile, readRaster, scaleValues } from '../../src/node.js';
import {
  boxOf,
  type FigureDescription,
  figureDescriptions,
  loadFigure,
  type TruthFigure,
} from '../figures.js';
import type { BenchArguments } from './arguments.js';
import { freshFigure } from './fresh/figures.js';
import { type KnownScore, resultsTable, summaryTable } from './knownTables.js';
import { nearestColourPositions } from './nearestColour.js';
import {
  bandAccuracy,
  cleanPixels,
  coverage,
  type DataRange,
  equalBands,
  overlayLies,
  rangeError,
  sigmaCalibration,
  wronglyUnmasked,
} from './score.js';
import { confidenceSentence, goodError } from './summary.js';

export const title = 'Colourbar, plot area and range given';

type Figure = Omit<TruthFigure, 'imagePath'>;

/** Bands hide more than goodError by themselves: right is what comes this near to the least possible error. */
const bandSlack = 1.2;

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
      `right: nrmse below ${goodError}, or within ${bandSlack} of the floor.`,
    ...sets.flatMap(([name, scores]) =>
      scores.length > 0 ? [`### All: ${name}`, summaryTable(scores), confidenceSentence(scores)] : [],
    ),
  ].join('\n\n');
}

async function measured(figure: Figure, { raster, readJpeg, format }: FigureFile): Promise<KnownScore> {
  const { description, truth, overlay } = figure;
  const range = rangeOf(description);
  const plotBox = boxOf(description.plot_box);
  const colourbarBox = boxOf(description.colourbar_box!);
  const scale = { scale: description.scale, range: [range.low, range.high] as const };
  const before = process.cpuUsage();
  const [panel] = await recoverFigure(
    { raster, compressed: format === 'jpeg' },
    { plot: plotBox, colourbar: colourbarBox, range: scale.range, scale: scale.scale },
    readJpeg ? { readJpeg } : {},
  );
  const { decoded, grid, facts, confidence } = panel!;
  const { user, system } = process.cpuUsage(before);
  const { mask } = decoded;
  const { values, sigma } = grid;
  const pixels = cleanPixels(truth, overlay, range);
  const nearest = ([1, 2] as const).map((power) => {
    const t = nearestColourPositions(raster, plotBox, colourbarBox, power);
    return scaleValues({ t, sigma: new Float32Array(t.length) }, scale).values;
  });
  const everywhere = new Uint8Array(truth.length).fill(1);
  const drawn = overlay ?? new Uint8Array(truth.length);
  const edges =
    description.boundaries ?? (description.steps ? equalBands(range, description.steps) : undefined);
  const plain = facts.levels ?? 256;
  const floor = 1 / (description.steps ?? plain) / Math.sqrt(12);
  return {
    figure: description.name,
    lossy: facts.noise.kind === 'scattered',
    stepped: edges !== undefined,
    error: rangeError(truth, values, mask, range, pixels),
    nearestL1: rangeError(truth, nearest[0]!, everywhere, range, pixels),
    nearestL2: rangeError(truth, nearest[1]!, everywhere, range, pixels),
    floor,
    limit: Math.max(goodError, bandSlack * floor),
    coverage: coverage(mask, pixels),
    wronglyUnmasked: wronglyUnmasked(truth, overlay, mask),
    lies: overlayLies(truth, drawn, values, mask, range),
    peerLies: overlayLies(truth, drawn, nearest[1]!, everywhere, range),
    bands: edges ? bandAccuracy(truth, values, mask, edges, pixels) : Number.NaN,
    ...sigmaCalibration(truth, values, sigma, mask, pixels),
    confidence,
    megapixelsPerSecond: truth.length / (user + system),
  };
}

function rangeOf({ vmin, vmax, scale }: FigureDescription): DataRange {
  return { low: vmin, high: vmax, scale };
}
