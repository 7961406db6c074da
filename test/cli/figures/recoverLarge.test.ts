import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromArrayBuffer } from 'geotiff';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FigureJob } from '../../../src/cli/figures/job/figureJob.js';
import { recoverLarge } from '../../../src/cli/figures/large/recoverLarge.js';
import { losslessSize } from '../../../src/formats/pictures/regions/losslessSize.js';
import { markedField } from '../../pipeline/blocks/markedField.js';
import { readNpy } from '../../readNpy.js';
import { sidecarFaults } from '../../sidecarSchema.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unhue-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const jobOf = (figure: string, grids: readonly string[], meta?: string): FigureJob => ({
  figure,
  targets: { grids, ...(meta !== undefined && { meta }) },
  settings: { plot: { left: 20, top: 10, right: 180, bottom: 310 }, colourmap: 'viridis', range: [0, 10] },
  writing: { long: false, force: false, json: false, quiet: true, skipExisting: false, makeFolders: false },
});

const run = (job: FigureJob) =>
  recoverLarge(job, { recorded: {}, writing: job.writing, side: 256, sampleSide: 200 }, { stage: () => {} });

/** A page with a field on it, as a file. */
async function page(name: string): Promise<string> {
  const { data } = await markedField('viridis', 160, 300);
  const path = join(folder, name);
  const field = { input: Buffer.from(data), raw: { width: 160, height: 300, channels: 4 as const } };
  const picture = sharp({ create: { width: 200, height: 330, channels: 3, background: 'white' } }).composite([
    { ...field, left: 20, top: 10 },
  ]);
  await (name.endsWith('.png') ? picture.png() : picture.tiff({ compression: 'deflate' })).toFile(path);
  return path;
}

describe('a large figure', () => {
  it('is written block by block as npy and GeoTIFF at once, with its account', async () => {
    const figure = await page('page.png');
    const [npy, tif, meta] = ['a.npy', 'a.tif', 'a.json'].map((name) => join(folder, name)) as [
      ...[string, string, string],
    ];
    await run(jobOf(figure, [npy, tif], meta));
    // The temporary copy and files under way are gone.
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'a.npy', 'a.tif', 'page.png']);
    const { shape, data } = readNpy(readFileSync(npy));
    expect(shape).toEqual([300, 160]);
    const image = await (await fromArrayBuffer(new Uint8Array(readFileSync(tif)).buffer)).getImage();
    const [values, sigma] = (await image.readRasters()) as unknown as [Float32Array, Float32Array];
    expect([image.getWidth(), image.getHeight()]).toEqual([160, 300]);
    expect(values).toEqual(Float32Array.from(data));
    let valid = 0;
    for (let y = 0, p = 0; y < 300; y++)
      for (let x = 0; x < 160; x++, p++) {
        if (Number.isNaN(data[p]!)) continue;
        valid++;
        const t = 0.5 + 0.25 * Math.sin(x / 61 + Math.sin(y / 97)) + 0.2 * Math.cos(y / 83 + x / 211);
        // Two levels of 256, where lines are drawn over a field that runs steeply.
        expect(Math.abs(data[p]! - 10 * t)).toBeLessThan(0.08);
        expect(sigma[p]!).toBeGreaterThan(0);
      }
    expect(valid / data.length).toBeGreaterThan(0.9);
    const sidecar = JSON.parse(readFileSync(meta, 'utf8'));
    expect(sidecarFaults(sidecar)).toEqual([]);
    expect(sidecar).toMatchObject({
      shape: [300, 160],
      plotBox: [20, 10, 180, 310],
      coverage: valid / data.length,
    });
    expect(sidecar.facts.kinds.data).toBe(valid);
  });

  it('keeps the georeference of a tiff', async () => {
    const figure = await page('map.tif');
    writeFileSync(join(folder, 'map.tfw'), '0.5\n0\n0\n-0.25\n100.25\n49.875\n');
    const tif = join(folder, 'out.tif');
    await run(jobOf(figure, [tif]));
    const image = await (await fromArrayBuffer(new Uint8Array(readFileSync(tif)).buffer)).getImage();
    // 20 columns and 10 rows into the picture.
    expect(image.getOrigin().slice(0, 2)).toEqual([110, 47.5]);
    expect(image.getResolution().slice(0, 2)).toEqual([0.5, -0.25]);
  });

  it('leaves no file behind when its picture turns out to be damaged', async () => {
    const figure = await page('map.tif');
    const bytes = readFileSync(figure);
    writeFileSync(figure, bytes.fill(0, 8, bytes.length / 2));
    await expect(run(jobOf(figure, [join(folder, 'out.npy')]))).rejects.toThrow(/damaged/);
    expect(readdirSync(folder)).toEqual(['map.tif']);
  });
});

describe('the size of a picture without loss', () => {
  it('is in the header of png and tiff, and not asked of others', async () => {
    expect(await losslessSize(await page('a.png'))).toEqual({ width: 200, height: 330 });
    expect(await losslessSize(await page('a.tif'))).toEqual({ width: 200, height: 330 });
    const jpeg = join(folder, 'a.tif');
    await sharp(await page('a.png'))
      .tiff({ compression: 'jpeg' })
      .toFile(jpeg);
    expect(await losslessSize(jpeg)).toBeUndefined();
    expect(await losslessSize(join(folder, 'none.png'))).toBeUndefined();
    expect(await losslessSize(folder)).toBeUndefined();
  });
});
