import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecoveryError, UsageError } from '../../src/model/errors.js';
import type { PlanOptions } from '../../src/pipeline/plan/options.js';
import { plan } from '../../src/pipeline/plan/plan.js';
import type { PanelRequest } from '../../src/pipeline/plan/request.js';
import { anyBox, anyFindings, anyOptions, height, someColourmap, width } from './arbitraries.js';

const nothing = { width, height, panels: [], warnings: [] };
const box = { left: 10, top: 20, right: 110, bottom: 220 };
const bar = { left: 150, top: 20, right: 170, bottom: 220 };

/** Requests of any figure with any options; nothing where what is told to be the bar covers the only plot area. */
function planned(findings: Parameters<typeof plan>[0], options: PlanOptions): PanelRequest[] {
  try {
    return plan(findings, options);
  } catch (error) {
    if (error instanceof RecoveryError && error.code === 'no-plot-area') return [];
    throw error;
  }
}

const forAll = (check: (requests: PanelRequest[], options: PlanOptions) => void): void =>
  fc.assert(
    fc.property(anyFindings, anyOptions, (findings, options) => check(planned(findings, options), options)),
  );

describe('a plan', () => {
  it('uses what is given, whatever was found and whatever else is given', () =>
    forAll((requests, options) => {
      const { plot, colourbar, colourmap, range, scale, x, y, cells, units } = options;
      for (const request of requests) {
        if (typeof plot === 'object') expect(request.plotBox).toEqual(plot);
        if (plot === 'all')
          expect(request.plotBox).toEqual({ left: 0, top: 0, right: width, bottom: height });
        if (colourbar === 'none' || colourmap === 'blind') expect(request.colourbarBox).toBeNull();
        else if (typeof colourbar === 'object') expect(request.colourbarBox).toEqual(colourbar);
        if (typeof colourmap === 'object')
          expect(request.colourmap).toMatchObject({ from: 'given', colourmap });
        if (colourmap === 'walk') expect(request.colourmap.from).toBe('walk');
        if (colourmap === 'blind') expect(request.colourmap).toMatchObject({ from: 'pixels', named: false });
        if (range) expect(request.values?.range).toEqual(range);
        if (scale && scale !== 'auto' && request.values) expect(request.values.scale).toBe(scale);
        if (x) expect(request.x?.range).toEqual(x);
        if (y) expect(request.y?.range).toEqual([y[1], y[0]]);
        if (typeof cells === 'object') expect(request.cells).toEqual(cells);
        if (cells === 'none') expect(request.cells).toBeNull();
        if (units) expect(request.units).toBe(units);
      }
    }));

  it('is the same for the same findings and options, and leaves both as they were', () =>
    fc.assert(
      fc.property(anyFindings, anyOptions, (findings, options) => {
        const before = structuredClone({ findings, options });
        expect(planned(findings, options)).toEqual(planned(findings, options));
        expect({ findings, options }).toEqual(before);
      }),
    ));

  it('is the same from findings that went through JSON', () =>
    fc.assert(
      fc.property(anyFindings, anyOptions, (findings, options) => {
        const printed = JSON.parse(JSON.stringify(findings)) as typeof findings;
        expect(planned(printed, options)).toEqual(planned(findings, options));
      }),
    ));

  it('is plain data: it survives being cloned, and JSON but for the colours of a colourmap', () =>
    forAll((requests) => {
      expect(structuredClone(requests)).toEqual(requests);
      for (const request of requests)
        if (request.colourmap.from !== 'given') expect(JSON.parse(JSON.stringify(request))).toEqual(request);
    }));

  it('has boxes in order, within the picture, and panels in reading order', () =>
    forAll((requests) => {
      for (const { plotBox, colourbarBox, panel, panels } of requests) {
        for (const b of colourbarBox ? [plotBox, colourbarBox] : [plotBox]) {
          expect(0 <= b.left && b.left < b.right && b.right <= width).toBe(true);
          expect(0 <= b.top && b.top < b.bottom && b.bottom <= height).toBe(true);
        }
        expect(panel).toBeLessThanOrEqual(panels);
      }
      expect(requests.map(({ panel }) => panel)).toEqual(requests.map((_, k) => k + 1));
    }));

  it('is sure of what is given and of nothing that is not known', () =>
    forAll((requests, { plot, colourbar, range, x, y }) => {
      for (const { found, values, warnings } of requests) {
        for (const part of [found.layout, found.range, found.axes]) {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(part).toBeLessThanOrEqual(1);
        }
        if (typeof plot === 'object' && colourbar && colourbar !== 'auto') expect(found.layout).toBe(1);
        // Ends say nothing of the linear middle between them.
        const isBent = warnings.some(({ code }) => code === 'threshold-assumed');
        if (range) expect(found.range).toBe(isBent ? 0.3 : 1);
        if (values === null) expect(found.range).toBe(0);
        if (x && y) expect(found.axes).toBe(1);
      }
    }));

  it('says nothing of a range that is not known where one is given', () =>
    forAll((requests, { range }) => {
      if (range)
        for (const { warnings } of requests)
          expect(warnings.map(({ code }) => code)).not.toContain('range-unsure');
    }));

  it('has one panel where one is asked for, under its own number', () =>
    fc.assert(
      fc.property(anyFindings, fc.nat({ max: 5 }), (findings, k) => {
        const all = plan(findings);
        const panel = (k % all.length) + 1;
        expect(plan(findings, { panel })).toEqual([
          { ...all[panel - 1]!, options: { panel }, warnings: expect.anything() },
        ]);
      }),
    ));

  it('does not depend on where in the picture a crop begins, beyond what it shows', () =>
    fc.assert(
      fc.property(anyFindings, anyBox, (findings, crop) => {
        for (const { plotBox } of planned(findings, { crop })) {
          const shown =
            (Math.min(plotBox.right, crop.right) - Math.max(plotBox.left, crop.left)) *
            (Math.min(plotBox.bottom, crop.bottom) - Math.max(plotBox.top, crop.top));
          expect(shown).toBeGreaterThan(0);
        }
      }),
    ));
});

describe('a plan of what is given', () => {
  const given = { plot: box, colourbar: bar };
  const one = (options: PlanOptions): PanelRequest => plan(nothing, options)[0]!;

  it('keeps the bar beside a colourmap that is given, so that the two can be compared', () => {
    expect(one({ ...given, colourmap: someColourmap }).colourmap).toEqual({
      from: 'given',
      colourmap: someColourmap,
      reverse: false,
      bar,
    });
    expect(one({ plot: box, colourbar: 'none', colourmap: someColourmap }).colourmap).not.toHaveProperty(
      'bar',
    );
  });

  it('takes the walk where one of its settings is given', () => {
    expect(one({ ...given, near: 0.3 }).colourmap).toEqual({
      from: 'walk',
      near: 0.3,
      lowEnd: 'darkest',
      reverse: false,
      bar,
    });
  });

  it('goes through ticks with places, by their law or from one to the next', () => {
    const linear = one({ ...given, ticks: [0, 10, 20].map((value, k) => ({ value, at: 220 - 100 * k })) });
    expect(linear.values).toEqual({ scale: 'linear', range: [0, 20] });
    expect(linear.calibration?.ends).toEqual([220, 20]);
    const log = one({ ...given, ticks: [1, 10, 100].map((value, k) => ({ value, at: 220 - 100 * k })) });
    expect(log.values).toEqual({ scale: 'log', range: [1, 100] });
    const bent = one({ ...given, ticks: [0, 10, 12].map((value, k) => ({ value, at: 220 - 100 * k })) });
    expect(bent.values?.ticks).toEqual([
      [0, 0],
      [0.5, 10],
      [1, 12],
    ]);
    expect(bent.calibration).toBeNull();
    expect([linear, log, bent].map(({ found }) => found.range)).toEqual([1, 1, 1]);
  });

  it('leaves every place of a bar its value when the bar is turned round', () =>
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const turned = plan(findings, { reverse: true });
        for (const [k, { values, colourmap }] of plan(findings).entries()) {
          if (colourmap.from !== 'colourbar' || values === null) continue;
          expect(turned[k]!.colourmap).toMatchObject({ flipped: true });
          expect(turned[k]!.values!.range).toEqual([values.range[1], values.range[0]]);
        }
      }),
    ));

  it.each<[string, PlanOptions, string | RegExp]>([
    ['a box outside', { plot: { ...box, right: 700 } }, 'box-outside'],
    ['a box inside out', { plot: { ...box, right: 5 } }, 'box-outside'],
    ['a bar outside', { ...given, colourbar: { ...bar, bottom: 401 } }, 'box-outside'],
    ['a crop outside', { ...given, crop: { ...bar, bottom: 401 } }, 'box-outside'],
    ['an empty range', { ...given, range: [3, 3] }, 'range-empty'],
    ['a range that overflows', { ...given, range: [1e308, -1e308] }, 'range-without-room'],
    ['a range without numbers in it', { ...given, range: [0, 5e-324] }, 'range-without-room'],
    ['a range of two neighbours', { ...given, range: [1e16, 1e16 + 2] }, 'range-without-room'],
    ['a logarithm through zero', { ...given, range: [0, 3], scale: 'log' }, 'range-not-positive'],
    ['range and ticks', { ...given, range: [0, 1], ticks: [0, 1] }, 'usage'],
    ['ticks without a bar', { plot: box, colourbar: 'none', ticks: [0, 1] }, 'ticks-without-colourbar'],
    ['ticks where no marks are known', { ...given, ticks: [0, 1] }, 'ticks-do-not-match'],
    ['ticks at one place', { ...given, ticks: [0, 1].map((value) => ({ value, at: 30 })) }, 'usage'],
    [
      'ticks above the bar',
      { ...given, ticks: [10, -30].map((at, value) => ({ value, at })) },
      'tick-beyond-bar',
    ],
    ['ticks below it', { ...given, ticks: [30, 245].map((at, value) => ({ value, at })) }, 'tick-beyond-bar'],
    ['a scale of ticks without any', { ...given, range: [0, 1], scale: 'ticks' }, 'no-ticks'],
    ['more rows than pixels', { ...given, cells: { rows: 201, columns: 1 } }, 'more-cells-than-pixels'],
    ['more columns than pixels', { ...given, cells: { rows: 1, columns: 99999 } }, 'more-cells-than-pixels'],
    ['a third panel of one', { ...given, panel: 3 }, 'panel-of-given-plot'],
    [
      'thresholds of the walk beside a map',
      { ...given, colourmap: someColourmap, far: 3 },
      'walk-of-given-colourmap',
    ],
    ['an axis without extent', { ...given, x: [2, 2] }, 'usage'],
    ['an axis that overflows', { ...given, y: [1e308, -1e308] }, 'usage'],
    ['a logarithmic axis from zero', { ...given, x: [0, 2], xScale: 'log' }, 'axis-not-positive'],
  ])('refuses %s', (_, options, code) => {
    expect(() => plan(nothing, options)).toThrow(UsageError);
    expect(() => plan(nothing, options)).toThrow(expect.objectContaining({ code }));
  });

  it('notices that plot and colourbar are swapped', () => {
    const facts = { plotIsBar: true, barIsBar: false };
    expect(() => plan(nothing, { plot: bar, colourbar: box }, facts)).toThrow(/swapped/);
    expect(plan(nothing, { plot: bar, colourbar: box }, { plotIsBar: true, barIsBar: true })).toHaveLength(1);
    // Data that are stripes, beside a bar whose box takes in more than the bar.
    expect(plan(nothing, given, facts)).toHaveLength(1);
  });

  it('fails where there is no plot area, with the setting that would name one', () => {
    expect(() => plan(nothing)).toThrow(RecoveryError);
    expect(() => plan(nothing)).toThrow(expect.objectContaining({ settings: ['plot'] }));
  });
});
