import { recoverBlind } from '../../src/decode/blind.js';
import { recoverGreedy } from '../../src/decode/greedy.js';
import { type FigureFile, readRaster } from '../../src/formats/readRaster.js';
import { RecoveryError } from '../../src/model/errors.js';
import { figureDescriptions, loadFigure, type TruthFigure } from '../figures.js';
import {
  coverage,
  markdownTable,
  mean,
  median,
  rankCorrelation,
  relabelledError,
  wronglyUnmasked,
} from './score.js';

export const title = 'Blind recovery: no colourbar, no name, only the pixels';

/** A way to recover positions from nothing but the pixels of a picture. */
interface Method {
  readonly name: string;
  recover(file: FigureFile): { t: ArrayLike<number>; mask: Uint8Array; confidence: number };
}

const methods: readonly Method[] = [
  {
    name: 'greedy walk',
    recover({ raster }) {
      const { decoded, colourmap } = recoverGreedy(raster);
      return { ...decoded, confidence: colourmap.confidence };
    },
  },
  {
    name: 'blind',
    recover({ raster, transparent }) {
      const { decoded, confidence } = recoverBlind(raster, transparent && { ignore: transparent });
      return { ...decoded, confidence };
    },
  },
];

interface Score {
  readonly figure: string;
  readonly group: string;
  readonly error: number;
  readonly coverage: number;
  readonly rank: number;
  readonly wronglyUnmasked: number;
  readonly confidence: number;
  readonly seconds: number;
}

/** A result above this is of no use: two hundredths of the range, the limit between right and wrong throughout. */
const good = 0.02;

const groups = ['png', 'jpeg', 'palette, dither', 'scaled', 'holes', 'marked'];

/** By what was done to the picture: what makes it hard counts before the file format. */
function groupOf({ description, truth }: TruthFigure): string {
  if (/-marked/.test(description.name)) return 'marked';
  if (truth.some(Number.isNaN)) return 'holes';
  if (/^(palette|dither)/.test(description.format)) return 'palette, dither';
  return /^(jpeg|webp)/.test(description.format) ? 'jpeg' : description.format;
}

function scored(figure: TruthFigure, file: FigureFile, method: Method): Score {
  const before = process.cpuUsage();
  let result: ReturnType<Method['recover']>;
  try {
    result = method.recover(file);
  } catch (error) {
    // A refusal is a result: nothing recovered, and nothing claimed.
    if (!(error instanceof RecoveryError)) throw error;
    const nothing = new Uint8Array(figure.truth.length);
    result = { t: new Float32Array(figure.truth.length), mask: nothing, confidence: 0 };
  }
  const { user, system } = process.cpuUsage(before);
  const { truth } = figure;
  const data = Uint32Array.from(truth.keys()).filter((i) => !Number.isNaN(truth[i]!));
  return {
    figure: figure.name,
    group: groupOf(figure),
    error: relabelledError(truth, result.t, result.mask, figure.description.vmax - figure.description.vmin),
    coverage: coverage(result.mask, data),
    rank: Math.abs(rankCorrelation(truth, result.t, result.mask)),
    wronglyUnmasked: wronglyUnmasked(truth, figure.overlay, result.mask),
    confidence: result.confidence,
    seconds: (user + system) / 1e6,
  };
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function summary(name: string, scores: readonly Score[]): (string | number)[] {
  const errors = scores.map((s) => s.error);
  const ranks = scores.map((s) => s.rank);
  return [
    name,
    String(scores.length),
    median(errors),
    mean(errors),
    Math.max(...errors),
    percent(errors.filter((e) => e < good).length / errors.length),
    percent(mean(scores.map((s) => s.coverage))),
    median(ranks).toFixed(5),
    Math.min(...ranks).toFixed(4),
    percent(mean(scores.map((s) => s.wronglyUnmasked))),
    mean(scores.map((s) => s.seconds)).toFixed(2),
  ];
}

const head = [
  '',
  'n',
  'median nrmse',
  'mean',
  'worst',
  '< .02',
  'coverage',
  'median rank',
  'worst rank',
  'wrongly unmasked',
  'CPU s',
];

/** How well confidence tells right from wrong: each wrong picture should get less than ½, nine of ten right ones more. */
function calibration(scores: readonly Score[]): string {
  const wrong = scores.filter((s) => s.error > good);
  const right = scores.filter((s) => s.error <= good);
  return (
    `Confidence: ${right.filter((s) => s.confidence > 0.5).length} of ${right.length} good results get more than ½, ` +
    `${wrong.filter((s) => s.confidence < 0.5).length} of ${wrong.length} bad ones less.`
  );
}

function tableOf(method: Method, scores: readonly Score[]): string {
  const rows = groups
    .map((group) => [group, scores.filter((s) => s.group === group)] as const)
    .filter(([, members]) => members.length > 0)
    .map(([group, members]) => summary(group, members));
  return `### ${method.name}\n\n${markdownTable(head, [...rows, summary('all', scores)])}\n\n${calibration(scores)}`;
}

/** Every picture, worst first, of the last method: UNHUE_DETAIL=1. */
function detail(scores: readonly Score[]): string {
  const rows = scores
    .toSorted((a, b) => b.error - a.error)
    .map((s) => [
      s.figure,
      s.error,
      percent(s.coverage),
      s.rank.toFixed(5),
      percent(s.wronglyUnmasked),
      s.confidence.toFixed(2),
      s.seconds.toFixed(2),
    ]);
  return markdownTable(['', 'nrmse', 'coverage', 'rank', 'wrongly unmasked', 'confidence', 'CPU s'], rows);
}

/** One table by kind of picture for each method. A pixel that was not recovered counts as the mean of the truth. */
export async function run(): Promise<string> {
  const scores = methods.map((): Score[] => []);
  for (const description of figureDescriptions('bare')) {
    const figure = loadFigure(description);
    const file = await readRaster(figure.imagePath);
    methods.forEach((method, i) => {
      scores[i]!.push(scored(figure, file, method));
    });
  }
  const tables = methods.map((method, i) => tableOf(method, scores[i]!));
  if (process.env.UNHUE_DETAIL) tables.push(detail(scores.at(-1)!));
  return tables.join('\n\n');
}
