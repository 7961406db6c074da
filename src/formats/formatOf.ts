import { basename } from 'node:path';
import type { GridStack } from '../grid/stack.js';
import { UsageError } from '../model/errors.js';
import type { Grid } from '../model/types.js';
import { writeAsciiGrid } from './grids/writeAsciiGrid.js';
import { type CsvOptions, writeCsv, writeTsv } from './grids/writeCsv.js';
import { type GeojsonOptions, writeGeojson } from './grids/writeGeojson.js';
import { writeJson } from './grids/writeJson.js';
import { writeNetcdf } from './grids/writeNetcdf.js';
import { writeNpy } from './grids/writeNpy.js';
import { writeNpz } from './grids/writeNpz.js';
import { writeParquet } from './grids/writeParquet.js';
import { writeZarr } from './grids/writeZarr.js';
import type { Content, FolderContent } from './output/content.js';
import { writePng16, writePreview } from './pictures/writePng.js';

/** What there is to choose about the formats. */
export type GridOptions = CsvOptions & GeojsonOptions;

/** A file's content, or a folder's. */
type Written = Content | FolderContent;

/** A format that a grid can be written in. */
export interface GridFormat {
  readonly name: string;
  /** How file names of this format end. */
  readonly extension: string;
  readonly description: string;
  readonly write: (grid: Grid, options?: GridOptions) => Written | Promise<Written>;
  /** Writes a film; absent where the format has no place for one. */
  readonly writeStack?: (stack: GridStack) => Written | Promise<Written>;
}

/** What packs its tiles is loaded only here. */
async function writeGeotiffLater(grid: Grid): Promise<Written> {
  const { writeGeotiff } = await import('./grids/writeGeotiff.js');
  return writeGeotiff(grid);
}

/** The formats a grid can be written in; of two that fit a name, the earlier counts. */
export const gridFormats: readonly GridFormat[] = [
  { name: 'csv', extension: '.csv', description: 'text, a line per row', write: writeCsv },
  { name: 'npy', extension: '.npy', description: 'NumPy, float64', write: writeNpy, writeStack: writeNpy },
  { name: 'tsv', extension: '.tsv', description: 'csv with tabs', write: writeTsv },
  { name: 'npz', extension: '.npz', description: 'NumPy, with sigma, mask, coordinates', write: writeNpz },
  {
    name: 'netcdf',
    extension: '.nc',
    description: 'NetCDF-4 after CF',
    write: writeNetcdf,
    writeStack: writeNetcdf,
  },
  { name: 'geotiff', extension: '.tif', description: 'GeoTIFF, float32', write: writeGeotiffLater },
  { name: 'zarr', extension: '.zarr', description: 'Zarr v3', write: writeZarr, writeStack: writeZarr },
  { name: 'asc', extension: '.asc', description: 'ESRI ASCII grid', write: writeAsciiGrid },
  { name: 'parquet', extension: '.parquet', description: 'a row per pixel', write: writeParquet },
  { name: 'geojson', extension: '.geojson', description: 'areas that reach levels', write: writeGeojson },
  { name: 'json', extension: '.json', description: 'values, coordinates, units', write: writeJson },
  { name: 'preview', extension: '.preview.png', description: 'colour picture', write: writePreview },
  { name: 'png16', extension: '.png', description: 'grey picture of 16 bits', write: writePng16 },
];

/**
 * The format that a file name asks for by its extension (in upper or lower case).
 *
 * @throws UsageError naming the known extensions
 */
export function formatOf(path: string): GridFormat {
  // A folder's name may end in a slash: basename leaves it out.
  const name = basename(path).toLowerCase();
  const format = gridFormats.find(({ extension }) => name.endsWith(extension));
  if (format === undefined)
    throw new UsageError(
      `Cannot tell the format of ${path} from its name: expected it to end in one of ${gridFormats
        .map(({ extension }) => extension)
        .join(', ')}.`,
      'output',
    );
  return format;
}
