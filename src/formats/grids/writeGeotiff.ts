import type { Grid } from '../../model/types.js';
import { blanked } from '../numbers/blanked.js';
import { turned } from '../numbers/turned.js';
import { type Band, halved, tileSize, tilesOf } from './tiff/bands.js';
import { encodeTiff, type TiffField, type TiffImage } from './tiff/encodeTiff.js';
import { imageFields, originFields } from './tiff/fields.js';
import { geoFields, georeferenceOf } from './tiff/georeference.js';

/**
 * A grid as GeoTIFF: float32, NaN as nodata, in deflated tiles, with overviews at half the size each; a second band
 * holds the standard errors, where the grid has any. Where both axes are known and evenly spaced, the file is
 * georeferenced and north is up: rows that run northward are turned round. A reference system is named where one was
 * given, or where the axes are in degrees of longitude and latitude (WGS 84 is taken for theirs). Without such axes the
 * file has neither, and its rows are the figure's.
 *
 * OGC 19-008r4 (GeoTIFF 1.1), TIFF 6.0, and GDAL's tags for nodata and metadata.
 *
 * @throws UsageError where a reference system was given to coordinates that are not evenly spaced
 */
export function writeGeotiff(grid: Grid): Uint8Array[] {
  const place = georeferenceOf(grid);
  const { width, height, values, sigma, mask } = grid;
  const { flipX = false, flipY = false } = place ?? {};
  const band = (numbers: Float32Array): Band => ({
    width,
    height,
    numbers: turned(numbers, width, flipX, flipY),
  });
  const withSigma = sigma.some((s) => Number.isFinite(s));
  let bands = [
    band(Float32Array.from(blanked(values, mask))),
    ...(withSigma ? [band(blanked(sigma, mask))] : []),
  ];
  const more: TiffField[] = [...(place ? geoFields(place) : []), ...originFields(grid, withSigma)];
  const images: TiffImage[] = [imageOf(bands, more, 0)];
  while (Math.max(bands[0]!.width, bands[0]!.height) > tileSize) {
    bands = bands.map(halved);
    images.push(imageOf(bands, [], 1));
  }
  return encodeTiff(images);
}

/** @param kind 0: the image itself, 1: a smaller version of it */
const imageOf = (bands: readonly Band[], more: readonly TiffField[], kind: 0 | 1): TiffImage => ({
  fields: imageFields({ ...bands[0]!, bands: bands.length, kind }, more),
  tiles: bands.flatMap(tilesOf),
});
