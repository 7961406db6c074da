import { relative } from 'node:path';
import type { Grid } from '../../model/types.js';
import { writeNpy } from '../grids/writeNpy.js';
import type { Content } from '../output/content.js';

/** A table: the names of its columns, and rows of texts and numbers. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A table as text with a header; texts are quoted where they need it (RFC 4180). */
export function writeTableCsv({ columns, rows }: Table): string {
  return `${[columns, ...rows].map((row) => row.map(field).join(',')).join('\n')}\n`;
}

const field = (value: string | number): string =>
  typeof value === 'number'
    ? String(Number(value.toPrecision(6)))
    : /[",\r\n]/.test(value)
      ? `"${value.replaceAll('"', '""')}"`
      : value;

/** A table as a Parquet file. */
export async function writeTableParquet({ columns, rows }: Table): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const columnData = columns.map((name, c) => {
    const data = rows.map((row) => row[c]!);
    const type = typeof data[0] === 'string' ? ('STRING' as const) : ('DOUBLE' as const);
    return { name, data, type };
  });
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

/** Similarities as a NumPy array of float64. */
export function writeMatrixNpy(similarities: Float32Array, rows: number): Content {
  const width = similarities.length / rows;
  const grid: Pick<Grid, 'width' | 'height' | 'values' | 'mask'> = {
    width,
    height: rows,
    values: Float64Array.from(similarities),
    mask: new Uint8Array(similarities.length).fill(1),
  };
  return writeNpy(grid);
}

/** A picture's path as it is told: within the folder of its collection where it lies there. */
export function shownPath(path: string, folder: string | undefined): string {
  const within = folder === undefined ? path : relative(folder, path);
  return within.startsWith('..') ? path : within;
}
