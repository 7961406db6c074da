import { describe, expect, it } from 'vitest';
import { writeAsciiGrid } from '../../../src/formats/grids/writeAsciiGrid.js';
import { UsageError } from '../../../src/model/errors.js';
import type { Grid } from '../../../src/model/types.js';
import { gridOf, joined, smallMap } from '../anyGrid.js';
import { hasPython, readBy } from '../foreign.js';

const text = (grid: Grid): string => joined(writeAsciiGrid(grid)).toString();

describe('writeAsciiGrid', () => {
  it('writes the header that the format asks for, and rows from the north', () => {
    const southUp: Grid = {
      ...smallMap,
      y: Float64Array.of(49, 51),
      yAxis: { scale: 'linear', edges: [48, 52] },
    };
    expect(text(southUp)).toBe(
      'ncols 3\nnrows 2\nxllcorner 10\nyllcorner 48\ndx 1\ndy 2\nNODATA_value -9999\n-40 5 6\n1 2.5 -9999\n',
    );
    expect(text(gridOf([[1], [2]]))).toBe(
      'ncols 1\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 1\nNODATA_value -9999\n1\n2\n',
    );
  });

  it('takes a missing value that is none of the data', () => {
    expect(text(gridOf([[-9999, Number.NaN]]))).toMatch(/NODATA_value -99999\n-9999 -99999\n$/);
  });

  it('refuses coordinates that the format cannot say', () => {
    const log: Grid = { ...smallMap, yAxis: { scale: 'log', edges: [100, 1] } };
    expect(() => text(log)).toThrow(UsageError);
    expect(() => text(log)).toThrow(/along y are not/);
  });

  it.skipIf(!hasPython('osgeo.gdal'))('is read by GDAL (python3-gdal)', () => {
    const program = `
import json
from osgeo import gdal
d = gdal.Open('map.asc')
print(json.dumps([d.GetGeoTransform(), d.GetRasterBand(1).GetNoDataValue(), d.ReadAsArray().tolist()]))`;
    expect(readBy(program, { 'map.asc': joined(writeAsciiGrid(smallMap)) })).toEqual([
      [10, 1, 0, 52, 0, -2],
      -9999,
      [
        [1, 2.5, -9999],
        [-40, 5, 6],
      ],
    ]);
  });
});
