import { join } from 'node:path';
import { figureDescriptions, figuresFolder, programFigures } from '../figures.js';
import type { BenchArguments } from './arguments.js';
import { type Description, measured, type Row, tallied, tally } from './figureScore.js';
import { sizesTable } from './figureSizes.js';
import { cautiousFigure } from './fresh/cautiousBars.js';
import { freshFigure } from './fresh/figures.js';
import { reliabilityTable, type Trusted } from './reliability.js';
import { markdownTable } from './score.js';

export const title = 'What is found in figures: boxes, ranges, axes, cells';

/** Fresh figures to draw. */
export const count = 40;

/**
 * Boxes by intersection over union, or right within a pixel; ranges and axes within 1 % and 1.5 % of themselves. The figures of
 * test/fixtures one by one (or those of UNHUE_FIGURES by program), figures that a seed draws (usual ones, and as many that ask
 * for caution), and figures that it draws at several sizes. How far the confidences can be trusted.
 */
export async function run({ seed, count }: BenchArguments): Promise<string> {
  const other = process.env.UNHUE_FIGURES !== undefined;
  const rows: Row[] = [];
  for (const folder of other ? [figuresFolder] : [figuresFolder, programFigures])
    for (const figure of figureDescriptions((d) => d.colourbar_box !== null, folder))
      rows.push(await measured(figure as Description, join(folder, figure.image)));
  const fresh: Row[] = [];
  for (let index = 0; index < count; index++) {
    const { description, bytes } = await freshFigure(seed, index);
    fresh.push(await measured(description, bytes));
  }
  const cautious: Row[] = [];
  for (let index = 0; index < count; index++) {
    const { description, bytes } = await cautiousFigure(seed, index);
    cautious.push(await measured(description, bytes));
  }
  const byProgram = [...new Set(rows.map((r) => r.program))].sort().map((program) => {
    const own = rows.filter((r) => r.program === program);
    return [program, own.length, ...tally(own)];
  });
  return [
    other ? markdownTable(['program', 'figures', ...tallied], byProgram) : detail(rows),
    summary('given', rows),
    summary(`drawn fresh, seed ${seed}`, fresh),
    summary(`that ask for caution, seed ${seed}`, cautious),
    reliability('ranges', fresh, cautious, (r) => r.trust.range),
    reliability('axes', fresh, cautious, (r) => r.trust.axes),
    await sizesTable(seed, count),
    ...(process.env.UNHUE_DETAIL
      ? [detail([...rows, ...fresh, ...cautious].filter((r) => !isRight(r)))]
      : []),
  ].join('\n\n');
}

const isRight = ({ plot, bar, range, x, y }: Row): boolean =>
  plot > 0.97 && bar > 0.9 && [range, x, y].every((v) => v === 'right' || v === '');

function detail(rows: readonly Row[]): string {
  return markdownTable(
    ['figure', 'plot IoU', 'bar IoU', 'range', 'x', 'y', 'CPU ms'],
    rows.map((r) => [r.name, r.plot.toFixed(3), r.bar.toFixed(3), r.range, r.x, r.y, r.cpu.toFixed(0)]),
  );
}

function summary(what: string, rows: readonly Row[]): string {
  const times = rows.map((r) => r.cpu).sort((a, b) => a - b);
  const [plot, bar, right, none, wrong, sure, axes, wrongAxes] = tally(rows);
  return (
    `${rows.length} figures ${what}: plot IoU > .97 on ${plot}, bar IoU > .9 on ${bar}, range right on ${right}, not given on ` +
    `${none}, wrong on ${wrong} (${sure} of them with confidence ½ or more); axes right ${axes}, wrong ${wrongAxes}; median ` +
    `${times[times.length >> 1]?.toFixed(0)} ms in this thread.`
  );
}

function reliability(
  what: string,
  fresh: readonly Row[],
  cautious: readonly Row[],
  given: (row: Row) => readonly Trusted[],
): string {
  const tables = [
    [what, fresh],
    [`${what} that ask for caution`, cautious],
  ] as const;
  return tables
    .filter(([, rows]) => rows.some((row) => given(row).length > 0))
    .map(([words, rows]) => reliabilityTable(words, rows.flatMap(given)))
    .join('\n\n');
}
