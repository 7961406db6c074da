import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collect, groupingOf } from '../../src/formats/collections/collection.js';
import { loadLibrary } from '../../src/index.js';
import type { BenchArguments } from './arguments.js';
import { encoded } from './fresh/encode.js';
import { type FieldKind, shareField } from './fresh/fields.js';
import { drawsOf } from './fresh/random.js';
import { markdownTable } from './score.js';

export const title = 'Groups of figures by their colourmaps';
/** Maps; each draws `fieldsOf` pictures. */
export const count = 30;

const fieldsOf = 20;

/** Maps of many programs no two of which run through the same colours. */
const names = [
  ...[
    'matplotlib:viridis',
    'matplotlib:plasma',
    'matplotlib:inferno',
    'matplotlib:cividis',
    'matplotlib:jet',
  ],
  ...['matplotlib:RdBu', 'matplotlib:coolwarm', 'matplotlib:hot', 'matplotlib:bone', 'matplotlib:copper'],
  ...[
    'matplotlib:YlGnBu',
    'matplotlib:PiYG',
    'matplotlib:BrBG',
    'matplotlib:Spectral',
    'matplotlib:cubehelix',
  ],
  ...['matplotlib:turbo', 'matplotlib:Greys', 'matplotlib:summer', 'matplotlib:winter', 'matplotlib:cool'],
  ...['crameri:batlow', 'crameri:roma', 'crameri:lajolla', 'crameri:hawaii', 'crameri:tofino'],
  ...['cmocean:thermal', 'cmocean:haline', 'cmocean:matter', 'cmocean:dense', 'cmocean:algae'],
];

/** Fields that show most of their map: stars and cells have few values. */
const kinds: readonly FieldKind[] = ['eddies', 'terrain', 'waves', 'gaussians', 'tissue'];

/** How well pictures fall into the maps that they were drawn with, by locus and by histogram. */
export async function run({ seed, count: maps }: BenchArguments): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'unhue-similar-'));
  try {
    const truth = await drawCollection(folder, names.slice(0, maps), seed);
    const options = { space: 'rgb', loci: true } as const;
    process.env.XDG_CACHE_HOME = join(folder, '.caches');
    const started = performance.now();
    const collection = await collect([], folder, options, (error) => {
      throw error;
    });
    const seconds = (performance.now() - started) / 1000;
    const rows = [true, false].map((byLocus) => {
      const { groups } = groupingOf(collection, byLocus);
      return [
        byLocus ? 'locus' : 'histogram, cosine',
        new Set(groups).size,
        (100 * rightShare(truth, groups)).toFixed(1),
        adjustedRand(truth, groups).toFixed(3),
      ];
    });
    const { length } = truth;
    return `${length} pictures of ${maps} maps, looked at in ${seconds.toFixed(0)} s.\n\n${markdownTable(['groups by', 'groups', 'in the right one, %', 'adjusted Rand index'], rows)}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Pictures of many sizes, every other one a JPEG; the map of each, in the order of their names. */
async function drawCollection(folder: string, maps: readonly string[], seed: number): Promise<number[]> {
  const library = await loadLibrary();
  const truth: number[] = [];
  for (const [m, wanted] of maps.entries()) {
    const table = library.tables.find(({ source, name }) => `${source}:${name}` === wanted);
    if (!table) throw new Error(`no map is named ${wanted}`);
    for (let f = 0; f < fieldsOf; f++) {
      const draw = drawsOf(seed, fieldsOf * m + f);
      const [width, height] = [draw.integer(120, 320), draw.integer(120, 320)];
      const field = shareField(kinds[f % kinds.length]!, width, height, draw);
      const rgb = Float64Array.from({ length: 3 * field.length }, (_, o) => {
        const level = Math.min(table.n - 1, Math.floor(table.n * field[Math.floor(o / 3)]!));
        return table.rgb[3 * level + (o % 3)]!;
      });
      const jpeg = { format: 'jpeg', quality: draw.integer(75, 95), chroma: '4:2:0' } as const;
      const compression = f % 2 === 0 ? ({ format: 'png' } as const) : jpeg;
      const name = `${String(truth.length).padStart(4, '0')}.${f % 2 === 0 ? 'png' : 'jpg'}`;
      writeFileSync(join(folder, name), await encoded(rgb, width, height, compression));
      truth.push(m);
    }
  }
  return truth;
}

/** Share of the pictures that are in the group which has most of their map, where that group has none more of another. */
function rightShare(truth: readonly number[], groups: Uint32Array): number {
  const counts = new Map<number, Map<number, number>>();
  for (const [i, map] of truth.entries()) {
    const own = counts.get(groups[i]!) ?? new Map<number, number>();
    counts.set(groups[i]!, own.set(map, (own.get(map) ?? 0) + 1));
  }
  const best = new Map<number, number>();
  for (const own of counts.values()) {
    const [map, size] = [...own].reduce((a, b) => (b[1] > a[1] ? b : a));
    best.set(map, Math.max(best.get(map) ?? 0, size));
  }
  return [...best.values()].reduce((a, b) => a + b, 0) / truth.length;
}

/** Hubert & Arabie 1985, doi:10.1007/BF01908075: 1 for the same groups, about 0 for random ones. */
function adjustedRand(truth: readonly number[], groups: Uint32Array): number {
  const pairs = (n: number): number => (n * (n - 1)) / 2;
  const tally = (keys: Iterable<string | number>): number => {
    const sizes = new Map<string | number, number>();
    for (const key of keys) sizes.set(key, (sizes.get(key) ?? 0) + 1);
    return [...sizes.values()].reduce((sum, n) => sum + pairs(n), 0);
  };
  const both = tally(truth.map((map, i) => `${map} ${groups[i]}`));
  const [a, b, all] = [tally(truth), tally(groups), pairs(truth.length)];
  const chance = (a * b) / all;
  return (both - chance) / ((a + b) / 2 - chance);
}
