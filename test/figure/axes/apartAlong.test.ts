import { expect, it } from 'vitest';
import { apartAlong } from '../../../src/figure/axes/places/apartAlong.js';
import { findWords } from '../../../src/figure/labels/words/text.js';
import type { Edge } from '../../../src/figure/layout/ink/edges.js';
import { pageOf } from '../../../src/figure/layout/ink/page.js';
import { drawing } from '../drawing.js';

const page = pageOf([255, 255, 255], false);
const edge = (at: number): Edge => ({ at, outer: at, inner: at, thickness: 0 });

it('takes negative labels without marks apart though each sign runs into the number before it', () => {
  const { raster, fill } = drawing(120, 60, [255, 255, 255]);
  const black = (): [number, number, number] => [0, 0, 0];
  for (const left of [20, 34, 48]) {
    fill({ left, top: 34, right: left + 6, bottom: 36 }, black);
    fill({ left: left + 8, top: 30, right: left + 14, bottom: 40 }, black);
  }
  const edges = { left: edge(10), top: edge(10), right: edge(110), bottom: edge(25) };
  const words = findWords(raster, page, []);
  expect(words).toHaveLength(1);
  const parts = apartAlong({ raster, page }, words, edges, 'bottom', []);
  expect(parts.map(({ box }) => box.left)).toEqual([20, 34, 48]);
});
