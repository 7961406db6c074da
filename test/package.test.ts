import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { version } from '../src/model/version.js';
import { once } from '../src/numeric/once.js';

const root = join(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Runs a module in plain Node against the built package, imported by its own name as a user would. */
const inNode = (script: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  }).trim();

describe('the package', () => {
  beforeAll(() => {
    if (!existsSync(join(root, 'dist', 'index.js')))
      execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'ignore' });
  });

  it('names its own version everywhere', () => {
    expect(version).toBe(manifest.version);
  });

  it('stands on the packages that the customer chose', () => {
    expect(Object.keys(manifest.dependencies)).toEqual(
      expect.arrayContaining(['sharp', 'pngjs', 'ml-kmeans', 'kd-tree-javascript', 'commander']),
    );
    expect(Object.keys(manifest.devDependencies)).toContain('vitest');
  });

  it.each(['index.ts', 'worker/browser.ts'])(
    'bundles %s for the browser without anything of Node',
    async (entry) => {
      const { outputFiles, metafile } = await build({
        entryPoints: [join(root, 'src', entry)],
        bundle: true,
        format: 'esm',
        platform: 'browser',
        write: false,
        metafile: true,
        logLevel: 'silent',
      });
      const modules = Object.keys(metafile.inputs);
      expect(modules.length).toBeGreaterThan(5);
      expect(modules.filter((m) => /node_modules\/(sharp|pngjs|commander)/.test(m))).toEqual([]);
      const text = outputFiles[0]!.text;
      expect(text).not.toMatch(/from\s*["'](node:|fs|path|zlib|stream)/);
      expect(text).not.toMatch(/\bprocess\.(env|argv|std)/);
    },
  );

  /** What users meet, one after the other in one process: the core alone first, then the Node entry, and a worker. */
  const asBuilt = once(
    () =>
      JSON.parse(
        inNode(`
      import { Worker } from 'node:worker_threads';
      const core = await import('unhue');
      const width = 64, height = 8;
      const data = new Uint8ClampedArray(4 * width * height).fill(255);
      for (let i = 0; i < width * height; i++) data.fill(4 * (i % width), 4 * i, 4 * i + 3);
      const [{ grid }] = await core.recoverFigure({ width, height, data });
      const node = await import('unhue/node');
      const { raster } = await node.readRaster('samples/notebook.png');
      const worker = new Worker(new URL(import.meta.resolve('unhue/worker')), { execArgv: [] });
      const answer = new Promise((resolve) => worker.on('message', ({ panels, error }) => {
        if (error) resolve(error);
        if (panels) resolve(panels[0].plotBox.right);
        if (error || panels) worker.terminate();
      }));
      worker.postMessage({ id: 1, input: 'samples/notebook.png', options: { plot: 'all', colourmap: 'walk' } });
      console.log(JSON.stringify({
        recovered: [grid.values.length, grid.values[5] < grid.values[50]],
        read: [raster.width, raster.height],
        inWorker: await answer,
        exported: [core, node].map((entry) => Object.keys(entry).sort()),
      }));`),
      ) as Record<'recovered' | 'read' | 'inWorker', unknown> & { exported: [string[], string[]] },
  );

  it('recovers in plain Node, as built', () => {
    expect(asBuilt().recovered).toEqual([512, true]);
  });

  it('recovers in a worker thread, by its own name', () => {
    expect(asBuilt().inWorker).toBe(320);
  });

  it('reads files through its Node entry, as built', () => {
    expect(asBuilt().read).toEqual([320, 240]);
  });

  it('exports the core from the browser entry and the same with readers and writers from the Node entry', () => {
    const [core, node] = asBuilt().exported;
    expect(node).toEqual(expect.arrayContaining(core));
    expect(core).toMatchInlineSnapshot(`
      [
        "InputError",
        "OutputError",
        "PixelKind",
        "RecoveryError",
        "UnhueError",
        "UsageError",
        "areasBetween",
        "blindColourmap",
        "cellGrid",
        "check",
        "colourHistogram",
        "colourmapFromColourbar",
        "colourmapFromTable",
        "colourmapOf",
        "contoursOf",
        "cosineSimilarity",
        "countKinds",
        "crop",
        "darkestFirst",
        "dataBox",
        "decode",
        "distinctColours",
        "equalCells",
        "exemplarOf",
        "gridAxis",
        "gridStack",
        "identify",
        "inspect",
        "loadLibrary",
        "lookUp",
        "medianNearestDistance",
        "namedColourmap",
        "overallConfidence",
        "pairwiseDistances",
        "palette",
        "pictureColours",
        "pixelCentres",
        "plainFindings",
        "plan",
        "quantise",
        "readColourmapFile",
        "readJpegCoefficients",
        "readLabel",
        "readProject",
        "recolour",
        "recolourPanels",
        "recoverFigure",
        "recoverFilm",
        "recoverLike",
        "recoverPanel",
        "resampled",
        "resolveName",
        "reversedColourmap",
        "scaleValues",
        "sidecarOf",
        "similarityMap",
        "trimmedGrid",
        "unpackColours",
        "valueFunction",
        "valuesAt",
        "version",
        "walkLocus",
        "walkedColourmap",
        "warningText",
        "whatToFind",
        "wholeBox",
        "writeColourmapFile",
        "writeProject",
      ]
    `);
    expect(node.filter((n) => !core.includes(n))).toMatchInlineSnapshot(`
      [
        "checkOutput",
        "checkTarget",
        "formatOf",
        "gridFormats",
        "readColourmap",
        "readFindings",
        "readFrames",
        "readRaster",
        "writeAsciiGrid",
        "writeAtomically",
        "writeCsv",
        "writeGeojson",
        "writeGeotiff",
        "writeJson",
        "writeNetcdf",
        "writeNpy",
        "writeNpz",
        "writeOutput",
        "writeParquet",
        "writePng16",
        "writePreview",
        "writeReport",
        "writeTsv",
        "writeZarr",
      ]
    `);
  });
});
