import fc from 'fast-check';
import { fromArrayBuffer } from 'geotiff';
import { describe, expect, it } from 'vitest';
import { writeGeotiff } from '../../../src/formats/grids/writeGeotiff.js';
import { pixelCentres } from '../../../src/grid/coordinates/coordinates.js';
import { UsageError } from '../../../src/model/errors.js';
import type { Grid } from '../../../src/model/types.js';
import { anyGrid, gridOf, joined, smallMap } from '../anyGrid.js';
import { hasPython, readBy } from '../foreign.js';

const bytesOf = (grid: Grid) => joined(writeGeotiff(grid));
const imageOf = async (grid: Grid) =>
  (await fromArrayBuffer(new Uint8Array(bytesOf(grid)).buffer)).getImage();

/** The same map with south at the top and east at the left. */
const turnedMap: Grid = {
  ...smallMap,
  values: smallMap.values.slice().reverse(),
  sigma: smallMap.sigma.slice().reverse(),
  mask: smallMap.mask.slice().reverse(),
  x: smallMap.x.slice().reverse(),
  y: smallMap.y.slice().reverse(),
  xAxis: { scale: 'linear', edges: [13, 10], units: 'degrees_east' },
  yAxis: { scale: 'linear', edges: [48, 52], units: 'degrees_north' },
};

const large = gridOf(
  Array.from({ length: 600 }, (_, y) => Array.from({ length: 700 }, (_, x) => (x < 10 ? Number.NaN : x + y))),
);

const reading = `
import json
from osgeo import gdal, osr
gdal.UseExceptions()
def told(name):
    d = gdal.Open(name)
    b = [d.GetRasterBand(i + 1) for i in range(d.RasterCount)]
    s = d.GetSpatialRef()
    return dict(size=[d.RasterXSize, d.RasterYSize], transform=d.GetGeoTransform(can_return_null=True),
        crs=s and s.GetAuthorityCode(None), metadata=d.GetMetadata(),
        structure=d.GetMetadata('IMAGE_STRUCTURE').get('COMPRESSION'), block=b[0].GetBlockSize(),
        overviews=[[b[0].GetOverview(i).XSize, b[0].GetOverview(i).YSize] for i in range(b[0].GetOverviewCount())],
        bands=[[x.GetDescription(), gdal.GetDataTypeName(x.DataType), str(x.GetNoDataValue()), x.GetUnitType()] for x in b],
        values=[[None if v != v else float(v) for v in x.ReadAsArray().ravel()] for x in b] if d.RasterXSize < 9 else
          [[float(b[0].ReadAsArray(x, y, 1, 1)[0, 0]) for x, y in [(10, 0), (300, 299), (699, 599)]], float(b[0].GetOverview(0).ReadAsArray(20, 30, 1, 1)[0, 0])])
print(json.dumps({n: told(n + '.tif') for n in ['map', 'turned', 'plain', 'utm', 'gda', 'large']}))`;

describe('writeGeotiff', () => {
  it.skipIf(!hasPython('osgeo.gdal'))(
    'is read by GDAL (python3-gdal): georeferenced with north up, tiled, deflated, with overviews and errors',
    () => {
      const read = readBy(reading, {
        'map.tif': bytesOf(smallMap),
        'turned.tif': bytesOf(turnedMap),
        'plain.tif': bytesOf(gridOf([[1, Number.NaN]])),
        'utm.tif': bytesOf({ ...smallMap, crs: 32632 }),
        'gda.tif': bytesOf({ ...smallMap, crs: 7844 }),
        'large.tif': bytesOf(large),
      }) as Record<string, object>;
      const map = {
        size: [3, 2],
        transform: [10, 1, 0, 52, 0, -2],
        crs: '4326',
        structure: 'DEFLATE',
        block: [256, 256],
        bands: [
          ['value', 'Float32', 'nan', '°C'],
          ['sigma', 'Float32', 'nan', '°C'],
        ],
        values: [
          [1, 2.5, null, -40, 5, 6],
          [0.5, 0.25, null, 0.125, 0.5, 0.25],
        ],
      };
      expect(read.map).toMatchObject({ ...map, metadata: { unhue_sha256: 'abc' } });
      expect(read.turned).toMatchObject(map);
      expect(read.plain).toMatchObject({ transform: null, crs: null, values: [[1, null]] });
      expect([read.utm, read.gda]).toMatchObject([{ crs: '32632' }, { crs: '7844' }]);
      expect(read.large).toMatchObject({
        overviews: [
          [350, 300],
          [175, 150],
        ],
        values: [[10, 599, 1298], 101],
      });
    },
  );

  it('gives every value back as the nearest float32', async () => {
    await fc.assert(
      fc.asyncProperty(anyGrid, async (grid) => {
        const [values] = (await (await imageOf(grid)).readRasters()) as unknown as Float32Array[];
        expect([...values!]).toEqual([...Float32Array.from(grid.values)]);
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  it('writes NaN where the mask says so, whatever the value beneath', async () => {
    const grid = gridOf([[1, 2]], { mask: Uint8Array.of(0, 1) });
    const [values] = (await (await imageOf(grid)).readRasters()) as unknown as Float32Array[];
    expect([...values!]).toEqual([Number.NaN, 2]);
  });

  it('is not georeferenced on a logarithmic axis, and refuses a reference system there', async () => {
    const log: Grid = {
      ...smallMap,
      y: pixelCentres(2, { range: [100, 1], scale: 'log' }),
      yAxis: { scale: 'log', edges: [100, 1] },
    };
    expect(await (await imageOf(log)).getTiePoints()).toEqual([]);
    expect(() => writeGeotiff({ ...log, crs: 4326 })).toThrow(UsageError);
  });
});
