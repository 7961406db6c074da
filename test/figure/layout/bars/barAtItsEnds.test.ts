import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../../src/bar/readBar.js';
import { endedByTicks, endsOf } from '../../../../src/figure/layout/bars/endedByTicks.js';
import { findLayout } from '../../../../src/figure/layout/layout.js';
import { readRaster } from '../../../../src/node.js';
import { figuresFolder } from '../../../figures.js';
import { drawing, hue, waves } from '../../drawing.js';

type Colour = readonly number[];

const plot = { left: 40, top: 30, right: 321, bottom: 251 };
const bar = { left: 350, top: 40, right: 370, bottom: 240 };

/** A figure on a page of one colour, its bar from 240 (0) up to 40 (1). */
function figure(page: Colour, colour: (t: number) => Colour) {
  const drawn = drawing(420, 300, page);
  drawn.fill(plot, (x, y) => colour(waves(x, y)));
  drawn.fill(bar, (_, y) => colour((239.5 - y) / 200));
  return drawn;
}

function ends({ raster }: ReturnType<typeof figure>): readonly [number, number] {
  const { colourbars } = findLayout(raster);
  expect(colourbars).toHaveLength(1);
  const { reading } = colourbars[0]!;
  return [placeOf(reading, reading.ends.low.at), placeOf(reading, reading.ends.high.at)];
}

describe('a bar at its ends', () => {
  it('goes on where it fades into the page, as long as it differs at all', () => {
    const [low, high] = ends(figure([255, 255, 255], (t) => [255 * t, 255 * t, 255 * t]));
    expect(low).toBeCloseTo(240, 0);
    expect(Math.abs(high - 40)).toBeLessThanOrEqual(1.5);
  });

  it('goes on as far as the line of its axis beside it, where it fades in a picture that a codec has been through', () => {
    const { raster, fill } = figure([255, 255, 255], (t) => [255, 255 - 60 * (1 - t), 255 - 230 * (1 - t)]);
    fill({ left: 369, top: 40, right: 370, bottom: 240 }, () => [0, 0, 0]);
    const { colourbars } = findLayout(raster, true);
    expect(colourbars.map(({ box }) => [box.top, box.bottom])).toEqual([[40, 240]]);
  });

  it.each([
    ['drawn', false],
    ['that a codec has been through', true],
  ])('does not go on in an arrow that is as pale as its end, in a picture %s', (_, lossy) => {
    const pale = (t: number): Colour => [255, 245 - 150 * (1 - t), 240 - 200 * (1 - t)];
    const drawn = figure([255, 255, 255], pale);
    for (let k = 0; k < 20; k++)
      drawn.fill({ left: 350 + (k >> 1), right: 370 - ((k + 1) >> 1), top: 39 - k, bottom: 40 - k }, () =>
        pale(1),
      );
    const { colourbars } = findLayout(drawn.raster, lossy);
    expect(colourbars).toHaveLength(1);
    expect(Math.abs(endsOf(colourbars[0]!)[1] - 40)).toBeLessThanOrEqual(2);
  });

  it('ends where its round corners do, which are no arrow', () => {
    const drawn = figure([255, 255, 255], hue);
    // Corners of eight pixels, as web pages round them.
    for (const [y0, step] of [
      [40, 1],
      [239, -1],
    ] as const)
      for (let k = 0; k < 8; k++) {
        const cut = Math.round(8 - Math.sqrt(64 - (7.5 - k) ** 2));
        const row = { top: y0 + step * k, bottom: y0 + step * k + 1 };
        drawn.fill({ left: 350, right: 350 + cut, ...row }, () => [255, 255, 255]);
        drawn.fill({ left: 370 - cut, right: 370, ...row }, () => [255, 255, 255]);
      }
    const { reading } = findLayout(drawn.raster).colourbars[0]!;
    expect(reading.extensions).toEqual({});
    expect(placeOf(reading, reading.ends.low.at)).toBeCloseTo(240, 0);
    expect(placeOf(reading, reading.ends.high.at)).toBeCloseTo(40, 0);
  });

  it('ends at the outermost ticks of its even classes where no more than the bases of arrows lies beyond them', () => {
    const drawn = figure([255, 255, 255], (t) => hue((Math.min(4, Math.floor(5 * t)) + 0.5) / 5));
    // Classes of 38 pixels from 45 to 235, and beyond them five rows of each arrow before it tapers.
    const classAt = (y: number): number => Math.floor((235 - y) / 38);
    drawn.fill(bar, (_, y) =>
      y < 45 ? [200, 0, 120] : y >= 235 ? [90, 0, 160] : hue((classAt(y) + 0.5) / 5),
    );
    for (let k = 0; k < 20; k++)
      for (const [top, colour] of [
        [39 - k, [200, 0, 120]],
        [240 + k, [90, 0, 160]],
      ] as const)
        drawn.fill({ left: 350 + (k >> 1), right: 370 - ((k + 1) >> 1), top, bottom: top + 1 }, () => colour);
    const [found] = findLayout(drawn.raster).colourbars;
    const ticks = [45, 83, 121, 159, 197, 235];
    expect(endsOf(endedByTicks(found!, ticks, true))).toEqual([235, 45]);
    // Ticks amid classes are none of their borders.
    const amid = ticks.map((at) => at + 5).slice(0, -1);
    expect(endsOf(endedByTicks(found!, amid, true))[1]).not.toBe(50);
  });

  it('ends at the tick that an arrow sits on, though that begins as wide as the bar, and nowhere else in a bar without bands', () => {
    const banded = (t: number): Colour => hue((Math.floor(5 * t) + 0.5) / 5);
    const withArrow = (colour: (t: number) => Colour, tip: Colour) => {
      const drawn = figure([255, 255, 255], colour);
      drawn.fill({ ...bar, top: 30, bottom: 40 }, () => tip);
      for (let k = 0; k < 20; k++)
        drawn.fill(
          { left: 350 + (k >> 1), right: 370 - ((k + 1) >> 1), top: 29 - k, bottom: 30 - k },
          () => tip,
        );
      return findLayout(drawn.raster).colourbars[0]!;
    };
    const ticks = [240, 200, 160, 120, 80, 40];
    const arrow = withArrow(banded, [120, 0, 0]);
    expect(Math.abs(endsOf(arrow)[1] - 40)).toBeGreaterThan(5);
    expect(endsOf(endedByTicks(arrow, ticks, false))[1]).toBeCloseTo(40, 1);
    const smooth = withArrow((t) => [60 + 60 * t, 0, 200 - 200 * t], [120, 0, 0]);
    expect(endsOf(endedByTicks(smooth, ticks, false))[1]).toBe(endsOf(smooth)[1]);
    // A band of the arrow's colour, without a tick at its end.
    const last = withArrow((t) => (t < 0.8 ? banded(t) : [120, 0, 0]), [120, 0, 0]);
    expect(endsOf(endedByTicks(last, [240, 80], false))[1]).toBe(endsOf(last)[1]);
  });

  it('goes on where its colours pass through that of the page', () => {
    const [low, high] = ends(figure([245, 245, 245], (t) => [255 * t, 255 * t, 255 * t]));
    expect(low).toBeCloseTo(240, 0);
    expect(Math.abs(high - 40)).toBeLessThanOrEqual(1.5);
  });

  it('goes on behind lines in the colour of the page that cross it and half cover what is beside them', () => {
    const pale = (t: number): Colour => [250 - 250 * t, 250 - 190 * t, 255 - 90 * t];
    const drawn = figure([255, 255, 255], pale);
    for (const at of [90, 140, 190]) {
      drawn.fill({ ...bar, top: at, bottom: at + 1 }, () => [255, 255, 255]);
      const beside = pale((239.5 - at) / 200).map((v) => (v + 255) / 2);
      drawn.fill({ ...bar, top: at + 1, bottom: at + 2 }, () => beside);
    }
    const [low, high] = ends(drawn);
    expect([Math.round(low), Math.round(high)]).toEqual([240, 40]);
  });

  it('ends at the middle of handles that a white line parts from it', () => {
    const drawn = figure([255, 255, 255], (t) => hue(0.15 + 0.7 * t));
    drawn.fill({ left: 348, top: 241, right: 372, bottom: 248 }, () => hue(0.15));
    drawn.fill({ left: 348, top: 32, right: 372, bottom: 39 }, () => hue(0.85));
    expect(ends(drawn)).toEqual([244.5, 35.5]);
  });

  it('has a handle in the colour of the page as far beyond its end as the other one is', () => {
    const drawn = figure([255, 255, 255], (t) => [255 * t, 255 * t, 255 * t]);
    drawn.fill({ left: 348, top: 241, right: 372, bottom: 248 }, () => [0, 0, 0]);
    const [low, high] = ends(drawn);
    expect(low).toBe(244.5);
    expect(Math.abs(high - 35.5)).toBeLessThanOrEqual(1.5);
  });

  it('is no shorter or longer for what is written beyond a fading end', () => {
    const drawn = figure([255, 255, 255], (t) => [255 * t, 255 * t, 255 * t]);
    drawn.write('10', [360, 26]);
    expect(Math.abs(ends(drawn)[1] - 40)).toBeLessThanOrEqual(1.5);
  });

  it('ends where arrows with an outline of two pixels sit on it', () => {
    const drawn = figure([255, 255, 255], (t) => hue(0.15 + 0.7 * t));
    drawn.fill({ left: 349, top: 39, right: 371, bottom: 241 }, (x, y) =>
      x < 351 || x >= 369 || y < 41 || y >= 239 ? [0, 0, 0] : hue(0.15 + (0.7 * (239.5 - y)) / 200),
    );
    for (let k = 0; k < 11; k++) {
      const inner = { left: 349 + k, right: 371 - k };
      const line = (x: number): Colour =>
        x < inner.left + 3 || x >= inner.right - 3 ? [0, 0, 0] : [255, 255, 255];
      drawn.fill({ ...inner, top: 241 + k, bottom: 242 + k }, line);
      drawn.fill({ ...inner, top: 38 - k, bottom: 39 - k }, line);
    }
    const [low, high] = ends(drawn);
    expect(Math.abs(low - 240)).toBeLessThanOrEqual(1.5);
    expect(Math.abs(high - 40)).toBeLessThanOrEqual(1.5);
  });

  it('ends where an arrow in the page’s colour sits on it, into which its own colours fade', async () => {
    const { raster } = await readRaster(join(figuresFolder, 'bars', 'matplotlib-faded-arrow.png'));
    const { colourbars } = findLayout(raster);
    expect(colourbars).toHaveLength(1);
    expect(Math.abs(endsOf(colourbars[0]!)[1] - 26)).toBeLessThanOrEqual(1);
  });

  /** A bar with an arrow at its top, red as its highest values, that a codec has smeared over two pixels at each side. */
  function smearedArrow() {
    const drawn = figure([255, 255, 255], (t) => hue(0.15 + 0.85 * t));
    for (let k = 0; k < 20; k++) {
      const line = { top: 39 - k, bottom: 40 - k };
      const [left, right] = [350 + Math.floor(k / 2), 370 - Math.ceil(k / 2)];
      drawn.fill({ ...line, left: left - 2, right: right + 2 }, () => [255, 215, 215]);
      drawn.fill({ ...line, left, right }, () => hue(1));
    }
    const { colourbars } = findLayout(drawn.raster, true);
    expect(colourbars).toHaveLength(1);
    return colourbars[0]!;
  }

  it('ends where an arrow sits on it that a codec has smeared', () => {
    expect(Math.abs(endsOf(smearedArrow())[1] - 40)).toBeLessThanOrEqual(1.5);
  });

  it('ends at a tick that stands where an arrow sits, as near as the arrow tells', () => {
    const bar = smearedArrow();
    expect(endsOf(endedByTicks(bar, [240, 140, 41.5], true))[1]).toBe(41.5);
    expect(endsOf(endedByTicks(bar, [240, 140, 46], true))[1]).toBe(endsOf(bar)[1]);
    expect(endsOf(endedByTicks(bar, [240, 140, 41.5], false))[1]).toBe(endsOf(bar)[1]);
  });

  it('ends where its colours stop to change, not where an arrow of whole pixels seems to begin', () => {
    const drawn = figure([255, 255, 255], (t) => [255 * t, 40, 200 - 200 * t]);
    // Eight pixels wide and steps of two by three, as drawn without smoothing: its first lines are as wide as the bar.
    drawn.fill({ ...bar, left: 358 }, () => [255, 255, 255]);
    const tip = [254, 40, 1];
    for (let k = 0; k < 13; k++) {
      const inset = Math.max(0, Math.floor((k - 1) / 3));
      drawn.fill({ left: 350 + inset, right: 358 - inset, top: 39 - k, bottom: 40 - k }, () => tip);
    }
    const [low, high] = ends(drawn);
    expect(low).toBeCloseTo(240, 0);
    expect(Math.abs(high - 40)).toBeLessThanOrEqual(1);
  });
});
