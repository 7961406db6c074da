import type { BarReading } from '../bar/readBar.js';
import type { Box, Scale } from '../model/types.js';
import type { Warning } from '../model/warning.js';
import type { Polygon } from '../numeric/curves/convexHull.js';
import type { Cells } from './cells.js';
import type { GivenBoxes } from './given/givenLayout.js';
import type { Calibration } from './labels/law.js';
import type { Orientation } from './layout/bars/pieces.js';
import { boxArea, intersect } from './layout/ink/rectangle.js';

export interface ReadTick {
  readonly at: number;
  readonly value: number;
  readonly text: string;
}

/** What the labels along an axis or a colourbar say. */
export interface AxisFindings {
  /** Values at the two ends: left and right, or bottom and top. */
  readonly range: readonly [number, number];
  readonly scale: Scale | 'ticks';
  readonly units: string | null;
  readonly read: readonly ReadTick[];
  readonly dropped: readonly { readonly at: number; readonly text: string }[];
  readonly confidence: number;
}

export interface ColourbarFindings {
  readonly box: Box;
  readonly orientation: Orientation;
  /** Pixel coordinate along the bar of its low (bottom or left) and its high (top or right) end, arrows excluded. */
  readonly ends: readonly [number, number];
  readonly extensions: { readonly low: boolean; readonly high: boolean };
  /** The bar as it was read; absent once the findings have been JSON: whoever needs it reads the box again. */
  readonly reading?: BarReading;
  /** What its labels say at any place along it; null when not sure. */
  readonly law: Calibration | null;
  /** Pixel coordinates along the bar of its tick marks, ascending, whether or not their labels could be read. */
  readonly marks: readonly number[];
}

export interface PanelFindings {
  readonly plotBox: Box;
  /** The data's borders to the sub-pixel. */
  readonly plotEdges: Box;
  /** The pixels of the plot box that no frame touches. */
  readonly inner: Box;
  /** What is drawn on the data and is none: its own colourbar, the card that this lies on. */
  readonly covered: readonly Box[];
  /** The border of data that fill an ellipse, a circle or the like rather than the box: outside is no data. Null where they fill it. */
  readonly outline: Polygon | null;
  readonly colourbar: ColourbarFindings | null;
  /** Values at the colourbar's low and high end (bottom or left first, so it may descend); null when not sure. */
  readonly range: readonly [number, number] | null;
  readonly scale: Scale | 'ticks' | null;
  readonly units: string | null;
  readonly ticks: Pick<AxisFindings, 'read' | 'dropped'>;
  readonly x: AxisFindings | null;
  readonly y: AxisFindings | null;
  readonly cells: Cells | null;
  readonly confidence: {
    readonly plot: number;
    readonly colourbar: number;
    readonly range: number;
    readonly x: number;
    readonly y: number;
  };
}

/** All that was found in a figure: plain data, which `plan` takes back, edited or not; see `plainFindings` for JSON. */
export interface Findings {
  /** Of the whole picture, in whose pixels all boxes and places are. */
  readonly width: number;
  readonly height: number;
  readonly panels: readonly PanelFindings[];
  readonly warnings: readonly Warning[];
  /** The boxes that were given, as they are used: rough ones at the edges found near them. */
  readonly given?: GivenBoxes;
}

/** The findings that JSON can hold: without the colours of the bars, which are read again from their boxes. */
export function plainFindings(findings: Findings): Findings {
  const panels = findings.panels.map((panel) => {
    if (panel.colourbar === null) return panel;
    const { reading: _, ...colourbar } = panel.colourbar;
    return { ...panel, colourbar };
  });
  return { ...findings, panels };
}

export const rangesIn = ({ panels }: Findings): number => panels.filter(({ range }) => range !== null).length;
export const barsIn = ({ panels }: Findings): number =>
  panels.filter(({ colourbar }) => colourbar !== null).length;
/** By how many ranges, or else bars, one has more than the other. */
export const saysMore = (one: Findings, other: Findings): number =>
  rangesIn(one) - rangesIn(other) || barsIn(one) - barsIn(other);

/** Whether most of a panel's bar lies on its plot. */
export const isOnPlot = ({ plotBox, colourbar }: PanelFindings): boolean =>
  colourbar !== null && 2 * boxArea(intersect(colourbar.box, plotBox)) > boxArea(colourbar.box);

/** Whether a strip is one of the bars that were found on plots, or most of it. */
export const isFound = (box: Box, { panels }: Findings): boolean =>
  panels.some(
    ({ colourbar }) => colourbar !== null && 2 * boxArea(intersect(colourbar.box, box)) > boxArea(box),
  );

/** Whether one has a range from a bar from which the other has none, or no ranges but a bar that the other has not. */
export const readsOther = (one: Findings, other: Findings): boolean => {
  const seen = (panel: PanelFindings): boolean => rangesIn(one) === 0 || panel.range !== null;
  const known = { ...other, panels: other.panels.filter(seen) };
  return one.panels.some(
    (panel) => panel.colourbar !== null && seen(panel) && !isFound(panel.colourbar.box, known),
  );
};
