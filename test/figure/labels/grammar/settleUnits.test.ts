import { describe, expect, it } from 'vitest';
import { parseNumber } from '../../../../src/figure/labels/grammar/number.js';
import { settleMillions, settleUnits } from '../../../../src/figure/labels/grammar/settleUnits.js';

const values = (...texts: string[]) =>
  settleUnits(texts.map(parseNumber)).map((candidates) => candidates.map((c) => c.value));

describe('letters with two meanings', () => {
  it('are powers of ten where a nought has none', () => {
    expect(values('0', '-2m', '-4m')).toEqual([[0], [-0.002], [-0.004]]);
    expect(values('600K', '0')).toEqual([[6e5], [0]]);
  });

  it('stay open where the nought has one too, or there is none', () => {
    expect(values('0m', '2m')[1]).toHaveLength(2);
    expect(values('2m', '4m')[0]).toHaveLength(2);
  });

  it('stay open where other numbers have none: their units may have been read as words of their own', () => {
    expect(values('1.5', '0', '-1.5K')).toEqual([[1.5], [0], [-1.5, -1500]]);
    expect(values('500', '0', '1K')[2]).toHaveLength(2);
  });

  it('cost nothing once settled', () => {
    expect(settleUnits(['0', '2m'].map(parseNumber))[1]![0]!.cost).toBe(0);
  });
});

describe('an m', () => {
  const settled = (...texts: string[]) =>
    settleMillions(texts.map(parseNumber), texts).map((candidates) => candidates.map((c) => c.value));

  it('stands for millions beside thousands', () => {
    expect(settled('500k', '1m', '1.5m')).toEqual([[5e5], [1e6], [1.5e6]]);
  });

  it('stays what it was without them', () => {
    expect(settled('500', '1m')[1]).toEqual(parseNumber('1m').map(({ value }) => value));
    expect(settled('1km', '5m')[1]).toHaveLength(2);
  });
});
