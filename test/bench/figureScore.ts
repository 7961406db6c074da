import { inspect } from '../../src/figure/inspect.js';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import type { Box } from '../../src/model/types.js';
import { boxOf, type FigureDescription } from '../figures.js';
import type { Trusted } from './reliability.js';
import { goodError } from './summary.js';

/** Fields that some collections of figures have besides the common ones. */
export type Description = Pick<
  FigureDescription,
  'name' | 'plot_box' | 'vmin' | 'vmax' | 'colourbar_box' | 'extent'
> & {
  readonly scale: FigureDescription['scale'] | 'ticks';
  readonly program?: string;
  readonly panel?: number;
  readonly colourbar_low_end?: 'bottom' | 'left' | 'top' | 'right';
};

/** What was found in a figure, held against the truth. */
export interface Row {
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

export async function measured(figure: Description, image: string | Uint8Array): Promise<Row> {
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
    plot: panel ? agreement(panel.plotBox, boxOf(figure.plot_box)) : 0,
    bar: panel?.colourbar ? agreement(panel.colourbar.box, boxOf(figure.colourbar_box!)) : 0,
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

export const tallied = ['plot', 'bar', 'range right', 'none', 'wrong', 'wrong at ≥ ½', 'axes right', 'wrong'];

/** How many of some figures are as the words above say. */
export function tally(rows: readonly Row[]): (number | string)[] {
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
export function errorOf(
  got: readonly [number, number],
  wanted: readonly [number, number],
  scale: string,
): number {
  const law = scale === 'log' ? Math.log10 : (v: number) => v;
  return (
    Math.max(Math.abs(law(got[0]) - law(wanted[0])), Math.abs(law(got[1]) - law(wanted[1]))) /
    Math.abs(law(wanted[1]) - law(wanted[0]))
  );
}

/** Intersection over union, or 1 where no side is off by more than a pixel: rounding takes much of a thin bar. */
function agreement(a: Box, b: Box): number {
  const sides = ['left', 'top', 'right', 'bottom'] as const;
  return sides.every((side) => Math.abs(a[side] - b[side]) <= 1) ? 1 : overlap(a, b);
}

export function overlap(a: Box, b: Box): number {
  const width = Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left));
  const height = Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  const area = (box: Box) => (box.right - box.left) * (box.bottom - box.top);
  return (width * height) / (area(a) + area(b) - width * height);
}
