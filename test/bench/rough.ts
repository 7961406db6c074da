import { loadLibrary } from '../../src/index.js';
import { readRaster } from '../../src/node.js';
import type { BenchArguments } from './arguments.js';
import { type MethodName, type Score, scored } from './blindScore.js';
import type { FieldKind } from './fresh/fields.js';
import { roughPicture } from './fresh/rough.js';
import { markdownTable, mean, median } from './score.js';
import { goodError, percent } from './summary.js';

export const title = 'Rough fields in JPEGs: blind, by default, and by the map they were drawn with';

/** Pictures of each kind; each is compressed at every quality. */
export const count = 2;

/** Fields that change from pixel to pixel, have thin structures, or stand still and jump. */
const kinds: readonly FieldKind[] = [
  'spectrogram',
  'radar',
  'stars',
  'eddies',
  'bands',
  'terrain',
  'seismic',
  'cells',
  'waves',
  'tissue',
];

const qualities = [70, 85] as const;

const ways = ['blind', 'default', 'true'] as const;

interface Row {
  readonly kind: FieldKind;
  readonly quality: number;
  readonly scores: Readonly<Record<(typeof ways)[number], Score>>;
}

/**
 * The same fields at two qualities, with half of their chroma either way: error after the best relabelling, where what was
 * not recovered counts as the mean of the truth, by the order of the pixels' own colours, by default, and by the true map.
 */
export async function run({ seed, count }: BenchArguments): Promise<string> {
  const library = await loadLibrary();
  const rows: Row[] = [];
  for (const kind of kinds)
    for (let index = 0; index < count; index++)
      for (const quality of qualities) {
        const picture = await roughPicture(library, seed, kind, index, quality);
        const file = await readRaster(picture.bytes);
        const by = (method: MethodName) => scored(picture, file, method);
        const scores = {
          blind: await by('blind'),
          default: await by('default'),
          true: await by('map'),
        };
        rows.push({ kind, quality, scores });
      }
  const sections = [kindTable(rows), summaryTable(rows)];
  if (process.env.UNHUE_DETAIL) sections.push(detail(rows));
  return sections.join('\n\n');
}

/** One row for each kind and quality: means of the errors, least of the coverages. */
function kindTable(rows: readonly Row[]): string {
  const head = [
    'field, quality',
    ...ways.map((way) => `${way}: error`),
    ...ways.map((way) => `${way}: coverage`),
  ];
  const body = kinds.flatMap((kind) =>
    qualities.map((quality) => {
      const scores = rows
        .filter((row) => row.kind === kind && row.quality === quality)
        .map((row) => row.scores);
      return [
        `${kind} ${quality}`,
        ...ways.map((way) => mean(scores.map((s) => s[way].error)).toFixed(4)),
        ...ways.map((way) => percent(mean(scores.map((s) => s[way].coverage)))),
      ];
    }),
  );
  return markdownTable(head, body);
}

function summaryTable(rows: readonly Row[]): string {
  const head = [
    '',
    'n',
    'named',
    'median error',
    'mean',
    'worst',
    'coverage',
    'least',
    'wrongly unmasked',
    `wrong (> ${goodError}), of these below ½`,
    'right, of these above ½',
  ];
  const body = ways.map((way) => {
    const scores = rows.map((row) => row.scores[way]);
    const wrong = scores.filter((s) => s.error > goodError);
    const right = scores.filter((s) => s.error <= goodError);
    return [
      way,
      scores.length,
      scores.filter((s) => s.named !== undefined).length,
      median(scores.map((s) => s.error)).toFixed(4),
      mean(scores.map((s) => s.error)).toFixed(4),
      Math.max(...scores.map((s) => s.error)).toFixed(4),
      percent(mean(scores.map((s) => s.coverage))),
      percent(Math.min(...scores.map((s) => s.coverage))),
      percent(mean(scores.map((s) => s.wronglyUnmasked))),
      `${wrong.length}, ${wrong.filter((s) => s.confidence < 0.5).length}`,
      `${right.length}, ${right.filter((s) => s.confidence >= 0.5).length}`,
    ];
  });
  return markdownTable(head, body);
}

/** Every picture, those first on which blind is farthest from the true map: UNHUE_DETAIL=1. */
function detail(rows: readonly Row[]): string {
  const head = ['', ...ways.flatMap((way) => [way, 'coverage', 'confidence']), 'named', 'CPU s'];
  const body = rows
    .toSorted(
      (a, b) => b.scores.blind.error - b.scores.true.error - (a.scores.blind.error - a.scores.true.error),
    )
    .map(({ scores }) => [
      scores.blind.figure,
      ...ways.flatMap((way) => [
        scores[way].error.toFixed(4),
        scores[way].coverage.toFixed(3),
        scores[way].confidence.toFixed(2),
      ]),
      scores.default.named ?? '',
      mean(ways.map((way) => scores[way].seconds)).toFixed(2),
    ]);
  return markdownTable(head, body);
}
