import { describe, expect, it } from 'vitest';
import { identity } from '../../../src/documents/geometry/matrix.js';
import { figureRegions } from '../../../src/documents/pdf/figureRegions.js';
import type { ItemKind, PageItem } from '../../../src/documents/pdf/page/pageItems.js';

const page = { width: 600, height: 800 };
let handle = 0;
const item = (
  kind: ItemKind,
  [left, top, right, bottom]: readonly [number, number, number, number],
  parts: readonly PageItem[] = [],
): PageItem => ({
  kind,
  handle: ++handle,
  box: { left, top, right, bottom },
  matrix: identity,
  filled: kind === 'path',
  parts,
});

describe('the regions of a page', () => {
  it('are none where there are words and rules only', () => {
    const words = item('text', [50, 50, 550, 700]);
    const rule = item('path', [50, 40, 550, 41]);
    expect(figureRegions([item('path', [0, 0, 600, 800]), words, rule], page)).toEqual([]);
  });

  it('hold a plot, its bar and their labels, and not the lines of print below', () => {
    const plot = item('image', [100, 100, 300, 300]);
    const bar = item('image', [320, 100, 335, 300]);
    const tick = item('path', [96, 200, 100, 201]);
    const labels = [
      item('text', [340, 150, 352, 160]),
      item('text', [85, 195, 94, 205]),
      item('text', [70, 190, 80, 220]),
    ];
    const print = item('text', [80, 308, 340, 318]);
    const [region, ...others] = figureRegions([plot, bar, tick, ...labels, print], page);
    expect(others).toEqual([]);
    expect(new Set(region!.items)).toEqual(new Set([plot, bar, tick, ...labels]));
    expect(region!.box).toEqual({ left: 64, top: 94, right: 358, bottom: 306 });
  });

  it('hold a bar that stands farther off, as narrow ones do, but no other plot', () => {
    const axes = (left: number, right: number) => item('path', [left, 100, right, 300]);
    const [plot, bar, other] = [axes(100, 300), axes(335, 350), axes(395, 590)];
    const regions = figureRegions([plot, bar, other], page);
    expect(regions.map(({ items }) => new Set(items))).toEqual([new Set([plot, bar]), new Set([other])]);
  });

  it('are one for each picture where pictures stand alone, and one for the strips of a picture', () => {
    const left = item('image', [50, 100, 250, 300]);
    const right = item('image', [260, 100, 460, 300]);
    const strips = [item('image', [50, 400, 250, 450]), item('image', [50, 450, 250, 500])];
    const regions = figureRegions([right, left, ...strips], page);
    expect(regions.map(({ items }) => items)).toEqual([[left], [right], strips]);
    expect(regions.every(({ whole }) => whole)).toBe(true);
  });

  it('are one for each drawing that is included with its own words', () => {
    const inner = [item('path', [100, 100, 290, 290]), item('text', [90, 90, 99, 99])];
    const drawing = item('form', [90, 90, 290, 290], inner);
    const near = item('path', [295, 100, 400, 290]);
    const regions = figureRegions([drawing, near], page);
    expect(regions.map(({ items }) => items)).toEqual([[drawing], [near]]);
  });

  it('look into a form that is the whole page', () => {
    const parts = [item('image', [100, 100, 300, 300]), item('text', [50, 700, 550, 710])];
    const regions = figureRegions([item('form', [0, 0, 600, 800], parts)], page);
    expect(regions.map(({ items }) => items)).toEqual([[parts[0]]]);
  });
});
