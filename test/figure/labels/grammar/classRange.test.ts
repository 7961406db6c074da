import { describe, expect, it } from 'vitest';
import { parseClassRange, parseOpenClass } from '../../../../src/figure/labels/grammar/classRange.js';

const classOf = (text: string) => parseClassRange(text).map(({ from, to }) => [from, to]);

describe('a class of values', () => {
  it.each([
    ['10-20', 10, 20],
    ['0.5–1.0', 0.5, 1],
    ['−10--5', -10, -5],
    ['-0.5-0', -0.5, 0],
    ['10??20', 10, 20],
    ['?0.2,0.4?', 0.2, 0.4],
    ['0,5-1,5', 0.5, 1.5],
    ['800-1.000', 800, 1000],
    ['8×10', 8, 10],
    ['-4×-2', -4, -2],
  ] as const)('is %s, from %d to %d', (text, from, to) => {
    expect(classOf(text)).toContainEqual([from, to]);
  });

  it('leaves open what a letter behind its numbers stands for', () => {
    expect(parseClassRange('5K-10K')[0]!.isEither).toBe(true);
    expect(parseClassRange('5k-10k')[0]!.isEither).toBeUndefined();
  });

  it('may end below nought where a dash and a sign run into one', () => {
    expect(classOf('-0.2-0.1')).toEqual([
      [-0.2, 0.1],
      [-0.2, -0.1],
    ]);
    expect(classOf('-0.1-0.2')).toEqual([[-0.1, 0.2]]);
  });

  it('is no number, no open class and nothing that runs downwards', () => {
    for (const text of ['10', '-10', '1e-5', '>50', '50+', '20-10', 'a-b', ''])
      expect(classOf(text)).toEqual([]);
  });
});

describe('an open class', () => {
  it.each([
    ['?50', 50],
    ['×-1.5', -1.5],
    ['50+', 50],
    ['1.000+', 1000],
    ['?e?0.1', 0.1],
    ['50?n?m?e', 50],
  ] as const)('is %s, with its end at %d', (text, edge) => {
    expect(parseOpenClass(text)).toContainEqual(expect.objectContaining({ edge }));
  });

  it('is more than a number, and no class with two ends', () => {
    for (const text of ['50', '-50', '10-20', 'a', '']) expect(parseOpenClass(text)).toEqual([]);
  });
});
