import { describe, expect, it } from 'vitest';
import type { Findings, PanelFindings } from '../../src/figure/findings.js';
import { symlog } from '../../src/figure/labels/law.js';
import type { PlanOptions } from '../../src/pipeline/plan/options.js';
import { plan } from '../../src/pipeline/plan/plan.js';

const box = { left: 10, top: 20, right: 110, bottom: 220 };
const bar = { left: 150, top: 20, right: 170, bottom: 220 };
const ends = [220, 20] as const;

/** A figure whose bar has labels at these values, along the line that `forward` makes of them, and is read as linear. */
function labelled(values: readonly number[], forward: (value: number) => number): Findings {
  const first = forward(values[0]!);
  const span = forward(values.at(-1)!) - first;
  const read = values.map((value) => ({
    at: 210 - (180 * (forward(value) - first)) / span,
    value,
    text: `${value}`,
  }));
  const slope = (values.at(-1)! - values[0]!) / -180;
  const intercept = values[0]! - slope * 210;
  const axis = { x: null, y: null, cells: null, units: null, covered: [], outline: null };
  const panel: PanelFindings = {
    ...axis,
    plotBox: box,
    plotEdges: box,
    inner: box,
    colourbar: {
      box: bar,
      orientation: 'vertical',
      ends,
      extensions: { low: false, high: false },
      law: { scale: 'linear', slope, intercept, read, dropped: [], confidence: 0.9 },
      marks: read.map(({ at }) => at),
    },
    range: [intercept + slope * ends[0], intercept + slope * ends[1]],
    scale: 'linear',
    ticks: { read, dropped: [] },
    confidence: { plot: 0.95, colourbar: 1, range: 0.9, x: 0, y: 0 },
  };
  return { width: 200, height: 240, panels: [panel], warnings: [] };
}

const planned = (findings: Findings, options: PlanOptions) => {
  const { values, found, warnings } = plan(findings, options)[0]!;
  return { values, confidence: found.range, codes: warnings.map(({ code }) => code) };
};

describe('a scale that is given beside labels', () => {
  it('has its ends where the labels on it lead, not where another scale would', () => {
    const { values, confidence, codes } = planned(labelled([1, 100], Math.log10), { scale: 'log' });
    const beyond = 10 / 90;
    expect(values?.scale).toBe('log');
    expect(values?.range[0]).toBeCloseTo(10 ** -beyond, 2);
    expect((values?.range[1] ?? 0) / 10 ** (2 + beyond)).toBeCloseTo(1, 2);
    expect([confidence, codes]).toEqual([0.9, []]);
  });

  it('is not trusted where three labels do not lie on it', () => {
    const findings = labelled([10, 20, 30], (v) => v);
    for (const options of [{ scale: 'log' }, { scale: 'symlog', threshold: 1 }] as const) {
      const { confidence, codes } = planned(findings, options);
      expect(confidence).toBeLessThan(0.5);
      expect(codes).toContain('labels-off-scale');
    }
    expect(planned(findings, { scale: 'linear' })).toMatchObject({ confidence: 0.9, codes: [] });
  });

  it('leaves a range alone that was set in the findings by hand', () => {
    const findings = labelled([10, 20, 30], (v) => v);
    const edited = { ...findings, panels: [{ ...findings.panels[0]!, range: [1, 1000] as const }] };
    expect(planned(edited, { scale: 'log' })).toMatchObject({
      values: { scale: 'log', range: [1, 1000] },
      codes: [],
    });
  });
});

describe('a symmetric logarithm', () => {
  const values = [-100, -10, 0, 10, 100];
  const findings = labelled(values, (v) => symlog(v, 1));

  it('is confirmed by labels that lie on it, its threshold given or at a hundredth of the largest', () => {
    for (const threshold of [{ threshold: 1 }, {}])
      expect(planned(findings, { scale: 'symlog', ...threshold })).toMatchObject({
        values: { scale: 'symlog', threshold: 1 },
        confidence: 0.9,
        codes: [],
      });
    expect(planned(findings, { scale: 'symlog', threshold: 20 }).codes).toContain('labels-off-scale');
  });

  it('is not trusted where nothing says how wide its linear middle is', () => {
    const { confidence, codes } = planned(findings, { scale: 'symlog', range: [-50, 50] });
    expect(confidence).toBeLessThan(0.5);
    expect(codes).toEqual(['threshold-assumed']);
    expect(planned(findings, { scale: 'symlog', range: [-50, 50], threshold: 2 })).toMatchObject({
      confidence: 1,
      codes: [],
    });
  });

  it('alone has a threshold: beside another scale it is refused, and where none was given it is told', () => {
    for (const scale of ['linear', 'log'] as const)
      expect(() => planned(findings, { scale, range: [1, 50], threshold: 2 })).toThrow(
        `threshold is for scale symlog, but received ${scale}`,
      );
    expect(planned(findings, { range: [1, 50], threshold: 2 }).codes).toEqual(['threshold-unused']);
  });

  it('goes through ticks that are given, by the threshold that is given', () => {
    const ticks = values.map((value) => ({ value, at: 120 - (100 * symlog(value, 1)) / symlog(100, 1) }));
    expect(planned(findings, { scale: 'symlog', threshold: 1, ticks }).values).toEqual({
      scale: 'symlog',
      range: [-100, 100],
      threshold: 1,
    });
  });
});
