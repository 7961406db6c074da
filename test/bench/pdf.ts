import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readInput } from '../../src/formats/input/readInput.js';
import { recoverFigure, recoverPages } from '../../src/node/recoverFigure.js';
import type { Panel } from '../../src/pipeline/panel.js';
import type { BenchArguments } from './arguments.js';
import { markdownTable } from './score.js';

export const title = 'A paper of 20 pages with 8 figures';

/** Papers that are drawn, each by a seed of its own. */
export const count = 2;

interface Truth {
  readonly page: number;
  readonly kind: 'png' | 'jpg' | 'pdf';
  readonly file: string;
  readonly range: readonly [number, number];
  readonly scale: 'linear' | 'log';
  readonly values: readonly number[];
}

/** A range is right if both ends are within this share of it. */
const RIGHT = 0.01;
/** The first of these that has matplotlib draws. */
const pythons = ['python3', '/usr/bin/python3'];
const cells = { rows: 24, columns: 32 };

export async function run({ seed, count: papers }: BenchArguments): Promise<string> {
  const rows: string[][] = [];
  for (let k = 0; k < papers; k++) {
    const folder = mkdtempSync(join(tmpdir(), 'unhue-paper-'));
    try {
      const script = join(import.meta.dirname, 'pdf', 'paper.py');
      const isDrawn = pythons.some(
        (python) => spawnSync(python, [script, folder, String(seed + k)]).status === 0,
      );
      if (!isDrawn) return `No paper could be drawn: this takes matplotlib and pdflatex.\n`;
      rows.push(...(await scored(folder, seed + k)));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return markdownTable(
    ['paper', 'page', 'kind', 'range', 'error of the range', 'nrmse', 'its file alone', 'confidence'],
    rows,
  );
}

async function scored(folder: string, seed: number): Promise<string[][]> {
  const truths = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Truth[];
  const pages = new Map<number, readonly Panel[]>();
  const started = process.cpuUsage();
  await recoverPages(await readInput(join(folder, 'paper.pdf')), { cells }, {}, async ({ page, panels }) => {
    if (panels.length > 0) pages.set(page, panels);
  });
  const { user, system } = process.cpuUsage(started);
  const rows: string[][] = [];
  for (const truth of truths) {
    const [panel] = pages.get(truth.page) ?? [];
    const alone =
      truth.kind === 'pdf' ? undefined : (await recoverFigure(join(folder, truth.file), { cells }))[0];
    const error = panel?.range ? rangeError(panel.range, truth) : Number.NaN;
    rows.push([
      String(seed),
      String(truth.page),
      truth.kind,
      error <= RIGHT ? 'right' : panel?.range ? 'wrong' : panel ? 'none' : 'not found',
      Number.isNaN(error) ? '' : error.toFixed(4),
      panel ? rms(panel, truth).toFixed(4) : '',
      alone ? rms(alone, truth).toFixed(4) : '',
      panel ? panel.confidence.toFixed(2) : '',
    ]);
  }
  const found = [...pages.values()].reduce((sum, panels) => sum + panels.length, 0);
  rows.push([
    String(seed),
    'all',
    `${found} found`,
    '',
    '',
    '',
    '',
    `${((user + system) / 1e6).toFixed(1)} s of CPU`,
  ]);
  return rows;
}

const scaled = (value: number, { scale }: Truth): number => (scale === 'log' ? Math.log10(value) : value);
const span = (truth: Truth): number => scaled(truth.range[1], truth) - scaled(truth.range[0], truth);

const rangeError = (range: readonly [number, number], truth: Truth): number =>
  Math.max(...range.map((end, k) => Math.abs(scaled(end, truth) - scaled(truth.range[k]!, truth)))) /
  span(truth);

/** Root mean square error of the cells that have a value, relative to the range. */
function rms({ grid }: Panel, truth: Truth): number {
  const errors = [...grid.values].map((value, k) => scaled(value, truth) - scaled(truth.values[k]!, truth));
  const known = errors.filter(Number.isFinite);
  return Math.sqrt(known.reduce((sum, e) => sum + e * e, 0) / known.length) / span(truth);
}
