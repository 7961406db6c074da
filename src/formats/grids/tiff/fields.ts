import type { GridFrame } from '../../../model/types.js';
import { tileSize } from './bands.js';
import type { TiffField } from './encodeTiff.js';

/** What a TIFF says of the numbers in it. */
export interface BandedImage {
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  /** 0: the image itself, 1: a smaller version of it. */
  readonly kind: 0 | 1;
}

/** The fields of a float32 image in deflated tiles, band after band, NaN as nodata. */
export function imageFields(
  { width, height, bands, kind }: BandedImage,
  more: readonly TiffField[],
): TiffField[] {
  const each = (value: number): number[] => Array.from({ length: bands }, () => value);
  const short = (tag: number, ...values: number[]): TiffField => ({ tag, type: 'short', values });
  return [
    { tag: 254, type: 'long', values: [kind] },
    { tag: 256, type: 'long', values: [width] },
    { tag: 257, type: 'long', values: [height] },
    short(258, ...each(32)),
    short(259, 8), // deflate
    short(262, 1), // grey, black is low
    short(277, bands),
    short(284, bands > 1 ? 2 : 1), // band after band
    short(322, tileSize),
    short(323, tileSize),
    ...(bands > 1 ? [short(338, 0)] : []), // the second band is no transparency
    short(339, ...each(3)), // floating point
    ...more,
    { tag: 42113, type: 'ascii', values: 'nan' }, // GDAL's nodata
  ];
}

/** The program, and what the numbers are and come from, as GDAL shows it. */
export const originFields = (grid: GridFrame, withSigma: boolean): TiffField[] => [
  { tag: 305, type: 'ascii', values: `unhue ${grid.provenance.version}` },
  { tag: 42112, type: 'ascii', values: metadataOf(grid, withSigma) },
];

/** Names and units of the bands, and where they come from, as GDAL shows them. */
function metadataOf({ units, provenance }: GridFrame, withSigma: boolean): string {
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
