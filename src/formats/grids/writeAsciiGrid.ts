import { axisAlong, evenStep } from '../../grid/coordinates/coordinates.js';
import { UsageError } from '../../model/errors.js';
import type { Grid } from '../../model/types.js';
import { matrixText } from '../numbers/matrixText.js';
import { turned } from '../numbers/turned.js';
import { valueRange } from '../pictures/valueRange.js';

const SPACE = 32;

/**
 * A grid as an ESRI ASCII grid, north up: rows that run northward are turned round, and columns that run westward. Without
 * axes the coordinates are pixels from the bottom left corner. Cells that are not square have `dx` and `dy` instead of
 * `cellsize`, as GDAL reads and writes them. Missing is −9999, or more nines where values come near that.
 *
 * @throws UsageError where coordinates are not evenly spaced
 */
export function* writeAsciiGrid(grid: Grid): Generator<Uint8Array | string> {
  const { width, height, values, mask, xAxis, yAxis } = grid;
  const x = side(grid, 'x');
  const y = side(grid, 'y');
  const missing = missingValue(grid);
  const flipX = xAxis !== undefined && x.step < 0;
  const flipY = yAxis !== undefined && y.step > 0;
  const [dx, dy] = [Math.abs(x.step), Math.abs(y.step)];
  const isSquare = Math.abs(dx - dy) <= 1e-9 * dx;
  yield [
    `ncols ${width}`,
    `nrows ${height}`,
    `xllcorner ${xAxis ? x.least : 0}`,
    `yllcorner ${yAxis ? y.least : 0}`,
    ...(isSquare ? [`cellsize ${dx}`] : [`dx ${dx}`, `dy ${dy}`]),
    `NODATA_value ${missing}`,
    '',
  ].join('\n');
  const upright = {
    width,
    values: turned(values, width, flipX, flipY),
    mask: turned(mask, width, flipX, flipY),
  };
  yield* matrixText(upright, SPACE, String(missing));
}

function side(grid: Grid, name: 'x' | 'y'): { readonly least: number; readonly step: number } {
  const step = evenStep(grid, name);
  if (step === undefined)
    throw new UsageError(
      `output expects evenly spaced coordinates for an ESRI ASCII grid, but those along ${name} are not`,
      'output',
      { code: 'uneven-coordinates' },
    );
  return { least: Math.min(...axisAlong(grid, name).edges), step };
}

/** −9999, or the first of −99999, −999999, … that is well below every value. */
function missingValue({ values, mask }: Grid): number {
  const least = valueRange(values, mask)?.lo ?? 0;
  let missing = -9999;
  while (least < missing / 2) missing = 10 * missing - 9;
  return missing;
}
