import type { Command } from 'commander';
import { isPdf } from '../../documents/pdf/isPdf.js';
import { areClear } from '../../figure/cells.js';
import type { AxisFindings, Findings, PanelFindings } from '../../figure/findings.js';
import { plainFindings } from '../../figure/findings.js';
import { inspect } from '../../figure/inspect.js';
import { type InputBytes, readInput } from '../../formats/input/readInput.js';
import { sha256Of } from '../../formats/input/sha256.js';
import { readPicture } from '../../formats/pictures/readRaster.js';
import { UsageError } from '../../model/errors.js';
import type { Box, Rgb } from '../../model/types.js';
import { refusePages } from '../figures/job/refusePages.js';
import { eachFigure } from '../messages/eachFigure.js';
import { exitCodes, raiseExitCode } from '../messages/exitCodes.js';
import { notifier } from '../messages/notify.js';
import { printable } from '../messages/printable.js';
import { cellsHint, shortNumber } from '../messages/summary.js';
import { warningInWords } from '../messages/words.js';
import { addDocumentOptions, addReadingOptions } from '../options/options.js';

interface InspectCliOptions {
  readonly background: Rgb;
  readonly maxPixels?: number;
  readonly frame?: number;
  readonly page?: number | 'all';
  readonly dpi?: number;
  readonly json: boolean;
  readonly ocr: boolean;
  readonly quiet: boolean;
}

export function registerInspect(program: Command): void {
  const command = program
    .command('inspect')
    .summary('what recover would find in a figure')
    .description(
      'Prints plot areas, colourbars, ranges and axes, each with its confidence, without recovering anything. ' +
        'Every finding can be given to recover as an option.',
    )
    .argument(
      '<figure...>',
      'pictures (png, jpeg, webp, tiff, gif, avif, svg, bmp, ppm, pgm) and pdf documents; - is standard input',
    );
  addDocumentOptions(command);
  addReadingOptions(command)
    .option('--json', 'print the findings as json, one object a figure', false)
    .option('--no-ocr', 'boxes only: read no labels')
    .action(inspectFigures);
}

const inspectFigures = (figures: readonly string[], options: InspectCliOptions): Promise<void> =>
  eachFigure(figures, (figure) => inspectFigure(figure, options));

async function inspectFigure(figure: string, options: InspectCliOptions): Promise<void> {
  const input = await readInput(figure);
  if (isPdf(input.bytes)) return inspectPages(figure, input, options);
  refusePages(figure, options);
  const file = await readPicture(input, options);
  const findings = await inspect(file.raster, {
    lossy: file.format === 'jpeg',
    labels: options.ocr,
  });
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ figure, sha256: file.sha256, ...plainFindings(findings) })}\n`
      : findingsTable(figure, findings),
  );
  for (const warning of [...file.warnings, ...findings.warnings]) {
    const panel = findings.panels.length > 1 && warning.panel ? `panel ${warning.panel}: ` : '';
    notifier(options)(`unhue: ${figure}: ${panel}${warningInWords(warning)}`);
  }
  if (findings.panels.length === 0) raiseExitCode(exitCodes.notRecovered);
}

/** The figures of a document, each with its page. */
async function inspectPages(figure: string, input: InputBytes, options: InspectCliOptions): Promise<void> {
  const { inspectDocument } = await import('./inspectDocument.js');
  let count = 0;
  const sha256 = sha256Of(input.bytes);
  const { page, dpi, ocr, json, frame } = options;
  if (frame !== undefined) throw new UsageError(`--frame is for pictures, but ${figure} is a document`);
  const settings = { labels: ocr, ...(page !== undefined && { page }), ...(dpi !== undefined && { dpi }) };
  await inspectDocument(input, settings, ({ findings, ...place }) => {
    count++;
    const { page: number, figure: nth, rotation, pageBoxes } = place;
    const turned = rotation === 0 ? '' : `, turned ${rotation}°`;
    const points = pageBoxes.map((points) => `  on page     ${points.join(',')} points\n`).join('');
    process.stdout.write(
      json
        ? `${JSON.stringify({ figure, sha256, page: number, number: nth, rotation, pageBoxes, ...findings })}\n`
        : `${findingsTable(`${figure}, page ${number}, figure ${nth}${turned}`, findings)}${points}`,
    );
  });
  if (count > 0) return;
  notifier(options)(`unhue: ${figure}: no page shows a colour-mapped figure`);
  raiseExitCode(exitCodes.notRecovered);
}

const box = ({ left, top, right, bottom }: Box): string => `${left},${top},${right},${bottom}`;
const range = (pair: readonly [number, number]): string => pair.map(shortNumber).join(',');

/** The findings as people read them; each line's value has the form that recover's option takes. */
export function findingsTable(figure: string, findings: Findings): string {
  const lines = [figure];
  findings.panels.forEach((panel, k) => {
    if (findings.panels.length > 1) lines.push(`panel ${k + 1}`);
    for (const [name, value, confidence] of panelRows(panel))
      lines.push(
        `  ${name.padEnd(11)} ${value.padEnd(40)} ${confidence === null ? '' : confidence.toFixed(2)}`.trimEnd(),
      );
  });
  if (findings.panels.length === 0) lines.push('  no plot area');
  return `${lines.map(printable).join('\n')}\n`;
}

function panelRows(panel: PanelFindings): [string, string, number | null][] {
  const { colourbar, confidence } = panel;
  const rows: [string, string, number | null][] = [['plot', box(panel.plotBox), confidence.plot]];
  if (colourbar === null) rows.push(['colourbar', 'none', null]);
  else {
    const arrows = [colourbar.extensions.low && 'low', colourbar.extensions.high && 'high'].filter(Boolean);
    rows.push([
      'colourbar',
      `${box(colourbar.box)} ${colourbar.orientation}${arrows.length > 0 ? `, arrows ${arrows.join(' and ')}` : ''}`,
      confidence.colourbar,
    ]);
    rows.push([
      'range',
      panel.range === null ? 'not sure' : `${range(panel.range)} ${panel.scale}`,
      confidence.range,
    ]);
    const { read, dropped } = panel.ticks;
    if (read.length > 0) rows.push(['ticks', read.map((t) => t.text).join(' '), null]);
    if (dropped.length > 0) rows.push(['dropped', dropped.map((t) => `“${t.text}”`).join(' '), null]);
  }
  rows.push(['x', axis(panel.x), confidence.x], ['y', axis(panel.y), confidence.y]);
  if (panel.cells !== null)
    rows.push([
      'cells',
      `${panel.cells.rows}x${panel.cells.columns}${areClear(panel.cells) ? `; ${cellsHint}` : ''}`,
      panel.cells.confidence,
    ]);
  return rows;
}

const axis = (found: AxisFindings | null): string =>
  found === null
    ? 'pixels'
    : `${range(found.range)}${found.scale === 'linear' ? '' : ` ${found.scale}`}${found.units === null ? '' : ` ${found.units}`}`;
