import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { writeCsv } from '../../formats/grids/writeCsv.js';
import { writeJson } from '../../formats/grids/writeJson.js';
import { writeNpy } from '../../formats/grids/writeNpy.js';
import { paint } from '../../formats/pictures/paint.js';
import { InputError } from '../../model/errors.js';
import type { Colourmap, Grid, Raster } from '../../model/types.js';
import { warningText } from '../../model/warning.js';
import type { Panel } from '../../pipeline/panel.js';
import type { FigureInput } from '../../pipeline/plan/request.js';
import { recolourPanels } from '../../pipeline/recolour.js';
import type { GridFile, WrittenFile } from './calls.js';

interface Writer {
  readonly extension: string;
  readonly type: string;
  readonly write: (panel: Panel) => Iterable<Uint8Array | string>;
}

const writers: Readonly<Record<GridFile, Writer>> = {
  csv: { extension: '.csv', type: 'text/csv', write: ({ grid }) => writeCsv(grid) },
  long: { extension: '.long.csv', type: 'text/csv', write: ({ grid }) => writeCsv(grid, { long: true }) },
  npy: { extension: '.npy', type: 'application/octet-stream', write: ({ grid }) => writeNpy(grid) },
  json: { extension: '.json', type: 'application/json', write: ({ grid }) => writeJson(grid) },
  png: { extension: '.preview.png', type: 'image/png', write: ({ grid }) => [preview(grid)] },
  meta: { extension: '.meta.json', type: 'application/json', write: (panel) => [sidecarText(panel)] },
};

/** The files of some panels, as the command line names and writes them; the number goes before the extension. */
export function filesOf(
  figure: string,
  panels: readonly Panel[],
  formats: readonly GridFile[],
): WrittenFile[] {
  const stem = stemOf(figure);
  return panels.flatMap((panel) =>
    formats.map((format) => {
      const { extension, type, write } = writers[format];
      const number = panel.panels > 1 ? `-${panel.panel}` : '';
      return { name: `${stem}${number}${extension}`, type, bytes: joined(write(panel)) };
    }),
  );
}

const archived: readonly GridFile[] = ['csv', 'npy', 'json', 'png', 'meta'];

/** All panels in all formats, in one zip. */
export function archiveOf(figure: string, panels: readonly Panel[]): WrittenFile {
  const files = filesOf(figure, panels, archived).map(({ name, bytes }) => [name, bytes] as const);
  const bytes = zipSync(Object.fromEntries(files), { mtime: archiveTime });
  return { name: `${stemOf(figure)}.zip`, type: 'application/zip', bytes: bytes as Uint8Array<ArrayBuffer> };
}

/**
 * The figure with the data of all panels in another colourmap, and all else as it was.
 *
 * @throws InputError where the picture was straightened: its pixels are not the figure's
 */
export function recolouredFile(
  { raster, name = 'figure' }: FigureInput,
  panels: readonly Panel[],
  to: Colourmap,
): WrittenFile {
  if (panels.some(({ straight }) => straight))
    throw new InputError('a tilted figure cannot be redrawn in another colourmap');
  const bytes = encode({ ...recolourPanels(raster, panels, to), channels: 4, depth: 8 });
  return {
    name: `${stemOf(name)}.recoloured.png`,
    type: 'image/png',
    bytes: bytes as Uint8Array<ArrayBuffer>,
  };
}

/** A mask as a grey picture: white is to be left out. */
export function maskFile(
  name: string,
  { width, height }: Raster,
  painted: Uint8Array | undefined,
): WrittenFile {
  const data = new Uint8Array(width * height);
  painted?.forEach((is, i) => {
    data[i] = is * 255;
  });
  const bytes = encode({ width, height, data, channels: 1, depth: 8 });
  return { name: `${stemOf(name)}.mask.png`, type: 'image/png', bytes: bytes as Uint8Array<ArrayBuffer> };
}

/** The same numbers make the same archive, whenever it is written: the earliest time that a zip can hold. */
const archiveTime = new Date(1980, 0, 1);

const stemOf = (figure: string): string => figure.replace(/\.[^.]*$/, '');

function joined(pieces: Iterable<Uint8Array | string>): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  // Writers may use a piece again once the next is asked for.
  const parts = Array.from(pieces, (piece) =>
    typeof piece === 'string' ? encoder.encode(piece) : piece.slice(),
  );
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function preview({ width, height, values, mask }: Grid): Uint8Array {
  return encode({ ...paint(width, height, values, mask), channels: 4, depth: 8 });
}

const sidecarText = ({ sidecar, warnings }: Panel): string =>
  `${JSON.stringify({ ...sidecar, warnings: warnings.map(warningText) }, null, 2)}\n`;
