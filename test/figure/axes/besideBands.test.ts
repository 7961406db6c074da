import { expect, it } from 'vitest';
import { areShades, swatchesOf } from '../../../src/figure/axes/classes/swatches.js';
import { standBesideBands } from '../../../src/figure/axes/places/besideBands.js';
import { inspect } from '../../../src/figure/inspect.js';
import { drawing, hue, waves } from '../drawing.js';

/** Ten bands of 14 pixels. */
const bands = Array.from({ length: 10 }, (_, k) => ({ from: 100 + 14 * k, to: 114 + 14 * k }));
const labels = (off: number): number[] => [1, 3, 5, 7, 9].map((k) => 100 + 14 * k + off);

it('does not say whether labels between the borders and the middles of bands stand for the ones or the others', () => {
  expect(standBesideBands(labels(4), bands, [240, 100])).toBe(true);
  expect(standBesideBands(labels(-4), bands, [240, 100])).toBe(true);
});

it('knows labels at the borders of bands and at their middles, but for rounding', () => {
  for (const off of [0, 1.2, -1, 7, 6.2])
    expect(standBesideBands(labels(off), bands, [240, 100])).toBe(false);
});

it('knows labels at the ends of a bar, whose outer bands may be cut', () => {
  const cut = [{ from: 96, to: 100 }, ...bands, { from: 240, to: 244 }];
  expect(standBesideBands([96.5, 243.5], cut, [244, 96])).toBe(false);
});

it('knows what labels stand for that stand at both ends of a bar as well', () => {
  expect(standBesideBands([100, ...labels(4), 240], bands, [240, 100])).toBe(false);
  expect(standBesideBands([100, ...labels(4)], bands, [240, 100])).toBe(true);
});

it('says nothing of labels in other steps than the bands, or of a bar without any', () => {
  expect(standBesideBands([104, 127, 150, 173, 196], bands, [240, 100])).toBe(false);
  expect(standBesideBands(labels(4), bands.slice(0, 3), [142, 100])).toBe(false);
});

it('tells bands from the shades of a gradient that differ as much', () => {
  const bar = { box: { left: 10, top: 10, right: 24, bottom: 210 }, orientation: 'vertical' } as const;
  const areShadesOf = (shade: (t: number) => number): boolean => {
    const { raster, fill } = drawing(40, 220, [255, 255, 255]);
    // A codec leaves blocks a little lighter and darker.
    fill(bar.box, (_, y) => Array(3).fill(250 * shade((y - 10) / 200) + ((y >> 3) & 1 ? 4 : 0)));
    return areShades(raster, bar, swatchesOf(raster, null, bar));
  };
  expect(areShadesOf((t) => t)).toBe(true);
  expect(areShadesOf((t) => Math.floor(8 * t) / 8)).toBe(false);
});

it.each([
  ['open', 'MAX', 0],
  ['sure', '6', 0.9],
])('leaves the range of swatches %s whose last label is %s', async (_, last, least) => {
  const { raster, fill, write } = drawing(400, 400, [255, 255, 255]);
  const classOf = (v: number): number => (Math.min(6, Math.floor(v * 7)) + 0.5) / 7;
  fill({ left: 30, top: 30, right: 280, bottom: 370 }, (x, y) => hue(classOf(waves(x, y))));
  for (const [k, text] of ['0', '1', '2', '3', '4', '5', last].entries()) {
    const top = 40 + 45 * k;
    fill({ left: 310, top, right: 340, bottom: top + 36 }, () => hue((k + 0.5) / 7));
    write(text, [348, top + 18], { anchor: 0 });
  }
  const [panel] = (await inspect(raster, { cells: false })).panels;
  expect(panel!.ticks.read.length).toBeGreaterThan(5);
  if (least > 0) expect(panel!.confidence.range).toBeGreaterThan(least);
  else expect(panel!.confidence.range).toBeLessThan(0.5);
});
