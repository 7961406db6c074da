import type { Warning } from '../../../model/warning.js';
import type { Panel } from '../../../pipeline/panel.js';
import type { PanelRequest } from '../../../pipeline/plan/request.js';
import { scaleName } from '../../../pipeline/sidecar.js';
import type { FoundPanel, PanelSummary } from '../calls/calls.js';

/** What the page shows of a panel. */
export function panelSummary(panel: Panel): PanelSummary {
  const { grid, colourmap, sidecar, cellsFound } = panel;
  return {
    panel: panel.panel,
    plotBox: panel.plotBox,
    colourbarBox: panel.colourbarBox,
    plotWidth: panel.decoded.width,
    plotHeight: panel.decoded.height,
    isStraightened: panel.straight !== undefined,
    range: panel.range,
    scale: panel.scale,
    units: grid.units ?? null,
    ticks: panel.ticks,
    axes: sidecar.axes,
    colourmap: `${colourmap.name ?? 'unnamed'} (${colourmap.source})`,
    rows: grid.height,
    columns: grid.width,
    coverage: panel.coverage,
    confidence: panel.confidence,
    confidences: panel.confidences,
    cellsFound: cellsFound ?? null,
    warnings: panel.warnings.map((warning) => ({
      message: sentenceOf(warning),
      settings: warning.remedy ?? [],
    })),
  };
}

/** What the page shows of a panel that is going to be decoded. */
export function foundPanel(request: PanelRequest): FoundPanel {
  const { panel, plotBox, colourbarBox, values, units, ticks, x, y } = request;
  return {
    panel,
    plotBox,
    colourbarBox,
    range: values?.range ?? null,
    scale: scaleName(values),
    units,
    ticks,
    axes: { x, y },
  };
}

/** What is doubtful, and the advice that there is. */
export const sentenceOf = ({ message, advice }: Warning): string =>
  advice ? `${message}; ${advice}` : message;
