import { UsageError } from '../../model/errors.js';
import type { SummaryRow } from './rows.js';

/** What the summary of a batch can be written as, by the end of its file's name. */
type Write = (rows: readonly SummaryRow[]) => string | Promise<Uint8Array>;
const writers: Readonly<Record<string, Write>> = { csv: csvOf, json: jsonOf, parquet: parquetOf };

/**
 * The writer for a summary of this name.
 *
 * @throws UsageError naming the known endings
 */
export function summaryWriter(path: string): Write {
  const ending = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (!Object.hasOwn(writers, ending))
    throw new UsageError(
      `--summary expects a file that ends in .csv, .json or .parquet, but received “${path}”`,
    );
  return writers[ending]!;
}

const columns = [
  ...['file', 'status', 'sha256', 'page', 'panel', 'panels', 'plotBox', 'colourbarBox', 'rows', 'columns'],
  ...['low', 'high', 'scale', 'units', 'colourmap', 'origin', 'coverage', 'confidence'],
  ...['layout', 'order', 'range', 'axes', 'decoding', 'warnings', 'outputs', 'error'],
] as (keyof SummaryRow)[];
/** Everything else is text. */
const numbers = new Set<keyof SummaryRow>([
  ...(['page', 'panel', 'panels', 'rows', 'columns', 'low', 'high', 'coverage', 'confidence'] as const),
  ...(['layout', 'order', 'range', 'axes', 'decoding'] as const),
]);

/** A value as one field: boxes as the options take them, lists with bars between their entries. */
function fieldOf(row: SummaryRow, column: keyof SummaryRow): string | number | null {
  const value = row[column];
  if (typeof value !== 'object' || value === null) return value;
  return column.endsWith('Box') ? value.join() : value.join(' | ');
}

/** Text with a header, after RFC 4180. */
function csvOf(rows: readonly SummaryRow[]): string {
  const quoted = (field: string | number | null): string => {
    const text = String(field ?? '');
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row) => columns.map((column) => quoted(fieldOf(row, column))).join());
  return [columns.join(), ...lines, ''].join('\n');
}

/** An array, one row a line. */
function jsonOf(rows: readonly SummaryRow[]): string {
  return `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
}

async function parquetOf(rows: readonly SummaryRow[]): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const columnData = columns.map((name) => ({
    name,
    data: rows.map((row) => fieldOf(row, name)),
    type: numbers.has(name) ? ('DOUBLE' as const) : ('STRING' as const),
    nullable: true,
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
