import { describe, expect, it } from 'vitest';
import { parseAxisOffset, parseNumber } from '../../../src/figure/labels/number.js';

const first = (text: string) => parseNumber(text)[0];

describe('numbers on labels', () => {
  it.each([
    ['0', 0],
    ['12.5', 12.5],
    ['-3', -3],
    ['−3', -3],
    ['–0.25', -0.25],
    ['.5', 0.5],
    ['1,5', 1.5],
    ['1e-05', 1e-5],
    ['8e-04', 8e-4],
    ['1.0E4', 1e4],
    ['10^-3', 1e-3],
    ['-10^2', -100],
    ['2x10^4', 2e4],
    ['2×10^4', 2e4],
    ['1,000,000', 1e6],
    ['45%', 45],
    ['60°N', 60],
    ['60°S', -60],
    ['120°W', -120],
    ['30°', 30],
  ])('reads %s as %d', (text, value) => {
    expect(first(text)?.value).toBe(value);
  });

  it.each(['', '-', '.', 'abc', '1.2.3', '12:30', 'e5', '--3'])('reads no number in “%s”', (text) => {
    expect(parseNumber(text)).toEqual([]);
  });

  it('offers both meanings of a comma before three digits', () => {
    expect(parseNumber('1,500').map((c) => c.value)).toEqual([1.5, 1500]);
  });

  it('supposes a lost point behind a leading nought, at a price', () => {
    const [plain, pointed] = parseNumber('025');
    expect([plain!.value, pointed!.value]).toEqual([25, 0.25]);
    expect(pointed!.cost).toBeLessThan(plain!.cost);
  });

  it('keeps units', () => {
    expect(['45%', '60°N', '7'].map((text) => first(text)?.units)).toEqual(['%', '°N', null]);
  });

  it('knows powers of ten, which hint at a logarithmic scale', () => {
    expect(['10^-3', '2x10^3', '1000'].map((text) => first(text)?.power)).toEqual([true, false, false]);
  });
});

describe('factors and offsets beside an axis', () => {
  it.each([
    ['1e-5', { factor: 1e-5, offset: 0 }],
    ['1e−5', { factor: 1e-5, offset: 0 }],
    ['×10^4', { factor: 1e4, offset: 0 }],
    ['+2.5e3', { factor: 1, offset: 2500 }],
    ['1e-3+1e2', { factor: 1e-3, offset: 100 }],
  ])('reads %s', (text, expected) => {
    expect(parseAxisOffset(text)).toEqual(expected);
  });

  it.each(['12', 'K', '', '1e', '2014'])('does not take “%s” for one', (text) => {
    expect(parseAxisOffset(text)).toBeNull();
  });
});
