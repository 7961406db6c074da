import { UsageError } from '../../model/errors.js';
import type { Grid } from '../../model/types.js';
import { matrixText } from '../numbers/matrixText.js';
import { NUMBER_BYTES, numberPrinter } from '../numbers/numberBytes.js';
import { significantDigits } from '../numbers/significantDigits.js';

export interface CsvOptions {
  /** One row per pixel, `x,y,value,sigma`, instead of one row per row of the grid. */
  readonly long?: boolean;
  /** One character between fields: comma (the default), semicolon, tab, space, … */
  readonly separator?: string;
}

/** Standard errors are themselves estimates, good to some ten per cent: more than four digits would pretend. */
const SIGMA_DIGITS = 4;
/** Text gathered before it is handed on. */
const PIECE_BYTES = 1 << 20;
const NEWLINE = 10;

/**
 * A grid as text. The plain form is the matrix and nothing else: a line per row from the top, `width` fields each, no
 * header, `NaN` where masked, as `numpy.loadtxt` and `pandas.read_csv(header=None)` expect. The long form has a header
 * and a line for each pixel, row by row from the top: its centre's coordinates, its value, and its standard error
 * where the grid has any; masked pixels have a line as well, so that the column can be reshaped to the grid.
 *
 * Values and coordinates carry nine significant digits of the range that they span (see `significantDigits`),
 * standard errors four; whole numbers are exact.
 *
 * @throws UsageError when the separator is not one character, or one that numbers contain
 */
export function writeCsv(
  grid: Grid,
  { long = false, separator = ',' }: CsvOptions = {},
): Generator<Uint8Array> {
  if (!/^[\t -~]$/.test(separator) || /[\w.+"-]/.test(separator))
    throw new UsageError(
      `Expected one character such as ',', ';' or a tab between csv fields, got ${JSON.stringify(separator)}.`,
      'separator',
    );
  return long ? longRows(grid, separator) : matrixText(grid, separator.charCodeAt(0), 'NaN');
}

/** The same with tabs between the fields, whatever separator csv has. */
export const writeTsv = (grid: Grid, { long = false }: CsvOptions = {}): Generator<Uint8Array> =>
  writeCsv(grid, { long, separator: '\t' });

function* longRows(grid: Grid, separator: string): Generator<Uint8Array> {
  const { width, height, values, mask, sigma } = grid;
  const withSigma = sigma.some((s) => Number.isFinite(s));
  const put = numberPrinter(significantDigits(values), 'NaN');
  const putSigma = numberPrinter(SIGMA_DIGITS, 'NaN');
  const xs = axisTexts(grid.x, separator);
  const ys = axisTexts(grid.y, separator);
  const code = separator.charCodeAt(0);
  const lineBytes = 4 * (NUMBER_BYTES + 1);
  yield new TextEncoder().encode(`${['x', 'y', 'value', ...(withSigma ? ['sigma'] : [])].join(separator)}\n`);
  let piece = new Uint8Array(PIECE_BYTES);
  let at = 0;
  for (let row = 0, i = 0; row < height; row++) {
    const y = ys[row]!;
    for (let column = 0; column < width; column++, i++) {
      if (at + lineBytes > PIECE_BYTES) {
        yield piece.subarray(0, at);
        piece = new Uint8Array(PIECE_BYTES);
        at = 0;
      }
      const x = xs[column]!;
      for (let k = 0; k < x.length; k++) piece[at++] = x[k]!;
      for (let k = 0; k < y.length; k++) piece[at++] = y[k]!;
      at = put(mask[i] === 1 ? values[i]! : Number.NaN, piece, at);
      if (withSigma) {
        piece[at++] = code;
        at = putSigma(mask[i] === 1 ? sigma[i]! : Number.NaN, piece, at);
      }
      piece[at++] = NEWLINE;
    }
  }
  yield piece.subarray(0, at);
}

/** The coordinates of an axis as text, each with the separator that follows it. */
function axisTexts(coordinates: Float64Array, separator: string): Uint8Array[] {
  const put = numberPrinter(significantDigits(coordinates), 'NaN');
  const text = new Uint8Array(NUMBER_BYTES + 1);
  return Array.from(coordinates, (coordinate) => {
    const end = put(coordinate, text, 0);
    text[end] = separator.charCodeAt(0);
    return text.slice(0, end + 1);
  });
}
