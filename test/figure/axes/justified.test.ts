import { describe, expect, it } from 'vitest';
import { justified } from '../../../src/figure/axes/places/justified.js';
import { parseNumber } from '../../../src/figure/labels/grammar/number.js';

/** Labels of a bar from 100 to 300, by where their ink begins and ends. */
const setAs = (...labels: (readonly [text: string, from: number, to: number])[]) =>
  justified(
    labels.map(([text, from, to]) => ({
      at: (from + to) / 2,
      text,
      candidates: parseNumber(text),
      tolerance: 2,
    })),
    labels.map(([, from, to]) => ({ from, to, height: 10 })),
    [100, 300],
  );
const set = (...labels: Parameters<typeof setAs>) => setAs(...labels)?.ticks.map(({ at }) => at);

describe('labels that are set from one end of a bar to the other', () => {
  it('stand for the ends, and with equal gaps for equal parts', () => {
    expect(set(['0', 101, 107], ['12,000', 260, 299])).toEqual([100, 300]);
    expect(set(['-25.5', 100, 123], ['2.75', 185, 221], ['31', 283, 300])).toEqual([100, 200, 300]);
  });

  it('stand for the ends with padding before and behind two of them', () => {
    expect(set(['0', 110, 116], ['12,000', 251, 290])).toEqual([100, 300]);
  });

  it('stand for equal parts where their middles do, whatever their widths', () => {
    expect(set(['0', 100, 106], ['50', 194, 206], ['100', 282, 300])).toEqual([100, 200, 300]);
  });

  it('are left open where they are many in steps that a program chooses', () => {
    const many = (step: number) =>
      [0, 1, 2, 3, 4, 5, 6].map((k) => [`${100 + step * k}`, 103 + 31 * k, 112 + 31 * k] as const);
    expect(setAs(...many(5))?.isOpen).toBe(true);
    expect(setAs(...many(7))).toMatchObject({
      isOpen: false,
      ticks: [{ at: 100 }, {}, {}, {}, {}, {}, { at: 300 }],
    });
  });

  it('are left open where the bar may have been found too long at one end', () => {
    const labels = [
      ['0', 104, 112],
      ['500', 193, 201],
      ['1000', 282, 290],
    ] as const;
    expect(setAs(...labels)).toMatchObject({ isOpen: true, ticks: [{ at: 108 }, { at: 197 }, { at: 286 }] });
  });

  it('stand for the ends of a range alike on both sides of nought where their middles are off the bar’s', () => {
    expect(set(['-100', 100, 126], ['0', 197, 207], ['100', 280, 300])).toEqual([100, 200, 300]);
    expect(set(['-100', 102, 128], ['0', 195, 205], ['100', 275, 295])).toBeUndefined();
  });

  it('are ticks where they are many and not flush with the ends, whatever their steps', () => {
    const labels = [-24, -18, -12, -6, 0, 6, 12, 18, 24].map(
      (value, k) => [`${value}`, 108 + 22 * k, 119 + 22 * k] as const,
    );
    expect(set(...labels)).toBeUndefined();
  });

  it('are ticks where one end is farther from its label than the other', () => {
    expect(set(['0', 101, 107], ['10', 280, 292])).toBeUndefined();
  });

  it('are ticks where all but one stand in even steps from the end that it is held within', () => {
    // 600, 400, 200 and 0 of a range that ends at 616, as Vega sets them.
    expect(set(['600', 100, 110], ['400', 165, 175], ['200', 230, 240], ['0', 290, 300])).toBeUndefined();
    // Parts of the bar, the outer two flush with its ends.
    const parts = [100, 166.7, 233.3, 300];
    const flush = set(['600', 100, 110], ['400', 162, 172], ['200', 228, 238], ['0', 290, 300]);
    expect(flush?.map((at) => Number(at.toFixed(1)))).toEqual(parts);
  });

  it('may be ticks of a range that is alike on both sides of nought', () => {
    expect(set(['-1', 103, 109], ['0', 197, 203], ['1', 291, 297])).toBeUndefined();
  });
});
