import type { AxisFindings, PanelFindings } from '../figure/inspect.js';
import type { AxisEdges } from '../grid/coordinates.js';
import type { Box } from '../model/types.js';
import type { RecoverRequest } from './recover.js';

/**
 * What was found of a panel, as a request to recover it. What is known better can be spread over it:
 * `recover(raster, { ...panelRequest(panel), values: { scale: 'linear', range: [0, 40] } })`.
 *
 * @param plotBox the plot area to recover, if it is not the one that was found
 */
export function panelRequest(panel: PanelFindings, plotBox: Box = panel.plotBox): RecoverRequest {
  const { colourbar, range, scale, plotEdges, confidence } = panel;
  const x = axisEdges(panel.x, [plotEdges.left - plotBox.left, plotEdges.right - plotBox.left]);
  const y = axisEdges(panel.y, [plotEdges.bottom - plotBox.top, plotEdges.top - plotBox.top]);
  return {
    plotBox,
    colourbarBox: colourbar?.box ?? null,
    ...(range && { values: { range, scale: scale ?? 'linear' } }),
    ...(range && colourbar?.law && { colourbarTicks: { law: colourbar.law, ends: colourbar.ends } }),
    ...(x && { x }),
    ...(y && { y }),
    ...(panel.units !== null && { units: panel.units }),
    found: {
      confidence: Math.min(
        confidence.plot,
        colourbar ? confidence.colourbar : 1,
        range ? confidence.range : 1,
      ),
      ticks: panel.ticks.read,
      details: {
        ticks: panel.ticks,
        axes: { x: panel.x, y: panel.y },
        layoutConfidence: confidence,
      },
    },
  };
}

/** An axis' coordinates at the two places where they were read, in pixels of the plot box. */
function axisEdges(axis: AxisFindings | null, at: readonly [number, number]): AxisEdges | undefined {
  // Coordinates of a symmetric logarithm are not offered: pixels are the honest answer.
  if (axis === null || axis.scale === 'symlog') return undefined;
  return { range: axis.range, at, scale: axis.scale };
}
