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

export const title = 'What is found in figures: boxes, ranges, axes, cells';

/** Fields that some collections of figures have besides the common ones. */
type Description = FigureDescription & {
  readonly panel?: number;
  readonly colourbar_low_end?: 'bottom' | 'left' | 'top' | 'right';
};

interface Row {
  readonly name: string;
  readonly plot: number;
  readonly bar: number | null;
  readonly range: string;
  readonly x: string;
  readonly y: string;
  readonly cpu: number;
}

/** Boxes by intersection over union; ranges and axes within 1 % and 1.5 % of themselves. */
export async function run(): Promise<string> {
  const rows: Row[] = [];
  const folders = process.env.UNHUE_FIGURES ? [figuresFolder] : [figuresFolder, programFigures];
  for (const folder of folders) {
    for (const figure of figureDescriptions((d) => d.colourbar_box !== null, folder) as Description[]) {
      const { raster } = await readRaster(join(folder, figure.image));
      const start = process.cpuUsage();
      const { panels } = await inspect(raster);
      const cpu = process.cpuUsage(start).user / 1000;
      const panel = panels[(figure.panel ?? 1) - 1];
      const flipped = figure.colourbar_low_end === 'top' || figure.colourbar_low_end === 'right';
      const ends = [figure.vmin, figure.vmax] as const;
      const [left, right, bottom, top] = figure.extent ?? [];
      rows.push({
        name: figure.name,
        plot: panel ? overlap(panel.plotBox, boxOf(figure.plot_box)) : 0,
        bar: panel?.colourbar ? overlap(panel.colourbar.box, boxOf(figure.colourbar_box!)) : 0,
        range: verdict(panel?.range, flipped ? [ends[1], ends[0]] : ends, figure.scale, 0.01, panel?.scale),
        x: left === undefined ? '' : verdict(panel?.x?.range, [left, right!], 'linear', 0.015),
        y: bottom === undefined ? '' : verdict(panel?.y?.range, [bottom, top!], 'linear', 0.015),
        cpu,
      });
    }
  }
  const count = (test: (row: Row) => boolean): number => rows.filter(test).length;
  const axes = rows.flatMap((r) => [r.x, r.y]).filter((v) => v !== '');
  const times = rows.map((r) => r.cpu).sort((a, b) => a - b);
  return [
    '| figure | plot IoU | bar IoU | range | x | y | CPU ms |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(
      (r) =>
        `| ${r.name} | ${r.plot.toFixed(3)} | ${r.bar?.toFixed(3) ?? ''} | ${r.range} | ${r.x} | ${r.y} | ${r.cpu.toFixed(0)} |`,
    ),
    '',
    `${rows.length} figures: plot IoU > .97 on ${count((r) => r.plot > 0.97)}, bar IoU > .9 on ${count((r) => (r.bar ?? 0) > 0.9)}, ` +
      `range right on ${count((r) => r.range === 'right')}, not given on ${count((r) => r.range === 'none')}, wrong on ${count((r) => r.range.startsWith('wrong'))}; ` +
      `axes right ${axes.filter((v) => v === 'right').length} of ${axes.length}, wrong ${axes.filter((v) => v.startsWith('wrong')).length}; ` +
      `median ${times[times.length >> 1]?.toFixed(0)} ms in this thread.`,
  ].join('\n');
}

function verdict(
  got: readonly [number, number] | null | undefined,
  wanted: readonly [number, number],
  scale: string,
  tolerance: number,
  foundScale: string | null | undefined = scale,
): string {
  if (!got) return 'none';
  const law = scale === 'log' ? Math.log10 : (v: number) => v;
  const error =
    Math.max(Math.abs(law(got[0]) - law(wanted[0])), Math.abs(law(got[1]) - law(wanted[1]))) /
    Math.abs(law(wanted[1]) - law(wanted[0]));
  return error < tolerance && foundScale === scale
    ? 'right'
    : `wrong: ${got.map((v) => Number(v.toPrecision(4))).join()}`;
}

function overlap(a: Box, b: Box): number {
  const width = Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left));
  const height = Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  const area = (box: Box) => (box.right - box.left) * (box.bottom - box.top);
  return (width * height) / (area(a) + area(b) - width * height);
}
