import { significantDigits } from '../../../formats/numbers/significantDigits.js';
import { readPoints } from '../../../formats/readPoints.js';
import { areasBetween } from '../../../grid/areas.js';
import { valuesAt } from '../../../grid/valuesAt.js';
import type { Grid } from '../../../model/types.js';

/** What the options ask of a grid, to be printed as csv. */
export interface TableOptions {
  readonly at?: string;
  readonly areas?: readonly number[];
}

/** Standard errors and shares are estimates. */
const estimateDigits = 4;

/**
 * What prints the table that is asked for; undefined where none is. Reads the places first, so that a file that is none
 * is told before any work.
 *
 * @throws InputError if the places cannot be read
 */
export async function gridTable({ at, areas }: TableOptions): Promise<((grid: Grid) => string) | undefined> {
  if (at !== undefined) {
    const points = await readPoints(at);
    return (grid) => valuesTable(grid, points);
  }
  return areas && ((grid) => areasTable(grid, areas));
}

/** The lines of the file as they are, with the value, its standard error and its kind at the end of each. */
function valuesTable(
  grid: Grid,
  { header, separator, rows }: Awaited<ReturnType<typeof readPoints>>,
): string {
  const digits = significantDigits(grid.values);
  const found = valuesAt(
    grid,
    rows.map(({ point }) => point),
  );
  const lines = rows.map(({ line }, k) => {
    const { value, sigma, kind } = found[k]!;
    return [line, rounded(value, digits), rounded(sigma, estimateDigits), kind].join(separator);
  });
  const names = header === undefined ? [] : [[header, 'value', 'sigma', 'kind'].join(separator)];
  return [...names, ...lines, ''].join('\n');
}

function areasTable(grid: Grid, levels: readonly number[]): string {
  const lines = areasBetween(grid, levels).map(({ from, to, share, area }) =>
    [from ?? '', to ?? '', rounded(share, estimateDigits), rounded(area, 9)].join(),
  );
  return ['from,to,share,area', ...lines, ''].join('\n');
}

const rounded = (number: number, digits: number): string => String(Number(number.toPrecision(digits)));
