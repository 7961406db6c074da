import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { writeNpy } from '../../src/formats/grids/writeNpy.js';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { blindColourmap } from '../../src/locus/blindColourmap.js';
import { pictureColours } from '../../src/locus/colours/pictureColours.js';
import { walkedColourmap } from '../../src/locus/walkedColourmap.js';
import { distinctColours, unpackColours } from '../../src/raster/colours/distinct.js';
import { medianNearestDistance, pairwiseDistances } from '../../src/walk/distances.js';
import { lookUp } from '../../src/walk/lookUp.js';
import { quantise } from '../../src/walk/quantise.js';
import { darkestFirst, usualThresholds, walkLocus } from '../../src/walk/walk.js';
import { decoded, recoveredBare } from '../decode/decoded.js';
import { nodeProcess, type ProcessCost } from './nodeProcess.js';
import { markdownTable, median } from './score.js';
import { pairedTable, speedPairs } from './speedPairs.js';
import { drawn, fixtureColourmap, smoothField, writePicture } from './syntheticFigure.js';

export const title = 'Speed';

/** Side lengths of 1, 4 and 25 megapixels; UNHUE_MEGAPIXELS=1 leaves the larger ones out. */
const sides = [1000, 2000, 5000].filter(
  (side) => side * side <= Number(process.env.UNHUE_MEGAPIXELS ?? 25) * 1e6,
);

/** Milliseconds of processor time over all threads: what other programs do on the machine does not count. */
async function cpuTime<T>(work: () => T | Promise<T>): Promise<{ result: T; milliseconds: number }> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, milliseconds: (user + system) / 1000 };
}

/** The middle of three runs, after one that warms the compiler up; large pictures warm it up by themselves. */
async function typicalTime<T>(pixels: number, work: () => T | Promise<T>) {
  let last = await cpuTime(work);
  if (pixels > 5e6) return last;
  const times: number[] = [];
  for (let i = 0; i < 3; i++) {
    last = await cpuTime(work);
    times.push(last.milliseconds);
  }
  return { result: last.result, milliseconds: median(times) };
}

interface Stage {
  readonly name: string;
  readonly milliseconds: number;
}

/** The stages of the method on one picture, each timed on what the stage before it made. */
async function stagesOf(path: string, pixels: number): Promise<Stage[]> {
  const stages: Stage[] = [];
  const timed = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    const { result, milliseconds } = await typicalTime(pixels, work);
    stages.push({ name, milliseconds });
    return result;
  };
  await timed('sharp alone', () => sharp(path).raw().toBuffer());
  const { raster, readJpeg } = await timed('read', () => readRaster(path));
  const distinct = await timed('distinct colours', () => distinctColours(raster));
  const palette = await timed('quantise', () =>
    quantise(unpackColours(distinct.packed), distinct.counts, { colours: 256, seed: 1 }),
  );
  const k = palette.counts.length;
  const distances = await timed('distances', () => pairwiseDistances(palette.colours));
  const unit = medianNearestDistance(distances, k);
  await timed('walk', () =>
    walkLocus(distances, k, darkestFirst(palette.colours), {
      near: usualThresholds.near * unit,
      far: usualThresholds.far * unit,
    }),
  );
  const picture = await timed('colours taken apart', () => pictureColours(raster));
  const { colourmap } = await timed('colourmap by the walk', () => walkedColourmap(picture));
  await timed('look-up', () => lookUp(distinct, colourmap.colours));
  await timed('colourmap from the pixels', () => blindColourmap(picture));
  const coefficients = await timed('coefficients', () => readJpeg?.());
  const input = { raster, ...(coefficients && { jpeg: coefficients }) };
  await timed('walk recovery, whole', () => recoveredBare(input, { colourmap: 'walk' }));
  await timed('blind recovery, whole', () => recoveredBare(input));
  const known = await timed('decoding with the colourmap known', () =>
    decoded(raster, fixtureColourmap(), {
      ...(coefficients && { jpeg: { coefficients, left: 0, top: 0 } }),
    }),
  );
  const values = Float64Array.from(known.t);
  await timed('npy', () => {
    let bytes = 0;
    for (const piece of writeNpy({ ...known, values })) bytes += piece.length;
    return bytes;
  });
  return stages;
}

async function processesOn(path: string, folder: string, side: number): Promise<(string | number)[][]> {
  const pixels = side * side;
  const unhue = (output: string, ...options: string[]) =>
    nodeProcess([
      'bin/unhue.js',
      'recover',
      path,
      ...['-o', join(folder, output), '--force', '--quiet', '--plot', 'all', '--colourbar', 'none'],
      ...options,
    ]);
  const decodeOnly = `import sharp from 'sharp'; await sharp(${JSON.stringify(path)}).raw().toBuffer();`;
  const alone = await nodeProcess(['--input-type=module', '-e', decodeOnly]);
  const row = (what: string, cost: ProcessCost) => [
    `${pixels / 1e6} MP ${path.endsWith('.png') ? 'png' : 'jpeg'}: ${what}`,
    cost.seconds.toFixed(2),
    cost.cpuSeconds.toFixed(2),
    ((cost.cpuSeconds * 1e9) / pixels).toFixed(0),
    (cost.cpuSeconds / alone.cpuSeconds).toFixed(1),
    cost.peakMegabytes.toFixed(0),
  ];
  const map = join(folder, 'map.csv');
  const { colours } = fixtureColourmap();
  const lines = Array.from({ length: colours.length / 3 }, (_, i) =>
    colours.subarray(3 * i, 3 * i + 3).join(),
  );
  writeFileSync(map, `${lines.join('\n')}\n`);
  const rows = [
    row('sharp alone', alone),
    row('known → npy', await unhue('out.npy', '--colourmap', map)),
    row('blind → npy', await unhue('out.npy', '--colourmap', 'blind')),
  ];
  if (side === 1000) rows.push(row('blind → csv', await unhue('out.csv', '--colourmap', 'blind')));
  return rows;
}

/** Two tables: the stages inside one process, and whole processes from the command line. Needs `npm run build`. */
export async function run(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'unhue-speed-'));
  try {
    const stageRows: (string | number)[][] = [];
    const processRows: (string | number)[][] = [];
    for (const side of sides) {
      const raster = drawn(smoothField(side, side, 1), side, side);
      for (const extension of ['png', 'jpg']) {
        const path = join(folder, `figure-${side}.${extension}`);
        await writePicture(raster, path);
        const pixels = side * side;
        const stages = await stagesOf(path, pixels);
        const kind = `${pixels / 1e6} MP ${extension === 'png' ? 'png' : 'jpeg'}`;
        for (const { name, milliseconds } of stages)
          stageRows.push([
            `${kind}: ${name}`,
            milliseconds.toFixed(1),
            ((milliseconds * 1e6) / pixels).toFixed(1),
            (milliseconds / stages[0]!.milliseconds).toFixed(2),
          ]);
        processRows.push(...(await processesOn(path, folder, side)));
      }
    }
    const pairs = await speedPairs(folder, sides);
    return [
      ...(pairs ? [pairedTable(pairs)] : []),
      'Processor time over all threads. The ratio is to sharp decoding the same file.',
      markdownTable(['stage', 'CPU ms', 'ns/pixel', '× sharp'], stageRows),
      'Whole processes, start-up included; the ratio is to a Node process that decodes the file with sharp and ends.',
      markdownTable(['process', 's', 'CPU s', 'CPU ns/pixel', '× sharp', 'peak MB'], processRows),
    ].join('\n\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
