import { axisAlong, evenStep } from '../../../grid/coordinates/coordinates.js';
import { isLongitudeLatitude } from '../../../grid/coordinates/geographic.js';
import { UsageError } from '../../../model/errors.js';
import type { GridFrame } from '../../../model/types.js';
import type { TiffField } from './encodeTiff.js';
import { isGeographic } from './geographicCodes.js';

/** How a grid lies on the ground. */
export interface Georeference {
  /** Coordinates of the corner with the least x and the largest y, and the sizes of a pixel, both positive. */
  readonly west: number;
  readonly north: number;
  readonly xStep: number;
  readonly yStep: number;
  /** The grid's columns run westward, its rows northward: they are to be turned round. */
  readonly flipX: boolean;
  readonly flipY: boolean;
  /** EPSG code of the coordinate reference system; absent where none is known. */
  readonly crs?: number;
}

/** Longitude and latitude on the World Geodetic System, the commonest; figures do not say theirs. */
const WGS84 = 4326;

/**
 * The georeference of a grid with coordinates along both sides, evenly spaced; undefined where it has none.
 *
 * @throws UsageError where a reference system was given, but the coordinates are not evenly spaced
 */
export function georeferenceOf(grid: GridFrame): Georeference | undefined {
  const { xAxis, yAxis } = grid;
  const xStep = evenStep(grid, 'x');
  const yStep = evenStep(grid, 'y');
  if (!xAxis || !yAxis || xStep === undefined || yStep === undefined) {
    if (grid.crs !== undefined)
      throw new UsageError('crs expects evenly spaced coordinates on both axes', 'crs');
    return undefined;
  }
  const crs = grid.crs ?? (isLongitudeLatitude(grid) ? WGS84 : undefined);
  return {
    west: Math.min(...axisAlong(grid, 'x').edges),
    north: Math.max(...axisAlong(grid, 'y').edges),
    xStep: Math.abs(xStep),
    yStep: Math.abs(yStep),
    flipX: xStep < 0,
    flipY: yStep > 0,
    ...(crs !== undefined && { crs }),
  };
}

const MODEL_PIXEL_SCALE = 33550;
const MODEL_TIEPOINT = 33922;
const GEO_KEY_DIRECTORY = 34735;

/** A georeference as fields of a TIFF, after OGC's GeoTIFF 1.1. */
export function geoFields({ west, north, xStep, yStep, crs }: Georeference): TiffField[] {
  return [
    { tag: MODEL_PIXEL_SCALE, type: 'double', values: [xStep, yStep, 0] },
    { tag: MODEL_TIEPOINT, type: 'double', values: [0, 0, 0, west, north, 0] },
    ...(crs === undefined ? [] : [{ tag: GEO_KEY_DIRECTORY, type: 'short' as const, values: geoKeys(crs) }]),
  ];
}

/** Version 1.1.0, three keys, each with its value in place: kind of model, values fill pixels, code of the system. */
function geoKeys(crs: number): number[] {
  const [model, key] = isGeographic(crs) ? [2, 2048] : [1, 3072];
  return [1, 1, 1, 3, 1024, 0, 1, model, 1025, 0, 1, 1, key, 0, 1, crs];
}
