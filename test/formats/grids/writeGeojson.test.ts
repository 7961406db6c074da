import { describe, expect, it } from 'vitest';
import { writeGeojson } from '../../../src/formats/grids/writeGeojson.js';
import { UsageError } from '../../../src/model/errors.js';
import { smallMap } from '../anyGrid.js';
import { hasPython, readBy } from '../foreign.js';

describe('writeGeojson', () => {
  it('writes a feature a level, with its units', async () => {
    const geojson = JSON.parse(String(await writeGeojson(smallMap, { levels: [2, 100] })));
    expect(geojson.features).toMatchObject([
      { type: 'Feature', properties: { level: 2, units: '°C' }, geometry: { type: 'MultiPolygon' } },
      { properties: { level: 100 }, geometry: { coordinates: [] } },
    ]);
  });

  it('refuses to draw no levels', async () => {
    await expect(writeGeojson(smallMap)).rejects.toThrow(UsageError);
  });

  it.skipIf(!hasPython('osgeo.ogr'))('is read by GDAL (python3-gdal) as valid areas', async () => {
    const program = `
import json
from osgeo import ogr
d = ogr.Open('map.geojson'); l = d.GetLayer(0)
print(json.dumps([[f.GetField('level'), f.geometry().GetGeometryName(), f.geometry().IsValid(), f.geometry().GetEnvelope()] for f in l]))`;
    const content = Buffer.from(await writeGeojson(smallMap, { levels: [-100] }));
    expect(readBy(program, { 'map.geojson': content })).toEqual([
      [-100, 'MULTIPOLYGON', true, [10, 13, 48, 52]],
    ]);
  });
});
