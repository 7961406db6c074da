import { describe, expect, it } from 'vitest';
import { parseNumber } from '../../../../src/figure/labels/grammar/number.js';
import { settleMarks } from '../../../../src/figure/labels/grammar/settleMarks.js';

const values = (...texts: string[]) =>
  settleMarks(texts.map(parseNumber)).map((candidates) => candidates.map((c) => c.value));

describe('commas before three digits', () => {
  it('group thousands beside whole numbers', () => {
    expect(values('0', '20,000', '40,000')).toEqual([[0], [20000], [40000]]);
    expect(values('500', '-1,250')).toEqual([[500], [-1250]]);
  });

  it('cost nothing once settled', () => {
    expect(settleMarks(['0', '2,500'].map(parseNumber))[1]![0]!.cost).toBe(0);
  });

  it('are not supposed in thousandths that a letter says', () => {
    expect(values('100m', '1', '10')[0]).toEqual([100, 0.1]);
  });

  it('stay open where no label is whole', () => {
    expect(values('1,125', '2,25')[0]).toEqual([1125, 1.125]);
    expect(values('20,000', '40,000').map((own) => own.length)).toEqual([2, 2]);
  });
});
