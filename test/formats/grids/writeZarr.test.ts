import { describe, expect, it } from 'vitest';
import * as zarr from 'zarrita';
import { writeZarr } from '../../../src/formats/grids/writeZarr.js';
import type { GridStack } from '../../../src/grid/stack.js';
import type { Grid } from '../../../src/model/types.js';
import { gridOf, smallFilm, smallMap } from '../anyGrid.js';

/** A store as zarrita reads it, an implementation of its own: no Zarr of Debian's reads version 3. */
async function opened(grid: Grid | GridStack) {
  const files = new Map<zarr.AbsolutePath, Uint8Array>();
  for (const [path, content] of writeZarr(grid).files())
    files.set(`/${path}`, Buffer.from(content as Uint8Array));
  const store = await zarr.withConsolidatedMetadata({
    get: async (path: zarr.AbsolutePath) => files.get(path),
  });
  const group = await zarr.open(store, { kind: 'group' });
  return {
    names: store.contents().map(({ path }) => path),
    attributes: group.attrs,
    read: async (name: string) => {
      const array = await zarr.open(group.resolve(name), { kind: 'array' });
      const { data, shape } = await zarr.get(array);
      return {
        shape,
        numbers: data as Float64Array,
        data: [...(data as Float64Array).subarray(0, 20)],
        dimensions: array.dimensionNames,
        attributes: array.attrs,
      };
    },
  };
}

describe('writeZarr', () => {
  it('is opened by its consolidated metadata, with named dimensions and coordinates', async () => {
    const { names, attributes, read } = await opened(smallMap);
    expect(names).toEqual(['/', '/lat', '/lon', '/value', '/sigma', '/kind']);
    expect(attributes).toMatchObject({ Conventions: 'CF-1.11', unhue_sha256: 'abc' });
    expect(await read('value')).toMatchObject({
      shape: [2, 3],
      data: [1, 2.5, Number.NaN, -40, 5, 6],
      dimensions: ['lat', 'lon'],
      attributes: {
        long_name: 'value recovered from the figure',
        units: 'degC',
        ancillary_variables: 'sigma kind',
      },
    });
    expect((await read('lat')).data).toEqual([51, 49]);
    expect(await read('kind')).toMatchObject({
      data: [0, 0, 3, 0, 0, 0],
      attributes: { flag_values: [0, 1, 2, 3, 4, 5, 6] },
    });
  });

  it('holds the frames of a film on (time, y, x)', async () => {
    const { read } = await opened(smallFilm);
    expect((await read('time')).data).toEqual([0, 1.5]);
    const { shape, data, dimensions } = await read('value');
    expect([shape, dimensions]).toEqual([
      [2, 2, 3],
      ['time', 'lat', 'lon'],
    ]);
    expect(data.slice(6)).toEqual([101, 102.5, Number.NaN, 60, 105, 106]);
  });

  it('cuts large grids into chunks, the last of which is made up', async () => {
    const [width, height] = [2 ** 19, 3];
    const values = Float64Array.from({ length: width * height }, (_, i) => i % 7);
    const none = new Float32Array(values.length).fill(Number.NaN);
    const mask = new Uint8Array(values.length).fill(1);
    const x = Float64Array.from({ length: width }, (_, i) => i + 0.5);
    const grid = gridOf([[0], [0], [0]], { width, height, values, sigma: none, mask, x });
    const { read } = await opened(grid);
    const { numbers } = await read('value');
    expect(Buffer.from(numbers.buffer).equals(Buffer.from(values.buffer))).toBe(true);
  });
});
