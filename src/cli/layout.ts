import type { Cells } from '../figure/cells.js';
import { type Findings, type InspectOptions, inspect, type PanelFindings } from '../figure/inspect.js';
import type { CellBorders } from '../grid/cellGrid.js';
import { RecoveryError, UsageError } from '../model/errors.js';
import type { Box, Raster } from '../model/types.js';
import { panelRequest } from '../pipeline/panelRequest.js';
import type { RecoverRequest } from '../pipeline/recover.js';
import { wholeBox } from '../raster/crop.js';
import type { RecoverCliOptions } from './options.js';

type LayoutOptions = Pick<RecoverCliOptions, 'plot' | 'colourbar' | 'panel' | 'range' | 'cells'>;

/**
 * The panels of a figure as requests: found where the options say `auto`, and as given where they say where things are.
 *
 * @throws RecoveryError if no plot area is found
 * @throws UsageError if there is no panel of the number asked for
 */
export async function layoutRequests(
  raster: Raster,
  options: LayoutOptions,
  inspection: InspectOptions,
): Promise<RecoverRequest[]> {
  const { plot, colourbar } = options;
  const whole = plot === 'all' ? wholeBox(raster) : undefined;
  const plotBox = typeof plot === 'object' ? plot : whole;
  const barBox = typeof colourbar === 'object' ? colourbar : colourbar === 'none' || whole ? null : undefined;
  // Everything is given: there is nothing to look for.
  if (plotBox && barBox !== undefined && (barBox === null || options.range) && options.cells !== 'auto') {
    if ((options.panel ?? 1) > 1)
      throw new UsageError(
        '--panel chooses among plot areas that are found, but --plot gives one',
        '--panel',
      );
    return [{ plotBox, colourbarBox: barBox }];
  }
  if (isOneColour(raster))
    throw new RecoveryError('the picture has one colour only: there is nothing to find in it', 'layout');
  const findings = await inspect(raster, { ...inspection, cells: options.cells === 'auto' });
  const panels = plotBox ? [panelAt(findings, plotBox)] : chosenPanels(findings, options.panel);
  return panels.map((panel, k) => {
    const request = panel ? panelRequest(panel, plotBox) : { plotBox: plotBox! };
    const sameBar =
      barBox === undefined || (barBox && panel?.colourbar && overlap(barBox, panel.colourbar.box) > 0.5);
    const { values, colourbarTicks, ...withoutValues } = request;
    const cells =
      options.cells === 'auto' && panel?.cells ? panelCells(panel.cells, request.plotBox!) : undefined;
    return {
      // Labels belong to the colourbar that was found; another one has its own.
      ...(sameBar ? request : withoutValues),
      ...(barBox !== undefined && { colourbarBox: barBox }),
      ...(cells && { cells }),
      ...(request.found && {
        found: { ...request.found, warnings: k === 0 ? findings.warnings : [] },
      }),
    };
  });
}

function chosenPanels({ panels, warnings }: Findings, wanted: number | undefined): readonly PanelFindings[] {
  if (panels.length === 0)
    throw new RecoveryError(warnings[0] ?? 'no plot area was found: give it with --plot l,t,r,b', 'layout');
  if (wanted === undefined) return panels;
  const panel = panels[wanted - 1];
  if (!panel)
    throw new UsageError(
      `--panel expects a number from 1 to ${panels.length}, the plot areas found, but received ${wanted}`,
      '--panel',
    );
  return [panel];
}

/** The panel that was found where a box is, if one was. */
function panelAt({ panels }: Findings, box: Box): PanelFindings | undefined {
  return panels.find((panel) => overlap(panel.plotBox, box) > 0.5);
}

/** Intersection over union of two boxes. */
function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const area = (box: Box) => (box.right - box.left) * (box.bottom - box.top);
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared / (area(a) + area(b) - shared);
}

/** Borders of cells in pixels of the plot box. */
function panelCells({ xEdges, yEdges }: Cells, { left, top }: Box): CellBorders {
  return { xEdges: xEdges.map((x) => x - left), yEdges: yEdges.map((y) => y - top) };
}

function isOneColour({ data }: Raster): boolean {
  for (let o = 4; o < data.length; o++) if (data[o] !== data[o & 3]) return false;
  return true;
}
