import type { AxisFindings, PanelFindings } from '../../src/figure/findings.js';
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
  const wanted = flipped ? ([ends[1], ends[0]] as const) : ends;
  const axes = panel ? axesOf(figure, panel) : { x: undefined, y: undefined };
  const trusted = [axes.x, axes.y].flatMap((axis): Trusted[] =>
    axis?.got
      ? [{ confidence: axis.confidence, isRight: errorOf(axis.got, axis.wanted, 'linear') < goodError }]
      : [],
  );
  const axisVerdict = (axis: HeldAxis | undefined): string =>
    axis === undefined ? '' : verdict(axis.got, axis.wanted, 'linear', 0.015);
  return {
    name: figure.name,
    program: figure.program ?? '',
    plot: panel ? agreement(panel.plotBox, boxOf(figure.plot_box)) : 0,
    bar: panel?.colourbar ? agreement(panel.colourbar.box, boxOf(figure.colourbar_box!)) : 0,
    range: verdict(panel?.range, wanted, figure.scale, 0.01, panel?.scale),
    confidence: panel?.range ? panel.confidence.range : 0,
    x: figure.extent && !panel ? 'none' : axisVerdict(axes.x),
    y: figure.extent && !panel ? 'none' : axisVerdict(axes.y),
    trust: {
      range: panel?.range
        ? [
            {
              confidence: panel.confidence.range,
              isRight: panel.scale === figure.scale && errorOf(panel.range, wanted, figure.scale) < goodError,
            },
          ]
        : [],
      axes: trusted,
    },
    cpu,
  };
}

/** An axis' values at both ends of the true plot area, and what they should be. */
export interface HeldAxis {
  readonly got: readonly [number, number] | null;
  readonly wanted: readonly [number, number];
  readonly confidence: number;
}

/**
 * The axes of a panel at the edges of the true plot area: an axis says what value belongs to which pixel, and where the plot area was
 * found is judged on its own (a panel of ggplot2's goes on around its data). Degrees along it are right on whichever turn the figure
 * writes them: a longitude of 190° is one of −170°.
 *
 * @returns nothing where the figure's axes are not known
 */
export function axesOf(
  { extent, plot_box: [left, top, right, bottom] }: Description,
  { x, y, plotEdges: edges }: PanelFindings,
): { readonly x?: HeldAxis; readonly y?: HeldAxis } {
  if (!extent) return {};
  const [west, east, south, north] = extent;
  const longitudes = held(x, [edges.left, edges.right], [left, right], [west, east]);
  return {
    x: x?.units === 'degrees_east' || x?.units === '°' ? onOneTurn(longitudes) : longitudes,
    y: held(y, [edges.bottom, edges.top], [bottom, top], [south, north]),
  };
}

function held(
  axis: AxisFindings | null,
  found: readonly [number, number],
  real: readonly [number, number],
  wanted: readonly [number, number],
): HeldAxis {
  if (axis === null) return { got: null, wanted, confidence: 0 };
  const [low, high] = axis.range;
  const at = (pixel: number): number => low + ((pixel - found[0]) / (found[1] - found[0])) * (high - low);
  const got = axis.scale === 'linear' ? ([at(real[0]), at(real[1])] as const) : axis.range;
  return { got, wanted, confidence: axis.confidence };
}

/** A range of longitudes moved by whole turns, both ends alike, to where the wanted one is. */
function onOneTurn({ got, wanted, confidence }: HeldAxis): HeldAxis {
  if (got === null) return { got, wanted, confidence };
  const turns = 360 * Math.round((wanted[0] - got[0]) / 360);
  return { got: [got[0] + turns, got[1] + turns], wanted, confidence };
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
