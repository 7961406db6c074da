import { loadLibrary } from '../../src/colourmap/library/library.js';
import { colourmapOf, resolveName } from '../../src/colourmap/names.js';
import { median } from '../../src/numeric/statistics/statistics.js';
import { decoded } from '../decode/decoded.js';
import {
  type Beneath,
  dark,
  grey,
  paper,
  relief,
  streets,
  transparentPicture,
  white,
} from '../decode/transparency/transparentMap.js';
import type { BenchArguments } from './arguments.js';
import { goodError } from './summary.js';
import { smoothField } from './syntheticFigure.js';

export const title = 'Half transparent maps, map and plot area given';

const maps = ['viridis', 'jet', 'Blues'];
const opacities = [0.4, 0.6, 0.8, 0.9];
const [width, height] = [140, 100];

/** Decodes lossless pictures of maps at several opacities over several grounds, with and without regard to transparency. */
export async function run({ seed }: BenchArguments): Promise<string> {
  const library = await loadLibrary();
  const grounds: readonly (readonly [string, Beneath])[] = [
    ['white', white],
    ['grey', grey],
    ['paper', paper],
    ['dark', dark],
    ['relief of greys', relief],
    ['coloured streets', streets(seed)],
  ];
  const rows = grounds.flatMap(([name, beneath]) =>
    opacities.map((opacity) => {
      const field = smoothField(width, height, seed);
      const scores = maps.map((wanted) => {
        const map = colourmapOf(resolveName(library, wanted));
        const picture = transparentPicture(field, width, map, opacity, beneath);
        const score = (without: readonly 'transparency'[]): Score =>
          scoreOf(decoded(picture, map, { without }), field);
        return { now: score([]), opaque: score(['transparency']) };
      });
      const cells = (['opaque', 'now'] as const).map((way) => summaryOf(scores.map((score) => score[way])));
      return `| ${name} | ${opacity} | ${cells.join(' | ')} |`;
    }),
  );
  return [
    '| over | opacity | as if opaque | now |',
    '| --- | ---: | --- | --- |',
    ...rows,
    '',
    `Each: median nrmse of ${maps.join(', ')} (– where most of it is masked), then for how many it is below ${goodError}, and how many others have a`,
    'confidence of ½ or more.',
  ].join('\n');
}

interface Score {
  readonly error: number;
  readonly confidence: number;
}

function scoreOf({ t, confidence }: ReturnType<typeof decoded>, field: Float32Array): Score {
  let sum = 0;
  let count = 0;
  t.forEach((position, p) => {
    if (Number.isNaN(position)) return;
    sum += (position - field[p]!) ** 2;
    count++;
  });
  return {
    error: count > 0.5 * field.length ? Math.sqrt(sum / count) : Number.POSITIVE_INFINITY,
    confidence,
  };
}

function summaryOf(scores: readonly Score[]): string {
  const error = median(scores.map((score) => score.error));
  const right = scores.filter((score) => score.error < goodError).length;
  const lies = scores.filter((score) => score.error >= goodError && score.confidence >= 0.5).length;
  return `${Number.isFinite(error) ? error.toFixed(4) : '–'}, ${right} right, ${lies} lies`;
}
