import { describe, expect, it } from 'vitest';
import { offMarks } from '../../../src/figure/axes/places/besideMarks.js';
import { inspect } from '../../../src/figure/inspect.js';
import { drawing, hue, waves } from '../drawing.js';

const marksAt = (...places: readonly number[]) => places.map((at) => ({ at, length: 4 }));

describe('labels that stand off their marks', () => {
  it('are all as far off them, but for those of the ends', () => {
    const marks = marksAt(1, 37, 94, 151, 208, 361);
    expect(Math.abs(offMarks([10, 28, 85, 142, 199, 350], marks, 10)! - 9)).toBeLessThanOrEqual(1);
  });

  it('are none where they stand in the middle between two marks, as names of classes do, nor where marks are everywhere', () => {
    expect(offMarks([20, 40, 60, 80], marksAt(10, 30, 50, 70, 90), 10)).toBeNull();
    expect(
      offMarks([20, 40, 60, 80], marksAt(...Array.from({ length: 30 }, (_, k) => 3 * k)), 10),
    ).toBeNull();
  });

  it('are read at these beside a framed bar on the data', async () => {
    const { raster, fill, write } = drawing(320, 300, [0, 0, 0]);
    const black = () => [0, 0, 0];
    fill({ left: 0, top: 0, right: 320, bottom: 300 }, (x, y) => hue(0.3 + 0.4 * waves(x, y)));
    fill({ left: 199, top: 29, right: 221, bottom: 271 }, black);
    fill({ left: 200, top: 30, right: 220, bottom: 270 }, (_, y) => hue((269.5 - y) / 240));
    for (let k = 1; k <= 4; k++) {
      const y = 270 - 50 * k;
      fill({ left: 221, top: y, right: 225, bottom: y + 1 }, black);
      write(String(100 * k), [225, y - 9], { anchor: 0 });
    }
    const [panel] = (await inspect(raster, { cells: false })).panels;
    const [low, high] = panel!.range!;
    expect(Math.abs(low)).toBeLessThan(4);
    expect(Math.abs(high - 480)).toBeLessThan(4);
  });
});
