import { areClear, type Cells } from '../../figure/cells.js';
import type { AxisFindings } from '../../figure/findings.js';
import type { AxisEdges } from '../../grid/coordinates/coordinates.js';
import { UsageError } from '../../model/errors.js';
import type { Box, Ground } from '../../model/types.js';
import type { Warning } from '../../model/warning.js';
import type { PlanOptions } from './options.js';
import type { PlacedPanel } from './planLayout.js';
import type { PanelRequest } from './request.js';

/**
 * The coordinates of a plot area's edges, as given, else by the file's georeference, else as read; and how sure they are (0 where neither is known).
 *
 * @throws UsageError if an axis' edges cannot be
 */
export function plannedAxes(
  options: PlanOptions,
  { plotBox, found }: PlacedPanel,
): Pick<PanelRequest, 'x' | 'y'> & { confidence: number } {
  const { left, top } = plotBox;
  const edges = found?.plotEdges;
  const ground = options.ground && groundAxes(options.ground, plotBox);
  const x =
    given(options.x, options.xScale, 'x') ??
    ground?.x ??
    asRead(found?.x, edges && [edges.left - left, edges.right - left], options.xScale, 'x');
  // The option goes from bottom to top, rows from the top down.
  const y =
    given(options.y && [options.y[1], options.y[0]], options.yScale, 'y') ??
    ground?.y ??
    asRead(found?.y, edges && [edges.bottom - top, edges.top - top], options.yScale, 'y');
  const known = [
    ...(x ? [options.x || ground ? 1 : found!.confidence.x] : []),
    ...(y ? [options.y || ground ? 1 : found!.confidence.y] : []),
  ];
  return { x, y, confidence: known.length > 0 ? Math.min(...known) : 0 };
}

/** The axes that a georeferenced picture has within a box of it. */
function groundAxes(
  { corner, step, isGeographic }: Ground,
  { left, right, top, bottom }: Box,
): { readonly x: AxisEdges; readonly y: AxisEdges } {
  const along = (k: 0 | 1, from: number, to: number) =>
    [corner[k] + from * step[k], corner[k] + to * step[k]] as const;
  return {
    x: { range: along(0, left, right), ...(isGeographic && { units: 'degrees_east' }) },
    y: { range: along(1, top, bottom), ...(isGeographic && { units: 'degrees_north' }) },
  };
}

function given(
  range: readonly [number, number] | undefined,
  scale: 'linear' | 'log' | undefined,
  name: 'x' | 'y',
): AxisEdges | null {
  if (range === undefined) return null;
  const [a, b] = range;
  if (a === b || !Number.isFinite(b - a))
    throw new UsageError(`${name} expects two different numbers, but received ${a},${b}`, name);
  return checked({ range, ...(scale && { scale }) }, name);
}

/** An axis' coordinates at the two places where they were read, in pixels of the plot box. */
function asRead(
  axis: AxisFindings | null | undefined,
  at: readonly [number, number] | undefined,
  scale: 'linear' | 'log' | undefined,
  name: 'x' | 'y',
): AxisEdges | null {
  if (!axis || !at) return null;
  const law = scale ?? axis.scale;
  // Coordinates of a symmetric logarithm or from tick to tick are not offered, nor impossible ones: pixels are the honest answer.
  const impossible = scale === undefined && law === 'log' && !(axis.range[0] > 0 && axis.range[1] > 0);
  return law === 'symlog' || law === 'ticks' || impossible
    ? null
    : checked({ range: axis.range, at, scale: law, ...(axis.units !== null && { units: axis.units }) }, name);
}

function checked(axis: AxisEdges, name: 'x' | 'y'): AxisEdges {
  const [a, b] = axis.range;
  if (axis.scale === 'log' && !(a > 0 && b > 0))
    throw new UsageError(
      `${name} expects positive edges on a logarithmic axis, but received ${a},${b}`,
      name,
      {
        code: 'axis-not-positive',
      },
    );
  return axis;
}

/**
 * The data cells to give one value each: counted, found, or none.
 *
 * @throws UsageError if there are more of them than pixels
 */
export function plannedCells(
  cells: PlanOptions['cells'],
  { plotBox, found }: PlacedPanel,
): { cells: PanelRequest['cells']; warnings: readonly Warning[] } {
  if (typeof cells === 'object') {
    const width = plotBox.right - plotBox.left;
    const height = plotBox.bottom - plotBox.top;
    const { rows, columns } = cells;
    const countable = [rows, columns].every((n) => Number.isInteger(n) && n > 0);
    if (!countable || rows > height || columns > width)
      throw new UsageError(
        `cells expects at most one cell a pixel, ${height} rows and ${width} columns, but received ${rows} × ${columns}`,
        'cells',
        { code: 'more-cells-than-pixels', fields: { rows, columns, width, height } },
      );
    return { cells, warnings: [] };
  }
  if (cells !== 'auto') return { cells: null, warnings: [] };
  const borders = found?.cells ? bordersIn(found.cells, plotBox) : null;
  return { cells: borders, warnings: borders ? [] : [noCells] };
}

const noCells: Warning = {
  code: 'no-cells',
  message: 'no cells were found: every pixel is given',
  remedy: ['cells'],
};

/** The cells that the picture clearly shows, to be told to whoever has not said what to do with cells. */
export function untoldCells(
  cells: PlanOptions['cells'],
  { plotBox, found }: PlacedPanel,
): Pick<PanelRequest, 'cellsFound'> {
  if (cells !== undefined || !found?.cells || !areClear(found.cells)) return {};
  const borders = bordersIn(found.cells, plotBox);
  if (borders === null || !('xEdges' in borders)) return {};
  return { cellsFound: { rows: borders.yEdges.length - 1, columns: borders.xEdges.length - 1 } };
}

/** A border this far outside of the plot box (pixels) is its edge, known to the sub-pixel. */
const EDGE = 1;
/** Thick frames cover a part of the cells along them: so much of a cell may lie outside of the box. */
const COVERED = 0.5;

/** Borders of cells in pixels of the plot box: those of the cells that lie in it. */
function bordersIn({ xEdges, yEdges }: Cells, { left, top, right, bottom }: Box): PanelRequest['cells'] {
  const inside = (edges: readonly number[], from: number, to: number): number[] => {
    const slack = (at: number, inner = at): number => Math.max(EDGE, COVERED * Math.abs(inner - at));
    return edges
      .filter((at, k) => at >= from - slack(at, edges[k + 1]) && at <= to + slack(at, edges[k - 1]))
      .map((at) => Math.min(Math.max(at - from, -EDGE), to - from + EDGE));
  };
  const borders = { xEdges: inside(xEdges, left, right), yEdges: inside(yEdges, top, bottom) };
  return borders.xEdges.length >= 2 && borders.yEdges.length >= 2 ? borders : null;
}
