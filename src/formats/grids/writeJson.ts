import type { Grid } from '../../model/types.js';
import { NUMBER_BYTES, numberPrinter, type PutNumber } from '../numbers/numberBytes.js';
import { significantDigits } from '../numbers/significantDigits.js';
import type { Piece } from '../output/content.js';

const SIGMA_DIGITS = 4;

/**
 * A grid as JSON, one line per row: `width`, `height`, `units` (or null), `x` (width coordinates), `y` (height),
 * `values` (height rows of width numbers, from the top; null where masked), `sigma` (the same shape; present where
 * the grid has standard errors) and `provenance`. Numbers carry the digits that the csv carries.
 */
export function* writeJson(grid: Grid): Generator<Piece> {
  const { width, height, values, sigma } = grid;
  const head = { width, height, units: grid.units ?? null, provenance: grid.provenance };
  yield JSON.stringify(head).slice(0, -1);
  yield* axis('x', grid.x);
  yield* axis('y', grid.y);
  yield* matrix('values', grid, values, numberPrinter(significantDigits(values), 'null'));
  if (sigma.some((s) => Number.isFinite(s)))
    yield* matrix('sigma', grid, sigma, numberPrinter(SIGMA_DIGITS, 'null'));
  yield '\n}\n';
}

function* axis(name: string, coordinates: Float64Array): Generator<Piece> {
  yield `,\n"${name}": `;
  yield row(coordinates, undefined, numberPrinter(significantDigits(coordinates), 'null'));
}

function* matrix(
  name: string,
  grid: Grid,
  numbers: Float32Array | Float64Array,
  put: PutNumber,
): Generator<Piece> {
  const { width, height, mask } = grid;
  yield `,\n"${name}": [\n`;
  for (let start = 0; start < width * height; start += width) {
    if (start > 0) yield ',\n';
    yield row(numbers.subarray(start, start + width), mask.subarray(start, start + width), put);
  }
  yield '\n]';
}

function row(numbers: Float32Array | Float64Array, mask: Uint8Array | undefined, put: PutNumber): Uint8Array {
  const bytes = new Uint8Array(2 + numbers.length * (NUMBER_BYTES + 1));
  let at = 0;
  bytes[at++] = '['.charCodeAt(0);
  for (let i = 0; i < numbers.length; i++) {
    if (i > 0) bytes[at++] = ','.charCodeAt(0);
    at = put(mask === undefined || mask[i] === 1 ? numbers[i]! : Number.NaN, bytes, at);
  }
  bytes[at++] = ']'.charCodeAt(0);
  return bytes.subarray(0, at);
}
