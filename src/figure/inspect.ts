import { type BarReading, placeOf } from '../bar/readBar.js';
import type { Box, Raster, Scale } from '../model/types.js';
import type { Warning } from '../model/warning.js';
import type { AxisReading } from './axis.js';
import { type Cells, findCells } from './cells.js';
import { endValues } from './labels/endValue.js';
import { type Calibration, SURE } from './labels/law.js';
import type { ReadLabel } from './labels/reader/label.js';
import { readLabel } from './labels/reader/readLabel.js';
import type { ColourbarLayout, Orientation } from './layout/colourbar.js';
import { findLayout, type PanelLayout } from './layout/layout.js';
import { barMarks, letteringOf, readAxes, readColourbar } from './lettering.js';

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
}

export interface InspectOptions {
  /** Read labels; yes unless told. Without, boxes only. */
  readonly labels?: boolean;
  /** Another reader than the package's own. */
  readonly readLabel?: ReadLabel;
  /** The picture was compressed with losses (JPEG). */
  readonly lossy?: boolean;
  /** Look for data cells as well; yes unless told. */
  readonly cells?: boolean;
}

/**
 * Everything that can be found in a figure without recovering it: plot areas, colourbars with their ranges, axes.
 * Nothing is given that is not sure: a range whose labels do not agree is null, with a warning naming the setting.
 */
export async function inspect(raster: Raster, options: InspectOptions = {}): Promise<Findings> {
  const layout = findLayout(raster, options.lossy);
  const warnings: Warning[] = [];
  if (layout.panels.length === 0)
    warnings.push({ code: 'no-plot-area', message: 'no plot area was found', remedy: ['plot'] });
  const { page } = layout;
  const lettering =
    page === null || options.labels === false
      ? null
      : letteringOf(raster, page, layout, options.readLabel ?? readLabel);
  const bars: (AxisReading | null)[] = [];
  for (const bar of layout.colourbars)
    bars.push(lettering === null ? null : await readColourbar(lettering, bar));
  const panels: PanelFindings[] = [];
  for (const panel of layout.panels) {
    const bar = panel.colourbar === null ? null : layout.colourbars[panel.colourbar]!;
    const reading = panel.colourbar === null ? null : bars[panel.colourbar]!;
    const axes = lettering === null ? { x: null, y: null } : await readAxes(lettering, panel.axes);
    const cells =
      options.cells === false
        ? null
        : findCells(raster, panel.inner, { edges: edgesOf(panel), noisy: page?.noisy ?? false });
    const marks = bar === null ? [] : (reading?.ticks ?? barMarks(raster, page, bar));
    panels.push(panelFindings(panel, bar && { layout: bar, reading, marks }, axes, cells));
    for (const axis of ['x', 'y'] as const)
      if (axes[axis]?.calendar)
        warnings.push({
          code: 'axis-of-dates',
          message: `the ${axis} axis is labelled with dates or times: its coordinates are left as pixels`,
          remedy: [axis],
          panel: panels.length,
        });
  }
  shareAxes(panels);
  panels.forEach((panel, k) => {
    if (options.labels === false) return;
    if (panel.colourbar !== null && panel.range === null)
      warnings.push({
        code: 'range-unsure',
        message: "the colourbar's labels could not be read with confidence",
        remedy: ['range', 'ticks'],
        panel: k + 1,
      });
    if (panel.colourbar === null && page !== null)
      warnings.push({
        code: 'no-colourbar',
        message: 'no colourbar was found',
        remedy: ['colourbar'],
        panel: k + 1,
      });
  });
  return { width: raster.width, height: raster.height, panels, warnings };
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

/** Plot areas whose edges agree within this many pixels stand in one row or column and may share an axis. */
const ALIGNED = 3;

// Panels in a grid often carry labels at the left and at the bottom of the grid only.
function shareAxes(panels: PanelFindings[]): void {
  const own = [...panels];
  own.forEach((panel, k) => {
    const near = (a: number, b: number): boolean => Math.abs(a - b) <= ALIGNED;
    const edges = panel.plotEdges;
    const row = own.find(
      (p) => p.y !== null && near(p.plotEdges.top, edges.top) && near(p.plotEdges.bottom, edges.bottom),
    );
    const column = own.find(
      (p) => p.x !== null && near(p.plotEdges.left, edges.left) && near(p.plotEdges.right, edges.right),
    );
    panels[k] = {
      ...panel,
      x: panel.x ?? column?.x ?? null,
      y: panel.y ?? row?.y ?? null,
      confidence: {
        ...panel.confidence,
        x: panel.x === null && column !== undefined ? column.confidence.x : panel.confidence.x,
        y: panel.y === null && row !== undefined ? row.confidence.y : panel.confidence.y,
      },
    };
  });
}

function panelFindings(
  panel: PanelLayout,
  colourbar: { layout: ColourbarLayout; reading: AxisReading | null; marks: readonly number[] } | null,
  axes: { x: AxisReading | null; y: AxisReading | null },
  cells: Cells | null,
): PanelFindings {
  const { edges } = panel;
  const { layout: bar = null, reading = null, marks = [] } = colourbar ?? {};
  const own = bar === null || reading === null ? null : axisFindings(reading, endsOf(bar));
  const x = axes.x === null ? null : axisFindings(axes.x, [edges.left.at, edges.right.at]);
  const y = axes.y === null ? null : axisFindings(axes.y, [edges.bottom.at, edges.top.at]);
  const sure = (f: AxisFindings | null, mayFall = false): AxisFindings | null =>
    f !== null && f.confidence >= (mayFall || !seemsToFall(f) ? SURE : SURE_TO_FALL) ? f : null;
  return {
    plotBox: panel.plotBox,
    plotEdges: edgesOf(panel),
    inner: panel.inner,
    colourbar:
      bar === null
        ? null
        : {
            box: bar.box,
            orientation: bar.orientation,
            ends: endsOf(bar),
            extensions: {
              low: bar.reading.extensions.low !== undefined,
              high: bar.reading.extensions.high !== undefined,
            },
            reading: bar.reading,
            law: sure(own) ? reading!.law : null,
            marks: [...marks].sort((a, b) => a - b),
          },
    range: sure(own)?.range ?? null,
    scale: sure(own)?.scale ?? null,
    units: own?.units ?? null,
    ticks: { read: own?.read ?? [], dropped: own?.dropped ?? [] },
    x: sure(x),
    // Rows counted from the top are common.
    y: sure(y, true),
    cells,
    confidence: {
      plot: panel.confidence,
      colourbar: bar?.confidence ?? 0,
      range: own?.confidence ?? 0,
      x: x?.confidence ?? 0,
      y: y?.confidence ?? 0,
    },
  };
}

function endsOf({ reading }: ColourbarLayout): readonly [number, number] {
  return [placeOf(reading, reading.ends.low.at), placeOf(reading, reading.ends.high.at)];
}

function edgesOf({ edges }: PanelLayout): Box {
  return { left: edges.left.at, top: edges.top.at, right: edges.right.at, bottom: edges.bottom.at };
}

function axisFindings(reading: AxisReading, ends: readonly [number, number]): AxisFindings | null {
  const { law, units } = reading;
  if (law === null) return null;
  return {
    range: endValues(law, ends),
    scale: law.scale,
    units,
    read: law.read,
    dropped: law.dropped,
    confidence: law.confidence,
  };
}

/** Whether values fall without a minus sign: labels that lost theirs look so. */
const seemsToFall = ({ range, read }: AxisFindings): boolean =>
  range[0] > range[1] && !read.some((tick) => tick.text.startsWith('-'));

/** Bars and x axes rarely fall. */
const SURE_TO_FALL = 0.85;
