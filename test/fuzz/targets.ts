import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli/main.js';
import {
  colourmapFileFormats,
  readColourmapFile,
  writeColourmapFile,
} from '../../src/colourmap/files/colourmapFile.js';
import { validColourmap } from '../../src/colourmap/maps/validColourmap.js';
import { namedColourmap } from '../../src/colourmap/names.js';
import { plainFindings } from '../../src/figure/findings.js';
import { inspect } from '../../src/figure/inspect.js';
import { drawingCost } from '../../src/formats/pictures/drawing/drawingCost.js';
import { readDrawing } from '../../src/formats/pictures/drawing/readDrawing.js';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { type Project, readProject, writeProject } from '../../src/formats/project.js';
import { readFindings } from '../../src/formats/readFindings.js';
import { readPoints } from '../../src/formats/readPoints.js';
import { readJpegCoefficients } from '../../src/jpeg/coefficients.js';
import { recoverFigure } from '../../src/node.js';
import type { Draws } from '../bench/fresh/random.js';
import { mutated } from './mutate.js';
import { oddJpegs, oddPicture, pictureOf } from './oddPictures.js';

/** Something that takes what strangers send: how inputs for it are made, and what it does with one. */
export interface Target {
  readonly name: string;
  /** An input that its draws decide. */
  readonly input: (d: Draws) => Uint8Array;
  /** Ends quietly or with a documented error; whatever else it throws is a finding. */
  readonly take: (input: Uint8Array) => Promise<unknown>;
}

const fixtures = join(import.meta.dirname, '..', 'fixtures');
const corpus = join(fixtures, 'fuzz');
const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : content;

/** Inputs that once were findings, of a target; and its ordinary ones. */
function seedsOf(name: string, ordinary: readonly Uint8Array[]): Uint8Array[] {
  const found = readdirSync(corpus).filter((file) => file.startsWith(`${name}-`));
  return [...ordinary, ...found.map((file) => readFileSync(join(corpus, file)))];
}

const smallPictures = (endings: RegExp): Uint8Array[] =>
  readdirSync(corpus)
    .filter((file) => file.startsWith('seed-') && endings.test(file))
    .map((file) => readFileSync(join(corpus, file)));

/** Names for a temporary file that the reader goes by. */
async function withFile<T>(name: string, content: Uint8Array, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'unhue-fuzz-'));
  try {
    await writeFile(join(folder, name), content);
    return await use(join(folder, name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** All that can be fed. */
export async function fuzzTargets(): Promise<Target[]> {
  const jpegs = seedsOf('jpeg', [...smallPictures(/\.jpg$/), ...oddJpegs()]);
  const drawings = seedsOf('drawing', smallPictures(/\.svg$/));
  const pictures = seedsOf('picture', [...smallPictures(/./), ...oddJpegs()]);
  const maps = await colourmapSeeds();
  const findings = seedsOf('findings', await findingsSeeds());
  const options = seedsOf('options', optionSeeds.map(bytesOf));
  const projects = seedsOf('project', [bytesOf(writeProject(someProject(await findingsSeeds())))]);
  const points = seedsOf('points', [bytesOf('x,y,name\n1.5,2,a\n-3e2,0.25,"b, c"\n')]);
  const documents = seedsOf('document', pdfs());
  return [
    {
      name: 'jpeg',
      input: (d) => mutated(d, jpegs),
      take: async (input) => readJpegCoefficients(input),
    },
    {
      name: 'picture',
      input: (d) => mutated(d, pictures),
      take: (input) => readRaster(input, { maxPixels: 1e6, timeout: 1 }),
    },
    {
      name: 'drawing',
      input: (d) => mutated(d, drawings),
      take: async (input) => {
        const root = readDrawing(input);
        const operations = root ? drawingCost(root, 640, 480) : 0;
        if (!(operations >= 0)) throw new Error(`${operations} operations`);
      },
    },
    {
      name: 'colourmap',
      // The first byte chooses the format, as the ending of a name does.
      input: (d) => {
        const format = d.integer(0, maps.length - 1);
        return Buffer.concat([Buffer.from([format]), mutated(d, maps[format]!.seeds)]);
      },
      take: async ([format, ...input]) =>
        validColourmap(readColourmapFile(Uint8Array.from(input), maps[format! % maps.length]!.name)),
    },
    {
      name: 'findings',
      input: (d) => mutated(d, findings),
      take: (input) =>
        withFile('findings.json', input, async (path) => {
          const layout = await readFindings(path, '');
          return recoverFigure(gradient, { layout, maxPixels: 1e6 });
        }),
    },
    {
      name: 'project',
      input: (d) => mutated(d, projects),
      take: async (input) => readProject(Buffer.from(input).toString('utf8'), 'figure.unhue.json'),
    },
    {
      name: 'points',
      input: (d) => mutated(d, points),
      take: (input) => withFile('points.csv', input, readPoints),
    },
    {
      name: 'document',
      input: (d) => mutated(d, documents),
      take: (input) => recoverFigure(input, { dpi: 40, maxPixels: 1e6 }),
    },
    { name: 'options', input: (d) => mutated(d, options), take: optionsTaken },
    {
      name: 'figure',
      input: oddPicture,
      take: (input) => recoverFigure(pictureOf(input)),
    },
  ];
}

const pdfs = (): Uint8Array[] => {
  const folder = join(import.meta.dirname, '..', 'documents', 'fixtures');
  return ['vector.pdf', 'picture.pdf'].map((name) => readFileSync(join(folder, name)));
};

const someProject = ([found]: readonly Uint8Array[]): Project => ({
  version: '0.1.0',
  figure: { path: 'maps/figure.png', sha256: '0'.repeat(64) },
  options: { range: [0, 5], colourmap: 'viridis', missing: [[1, 2, 3]] },
  findings: JSON.parse(Buffer.from(found!).toString('utf8')),
  colourmap: null,
});

async function colourmapSeeds(): Promise<{ name: string; seeds: Uint8Array[] }[]> {
  const own = await Promise.all(['viridis:5', 'twilight:9', 'tab10'].map((name) => namedColourmap(name)));
  const names = colourmapFileFormats.flatMap(({ endings }) => endings.map((ending) => `a${ending}`));
  return names.map((name) => ({
    name,
    seeds: seedsOf(
      'colourmap',
      own.map(({ colourmap }) => bytesOf(writeColourmapFile(colourmap, name))),
    ),
  }));
}

/** A small plot of a smooth field: what findings and options are tried on. */
const gradient = (() => {
  const [width, height] = [48, 32];
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++)
    data.set([5 * (i % width), 8 * Math.floor(i / width), 200 - 4 * (i % width), 255], 4 * i);
  return { width, height, data };
})();

async function findingsSeeds(): Promise<Uint8Array[]> {
  const box = { left: 4, top: 4, right: 40, bottom: 28 };
  const { raster } = await readRaster(join(fixtures, 'programs', 'gnuplot-image.png'));
  const found = await inspect(raster, {});
  const small = { panels: [{ plotBox: box }] };
  return [found, small].map((f) =>
    bytesOf(JSON.stringify('panels' in f && f === found ? plainFindings(found) : f)),
  );
}

const optionSeeds = [
  '--range\n0,5\n--scale\nlog\n--plot\n2,2,40,30',
  '--ticks\n1@2,2@20,5@30\n--colourbar\n44,2,48,30\n--crop\n0,0,48,32',
  '--cells\n4x6\n--x\n0,10\n--y\n5,-5\n--x-scale\nlog\n--smooth\noff',
  '--colourmap\nviridis\n--missing\n#102030\n--cutoff\n4\n--panel\n1',
  '--corners\n2,2,40,3,41,30,1,29\n--max-pixels\n5000\n--background\nrgb(1 2 3)',
  '--colourmap\nwalk\n--colours\n12\n--near\n1.5\n--far\n4\n--from\nlightest\n--reverse',
];

/** Options that write elsewhere, or ask for something else. */
const elsewhere = /^(-[odhV]|--(output|directory|help|version|report|meta|layout)|-$)/;

/** The command line with options a line each, on a picture of its own. */
async function optionsTaken(input: Uint8Array): Promise<void> {
  const given = Buffer.from(input).toString('utf8').split('\n').slice(0, 24);
  const streams = [process.stdout, process.stderr] as const;
  const writes = streams.map((stream) => stream.write);
  let said = '';
  process.stdout.write = (_: unknown, ...rest: unknown[]): boolean => {
    for (const done of rest) if (typeof done === 'function') process.nextTick(done as () => void);
    return true;
  };
  process.stderr.write = (text: string | Uint8Array): boolean => {
    said += String(text);
    return true;
  };
  const listeners = streams.map((stream) => stream.listeners('error'));
  try {
    const options = given.filter((word) => !elsewhere.test(word));
    const code = await run(['recover', join(corpus, 'seed-plot.png'), '--quiet', '--json', ...options]);
    const lines = said.split('\n').slice(0, -1);
    if (![0, 1, 2, 3].includes(code)) throw new Error(`exit code ${code}: ${said}`);
    if (lines.some((line) => !line.startsWith('unhue: '))) throw new Error(`not in one line: ${said}`);
    if (/TypeError|RangeError|undefined|is not a function|null \(/.test(said)) throw new Error(said);
  } finally {
    streams.forEach((stream, k) => {
      stream.write = writes[k]!;
      for (const listener of stream.listeners('error'))
        if (!listeners[k]!.includes(listener)) stream.off('error', listener as () => void);
    });
    process.exitCode = undefined;
  }
}
