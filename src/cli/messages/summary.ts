import type { SummaryRow } from '../../batch/summary/rows.js';
import type { Box } from '../../model/types.js';
import type { Panel } from '../../pipeline/panel.js';
import { printable } from './printable.js';
import { warningInWords } from './words.js';

const box = ({ left, top, right, bottom }: Box): string =>
  `${left},${top},${right},${bottom} (${right - left} × ${bottom - top} pixels)`;

const percent = (share: number): string => `${(100 * share).toFixed(share > 0.99 && share < 1 ? 2 : 1)} %`;

/** Numbers as people write them, without the noise of binary fractions. */
export const shortNumber = (value: number): string => String(Number(value.toPrecision(6)));

/** What to do with cells, as recover and inspect say it. */
export const cellsHint = 'one value a cell with --cells auto';

const cellsRow = ({ cellsFound: found }: Panel): [string, string][] =>
  found ? [['cells', `${found.rows} × ${found.columns}; ${cellsHint}`]] : [];

const cornersRow = ({ sidecar: { corners } }: Panel): [string, string][] =>
  corners ? [['corners', `${corners.map((at) => at.map(Math.round).join()).join(' ')}; straightened`]] : [];

/** What the axes say, where they say something. */
function axesRow({ sidecar: { axes } }: Panel): [string, string][] {
  const said = (['x', 'y'] as const).flatMap((name) => {
    const axis = axes[name];
    if (!axis) return [];
    const [from, to] = axis.range.map(shortNumber);
    return `${name} ${from} … ${to}${axis.units ? ` ${axis.units}` : ''}${axis.scale === 'log' ? ', log' : ''}`;
  });
  return said.length > 0 ? [['axes', said.join('; ')]] : [];
}

/** The overall confidence with the parts that it is the least of. */
function confidenceOf({ confidence, confidences, range }: Panel): string {
  const parts = Object.entries(confidences).filter(
    ([part, value]) => (part !== 'range' || range !== null) && (part !== 'axes' || value > 0),
  );
  return `${confidence.toFixed(2)} (${parts.map(([part, value]) => `${part} ${value.toFixed(2)}`).join(', ')})`;
}

/** The one-screen account of a recovery that goes to stderr. */
export function summaryOf(name: string, recovery: Panel, written: readonly string[]): string {
  const {
    colourmap,
    range,
    grid: { units },
  } = recovery;
  const rows: [string, string][] = [
    ['plot area', box(recovery.plotBox)],
    ...cornersRow(recovery),
    ['colourbar', recovery.colourbarBox ? box(recovery.colourbarBox) : 'none'],
    [
      'colourmap',
      `${colourmap.name ?? 'unnamed'} (${colourmap.source}), ${colourmap.positions.length} colours`,
    ],
    [
      'range',
      range
        ? `${shortNumber(range[0])} … ${shortNumber(range[1])}${units ? ` ${units}` : ''}, ${recovery.scale}`
        : 'unknown: values are positions 0…1',
    ],
    ...axesRow(recovery),
    ...cellsRow(recovery),
    ['coverage', percent(recovery.coverage)],
    ['confidence', confidenceOf(recovery)],
    ...written.map((file, i): [string, string] => [i === 0 ? 'written' : '', file]),
  ];
  const lines = rows.map(([label, text]) => `  ${label.padEnd(11)} ${text}`);
  const warnings = recovery.warnings.map((w) => `  warning: ${warningInWords(w)}`);
  return [name, ...lines, ...warnings, ''].map(printable).join('\n');
}

/** A figure of many in one line: its range, how sure it is, and how many warnings the summary holds. */
export function figureLine(rows: readonly SummaryRow[]): string {
  return rows
    .map(({ file, status, panel, panels, low, high, units, confidence, warnings }) => {
      const name = panels !== null && panels > 1 ? `${file}, panel ${panel}` : file;
      if (status === 'skipped') return `${printable(name)}: there already\n`;
      const range =
        low === null || high === null ? 'positions 0…1' : `${shortNumber(low)} … ${shortNumber(high)}`;
      const doubts =
        warnings.length > 0 ? `, ${warnings.length} warning${warnings.length > 1 ? 's' : ''}` : '';
      return `${printable(name)}: ${range}${units ? ` ${printable(units)}` : ''}, confidence ${(confidence ?? 0).toFixed(2)}${doubts}\n`;
    })
    .join('');
}
