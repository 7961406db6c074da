import type { Box } from '../model/types.js';
import type { AxisReading } from './axes/axis.js';
import type { Cells } from './cells.js';
import type { AxisFindings, PanelFindings } from './findings.js';
import { endValues, type Places } from './labels/endValue.js';
import { parseClassRange } from './labels/grammar/classRange.js';
import { sinceEpoch } from './labels/grammar/instant.js';
import { type Calibration, SURE, valueAt } from './labels/law.js';
import type { ColourbarLayout } from './layout/bars/colourbar.js';
import { endsOf } from './layout/bars/endedByTicks.js';
import type { PanelLayout } from './layout/layout.js';

/** What is found of one panel: its boxes, and what its colourbar and its axes say as far as that is sure. */
export function panelFindings(
  panel: PanelLayout,
  colourbar: { layout: ColourbarLayout; reading: AxisReading | null; marks: readonly number[] } | null,
  axes: { x: AxisReading | null; y: AxisReading | null },
  cells: Cells | null,
  covered: readonly Box[],
  seen: Places = 'seen',
): PanelFindings {
  const { edges } = panel;
  const { layout: bar = null, reading = null, marks = [] } = colourbar ?? {};
  const own =
    bar === null || reading === null
      ? null
      : axisFindings(reading, endsOf(bar), { places: placesOf(bar, reading, seen) });
  const x = axes.x === null ? null : axisFindings(axes.x, [edges.left.at, edges.right.at], onAxis(axes.x));
  const y = axes.y === null ? null : axisFindings(axes.y, [edges.bottom.at, edges.top.at], onAxis(axes.y));
  const sure = (f: AxisFindings | null, mayFall = false): AxisFindings | null =>
    f !== null && f.confidence >= (mayFall || !seemsToFall(f) ? SURE : SURE_TO_FALL) ? f : null;
  // What labels that agree leave open is given all the same: without a range values are none at all.
  const given = own !== null && reading!.law!.agreed >= (seemsToFall(own) ? SURE_TO_FALL : SURE) ? own : null;
  return {
    plotBox: panel.plotBox,
    plotEdges: edgesOf(panel),
    inner: panel.inner,
    covered,
    outline: panel.outline,
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
            law: given && lawOf(reading!),
            marks: [...marks].sort((a, b) => a - b),
          },
    range: given?.range ?? null,
    scale: given?.scale ?? null,
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

/** The law that labels say, as findings have it. */
function lawOf({ law }: AxisReading): Calibration {
  const { agreed: _, onAxis: __, ...calibration } = law!;
  return calibration;
}

/** Where a plot area ends, to the sub-pixel. */
export function edgesOf({ edges }: PanelLayout): Box {
  return { left: edges.left.at, top: edges.top.at, right: edges.right.at, bottom: edges.bottom.at };
}

/** Whether the page itself says where a bar's ends and its labels' marks are, or how else they are seen. */
function placesOf({ reading: { drawn } }: ColourbarLayout, { law }: AxisReading, seen: Places): Places {
  const isDrawn = drawn && law?.read.every(({ at }) => drawn.ticks.includes(at));
  return isDrawn ? 'drawn' : seen;
}

const onAxis = ({ law }: AxisReading) => ({ ...(law && { confidence: law.onAxis }) });

function axisFindings(
  { law, units }: AxisReading,
  ends: readonly [number, number],
  {
    confidence = law?.confidence ?? 0,
    places = 'seen',
  }: { readonly confidence?: number | undefined; readonly places?: Places },
): AxisFindings | null {
  if (law === null) return null;
  return {
    // Round numbers of seconds are no round dates.
    range:
      units === sinceEpoch ? [valueAt(law, ends[0]), valueAt(law, ends[1])] : endValues(law, ends, places),
    scale: law.scale,
    units,
    read: law.read,
    dropped: law.dropped,
    confidence,
  };
}

/** Whether values fall without a minus sign: labels that lost theirs look so, but for classes (10–20), which then fall themselves. */
const seemsToFall = ({ range, read }: AxisFindings): boolean =>
  range[0] > range[1] &&
  !read.some(({ text }) => text.startsWith('-')) &&
  !read.every(({ text }) => parseClassRange(text).length > 0);

/** Bars and x axes rarely fall. */
const SURE_TO_FALL = 0.85;

/** Plot areas whose edges agree within this many pixels stand in one row or column and may share an axis. */
const ALIGNED = 3;

/** Gives panels the axes of their row and column: in a grid labels often stand at the left and at the bottom only. */
export function shareAxes(panels: PanelFindings[]): void {
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
