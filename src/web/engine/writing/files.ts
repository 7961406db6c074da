import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { writeAsciiGrid } from '../../../formats/grids/writeAsciiGrid.js';
import { writeCsv } from '../../../formats/grids/writeCsv.js';
import { writeGeojson } from '../../../formats/grids/writeGeojson.js';
import { writeGeotiff } from '../../../formats/grids/writeGeotiff.js';
import { writeJson } from '../../../formats/grids/writeJson.js';
import { writeNetcdf } from '../../../formats/grids/writeNetcdf.js';
import { writeNpy } from '../../../formats/grids/writeNpy.js';
import { writeNpz } from '../../../formats/grids/writeNpz.js';
import { writeParquet } from '../../../formats/grids/writeParquet.js';
import { joinedBytes } from '../../../formats/numbers/joinedBytes.js';
import { type Content, piecesOf } from '../../../formats/output/content.js';

import { trimmedGrid } from '../../../grid/coordinates/dataBox.js';
import { Painted } from '../../../marks/paintedMask.js';
import { InputError } from '../../../model/errors.js';
import type { Colourmap, Raster } from '../../../model/types.js';
import { warningText } from '../../../model/warning.js';
import type { Panel } from '../../../pipeline/panel.js';
import { recolourPanels } from '../../../pipeline/recolour/recolour.js';
import { sideBySide } from '../../../pipeline/sideBySide.js';
import { colourbarTicks } from '../../../report/drawing/colourbarTicks.js';
import type { GridFile, WrittenFile } from '../calls/calls.js';
import { roundLevels } from '../showing/contourLines.js';
import { sentenceOf } from '../showing/summary.js';
import { greyPicture } from './greyPicture.js';

interface Writer {
  readonly extension: string;
  readonly type: string;
  /** Writes a panel of a figure. */
  readonly write: (panel: Panel, figure: FigureFiles) => Content | Promise<Content>;
}

const binary = 'application/octet-stream';
const writers: Readonly<Record<GridFile, Writer>> = {
  csv: { extension: '.csv', type: 'text/csv', write: ({ grid }) => writeCsv(trimmedGrid(grid)) },
  long: {
    extension: '.long.csv',
    type: 'text/csv',
    write: ({ grid }) => writeCsv(trimmedGrid(grid), { long: true }),
  },
  npy: { extension: '.npy', type: binary, write: ({ grid }) => writeNpy(grid) },
  npz: { extension: '.npz', type: binary, write: ({ grid }) => writeNpz(grid) },
  netcdf: { extension: '.nc', type: 'application/x-netcdf', write: ({ grid }) => writeNetcdf(grid) },
  geotiff: { extension: '.tif', type: 'image/tiff', write: ({ grid }) => writeGeotiff(grid) },
  asc: { extension: '.asc', type: 'text/plain', write: ({ grid }) => writeAsciiGrid(grid) },
  parquet: { extension: '.parquet', type: binary, write: ({ grid }) => writeParquet(grid) },
  contours: {
    extension: '.geojson',
    type: 'application/geo+json',
    write: ({ grid, scale }) => writeGeojson(grid, { levels: roundLevels(grid, scale) }),
  },
  json: { extension: '.json', type: 'application/json', write: ({ grid }) => writeJson(grid) },
  png: { extension: '.png', type: 'image/png', write: ({ grid }) => greyPicture(grid) },
  preview: { extension: '.preview.png', type: 'image/png', write: preview },
  report: { extension: '.html', type: 'text/html', write: report },
  meta: { extension: '.meta.json', type: 'application/json', write: (panel) => sidecarText(panel) },
};

/** The picture that panels were recovered from, and what the names of its files begin with. */
export interface FigureFiles {
  readonly raster: Raster;
  readonly stem: string;
  /** What people call it. */
  readonly title: string;
}

/** The files of some panels, as the command line names and writes them; the number goes before the extension. */
export async function filesOf(
  figure: FigureFiles,
  panels: readonly Panel[],
  formats: readonly GridFile[],
): Promise<WrittenFile[]> {
  const files: WrittenFile[] = [];
  for (const panel of panels)
    for (const format of formats) {
      const { extension, type, write } = writers[format];
      const number = panel.panels > 1 ? `-${panel.panel}` : '';
      const bytes = await joined(await write(panel, figure));
      files.push({ name: `${figure.stem}${number}${extension}`, type, bytes });
    }
  return files;
}

const archived: readonly GridFile[] = ['csv', 'npy', 'json', 'preview', 'meta'];

/** All panels in all formats, in one zip. */
export async function archiveOf(figure: FigureFiles, panels: readonly Panel[]): Promise<WrittenFile> {
  const files = (await filesOf(figure, panels, archived)).map(({ name, bytes }) => [name, bytes] as const);
  const bytes = zipSync(Object.fromEntries(files), { mtime: archiveTime });
  return {
    name: `${figure.stem}.zip`,
    type: 'application/zip',
    bytes: bytes as Uint8Array<ArrayBuffer>,
  };
}

/**
 * The figure with the data of all panels in another colourmap, and all else as it was.
 *
 * @throws InputError where the picture was straightened: its pixels are not the figure's
 */
export function recolouredFile(
  { raster, stem }: FigureFiles,
  panels: readonly Panel[],
  to: Colourmap,
): WrittenFile {
  if (panels.some(({ straight }) => straight))
    throw new InputError('a tilted figure cannot be redrawn in another colourmap');
  const bytes = pngOf(recolourPanels(raster, panels, to));
  return {
    name: `${stem}.recoloured.png`,
    type: 'image/png',
    bytes: bytes as Uint8Array<ArrayBuffer>,
  };
}

/** What was painted by hand as `--mask` takes it: white is to be left out, green restored. */
export function maskFile(
  { stem, raster: { width, height } }: FigureFiles,
  painted: Uint8Array | undefined,
): WrittenFile {
  const data = new Uint8Array(3 * width * height);
  painted?.forEach((is, i) => {
    if (is === Painted.out) data.fill(255, 3 * i, 3 * i + 3);
    else if (is === Painted.restored) data[3 * i + 1] = 255;
  });
  const bytes = encode({ width, height, data, channels: 3, depth: 8 });
  return { name: `${stem}.mask.png`, type: 'image/png', bytes: bytes as Uint8Array<ArrayBuffer> };
}

/** The same numbers make the same archive, whenever it is written: the earliest time that a zip can hold. */
const archiveTime = new Date(1980, 0, 1);

async function joined(content: Content): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  // Writers may use a piece again once the next is asked for.
  for await (const piece of piecesOf(content))
    pieces.push(typeof piece === 'string' ? encoder.encode(piece) : piece.slice());
  return joinedBytes(pieces);
}

const pngOf = ({ width, height, data }: Raster): Uint8Array =>
  encode({ width, height, data, channels: 4, depth: 8 });

/** The plot area, its values redrawn, and the difference, side by side. */
function preview(panel: Panel, { raster }: FigureFiles): Uint8Array {
  const picture = sideBySide(panel.straight?.raster ?? raster, { ...panel, ...panel.straight });
  return pngOf(picture);
}

/** The page that shows how a panel was recovered; what draws it is loaded when it is asked for. */
async function report(panel: Panel, { raster, title }: FigureFiles): Promise<string> {
  const { writeReport } = await import('../../../report/writeReport.js');
  const { colourbarBox, ticks } = panel.straight ?? panel;
  return writeReport({
    ...panel,
    ...panel.straight,
    scale: panel.values?.scale ?? 'linear',
    title,
    figure: panel.straight?.raster ?? raster,
    ticks: colourbarBox ? colourbarTicks(colourbarBox, ticks) : [],
    warnings: panel.warnings.map(sentenceOf),
  });
}

const sidecarText = ({ sidecar, warnings }: Panel): string =>
  `${JSON.stringify({ ...sidecar, warnings: warnings.map(warningText) }, null, 2)}\n`;
