import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import { drawing, hue, waves } from '../drawing.js';

const plot = { left: 40, top: 30, right: 280, bottom: 230 };
const swatchesTop = 50;
const height = 18;

/** A field in classes and a legend of one swatch for each, the first on top. */
function legend(labels: readonly string[], gap: number) {
  const { raster, fill, write } = drawing(430, 260, [255, 255, 255]);
  const n = labels.length;
  const colour = (k: number) => hue(0.05 + (0.9 * (k + 0.5)) / n);
  fill(plot, (x, y) => colour(Math.min(n - 1, Math.floor(n * waves(x, y)))));
  labels.forEach((label, k) => {
    const top = swatchesTop + k * (height + gap);
    fill({ left: 310, top, right: 334, bottom: top + height }, () => colour(k));
    write(label, [342, top + height / 2], { anchor: 0 });
  });
  return { raster, end: swatchesTop + n * (height + gap) - gap };
}

const read = async ({ raster }: ReturnType<typeof legend>) => (await inspect(raster)).panels[0]!;

describe('a legend of classes', () => {
  it.each([0, 7])('has the range that its labels say, swatches %d pixels apart', async (gap) => {
    const figure = legend(['40-50', '30-40', '20-30', '10-20', '0-10'], gap);
    const { range, colourbar, confidence } = await read(figure);
    expect(colourbar!.box).toMatchObject({ top: swatchesTop, bottom: figure.end });
    expect(range).toEqual([0, 50]);
    expect(confidence.range).toBeGreaterThan(0.9);
  });

  it('may fall, and have classes of several widths', async () => {
    const { range, scale } = await read(legend(['0-1', '1-2', '2-5', '5-10', '10-20'], 6));
    expect(range).toEqual([20, 0]);
    expect(scale).toBe('ticks');
  });

  it('has no range where a class is open, or does not go on from the one before', async () => {
    for (const labels of [
      ['40+', '30-40', '20-30', '10-20', '0-10'],
      ['45-55', '30-40', '20-30', '5-15', '0-1'],
    ])
      expect((await read(legend(labels, 7))).range).toBeNull();
  });
});
