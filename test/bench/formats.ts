import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCsv } from '../../src/formats/grids/writeCsv.js';
import { writeJson } from '../../src/formats/grids/writeJson.js';
import { writeNpy } from '../../src/formats/grids/writeNpy.js';
import { type Content, piecesOf } from '../../src/formats/output/content.js';
import { writeAtomically } from '../../src/formats/output/writeAtomically.js';
import { writePng16, writePreview } from '../../src/formats/pictures/writePng.js';
import type { Grid } from '../../src/model/types.js';
import { randomSource } from '../../src/numeric/randomSource.js';
import { markdownTable } from './score.js';

export const title = 'Writing a grid';

/** UNHUE_MEGAPIXELS=1 for a quick look. */
const side = Math.round(Math.sqrt(Number(process.env.UNHUE_MEGAPIXELS ?? 25) * 1e6));

const writers: Readonly<Record<string, (grid: Grid) => Content | Promise<Content>>> = {
  npy: writeNpy,
  csv: writeCsv,
  'csv --long': (grid) => writeCsv(grid, { long: true }),
  json: writeJson,
  'png, 16 bits': writePng16,
  preview: writePreview,
};

/** What a value of a grid may be: one of 256 levels, as in a png, or any number, as in a smoothed JPEG. */
const kinds: Readonly<Record<string, (random: () => number) => number>> = {
  '256 levels': (random) => (Math.floor(256 * random()) + 0.5) / 256,
  'all different': (random) => Math.fround(random()),
};

function gridOf(value: (random: () => number) => number): Grid {
  const random = randomSource(1);
  const pixels = side * side;
  const values = new Float64Array(pixels);
  for (let i = 0; i < pixels; i++) values[i] = value(random);
  const centres = Float64Array.from({ length: side }, (_, i) => i + 0.5);
  return {
    width: side,
    height: side,
    values,
    sigma: new Float32Array(pixels).fill(0.001),
    mask: new Uint8Array(pixels).fill(1),
    x: centres,
    y: centres,
    provenance: { version: '0.0.0', options: {} },
  };
}

/** Every writer on grids of few and of many distinct values, to a file: processor time, memory, size. */
export async function run(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'unhue-formats-'));
  const rows: (string | number)[][] = [];
  try {
    for (const [kind, value] of Object.entries(kinds)) {
      const grid = gridOf(value);
      for (const [name, write] of Object.entries(writers)) {
        const path = join(folder, 'grid');
        const memory = { before: process.memoryUsage.rss(), peak: 0 };
        const before = process.cpuUsage();
        await writeAtomically(path, watched(await write(grid), memory), { force: true });
        const { user, system } = process.cpuUsage(before);
        rows.push([
          name,
          kind,
          (((user + system) * 1000) / side ** 2).toFixed(0),
          ((user + system) / 1e6).toFixed(2),
          Math.max(0, (memory.peak - memory.before) / 1e6).toFixed(0),
          (statSync(path).size / 1e6).toFixed(0),
        ]);
        rmSync(path);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return markdownTable(['format', 'values', 'ns/pixel', 'CPU s', 'memory MB', 'file MB'], rows);
}

/** The pieces of a content; notes the largest memory seen while they are made. */
async function* watched(content: Content, memory: { peak: number }) {
  for await (const piece of piecesOf(content)) {
    memory.peak = Math.max(memory.peak, process.memoryUsage.rss());
    yield piece;
  }
}
