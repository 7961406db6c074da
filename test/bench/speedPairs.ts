import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLibrary } from '../../src/index.js';
import type { Raster } from '../../src/model/types.js';
import { markdownTable, median } from './score.js';
import { smoothField, writePicture } from './syntheticFigure.js';

const root = join(import.meta.dirname, '..', '..');
const peer = join(import.meta.dirname, 'speedPeer.py');
/** Runs of each, in turn: what else the machine does then slows both. */
const pairs = 5;

interface Cost {
  readonly cpuSeconds: number;
  readonly seconds: number;
  readonly peakMegabytes: number;
}

/** Python starts the process and tells what it has cost: Node tells of no child's processor time. */
const measuring = `
import os, subprocess, sys, time
start = time.time()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
print(usage.ru_utime + usage.ru_stime, time.time() - start, usage.ru_maxrss / 1024)
sys.exit(1 if status else 0)
`;

function costOf(command: readonly string[]): Cost {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', measuring, ...command], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr}`);
  const [cpuSeconds, seconds, peakMegabytes] = stdout.trim().split(' ').map(Number);
  return { cpuSeconds: cpuSeconds!, seconds: seconds!, peakMegabytes: peakMegabytes! };
}

/** A smooth field in viridis, 256 levels. */
function drawnInViridis(side: number, rgb: Uint8Array): Raster {
  const data = new Uint8ClampedArray(4 * side * side);
  smoothField(side, side, 1).forEach((v, i) => {
    const k = 3 * Math.min(255, Math.floor(256 * v));
    data.set(rgb.subarray(k, k + 3), 4 * i);
    data[4 * i + 3] = 255;
  });
  return { width: side, height: side, data };
}

/**
 * Whole processes beside a ten-line script with numpy and scipy's KD-tree, map given, in turn: medians, and of the ratio of
 * processor times the least and the most too. Undefined where Python lacks numpy, scipy or Pillow.
 *
 * @param sides of the pictures, pixels
 */
export async function pairedTable(folder: string, sides: readonly number[]): Promise<string | undefined> {
  if (spawnSync('python3', ['-c', 'import numpy, scipy, PIL']).status !== 0) return undefined;
  const rgb = (await loadLibrary()).tables.find(({ name }) => name === 'viridis')?.rgb;
  if (rgb === undefined) throw new Error('the library has lost viridis');
  const table = join(folder, 'viridis.csv');
  const entries = Array.from({ length: rgb.length / 3 }, (_, k) => rgb.subarray(3 * k, 3 * k + 3).join());
  writeFileSync(table, `${entries.join('\n')}\n`);
  const rows: string[][] = [];
  const times: Record<string, [number, number][]> = { png: [], jpg: [] };
  // A tenth of a megapixel tells the start.
  for (const side of [316, ...sides])
    for (const extension of ['png', 'jpg']) {
      const path = join(folder, `viridis-${side}.${extension}`);
      await writePicture(drawnInViridis(side, rgb), path);
      const ours = ['bin/unhue.js', 'recover', path, '-o', join(folder, 'ours.npy'), '--force', '--quiet'];
      const given = ['--colourmap', 'viridis', '--plot', 'all', '--colourbar', 'none'];
      const runs = Array.from({ length: pairs }, () => ({
        theirs: costOf(['python3', peer, path, table, join(folder, 'theirs.npy')]),
        ours: costOf([process.execPath, ...ours, ...given]),
      }));
      const ratios = runs.map((run) => run.theirs.cpuSeconds / run.ours.cpuSeconds);
      const middle = (of: (run: (typeof runs)[number]) => number, digits: number): string =>
        median(runs.map(of)).toFixed(digits);
      times[extension]!.push([side * side, median(runs.map((run) => run.ours.cpuSeconds))]);
      rows.push([
        `${(side * side) / 1e6 < 0.5 ? '.1' : (side * side) / 1e6} MP ${extension}`,
        middle((run) => run.theirs.cpuSeconds, 2),
        middle((run) => run.ours.cpuSeconds, 2),
        `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`,
        middle((run) => run.theirs.seconds, 2),
        middle((run) => run.ours.seconds, 2),
        middle((run) => run.theirs.peakMegabytes, 0),
        middle((run) => run.ours.peakMegabytes, 0),
      ]);
    }
  const growth = Object.entries(times).map(([extension, of]) => `${extension} ${slopeOf(of).toFixed(2)}`);
  return [
    `Whole processes beside a ten-line script with numpy and scipy's cKDTree, the map given, ${pairs} pairs in turn.`,
    markdownTable(
      ['picture', 'their CPU s', 'our CPU s', 'theirs / ours', 'their s', 'our s', 'their MB', 'our MB'],
      rows,
    ),
    `Growth of our processor time with pixels, as a power: ${growth.join(', ')}.`,
  ].join('\n\n');
}

/** Slope of the least-squares line through points on log axes. */
function slopeOf(points: readonly (readonly [number, number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (k: 0 | 1): number => logs.reduce((sum, point) => sum + point[k], 0) / logs.length;
  const [mx, my] = [mean(0), mean(1)];
  const along = logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0);
  return along / logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}
