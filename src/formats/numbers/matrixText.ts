import { NUMBER_BYTES, numberPrinter } from './numberBytes.js';
import { significantDigits } from './significantDigits.js';

/** Text gathered before it is handed on. */
const PIECE_BYTES = 1 << 20;
const NEWLINE = 10;

/**
 * A plane of numbers as text, a line for each row from the first, in pieces.
 *
 * @param separator the code of the character between numbers
 * @param missing what is written where the mask is not 1
 */
export function* matrixText(
  {
    width,
    values,
    mask,
  }: { readonly width: number; readonly values: Float64Array; readonly mask: Uint8Array },
  separator: number,
  missing: string,
): Generator<Uint8Array> {
  const put = numberPrinter(significantDigits(values), missing);
  const rowBytes = width * (NUMBER_BYTES + 1);
  const size = Math.max(PIECE_BYTES, rowBytes);
  let piece = new Uint8Array(size);
  let at = 0;
  for (let start = 0; start < values.length; start += width) {
    if (at + rowBytes > size) {
      yield piece.subarray(0, at);
      piece = new Uint8Array(size);
      at = 0;
    }
    for (let i = start; i < start + width; i++) {
      at = put(mask[i] === 1 ? values[i]! : Number.NaN, piece, at);
      piece[at++] = separator;
    }
    piece[at - 1] = NEWLINE;
  }
  yield piece.subarray(0, at);
}
