import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { palette } from '../../src/palette/palette.js';
import { markdownTable } from './score.js';

export const title = 'Palettes: k-means against scikit-learn';

const root = join(import.meta.dirname, '..', '..');
const script = join(import.meta.dirname, 'palette.py');
const figures = [
  'bare-viridis-marked-jpeg90.jpg',
  'fig-jet-coast-jpeg90.jpg',
  'fig-cells-jpeg90.jpg',
  'bare-jet-fractal-jpeg75.jpg',
  'bare-RdBu_r-jpeg90.jpg',
];
const sizes = [8, 32, 64];

/**
 * Mean squared distance of the pixels from their palette's colour, beside the best of 20 runs of scikit-learn's KMeans and
 * its MiniBatchKMeans, and the processor time of whole processes. The built command line is timed (`npm run build`).
 */
export async function run(): Promise<string> {
  const python = '/usr/bin/python3';
  if (spawnSync(python, ['-c', 'import sklearn, matplotlib, PIL']).status !== 0)
    return 'Left out: this needs Python with scikit-learn, matplotlib and Pillow.';
  const folder = mkdtempSync(join(tmpdir(), 'unhue-palette-'));
  try {
    execFileSync(python, [script, 'pictures', folder]);
    const photographs = readdirSync(folder).map((name) => join(folder, name));
    const rows: (string | number)[][] = [];
    for (const path of [...photographs, ...figures.map((name) => join(root, 'test', 'fixtures', name))])
      for (const k of sizes) {
        const own = timed(process.execPath, [
          join(root, 'bin', 'unhue.js'),
          'palette',
          path,
          '-k',
          String(k),
        ]);
        const best = timed(python, [script, 'best', path, String(k)]);
        const mini = timed(python, [script, 'mini', path, String(k)]);
        const cost = await costOf(path, k);
        rows.push([
          basename(path),
          k,
          cost.toFixed(1),
          (cost / Number(best.output)).toFixed(3),
          (cost / Number(mini.output)).toFixed(3),
          own.seconds.toFixed(1),
          mini.seconds.toFixed(1),
        ]);
        // Twenty runs take a while: each row is told as it comes.
        console.error(rows.at(-1)!.join(' '));
      }
    return markdownTable(
      ['picture', 'k', 'mean squared distance', '/ best of 20', '/ mini-batch', 'CPU s', 'mini-batch, CPU s'],
      rows,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function costOf(path: string, k: number): Promise<number> {
  const { raster } = await readRaster(path);
  const { colours } = palette(raster, { k });
  const { data } = raster;
  let sum = 0;
  for (let o = 0; o < data.length; o += 4) {
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < colours.length; c += 3)
      least = Math.min(
        least,
        (data[o]! - colours[c]!) ** 2 +
          (data[o + 1]! - colours[c + 1]!) ** 2 +
          (data[o + 2]! - colours[c + 2]!) ** 2,
      );
    sum += least;
  }
  return sum / (data.length / 4);
}

/** Output and processor time, all threads, of a process from start to end. */
function timed(command: string, args: readonly string[]): { output: string; seconds: number } {
  const timer =
    'import os,sys,subprocess as s,resource as r;p=s.run(sys.argv[1:],stdout=s.PIPE);u=r.getrusage(r.RUSAGE_CHILDREN);sys.stdout.buffer.write(p.stdout);sys.stderr.write(str(u.ru_utime+u.ru_stime));sys.exit(p.returncode)';
  const { stdout, stderr, status } = spawnSync(
    '/usr/bin/python3',
    ['-W', 'ignore', '-c', timer, command, ...args],
    {
      encoding: 'utf8',
      // Threads that wait for each other on a busy machine would be counted against scikit-learn.
      env: { ...process.env, PYTHONWARNINGS: 'ignore', OMP_NUM_THREADS: '1' },
    },
  );
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
  return { output: stdout.trim(), seconds: Number(stderr.trim().split('\n').at(-1)) };
}
