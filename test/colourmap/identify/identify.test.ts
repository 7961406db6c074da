import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { identify } from '../../../src/colourmap/identify/identify.js';
import { loadLibrary } from '../../../src/colourmap/library/library.js';
import { namedColourmap } from '../../../src/colourmap/names.js';
import { readRaster } from '../../../src/formats/pictures/readRaster.js';
import type { Raster } from '../../../src/model/types.js';
import { figureDescriptions, figuresFolder } from '../../figures.js';

const library = await loadLibrary();

/** A smooth field of positions, low to high, drawn with a named colourmap. */
async function drawn(name: string, low = 0, high = 1, width = 160, height = 120): Promise<Raster> {
  const { colourmap } = await namedColourmap(name);
  const n = colourmap.positions.length;
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const wave = 0.5 + 0.5 * Math.sin(x / 23 + 2 * Math.sin(y / 31)) * Math.cos(y / 41);
      const i = Math.min(n - 1, Math.floor(n * (low + (high - low) * wave)));
      data.set(colourmap.colours.subarray(3 * i, 3 * i + 3), 4 * (y * width + x));
    }
  return { width, height, data };
}

async function asJpeg({ width, height, data }: Raster, quality: number): Promise<Raster> {
  const bytes = await sharp(data, { raw: { width, height, channels: 4 } })
    .jpeg({ quality, chromaSubsampling: '4:2:0' })
    .toBuffer();
  return (await readRaster(bytes)).raster;
}

const first = (raster: Raster): string => identify(raster, library).matches[0]!.name;

describe('identify', () => {
  it('names the colourmap of every bare figure, and none for custom ones', async () => {
    const bare = figureDescriptions((d) => d.family === 'bare');
    const names = new Set(bare.map(({ name }) => name));
    // Where a figure is there in two qualities of JPEG, the worse of them, and the png.
    for (const description of bare.filter(
      (d) => !names.has(d.name.replace(/-jpeg90$/, '-jpeg75')) || !d.name.endsWith('-jpeg90'),
    )) {
      const { raster } = await readRaster(`${figuresFolder}/${description.image}`);
      const { matches, decisive } = identify(raster, library);
      if (description.cmap.startsWith('custom')) expect(decisive, description.name).toBe(false);
      else expect(matches[0]!.name, description.name).toBe(`matplotlib:${description.cmap}`);
    }
  });

  it.each(['crameri:batlow', 'cmocean:thermal', 'plotly:px.sequential.Sunset', 'paraview:Fast', 'gmt:jet'])(
    'knows %s, from png and from jpeg',
    async (name) => {
      const raster = await drawn(name);
      const { colourmap: truth } = await namedColourmap(name);
      for (const picture of [raster, await asJpeg(raster, 80)]) {
        // A twin is as good: what counts is that the colours are the same along the map.
        const { colourmap } = await namedColourmap(first(picture).replace(/_r$/, ''));
        const at = (map: typeof truth, t: number): number =>
          3 * Math.min(map.positions.length - 1, Math.floor(t * map.positions.length));
        for (let t = 0.01; t < 1; t += 0.07)
          for (let c = 0; c < 3; c++)
            expect(
              Math.abs(colourmap.colours[at(colourmap, t) + c]! - truth.colours[at(truth, t) + c]!),
            ).toBeLessThan(12);
      }
    },
  );

  it('sees through a margin, lines and a part of the range', async () => {
    const raster = await drawn('matplotlib:plasma', 0.2, 0.8);
    const { width, height, data } = raster;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        if (x < 20 || y < 15) data.set([255, 255, 255], 4 * (y * width + x));
        else if (x % 25 === 0) data.set([0, 0, 0], 4 * (y * width + x));
    const { matches } = identify(raster, library);
    expect(matches[0]!.name).toBe('matplotlib:plasma');
    expect(matches[0]!.from).toBeCloseTo(0.2, 1);
    expect(matches[0]!.to).toBeCloseTo(0.8, 1);
    expect(matches[0]!.explained).toBeGreaterThan(0.95);
  });

  it('is not led astray by the colours of pixels that it is told to pass over', async () => {
    const raster = await drawn('matplotlib:viridis');
    const { width, height, data } = raster;
    const eligible = new Uint8Array(width * height).fill(1);
    // A photograph beside the field, in colours of its own.
    for (let p = 0; p < width * height; p++)
      if (p % width < width / 3) {
        data.set([250 - Math.floor(p / width), 2 * (p % width), 60], 4 * p);
        eligible[p] = 0;
      }
    expect(identify(raster, library).decisive).toBe(false);
    expect(identify(raster, library, { eligible })).toMatchObject({
      decisive: true,
      matches: expect.arrayContaining([expect.objectContaining({ name: 'matplotlib:viridis' })]),
    });
  });

  it('counts the steps of a map drawn in steps', async () => {
    const { matches } = identify(await drawn('matplotlib:viridis:9'), library);
    expect(matches[0]!.name).toBe('matplotlib:viridis:9');
    expect(matches[0]!.steps).toBe(9);
  });

  it('takes blue for low in a map from blue to red, and dark for low in greys', async () => {
    expect(first(await drawn('matplotlib:RdBu'))).toBe('matplotlib:RdBu_r');
    expect(first(await drawn('matplotlib:coolwarm'))).toBe('matplotlib:coolwarm');
    expect(first(await drawn('matplotlib:binary'))).toBe('matplotlib:gray');
  });

  it('tells a closed map from the same one cut elsewhere', async () => {
    expect(first(await drawn('matplotlib:twilight'))).toBe('matplotlib:twilight');
    expect(first(await drawn('matplotlib:twilight_shifted'))).toBe('matplotlib:twilight_shifted');
  });

  it('decides nothing on one side of a diverging map, nor on a map that comes back to its colours', async () => {
    const half = identify(await drawn('cmocean:balance', 0.5, 1), {
      ...library,
      tables: library.tables
        .filter(({ source, name }) => source === 'cmocean' && name === 'balance')
        .map((table, index) => ({ ...table, index })),
    });
    expect(half).toMatchObject({
      decisive: false,
      reason: expect.stringMatching(/one side of cmocean:balance/),
    });
    expect(identify(await drawn('matplotlib:prism'), library).decisive).toBe(false);
  });

  it('decides nothing on one flat colour, nor on noise', () => {
    const flat: Raster = { width: 30, height: 30, data: new Uint8ClampedArray(3600).fill(120) };
    expect(identify(flat, library).decisive).toBe(false);
    let seed = 1;
    const noise: Raster = {
      width: 60,
      height: 60,
      data: Uint8ClampedArray.from({ length: 14400 }, () => {
        seed = (seed * 48271) % 2147483647;
        return seed & 255;
      }),
    };
    expect(identify(noise, library).decisive).toBe(false);
  });

  it('gives the same answer twice, best first', async () => {
    const raster = await asJpeg(await drawn('cmocean:haline'), 75);
    const once = identify(raster, library);
    expect(identify(raster, library)).toEqual(once);
    expect(once.matches.length).toBeGreaterThan(1);
    expect(identify(raster, library, { limit: 1 }).matches.length).toBe(1);
  });
});
