import { describe, expect, it } from 'vitest';
import { isMangledOffset, parseAxisOffset } from '../../../../src/figure/labels/grammar/axisOffset.js';

describe('factors and offsets beside an axis', () => {
  it.each([
    ['1e-5', { factor: 1e-5, offset: 0 }],
    ['1e−5', { factor: 1e-5, offset: 0 }],
    ['×10^4', { factor: 1e4, offset: 0 }],
    ['+2.5e3', { factor: 1, offset: 2500 }],
    ['1e-3+1e2', { factor: 1e-3, offset: 100 }],
    ['×10⁴', { factor: 1e4, offset: 0 }],
    ['×10⁻⁶', { factor: 1e-6, offset: 0 }],
    ['?×10³?', { factor: 1e3, offset: 0 }],
    ['×10⁵m', { factor: 1e5, offset: 0 }],
    ['×1e4', { factor: 1e4, offset: 0 }],
    ['-1.799e2', { factor: 1, offset: -179.9 }],
    ['-1.799×10²', { factor: 1, offset: -179.9 }],
  ])('reads %s', (text, expected) => {
    expect(parseAxisOffset(text)).toEqual(expected);
  });

  it.each(['-5', '10²', '12', 'K', '', '1e', '2014'])('does not take “%s” for one', (text) => {
    expect(parseAxisOffset(text)).toBeNull();
  });

  it('are known from their mangled readings, which words are not', () => {
    expect(
      ['1e', '1e?5', '×10', '×1⁶', '?×10', '1e-5', 'Depth', '12', '?e?', 'm/?', '2014'].map(isMangledOffset),
    ).toEqual([false, false, true, true, true, false, false, false, false, false, false]);
  });

  it('are no words that begin with an E and what looks like a digit', () => {
    expect(['E1e?n?m?', 'e1?n', 'e-5', '?e10?'].map(isMangledOffset)).toEqual([false, false, true, true]);
  });

  it('are no titles that end in an x', () => {
    expect(['?×', '?×?', '?×1', '×?'].map(isMangledOffset)).toEqual([false, false, true, true]);
  });

  it('are known from a part where the rest is hidden', () => {
    expect(['2.5e2', '.5e-2', '2.5', '0.25'].map(isMangledOffset)).toEqual([true, true, false, false]);
  });
});
