import { parseAxisOffset } from '../../src/figure/labels/grammar/axisOffset.js';
import { isCalendar } from '../../src/figure/labels/grammar/calendar.js';
import { parseNumber } from '../../src/figure/labels/grammar/number.js';
import { readLabel } from '../../src/figure/labels/reader/readLabel.js';
import { readWord } from '../../src/figure/labels/readWord.js';
import { type LabelCrop, labelCrops } from '../figure/labels/labelCrops.js';

export const title = 'Labels read exactly, by kind and height';

interface Row {
  readonly crop: LabelCrop;
  readonly raw: string;
  readonly read: string;
  readonly score: number;
  readonly among: boolean;
  readonly number: boolean;
  readonly milliseconds: number;
}

/** UNHUE_LABELS=/path reads the crops of another folder: pictures and a truth.json (file, truth, kind, h). */
export async function run(): Promise<string> {
  const crops = await labelCrops(process.env.UNHUE_LABELS);
  const before = performance.now();
  await readLabel(crops[0]!.raster, crops[0]!.page, crops[0]!.box);
  const start = performance.now() - before;
  const rows: Row[] = [];
  for (const crop of crops) {
    const { raster, page, box } = crop;
    const begun = performance.now();
    const texts = await readLabel(raster, page, box);
    const milliseconds = performance.now() - begun;
    const word = { box, glyphs: [box], height: box.bottom - box.top };
    const { text, candidates, calendar } = await readWord(
      raster,
      { colour: page, tolerance: 4, noisy: false },
      word,
      readLabel,
    );
    rows.push({
      crop,
      raw: texts[0]?.text ?? '',
      read: text,
      score: texts[0]?.score ?? 0,
      among: texts.some((t) => t.text === crop.truth),
      number: candidates.length > 0 || calendar,
      milliseconds,
    });
  }
  const isMeaningful = ({ truth }: LabelCrop): boolean =>
    isCalendar(truth) || parseNumber(truth).length > 0 || parseAxisOffset(truth) !== null;
  const labels = rows.filter(({ crop }) => isMeaningful(crop));
  const others = rows.filter(({ crop }) => !isMeaningful(crop));
  const times = rows.map((r) => r.milliseconds).sort((a, b) => a - b);
  const unread = labels.filter((r) => !r.number && parseAxisOffset(r.crop.truth) === null);
  const wrong = labels.filter((r) => r.read !== r.crop.truth);
  return [
    '| | labels | raw, % | with grammar, % | among five, % |',
    '|---|---|---|---|---|',
    tableRow('all', labels),
    ...groups(labels, ({ crop }) => crop.kind),
    ...groups(labels, ({ crop }) => heightClass(crop.height)),
    '',
    '| probability | labels | right, % |',
    '|---|---|---|',
    ...groups(labels, ({ score }) => scoreClass(score)).map((line) =>
      line.split('|').slice(0, 4).concat('').join('|'),
    ),
    '',
    `Words rejected: ${others.filter((r) => !r.number).length} of ${others.length}. ` +
      `Numbers not given: ${unread.length} of ${labels.length}. ` +
      `First label ${start.toFixed(0)} ms, median ${times[times.length >> 1]!.toFixed(1)} ms, ` +
      `mean ${(times.reduce((a, b) => a + b, 0) / times.length).toFixed(1)} ms.`,
    '',
    ...wrong.map(
      (r) =>
        `- ${r.crop.file} (${r.crop.height} px): ${r.crop.truth} read as ${r.read} (${r.score.toFixed(2)})`,
    ),
  ].join('\n');
}

const share = (rows: readonly Row[], test: (row: Row) => boolean): string =>
  ((100 * rows.filter(test).length) / rows.length).toFixed(1);

const tableRow = (name: string, rows: readonly Row[]): string =>
  `| ${name} | ${rows.length} | ${share(rows, (r) => r.raw === r.crop.truth)} | ` +
  `${share(rows, (r) => r.read === r.crop.truth)} | ${share(rows, (r) => r.among)} |`;

function groups(rows: readonly Row[], key: (row: Row) => string): string[] {
  const names = [...new Set(rows.map(key))].sort();
  return names.map((name) =>
    tableRow(
      name,
      rows.filter((row) => key(row) === name),
    ),
  );
}

const heightClass = (height: number): string =>
  height < 8 ? 'below 8 px' : height < 10 ? '8–10 px' : height < 14 ? '10–14 px' : 'from 14 px';

const scoreClass = (score: number): string =>
  score >= 0.99 ? '≥ .99' : score >= 0.9 ? '.9–.99' : score >= 0.5 ? '.5–.9' : '< .5';
