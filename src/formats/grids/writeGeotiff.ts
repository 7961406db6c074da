import type { Grid } from '../../model/types.js';
import { blanked } from '../numbers/blanked.js';
import { turned } from '../numbers/turned.js';
import { type Band, halved, tileSize, tilesOf } from './tiff/bands.js';
import { encodeTiff, type TiffField, type TiffImage } from './tiff/encodeTiff.js';
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
  const more: TiffField[] = [
    { tag: 305, type: 'ascii', values: `unhue ${grid.provenance.version}` },
    ...(place ? geoFields(place) : []),
    { tag: 42112, type: 'ascii', values: metadataOf(grid, withSigma) },
  ];
  const images: TiffImage[] = [imageOf(bands, more, 0)];
  while (Math.max(bands[0]!.width, bands[0]!.height) > tileSize) {
    bands = bands.map(halved);
    images.push(imageOf(bands, [], 1));
  }
  return encodeTiff(images);
}

/** @param kind 0: the image itself, 1: a smaller version of it */
function imageOf(bands: readonly Band[], more: readonly TiffField[], kind: 0 | 1): TiffImage {
  const { width, height } = bands[0]!;
  const each = (value: number): number[] => bands.map(() => value);
  const short = (tag: number, ...values: number[]): TiffField => ({ tag, type: 'short', values });
  return {
    fields: [
      { tag: 254, type: 'long', values: [kind] },
      { tag: 256, type: 'long', values: [width] },
      { tag: 257, type: 'long', values: [height] },
      short(258, ...each(32)),
      short(259, 8), // deflate
      short(262, 1), // grey, black is low
      short(277, bands.length),
      short(284, bands.length > 1 ? 2 : 1), // band after band
      short(322, tileSize),
      short(323, tileSize),
      ...(bands.length > 1 ? [short(338, 0)] : []), // the second band is no transparency
      short(339, ...each(3)), // floating point
      ...more,
      { tag: 42113, type: 'ascii', values: 'nan' }, // GDAL's nodata
    ],
    tiles: bands.flatMap(tilesOf),
  };
}

/** Names and units of the bands, and where they come from, as GDAL shows them. */
function metadataOf({ units, provenance }: Grid, withSigma: boolean): string {
  const { sha256, options } = provenance;
  const bands = ['value', ...(withSigma ? ['sigma'] : [])];
  const items = [
    ...bands.flatMap((name, sample) => [
      item('DESCRIPTION', name, ` sample="${sample}" role="description"`),
      ...(units === undefined ? [] : [item('UNITTYPE', units, ` sample="${sample}" role="unittype"`)]),
    ]),
    ...(sha256 === undefined ? [] : [item('unhue_sha256', sha256)]),
    item('unhue_options', JSON.stringify(options)),
  ];
  return `<GDALMetadata>${items.join('')}</GDALMetadata>`;
}

const item = (name: string, text: string, more = ''): string =>
  `<Item name="${name}"${more}>${text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`)}</Item>`;
