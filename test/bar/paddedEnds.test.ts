import { describe, expect, it } from 'vitest';
import { withoutRims } from '../../src/bar/paddedEnds.js';
import { placeOf, readBar } from '../../src/bar/readBar.js';
import { drawing, hue } from '../figure/drawing.js';

const box = { left: 20, top: 20, right: 40, bottom: 140 };
const colourAt = (t: number) => hue(Math.min(1, Math.max(0, t)));
/** The bar's values go from 0 at `bottom` to 1 at `top`. */
const barOf = (top: number, bottom: number, levels = Number.POSITIVE_INFINITY) => {
  const { raster, fill } = drawing(60, 160, [255, 255, 255]);
  const stepped = (t: number) => (Number.isFinite(levels) ? (Math.floor(t * levels) + 0.5) / levels : t);
  fill(box, (_, y) => colourAt(stepped((bottom - y - 0.5) / (bottom - top))));
  return readBar(raster, box, {});
};
const endsOf = (reading: ReturnType<typeof barOf>) =>
  [reading.ends.low.at, reading.ends.high.at].map((at) => placeOf(reading, at));
const near = (ends: number[], low: number, high: number): void => {
  expect(Math.abs(ends[0]! - low)).toBeLessThan(1);
  expect(Math.abs(ends[1]! - high)).toBeLessThan(1);
};

describe('a bar that goes on beyond its outer ticks', () => {
  it('ends at these, where it goes on alike at both ends in their colours', () => {
    near(endsOf(withoutRims(barOf(24, 136), [136, 108, 80, 52, 24])), 136, 24);
  });

  it('ends where it is drawn, where its colours change up to there', () => {
    near(endsOf(withoutRims(barOf(20, 140), [136, 108, 80, 52, 24])), 140, 20);
  });

  it('ends where it is drawn, where the lines of ticks cross it so near to its ends that nothing is seen of rims', () => {
    const { raster, fill } = drawing(60, 160, [255, 255, 255]);
    fill(box, (_, y) => colourAt((139.5 - y) / 120));
    for (const y of [23, 80, 136]) fill({ ...box, top: y, bottom: y + 1 }, () => [20, 20, 20]);
    near(endsOf(withoutRims(readBar(raster, box, {}), [136.5, 80.5, 23.5])), 140, 20);
  });

  it('ends where it is drawn, where a codec hides that its colours go on changing', () => {
    const lossy = (top: number, bottom: number, most: number) => {
      const { raster, fill } = drawing(60, 160, [255, 255, 255]);
      fill(box, (_, y) => {
        const t = Math.min(1, Math.max(0, (bottom - y - 0.5) / (bottom - top)));
        return [70 + most * t, 60, 90 + most * t];
      });
      return withoutRims(readBar(raster, box, { lossy: true }), [136, 108, 80, 52, 24]);
    };
    near(endsOf(lossy(20, 140, 60)), 140, 20);
    near(endsOf(lossy(24, 136, 150)), 136, 24);
  });

  it('ends where it is drawn, where it goes on at one end alone, or far', () => {
    near(endsOf(withoutRims(barOf(24, 136), [129, 101, 73, 45])), 140, 20);
    near(endsOf(withoutRims(barOf(36, 124), [124, 102, 80, 58, 36])), 140, 20);
  });

  it('ends where it is drawn, where it has classes: the last ones are as wide as the others', () => {
    near(endsOf(withoutRims(barOf(20, 140, 12), [135, 115, 85, 55, 25])), 140, 20);
  });
});
