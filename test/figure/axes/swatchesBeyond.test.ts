import { describe, expect, it } from 'vitest';
import { hasSwatchBeyond } from '../../../src/figure/axes/swatchesBeyond.js';
import { plainEdges } from '../../../src/figure/layout/ink/edges.js';
import { pageOf } from '../../../src/figure/layout/ink/page.js';
import type { Box } from '../../../src/model/types.js';
import { drawing, hue } from '../drawing.js';

const page = pageOf([255, 255, 255], false);
const box: Box = { left: 40, top: 30, right: 60, bottom: 90 };

/** Whether an area of one colour beyond the lower end of a bar is seen as a swatch. */
function isSeen(beyond: Partial<Box>): boolean {
  const { raster, fill } = drawing(120, 160, [255, 255, 255]);
  fill(box, (_, y) => hue((y - 30) / 60));
  fill({ left: 40, top: 100, right: 60, bottom: 114, ...beyond }, () => hue(0.5));
  return hasSwatchBeyond(raster, page, { edges: plainEdges(box), orientation: 'vertical' });
}

describe('a swatch beyond the end of a bar', () => {
  it('is as wide as the bar, and parted from it by no more than that', () => {
    expect(isSeen({})).toBe(true);
    expect(isSeen({ top: 120, bottom: 134 })).toBe(false);
  });

  it('is neither wider nor narrower, nor a part of the bar', () => {
    expect(isSeen({ left: 20 })).toBe(false);
    expect(isSeen({ left: 46, right: 54 })).toBe(false);
    expect(isSeen({ top: 90 })).toBe(false);
    // The stem of a letter: a unit in bold print.
    expect(isSeen({ top: 96, bottom: 101 })).toBe(false);
  });
});
