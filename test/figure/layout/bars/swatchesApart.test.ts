import { describe, expect, it } from 'vitest';
import { withoutSwatchesApart } from '../../../../src/figure/layout/bars/swatchesApart.js';
import { drawing, hue } from '../../drawing.js';

const bar = { left: 40, top: 60, right: 60, bottom: 220 };
const whole = { left: 40, top: 20, right: 60, bottom: 260 };

function drawn(colour: (x: number, y: number) => readonly number[]) {
  const { raster, fill } = drawing(120, 280, [255, 255, 255]);
  fill(bar, colour);
  return { raster, fill };
}

describe('swatches in line with a bar', () => {
  it('are left out where the ground parts them from a gradient', () => {
    const { raster, fill } = drawn((_, y) => hue((219.5 - y) / 160));
    fill({ ...whole, bottom: 50 }, () => [20, 20, 20]);
    fill({ ...whole, top: 230 }, () => [120, 120, 120]);
    expect(withoutSwatchesApart(raster, whole, 'vertical', false)).toEqual(bar);
  });

  it('are bands where those of the bar are as long', () => {
    const { raster, fill } = drawn((_, y) => hue(Math.floor((219.5 - y) / 32) / 5));
    fill({ ...whole, bottom: 50 }, () => [20, 20, 20]);
    const box = { ...whole, bottom: 220 };
    expect(withoutSwatchesApart(raster, box, 'vertical', false)).toEqual(box);
  });

  it('are left out with the ground at the other end, where a frame holds all of them', () => {
    const { raster, fill } = drawing(120, 280, [0, 0, 0]);
    // The frame runs along one side of the bar and round its ends: on the other side are the labels.
    fill({ left: 38, top: 18, right: 110, bottom: 262 }, () => [255, 255, 255]);
    fill({ left: 40, top: 20, right: 108, bottom: 260 }, () => [0, 0, 0]);
    fill(bar, (_, y) => hue((219.5 - y) / 160));
    fill({ ...bar, top: 20, bottom: 44 }, () => [128, 0, 0]);
    const box = { left: 40, top: 18, right: 60, bottom: 262 };
    expect(withoutSwatchesApart(raster, box, 'vertical', false)).toEqual(bar);
  });
});
