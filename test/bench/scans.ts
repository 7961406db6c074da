import { type ScanKind, scanFile, scanKinds, scanOf } from '../scan/scans.js';
import type { BenchArguments } from './arguments.js';
import { isConfidentlyWrong, type ScanRow, scanRow } from './scanScore.js';
import { markdownTable } from './score.js';
import { goodError, percentile } from './summary.js';

export const title = 'Scans and photographs of figures: what is found in them, and how well it is read';

/** Scans to make of each kind. */
export const count = 10;

/**
 * Fresh figures of a seed, printed or displayed, scanned or photographed, each kind in turn; every other picture is saved
 * as JPEG. UNHUE_KINDS=halftone,display makes some of the kinds only, UNHUE_DETAIL tells of each picture.
 */
export async function run({ seed, count }: BenchArguments): Promise<string> {
  const wanted = process.env.UNHUE_KINDS?.split(',') ?? scanKinds;
  const kinds = scanKinds.filter((kind) => wanted.includes(kind));
  const rows: (ScanRow & { kind: ScanKind })[] = [];
  for (const kind of kinds)
    for (let index = 0; index < count; index++) {
      const scan = await scanOf(kind, seed, index);
      rows.push({ kind, ...(await scanRow(scan, await scanFile(scan, index))) });
      if (process.env.UNHUE_DETAIL) console.error(said(rows.at(-1)!));
    }
  const lines = [
    ...kinds.map((kind) => [kind, rows.filter((row) => row.kind === kind)] as const),
    ['all', rows] as const,
  ];
  return markdownTable(
    [
      '',
      'scans',
      'plot',
      'bar',
      'range right',
      'wrong',
      'wrong with ≥ ½',
      'rank',
      'median error',
      'coverage',
      'CPU s',
    ],
    lines.map(([what, own]) => tallied(what, own)),
  );
}

/** Agreement with the truth from which a box is found, as in other benches. */
const leastPlot = 0.97;
const leastBar = 0.9;

/** Boxes by their agreement, ranges to 2 %; medians over the figures whose boxes are found. */
function tallied(what: string, rows: readonly ScanRow[]): (string | number)[] {
  const number = (test: (row: ScanRow) => boolean): number => rows.filter(test).length;
  const found = rows.filter(isFound);
  const middle = (of: (row: ScanRow) => number): number =>
    found.length > 0 ? percentile(found.map(of), 0.5) : Number.NaN;
  return [
    what,
    rows.length,
    number(({ plot }) => plot > leastPlot),
    number(({ bar }) => bar > leastBar),
    number(({ range }) => range !== undefined && range <= goodError),
    number(({ range }) => range !== undefined && range > goodError),
    number(isConfidentlyWrong),
    middle((r) => r.rank).toFixed(3),
    middle((r) => r.error).toFixed(4),
    middle((r) => r.coverage).toFixed(3),
    (
      percentile(
        rows.map((r) => r.cpu),
        0.5,
      ) / 1000
    ).toFixed(1),
  ];
}

const isFound = ({ plot, bar }: ScanRow): boolean => plot > leastPlot && bar > leastBar;

function said(row: ScanRow & { kind: ScanKind }): string {
  const { kind, name, plot, bar, range, rank, error, coverage, confidence, confidences, warnings, cpu } = row;
  const parts = confidences && Object.entries(confidences).map(([part, v]) => `${part} ${v?.toFixed(2)}`);
  return [
    `${isConfidentlyWrong(row) ? 'LIES ' : ''}${kind} ${name}: plot ${plot.toFixed(3)} bar ${bar.toFixed(3)} range ${range?.toFixed(3)}`,
    `rank ${rank.toFixed(4)} error ${error.toFixed(4)} coverage ${coverage.toFixed(3)} confidence ${confidence.toFixed(2)}`,
    `(${parts?.join(' ')}) ${cpu.toFixed(0)} ms ${warnings.join(' ')}`,
  ].join(' ');
}
