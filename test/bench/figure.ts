import { join } from 'node:path';
import { inspect } from '../../src/figure/inspect.js';
import { readRaster } from '../../src/formats/readRaster.js';
import type { Box } from '../../src/model/types.js';
import {
  boxOf,
  type FigureDescription,
  figureDescriptions,
  figuresFolder,
  programFigures,
} from '../figures.js';
import type { BenchArguments } from './arguments.js';
import { cautiousFigure } from './fresh/cautiousBars.js';
import { freshFigure } from './fresh/figures.js';
import { reliabilityTable, type Trusted } from './reliability.js';
import { markdownTable } from './score.js';
import { goodError } from './summary.js';

export const title = 'What is found in figures: boxes, ranges, axes, cells';

/** Fields that some collections of figures have besides the common ones. */
type Description = Pick<
  FigureDescription,
  'name' | 'plot_box' | 'vmin' | 'vmax' | 'colourbar_box' | 'extent'
> & {
  readonly scale: FigureDescription['scale'] | 'ticks';
  readonly program?: string;
  readonly panel?: number;
  readonly colourbar_low_end?: 'bottom' | 'left' | 'top' | 'right';
};

interface Row {
  readonly name: string;
  readonly program: string;
  readonly plot: number;
  readonly bar: number;
  readonly range: string;
  /** How sure unhue is of the range, where it gives one. */
  readonly confidence: number;
  readonly x: string;
  readonly y: string;
  /** Whether the range and the axes that were given are right to 2 %. */
  readonly trust: { readonly range: readonly Trusted[]; readonly axes: readonly Trusted[] };
  readonly cpu: number;
}

/** Fresh figures to draw. */
export const count = 40;

/**
 * Boxes by intersection over union; ranges and axes within 1 % and 1.5 % of themselves. The figures of test/fixtures one by
 * one (or those of UNHUE_FIGURES by program), and figures that a seed draws: usual ones, and as many that ask for caution.
 * How far the confidences of both kinds can be trusted.
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
    ...(process.env.UNHUE_DETAIL
      ? [detail([...rows, ...fresh, ...cautious].filter((r) => !isRight(r)))]
      : []),
  ].join('\n\n');
}

async function measured(figure: Description, image: string | Uint8Array): Promise<Row> {
  const { raster, format } = await readRaster(image);
  const start = process.cpuUsage();
  const { panels } = await inspect(raster, { lossy: format === 'jpeg' });
  const cpu = process.cpuUsage(start).user / 1000;
  const panel = panels[(figure.panel ?? 1) - 1];
  const flipped = figure.colourbar_low_end === 'top' || figure.colourbar_low_end === 'right';
  const ends = [figure.vmin, figure.vmax] as const;
  const [left, right, bottom, top] = figure.extent ?? [];
  const wanted = flipped ? ([ends[1], ends[0]] as const) : ends;
  const axes = [
    { got: panel?.x, wanted: [left, right] },
    { got: panel?.y, wanted: [bottom, top] },
  ].flatMap(({ got, wanted: [low, high] }): Trusted[] =>
    got && low !== undefined
      ? [{ confidence: got.confidence, isRight: errorOf(got.range, [low, high!], 'linear') < goodError }]
      : [],
  );
  return {
    name: figure.name,
    program: figure.program ?? '',
    plot: panel ? overlap(panel.plotBox, boxOf(figure.plot_box)) : 0,
    bar: panel?.colourbar ? overlap(panel.colourbar.box, boxOf(figure.colourbar_box!)) : 0,
    range: verdict(panel?.range, wanted, figure.scale, 0.01, panel?.scale),
    confidence: panel?.range ? panel.confidence.range : 0,
    x: left === undefined ? '' : verdict(panel?.x?.range, [left, right!], 'linear', 0.015),
    y: bottom === undefined ? '' : verdict(panel?.y?.range, [bottom, top!], 'linear', 0.015),
    trust: {
      range: panel?.range
        ? [
            {
              confidence: panel.confidence.range,
              isRight: panel.scale === figure.scale && errorOf(panel.range, wanted, figure.scale) < goodError,
            },
          ]
        : [],
      axes,
    },
    cpu,
  };
}

const isRight = ({ plot, bar, range, x, y }: Row): boolean =>
  plot > 0.97 && bar > 0.9 && [range, x, y].every((v) => v === 'right' || v === '');

function detail(rows: readonly Row[]): string {
  return markdownTable(
    ['figure', 'plot IoU', 'bar IoU', 'range', 'x', 'y', 'CPU ms'],
    rows.map((r) => [r.name, r.plot.toFixed(3), r.bar.toFixed(3), r.range, r.x, r.y, r.cpu.toFixed(0)]),
  );
}

const tallied = ['plot', 'bar', 'range right', 'none', 'wrong', 'wrong at ≥ ½', 'axes right', 'wrong'];

/** How many of some figures are as the words above say. */
function tally(rows: readonly Row[]): (number | string)[] {
  const number = (test: (row: Row) => boolean): number => rows.filter(test).length;
  const axes = rows.flatMap((r) => [r.x, r.y]).filter((v) => v !== '');
  const isWrong = ({ range }: Row): boolean => range.startsWith('wrong');
  return [
    number((r) => r.plot > 0.97),
    number((r) => r.bar > 0.9),
    number((r) => r.range === 'right'),
    number((r) => r.range === 'none'),
    number(isWrong),
    number((r) => isWrong(r) && r.confidence >= 0.5),
    `${axes.filter((v) => v === 'right').length} of ${axes.length}`,
    axes.filter((v) => v.startsWith('wrong')).length,
  ];
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

function verdict(
  got: readonly [number, number] | null | undefined,
  wanted: readonly [number, number],
  scale: string,
  tolerance: number,
  foundScale: string | null | undefined = scale,
): string {
  if (!got) return 'none';
  return errorOf(got, wanted, scale) < tolerance && foundScale === scale
    ? 'right'
    : `wrong: ${got.map((v) => Number(v.toPrecision(4))).join()}`;
}

/** The larger error of both ends as a share of the range. */
function errorOf(got: readonly [number, number], wanted: readonly [number, number], scale: string): number {
  const law = scale === 'log' ? Math.log10 : (v: number) => v;
  return (
    Math.max(Math.abs(law(got[0]) - law(wanted[0])), Math.abs(law(got[1]) - law(wanted[1]))) /
    Math.abs(law(wanted[1]) - law(wanted[0]))
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

function overlap(a: Box, b: Box): number {
  const width = Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left));
  const height = Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  const area = (box: Box) => (box.right - box.left) * (box.bottom - box.top);
  return (width * height) / (area(a) + area(b) - width * height);
}
