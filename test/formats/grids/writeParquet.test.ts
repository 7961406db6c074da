import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { writeParquet } from '../../../src/formats/grids/writeParquet.js';
import { gridOf, smallMap } from '../anyGrid.js';

const fileOf = async (bytes: Promise<Uint8Array>) => new Uint8Array(await bytes).buffer;

describe('writeParquet', () => {
  it('writes a row a pixel from the top, null where masked', async () => {
    const file = await fileOf(writeParquet(smallMap));
    const rows = await parquetReadObjects({ file });
    expect(rows).toHaveLength(6);
    expect(rows.slice(1, 4)).toEqual([
      { x: 11.5, y: 51, value: 2.5, sigma: 0.25 },
      { x: 12.5, y: 51, value: null, sigma: null },
      { x: 10.5, y: 49, value: -40, sigma: 0.125 },
    ]);
    const { key_value_metadata, created_by } = parquetMetadata(file);
    expect(created_by).toBe('unhue 0.0.0');
    expect(key_value_metadata).toEqual([
      { key: 'units', value: '°C' },
      { key: 'unhue', value: JSON.stringify(smallMap.provenance) },
    ]);
  });

  it('has no column of errors where there are none, and heeds the mask', async () => {
    const grid = gridOf([[1, 2]], { mask: Uint8Array.of(0, 1) });
    const rows = await parquetReadObjects({ file: await fileOf(writeParquet(grid)) });
    expect(rows).toEqual([
      { x: 0.5, y: 0.5, value: null },
      { x: 1.5, y: 0.5, value: 2 },
    ]);
  });
});
