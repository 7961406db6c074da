import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLibrary } from '../../src/index.js';
import type { Raster } from '../../src/model/types.js';
import { markdownTable, median } from './score.js';
import { smoothField, writePicture } from './syntheticFigure.js';

const root = join(import.meta.dirname, '..', '..');
const [peer, walkPeer] = ['speedPeer.py', 'speedWalkPeer.py'].map((name) => join(import.meta.dirname, name));
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

/** One pair of processes on a picture, and what they came to. */
export interface SpeedPair {
  /** What is given: the map's name, nothing but that the picture is all plot area, or nothing. */
  readonly given: 'map' | 'blind' | 'nothing';
  readonly extension: 'png' | 'jpg';
  readonly pixels: number;
  readonly ours: Cost;
  /** Absent where no peer does the same. */
  readonly theirs?: Cost;
  /** Their processor time over ours: least, median, most. */
  readonly ratios: readonly number[];
}

const options: Readonly<Record<SpeedPair['given'], readonly string[]>> = {
  map: ['--colourmap', 'viridis', '--plot', 'all', '--colourbar', 'none'],
  blind: ['--colourmap', 'blind', '--plot', 'all', '--colourbar', 'none'],
  nothing: [],
};

/** Sides of the pictures of which no map is given: the peer's clusters take minutes for larger JPEGs. */
const blindSide = 316;

/**
 * Whole processes beside scripts with numpy and scipy, in turn: the map given beside ten lines with a KD-tree, blind beside
 * the published method's steps, and ours alone with nothing given. Undefined where Python lacks numpy, scipy or Pillow.
 *
 * @param sides of the pictures whose map is given, pixels
 */
export async function speedPairs(
  folder: string,
  sides: readonly number[],
): Promise<readonly SpeedPair[] | undefined> {
  if (spawnSync('python3', ['-c', 'import numpy, scipy, PIL']).status !== 0) return undefined;
  const rgb = (await loadLibrary()).tables.find(({ name }) => name === 'viridis')?.rgb;
  if (rgb === undefined) throw new Error('the library has lost viridis');
  const table = join(folder, 'viridis.csv');
  const entries = Array.from({ length: rgb.length / 3 }, (_, k) => rgb.subarray(3 * k, 3 * k + 3).join());
  writeFileSync(table, `${entries.join('\n')}\n`);
  const measured: SpeedPair[] = [];
  // A tenth of a megapixel tells the start.
  for (const given of ['map', 'blind', 'nothing'] as const)
    for (const side of given === 'map' ? [blindSide, ...sides] : given === 'blind' ? [blindSide] : [707])
      for (const extension of ['png', 'jpg'] as const) {
        const path = join(folder, `viridis-${side}.${extension}`);
        await writePicture(drawnInViridis(side, rgb), path);
        const target = join(folder, 'theirs.npy');
        const script = given === 'map' ? [peer!, path, table, target] : [walkPeer!, path, target];
        const own = ['bin/unhue.js', 'recover', path, '-o', join(folder, 'ours.npy'), '--force', '--quiet'];
        const runs = Array.from({ length: pairs }, () => ({
          ...(given !== 'nothing' && { theirs: costOf(['python3', ...script]) }),
          ours: costOf([process.execPath, ...own, ...options[given]]),
        }));
        const theirs = runs.flatMap((run) => run.theirs ?? []);
        const ratios = runs.flatMap((run) => (run.theirs ? run.theirs.cpuSeconds / run.ours.cpuSeconds : []));
        measured.push({
          ...{ given, extension, pixels: side * side },
          ours: typicalCost(runs.map((run) => run.ours)),
          ...(theirs.length > 0 && { theirs: typicalCost(theirs) }),
          ratios: ratios.length > 0 ? [Math.min(...ratios), median(ratios), Math.max(...ratios)] : [],
        });
      }
  return measured;
}

function typicalCost(costs: readonly Cost[]): Cost {
  const middle = (of: keyof Cost): number => median(costs.map((cost) => cost[of]));
  return {
    cpuSeconds: middle('cpuSeconds'),
    seconds: middle('seconds'),
    peakMegabytes: middle('peakMegabytes'),
  };
}

/** The pairs as a table, and how our time grows. */
export function pairedTable(measured: readonly SpeedPair[]): string {
  const shown = (value: number | undefined, digits: number): string => value?.toFixed(digits) ?? '–';
  const rows = measured.map(({ given, extension, pixels, ours, theirs, ratios: [least, middle, most] }) => [
    `${pixels < 0.95e6 ? (pixels / 1e6).toFixed(1).replace('0.', '.') : Math.round(pixels / 1e6)} MP ${extension}, ${given === 'map' ? 'map given' : given === 'blind' ? 'blind' : 'nothing given'}`,
    shown(theirs?.cpuSeconds, 2),
    shown(ours.cpuSeconds, 2),
    middle === undefined ? '–' : `${middle.toFixed(2)} (${shown(least, 2)}–${shown(most, 2)})`,
    shown(theirs?.seconds, 2),
    shown(ours.seconds, 2),
    shown(theirs?.peakMegabytes, 0),
    shown(ours.peakMegabytes, 0),
  ]);
  const growth = (['png', 'jpg'] as const).map((extension) => {
    const own = measured.filter((pair) => pair.given === 'map' && pair.extension === extension);
    return `${extension} ${slopeOf(own.map(({ pixels, ours }) => [pixels, ours.cpuSeconds])).toFixed(2)}`;
  });
  return [
    `Whole processes beside scripts with numpy and scipy, ${pairs} pairs in turn: the map given, ten lines with cKDTree; blind, the published method's steps.`,
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
