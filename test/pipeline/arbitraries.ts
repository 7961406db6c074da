import fc from 'fast-check';
import { colourmapFromTable } from '../../src/colourmap/maps/fromTable.js';
import type { Findings, PanelFindings } from '../../src/figure/findings.js';
import type { Box } from '../../src/model/types.js';
import type { PlanOptions } from '../../src/pipeline/plan/options.js';

/** Figures of up to 3 × 2 panels, each in a place of its own, each with or without a bar, labels, axes and cells. */

export const width = 600;
export const height = 400;

const share = fc.double({ min: 0, max: 1, noNaN: true });
const boxIn = (left: number, top: number, right: number, bottom: number): fc.Arbitrary<Box> =>
  fc
    .tuple(
      fc.integer({ min: left, max: right - 40 }),
      fc.integer({ min: top, max: bottom - 40 }),
      fc.integer({ min: 30, max: 200 }),
      fc.integer({ min: 30, max: 200 }),
    )
    .map(([l, t, w, h]) => ({
      left: l,
      top: t,
      right: Math.min(right, l + w),
      bottom: Math.min(bottom, t + h),
    }));

export const anyBox = boxIn(0, 0, width, height);

const readAxis = fc.record({
  range: fc.constantFrom([0, 10], [100, 1], [1, 1000]).map(([a, b]) => [a!, b!] as const),
  scale: fc.constantFrom('linear' as const, 'log' as const, 'symlog' as const),
  units: fc.constantFrom(null, 'km'),
  read: fc.constant([]),
  dropped: fc.constant([]),
  confidence: share,
});

/** A panel in its own part of the figure: the plot in its left three quarters, the bar at its right. */
function panelAt(column: number, row: number): fc.Arbitrary<PanelFindings> {
  const [left, top] = [200 * column, 200 * row];
  const plotBox = boxIn(left, top, left + 150, top + 200);
  return plotBox.chain((box) =>
    fc
      .record({ bar: fc.boolean(), labels: fc.boolean(), x: fc.option(readAxis), y: fc.option(readAxis) })
      .chain(({ bar, labels, x, y }) =>
        fc.record({ share: fc.array(share, { minLength: 5, maxLength: 5 }), cells: fc.boolean() }).map(
          ({ share: s, cells }): PanelFindings => ({
            plotBox: box,
            covered: [],
            outline: null,
            plotEdges: { ...box, left: box.left + 0.5 },
            inner: box,
            colourbar: bar ? barBeside(box, left, labels) : null,
            range: bar && labels ? [0, 50] : null,
            scale: bar && labels ? 'linear' : null,
            units: bar && labels ? 'K' : null,
            ticks: { read: bar && labels ? ticks(box) : [], dropped: [] },
            x,
            y,
            cells: cells
              ? {
                  rows: 1,
                  columns: 2,
                  xEdges: [box.left, (box.left + box.right) / 2, box.right],
                  yEdges: [box.top, box.bottom],
                  even: true,
                  confidence: 0.9,
                }
              : null,
            confidence: { plot: s[0]!, colourbar: s[1]!, range: s[2]!, x: s[3]!, y: s[4]! },
          }),
        ),
      ),
  );
}

const ticks = ({ top, bottom }: Box) => [
  { at: bottom, value: 0, text: '0' },
  { at: top, value: 50, text: '50' },
];

const barBeside = (box: Box, left: number, labels: boolean) => ({
  box: { left: left + 160, top: box.top, right: left + 180, bottom: box.bottom },
  orientation: 'vertical' as const,
  ends: [box.bottom, box.top] as const,
  extensions: { low: false, high: false },
  law: labels
    ? {
        scale: 'linear' as const,
        slope: -50 / (box.bottom - box.top),
        intercept: (50 * box.bottom) / (box.bottom - box.top),
        read: ticks(box),
        dropped: [],
        confidence: 0.9,
      }
    : null,
  marks: [box.top, box.bottom],
});

export const anyFindings: fc.Arbitrary<Findings> = fc
  .record({ columns: fc.integer({ min: 1, max: 3 }), rows: fc.integer({ min: 1, max: 2 }) })
  .chain(({ columns, rows }) =>
    fc.tuple(
      ...Array.from({ length: columns * rows }, (_, k) => panelAt(k % columns, Math.floor(k / columns))),
    ),
  )
  .map((panels) => ({
    width,
    height,
    panels,
    warnings: panels.flatMap(({ colourbar, range }, k) =>
      colourbar && !range
        ? [{ code: 'range-unsure', message: 'not read', remedy: ['range' as const], panel: k + 1 }]
        : [],
    ),
  }));

export const someColourmap = colourmapFromTable([0, 0, 90, 40, 80, 60, 200, 190, 20], { name: 'test:three' });

const anyRange = fc
  .tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 500 }), fc.boolean())
  .map(([low, span, up]) => (up ? ([low, low + span] as const) : ([low + span, low] as const)));

/** Options that do not contradict one another, each there or not. */
export const anyOptions: fc.Arbitrary<PlanOptions> = fc
  .record(
    {
      plot: fc.oneof(anyBox, fc.constantFrom('all' as const, 'auto' as const)),
      colourbar: fc.oneof(anyBox, fc.constantFrom('none' as const, 'auto' as const)),
      colourmap: fc.constantFrom('auto' as const, 'blind' as const, 'walk' as const, someColourmap),
      range: anyRange,
      scale: fc.constantFrom('linear' as const, 'symlog' as const, 'auto' as const),
      threshold: fc.double({ min: 0.1, max: 10, noNaN: true }),
      x: anyRange,
      y: anyRange,
      cells: fc.constantFrom('auto' as const, 'none' as const, { rows: 3, columns: 4 }),
      labels: fc.boolean(),
      reverse: fc.boolean(),
      from: fc.constantFrom('darkest' as const, 'lightest' as const, [10, 20, 30] as const),
      smooth: fc.constantFrom('auto' as const, 'on' as const, 'off' as const),
      clip: fc.boolean(),
      fill: fc.boolean(),
      missing: fc.constant([[255, 0, 255] as const]),
      shaded: fc.constantFrom(true, false, 'auto' as const),
      cutoff: fc.double({ min: 0, max: 100, noNaN: true }),
      units: fc.constant('mm'),
    },
    { requiredKeys: [] },
  )
  // The linear middle of a scale that has none contradicts it.
  .map(
    ({ threshold, ...options }): PlanOptions =>
      threshold === undefined || options.scale === 'linear' ? options : { ...options, threshold },
  );
