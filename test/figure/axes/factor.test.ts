import { expect, it } from 'vitest';
import type { Lettering } from '../../../src/figure/axes/axisLabels.js';
import { findOffset } from '../../../src/figure/axes/factor.js';
import type { Word } from '../../../src/figure/labels/text.js';
import type { Edge } from '../../../src/figure/layout/frame.js';
import { pageOf } from '../../../src/figure/layout/page.js';

const word = (left: number, top: number, width: number, height: number): Word => {
  const box = { left, top, right: left + width, bottom: top + height };
  return { box, glyphs: [box], height };
};

const edge = (at: number): Edge => ({ at, outer: at, inner: at, thickness: 0 });

it('finds the factor above a bar whose title, written upward, has taller letters than the labels', async () => {
  const labels = [0, 1, 2].map((k) => ({
    word: word(460, 52 + 100 * k, 8, 12),
    at: 58 + 100 * k,
    marked: true,
  }));
  const title = word(478, 214, 13, 32);
  const factor = word(430, 30, 27, 13);
  const lettering: Lettering = {
    raster: { width: 520, height: 420, data: new Uint8ClampedArray(4 * 520 * 420).fill(255) },
    page: pageOf([255, 255, 255], false),
    rectangles: [],
    words: [],
    owners: new Map(),
    free: [factor, title],
    readLabel: async (_, __, box) => [{ text: box.top === 30 ? '1e6' : '?', score: 1 }],
  };
  const edges = { left: edge(433), top: edge(52), right: edge(453), bottom: edge(395) };
  const all = [...labels, { word: title, at: 230, marked: false }];
  expect(await findOffset(lettering, { labels: all, loose: [title] }, edges, 'right')).toEqual({
    factor: 1e6,
    offset: 0,
  });
});
