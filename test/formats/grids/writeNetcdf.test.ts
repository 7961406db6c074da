import { describe, expect, it } from 'vitest';
import { writeNetcdf } from '../../../src/formats/grids/writeNetcdf.js';
import type { Grid } from '../../../src/model/types.js';
import { gridOf, smallFilm, smallMap } from '../anyGrid.js';
import { hasPython, readBy } from '../foreign.js';

const reading = `
import json, netCDF4, xarray
def plain(a): return [None if v != v else float(v) for v in a.ravel()]
def attributes(v): return {k: v.getncattr(k) if isinstance(v.getncattr(k), str) else plain(v.getncattr(k)) for k in v.ncattrs()}
def variables(f): return {n: dict(type=v.dtype.name, on=v.dimensions, **attributes(v)) for n, v in f.variables.items()}
m = netCDF4.Dataset('map.nc'); f = netCDF4.Dataset('film.nc'); p = netCDF4.Dataset('pixel.nc')
x = xarray.open_dataset('map.nc', engine='netcdf4'); film = xarray.open_dataset('film.nc', engine='netcdf4')
print(json.dumps(dict(
  model=m.data_model, variables=variables(m), attributes={k: m.getncattr(k) for k in m.ncattrs()},
  place=float(x.value.sel(lat=49, lon=11.5)), sigma=plain(x.sigma.values), values=plain(x.value.values),
  kinds=plain(x.kind.values), film=[film.value.dims, film.value.shape, plain(film.time.values), plain(film.value.values[1])],
  pixel=variables(p), one=plain(p['value'][:].filled(-1))), default=lambda v: v.item()))`;

/** What the HDF5 library finds in it. */
async function reread(grid: Grid) {
  const h5wasm = await import('h5wasm');
  const { FS } = await h5wasm.ready;
  FS.writeFile('read.nc', await writeNetcdf(grid));
  const file = new h5wasm.File('read.nc', 'r');
  const value = file.get('value');
  const values = value instanceof h5wasm.Dataset ? [...(value.value as Float64Array)] : [];
  const names = file.keys();
  file.close();
  return { names, values };
}

describe('writeNetcdf', () => {
  it.skipIf(!hasPython('netCDF4, xarray'))(
    'is read by netCDF4 and xarray (python3-netcdf4, python3-xarray) with coordinates, errors, flags and frames',
    async () => {
      const read = readBy(reading, {
        'map.nc': await writeNetcdf(smallMap),
        'film.nc': await writeNetcdf(smallFilm),
        'pixel.nc': await writeNetcdf(gridOf([[7]])),
      });
      expect(read).toMatchObject({
        model: 'NETCDF4',
        attributes: {
          Conventions: 'CF-1.11',
          unhue_sha256: 'abc',
          unhue_options: '{"x":[10,13]}',
        },
        place: 5,
        values: [1, 2.5, null, -40, 5, 6],
        sigma: [0.5, 0.25, null, 0.125, 0.5, 0.25],
        kinds: [0, 0, 3, 0, 0, 0],
        film: [
          ['time', 'lat', 'lon'],
          [2, 2, 3],
          [0, 1.5],
          [101, 102.5, null, 60, 105, 106],
        ],
        one: [7],
      });
      const { variables, pixel } = read as { variables: Record<string, object>; pixel: object };
      expect(variables).toMatchObject({
        lat: { type: 'float64', on: ['lat'], standard_name: 'latitude', units: 'degrees_north' },
        lon: { type: 'float64', on: ['lon'], standard_name: 'longitude', units: 'degrees_east' },
        value: {
          type: 'float64',
          on: ['lat', 'lon'],
          units: 'degC',
          _FillValue: [null],
          ancillary_variables: 'sigma kind',
        },
        sigma: { type: 'float32', on: ['lat', 'lon'], _FillValue: [null] },
        kind: { type: 'int8', flag_meanings: 'data overlay fringe no_data below above given' },
      });
      expect(Object.keys(pixel)).toEqual(['y', 'x', 'value']);
    },
  );

  it('names coordinates by a geographic reference system, where the axes have no units', async () => {
    const { names } = await reread({
      ...smallMap,
      xAxis: { scale: 'linear', edges: [10, 13] },
      yAxis: { scale: 'linear', edges: [52, 48] },
      crs: 4258,
    });
    expect(names).toEqual(['lat', 'lon', 'value', 'sigma', 'kind']);
  });

  it.skipIf(!hasPython('osgeo.gdal'))(
    'is read by GDAL (python3-gdal) with its first row on top and the axes of the figure',
    async () => {
      const rows = [
        [1, 2, 3],
        [4, 5, 6],
      ];
      const scale = 'linear';
      const figure = gridOf(rows, {
        ...{ x: Float64Array.of(0.5, 1.5, 2.5), y: Float64Array.of(15, 5) },
        ...{ xAxis: { scale, edges: [0, 3] }, yAxis: { scale, edges: [20, 0], units: 'mm' } },
      });
      const gdal = `
import json
from osgeo import gdal
gdal.UseExceptions()
d = gdal.Open('NETCDF:figure.nc:value')
print(json.dumps([d.ReadAsArray().tolist(), d.GetGeoTransform()]))`;
      expect(readBy(gdal, { 'figure.nc': await writeNetcdf(figure) })).toEqual([rows, [0, 1, 0, 20, 0, -10]]);
    },
  );

  it('writes NaN where the mask says so', async () => {
    const { values } = await reread(gridOf([[1, 2]], { mask: Uint8Array.of(0, 1) }));
    expect(values).toEqual([Number.NaN, 2]);
  });

  it('writes the same bytes for the same grid, at whatever time', async () => {
    const { now } = Date;
    const written = await writeNetcdf(smallMap);
    Date.now = () => now() + 1e9;
    const later = await writeNetcdf(smallMap).finally(() => {
      Date.now = now;
    });
    expect(Buffer.from(written).equals(later)).toBe(true);
  });
});
