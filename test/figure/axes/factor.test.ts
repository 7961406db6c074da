import { describe, expect, it } from 'vitest';
import { findOffset } from '../../../src/figure/axes/factor.js';
import type { ReadLabel } from '../../../src/figure/labels/reader/label.js';
import type { Word } from '../../../src/figure/labels/text.js';
import { plainEdges } from '../../../src/figure/layout/frame.js';
import { pageOf } from '../../../src/figure/layout/page.js';
import type { Box } from '../../../src/model/types.js';

const box = (left: number, top: number, w: number, h: number): Box => ({
  left,
  top,
  right: left + w,
  bottom: top + h,
});

/** What stands above a bar at 50: a cross, a one and a nought, and a raised sign and digit. */
const base = [box(40, 23, 6, 7), box(48, 20, 6, 10), box(56, 20, 6, 10)];
const raised = [box(63, 17, 4, 1), box(68, 13, 5, 8)];
const glyphs = [...base, ...raised];
const word: Word = { box: box(40, 13, 33, 17), glyphs, height: 10 };

/** The factor found by a reader that reads the whole, the ten and the exponent so. */
const found = (whole: string, ten: string, exponent: string) => {
  const raster = { width: 100, height: 300, data: new Uint8ClampedArray(120000).fill(255) };
  const edges = plainEdges({ left: 40, top: 50, right: 60, bottom: 250 });
  const readLabel: ReadLabel = async (_, __, { left, right }) => {
    const text = right - left > 30 ? whole : left === 40 ? ten : exponent;
    return [{ text, score: 0.95 }];
  };
  const lettering = { raster, page: pageOf([255, 255, 255], false), rectangles: [edges], words: [word] };
  const labelled: Word = { box: box(64, 100, 12, 10), glyphs: [box(64, 100, 12, 10)], height: 10 };
  const labels = [{ word: labelled, at: 105, marked: true }];
  return findOffset(
    { ...lettering, owners: new Map(), free: [word], readLabel },
    { labels, loose: [] },
    edges,
    'right',
  );
};

describe('the factor of an axis', () => {
  it('has the exponent that is read alone: in the whole it is small and loses its sign', async () => {
    expect(await found('×10⁵', '×10', '-5')).toEqual({ factor: 1e-5, offset: 0 });
    expect(await found('?10', '?10', '4')).toEqual({ factor: 1e4, offset: 0 });
  });

  it('is not taken from the whole where its exponent cannot be read alone', async () => {
    expect(await found('×10⁵', '×10', '?')).toBe('unread');
  });
});
