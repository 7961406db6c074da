import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import { cardAbout } from '../../../src/figure/within/writing/cardAbout.js';
import type { Box } from '../../../src/model/types.js';
import { drawing, hue } from '../drawing.js';

const card = { left: 36, top: 70, right: 156, bottom: 174 };
const bar = { left: 46, top: 80, right: 66, bottom: 164 };
const around = { left: 0, top: 0, right: 226, bottom: 240 };
const classes = 4;
const colourOf = (k: number): readonly number[] => (k < 1 ? [232, 240, 255] : hue((k + 0.5) / classes));

/** Areas of a map in classes with white borders that run aslant, and a legend of these over them. */
function map(opacity: number) {
  const { raster, fill, write } = drawing(320, 240, [255, 255, 255]);
  const areas = (x: number, y: number): readonly number[] => {
    const [u, v] = [(x + 14 * Math.sin(y / 31)) / 62, (y + 12 * Math.sin(x / 43)) / 48];
    const isBorder = u - Math.floor(u) < 0.035 || v - Math.floor(v) < 0.045;
    // Roads end behind the legend, right beside its labels.
    if (x > 144 && (y - 80) % 21 >= 10 && (y - 80) % 21 < 12) return [20, 20, 60];
    return isBorder ? [255, 255, 255] : colourOf(1 + ((3 * Math.floor(u) + 2 * Math.floor(v)) % 3));
  };
  fill({ left: 0, top: 0, right: 320, bottom: 240 }, areas);
  fill(card, (x, y) => areas(x, y).map((value) => (1 - opacity) * value + opacity * 255));
  const step = (bar.bottom - bar.top) / classes;
  for (let k = 0; k < classes; k++) {
    fill({ ...bar, top: bar.top + k * step, bottom: bar.top + (k + 1) * step }, () => colourOf(k));
    const label = `${100 * k}-${100 * k + 100}`;
    write(label, [72, bar.top + (k + 0.5) * step], { anchor: 0, colour: [70, 70, 70] });
  }
  return raster;
}

describe('a card that data shine through', () => {
  it('is seen by its straight edges', () => {
    const found = cardAbout(map(0.8), { box: bar, orientation: 'vertical' }, around);
    for (const side of ['left', 'top', 'right', 'bottom'] as const)
      expect(Math.abs(found![side] - card[side])).toBeLessThanOrEqual(2);
  });

  it('is none where a bar stands on the data themselves', () => {
    expect(cardAbout(map(0), { box: bar, orientation: 'vertical' }, around)).toBeUndefined();
  });

  it('has the labels of its legend, into which nothing beyond it runs', async () => {
    const { panels } = await inspect(map(0.8), { cells: false });
    expect(panels).toHaveLength(1);
    expect(panels[0]!.range).toEqual([400, 0]);
    expect(panels[0]!.confidence.range).toBeGreaterThan(0.85);
    expect(within(panels[0]!.colourbar!.box, bar)).toBe(true);
  });
});

const within = (found: Box, drawn: Box): boolean =>
  (['left', 'top', 'right', 'bottom'] as const).every((side) => Math.abs(found[side] - drawn[side]) <= 2);
