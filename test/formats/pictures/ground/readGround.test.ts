import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeTiff, type TiffField } from '../../../../src/formats/grids/tiff/encodeTiff.js';
import { geoFields } from '../../../../src/formats/grids/tiff/georeference.js';
import { readGround } from '../../../../src/formats/pictures/ground/readGround.js';
import { readRaster } from '../../../../src/formats/pictures/readRaster.js';
import { hasPython, readBy } from '../../foreign.js';

const folder = mkdtempSync(join(tmpdir(), 'unhue-ground-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tiffOf = (...fields: TiffField[]) => Buffer.concat(encodeTiff([{ fields, tiles: [] }]));
const doubles = (tag: number, ...values: number[]): TiffField => ({ tag, type: 'double', values });
const place = { west: 10, north: 60, xStep: 0.5, yStep: 0.25, flipX: false, flipY: false };

describe('readGround', () => {
  it('reads the corner, the steps and the system from GeoTIFF tags', async () => {
    const read = async (crs?: number) =>
      (await readGround(tiffOf(...geoFields({ ...place, ...(crs && { crs }) })), undefined)).ground;
    const ground = { corner: [10, 60], step: [0.5, -0.25] };
    expect(await read(4326)).toEqual({ ...ground, crs: 4326, isGeographic: true });
    expect(await read(32632)).toEqual({ ...ground, crs: 32632 });
    expect(await read()).toEqual(ground);
  });

  it('reads a matrix, and coordinates of the middles of pixels', async () => {
    const matrix = doubles(34264, ...[2, 0, 0, 10, 0, -4, 0, 60, 0, 0, 0, 0, 0, 0, 0, 1]);
    const middles: TiffField = { tag: 34735, type: 'short', values: [1, 1, 0, 1, 1025, 0, 1, 2] };
    expect((await readGround(tiffOf(matrix), undefined)).ground).toEqual({ corner: [10, 60], step: [2, -4] });
    expect((await readGround(tiffOf(matrix, middles), undefined)).ground).toEqual({
      corner: [9, 62],
      step: [2, -4],
    });
  });

  it('leaves turned ones alone, and says so', async () => {
    const turned = doubles(34264, ...[2, 1, 0, 10, 1, -4, 0, 60, 0, 0, 0, 0, 0, 0, 0, 1]);
    const { ground, warnings } = await readGround(tiffOf(turned), undefined);
    expect(ground).toBeUndefined();
    expect(warnings[0]!.message).toMatch(/turned or skewed/);
  });

  it('reads the world file beside a picture, by any of its names, and no other file', async () => {
    const path = (name: string) => join(folder, name);
    for (const [name, text] of [
      ['a.jgw', '2\n0\n0\n-2\n1\n-1\n'],
      ['b.WLD', '2 0 0 -2 1 -1'],
      ['c.pngw', 'two\nand\nmore\n'],
    ] as const)
      writeFileSync(path(name), text);
    const read = async (name: string) => (await readGround(Buffer.from('x'), path(name))).ground;
    expect(await read('a.jpg')).toEqual({ corner: [0, 0], step: [2, -2] });
    expect(await read('b.png')).toEqual({ corner: [0, 0], step: [2, -2] });
    for (const name of ['a.png', 'c.png', 'd.png', 'noextension']) expect(await read(name)).toBeUndefined();
  });

  it('takes any bytes without failing', async () => {
    const start = fc.constantFrom('II*\0\b\0\0\0', 'MM\0*\0\0\0\b', '');
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 60 }), async (magic, rest) => {
        await readGround(Buffer.concat([Buffer.from(magic, 'latin1'), rest]), undefined);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it.skipIf(!hasPython('osgeo.gdal'))(
    'reads what GDAL writes (python3-gdal), and sharp its pixels',
    async () => {
      const png = await sharp({ create: { width: 8, height: 4, channels: 3, background: '#205080' } })
        .png()
        .toBuffer();
      const program = `
import base64, json
from osgeo import gdal
gdal.UseExceptions()
d = gdal.Translate('out.tif', 'in.png', outputSRS='EPSG:3035', outputBounds=[4000000, 3000000, 4008000, 2998000])
d = None
print(json.dumps(base64.b64encode(open('out.tif', 'rb').read()).decode()))`;
      const tiff = Buffer.from(readBy(program, { 'in.png': png }) as string, 'base64');
      const { ground, raster } = await readRaster(tiff);
      expect(ground).toEqual({ corner: [4e6, 3e6], step: [1000, -500], crs: 3035 });
      expect([...raster.data.subarray(0, 4)]).toEqual([0x20, 0x50, 0x80, 255]);
    },
  );
});
