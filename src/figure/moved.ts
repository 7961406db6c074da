import type { DrawnBar } from '../bar/drawnBar.js';
import type { BarReading } from '../bar/readBar.js';
import type { AxisReading } from './axes/axis.js';
import type { Cells } from './cells.js';
import type { AxisFindings, ColourbarFindings, Findings, PanelFindings } from './findings.js';
import type { GivenBoxes } from './given/givenLayout.js';
import type { Calibration } from './labels/law.js';
import type { ColourbarLayout } from './layout/bars/colourbar.js';
import type { Edge } from './layout/ink/edges.js';
import { movedBox } from './layout/ink/rectangle.js';

/** What was found in a part of a picture, in the pixels of the whole: everything moves right and down. */
export function movedFindings(
  findings: Findings,
  by: { readonly x: number; readonly y: number },
  whole: { readonly width: number; readonly height: number },
): Findings {
  const panels = findings.panels.map((panel) => movedPanel(panel, by.x, by.y));
  return {
    ...findings,
    width: whole.width,
    height: whole.height,
    panels,
    ...(findings.given && { given: movedBoxes(findings.given, by) }),
  };
}

/** Boxes that were given of one picture, in the pixels of another. */
export const movedBoxes = (
  { plot, colourbar }: GivenBoxes,
  by: { readonly x: number; readonly y: number },
): GivenBoxes => ({
  ...(plot && { plot: movedBox(plot, by.x, by.y) }),
  ...(colourbar && { colourbar: movedBox(colourbar, by.x, by.y) }),
});

function movedPanel(panel: PanelFindings, dx: number, dy: number): PanelFindings {
  const along = panel.colourbar?.orientation === 'horizontal' ? dx : dy;
  return {
    ...panel,
    plotBox: movedBox(panel.plotBox, dx, dy),
    plotEdges: movedBox(panel.plotEdges, dx, dy),
    inner: movedBox(panel.inner, dx, dy),
    covered: panel.covered.map((box) => movedBox(box, dx, dy)),
    outline: panel.outline?.map(([x, y]) => [x + dx, y + dy] as const) ?? null,
    colourbar: panel.colourbar && movedBar(panel.colourbar, dx, dy),
    ticks: movedTicks(panel.ticks, along),
    x: panel.x && { ...panel.x, ...movedTicks(panel.x, dx) },
    y: panel.y && { ...panel.y, ...movedTicks(panel.y, dy) },
    cells: panel.cells && movedCells(panel.cells, dx, dy),
  };
}

function movedBar(bar: ColourbarFindings, dx: number, dy: number): ColourbarFindings {
  const along = bar.orientation === 'horizontal' ? dx : dy;
  return {
    ...bar,
    box: movedBox(bar.box, dx, dy),
    ...(bar.reading && { reading: movedBarReading(bar.reading, dx, dy) }),
    ends: [bar.ends[0] + along, bar.ends[1] + along],
    law: bar.law && movedLaw(bar.law, along),
    marks: bar.marks.map((at) => at + along),
  };
}

const movedBarReading = (reading: BarReading, dx: number, dy: number): BarReading => ({
  ...reading,
  box: movedBox(reading.box, dx, dy),
  body: movedBox(reading.body, dx, dy),
  ...(reading.drawn && { drawn: movedDrawnBar(reading.drawn, dx, dy) }),
});

const movedDrawnBar = ({ gradient, ticks, ...bar }: DrawnBar, dx: number, dy: number): DrawnBar => ({
  ...bar,
  gradient: { ...gradient, box: movedBox(gradient.box, dx, dy) },
  ticks: ticks.map((at) => at + (gradient.orientation === 'vertical' ? dy : dx)),
});

/** A bar as it was found, farther right and down. */
export function movedLayout(bar: ColourbarLayout, dx: number, dy: number): ColourbarLayout {
  const moved = (edge: Edge, by: number): Edge => ({
    ...edge,
    at: edge.at + by,
    outer: edge.outer + by,
    inner: edge.inner + by,
  });
  const { left, top, right, bottom } = bar.edges;
  return {
    ...bar,
    box: movedBox(bar.box, dx, dy),
    edges: { left: moved(left, dx), top: moved(top, dy), right: moved(right, dx), bottom: moved(bottom, dy) },
    reading: movedBarReading(bar.reading, dx, dy),
  };
}

/** What the labels along an axis say, farther along. */
export const movedReading = (reading: AxisReading, by: number): AxisReading => ({
  ...reading,
  law: reading.law && movedLaw(reading.law, by),
  ticks: reading.ticks.map((at) => at + by),
  ...(reading.open && { open: movedEnds(reading.open, by) }),
  ...(reading.beyond && { beyond: movedEnds(reading.beyond, by) }),
});

const movedEnds = ({ low, high }: NonNullable<AxisReading['open']>, by: number) => ({
  ...(low !== undefined && { low: low + by }),
  ...(high !== undefined && { high: high + by }),
});

/** The same values at places that lie farther along. */
const movedLaw = <T extends Calibration>(law: T, by: number): T => ({
  ...law,
  ...movedTicks(law, by),
  intercept: law.intercept - law.slope * by,
});

const movedTicks = ({ read, dropped }: Pick<AxisFindings, 'read' | 'dropped'>, by: number) => ({
  read: read.map((tick) => ({ ...tick, at: tick.at + by })),
  dropped: dropped.map((tick) => ({ ...tick, at: tick.at + by })),
});

const movedCells = (cells: Cells, dx: number, dy: number): Cells => ({
  ...cells,
  xEdges: cells.xEdges.map((x) => x + dx),
  yEdges: cells.yEdges.map((y) => y + dy),
});
