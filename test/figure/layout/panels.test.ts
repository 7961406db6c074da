import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import { findLayout } from '../../../src/figure/layout/layout.js';
import type { Box, Raster } from '../../../src/model/types.js';

const hue = (t: number): readonly number[] => [
  Math.round(255 * Math.min(1, Math.max(0, 2 * t - 0.5))),
  Math.round(255 * (1 - Math.abs(2 * t - 1)) * 0.8),
  Math.round(255 * Math.min(1, Math.max(0, 1.5 - 2 * t))),
];

/** Waves of another length and place in each panel. */
const field =
  (k: number) =>
  (x: number, y: number): readonly number[] =>
    hue(0.5 + 0.5 * Math.sin(x / (19 + 3 * k) + k) * Math.cos(y / (15 + 2 * k) - 2 * k));

const box = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

/** A white page with panels, and upright bars that rise from blue to red. */
function drawn(width: number, height: number, panels: readonly Box[], bars: readonly Box[]): Raster {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  const raster: Raster = { width, height, data };
  for (const [k, panel] of panels.entries()) paint(raster, panel, field(k));
  for (const bar of bars) paint(raster, bar, (_, y) => hue((bar.bottom - y - 0.5) / (bar.bottom - bar.top)));
  return raster;
}

const found = async (raster: Raster) => {
  const { panels } = await inspect(raster, { labels: false });
  return {
    panels: panels.map(({ plotBox }) => plotBox),
    bars: panels.map(({ colourbar }) => colourbar?.box ?? null),
  };
};

/** Paints all of a box by its pixels' places. */
function paint(
  { data, width }: Raster,
  { left, top, right, bottom }: Box,
  colour: (x: number, y: number) => readonly number[],
): void {
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) data.set([...colour(x, y), 255], 4 * (y * width + x));
}

describe('panels', () => {
  it('share a bar beside them', async () => {
    const panels = [0, 1, 2, 3].map((k) => box(40 + 170 * (k % 2), 30 + 140 * (k >> 1), 150, 120));
    const bar = box(400, 30, 16, 260);
    expect(await found(drawn(460, 320, panels, [bar]))).toEqual({ panels, bars: panels.map(() => bar) });
  });

  it('have bars between them, each its own', async () => {
    const panels = [box(30, 30, 180, 200), box(290, 30, 180, 200)];
    const bars = [box(220, 30, 14, 200), box(480, 30, 14, 200)];
    expect(await found(drawn(540, 260, panels, bars))).toEqual({ panels, bars });
  });

  it('share a bar below them', async () => {
    const panels = [box(30, 30, 180, 160), box(230, 30, 180, 160)];
    const raster = drawn(450, 260, panels, []);
    const bar = box(80, 215, 280, 14);
    paint(raster, bar, (x) => hue((x - bar.left + 0.5) / 280));
    expect(await found(raster)).toEqual({ panels, bars: [bar, bar] });
  });

  it('do not take the bar that stands between them from the one it was drawn for', async () => {
    const panels = [box(30, 30, 180, 200), box(290, 30, 180, 200)];
    const bar = box(220, 30, 14, 200);
    expect(await found(drawn(500, 260, panels, [bar]))).toEqual({ panels, bars: [bar, null] });
  });

  it('do not take a bar from another that it accompanies from end to end', async () => {
    const panels = [box(30, 30, 240, 120), box(30, 190, 240, 120)];
    const bar = box(280, 190, 14, 120);
    expect(await found(drawn(330, 340, panels, [bar]))).toEqual({ panels, bars: [null, bar] });
  });

  it('keep their bar where they are mostly blank', async () => {
    const frame = box(40, 30, 301, 241);
    const bar = box(370, 30, 16, 240);
    const raster = drawn(430, 300, [], [bar]);
    paint(raster, frame, () => [0, 0, 0]);
    paint(raster, box(41, 31, 299, 239), () => [255, 255, 255]);
    // A wedge of data in one corner: a twentieth of the plot.
    for (let row = 0; row < 80; row++)
      paint(raster, box(41, 31 + row, 80 - row, 1), (x, y) => field(2)(2 * x, 2 * y));
    const { panels, bars } = await found(raster);
    expect(panels).toHaveLength(1);
    expect(bars).toEqual([bar]);
  });

  it('with the bars of a chart in one colour of a colourbar do not have it', async () => {
    const panels = [box(40, 30, 240, 180), box(40, 250, 240, 100)];
    const bar = box(300, 30, 16, 180);
    const raster = drawn(360, 380, panels.slice(0, 1), [bar]);
    paint(raster, panels[1]!, () => [0, 0, 0]);
    paint(raster, box(41, 251, 238, 98), () => [255, 255, 255]);
    for (let k = 0; k < 10; k++) {
      const height = 12 + ((37 * k) % 61);
      paint(raster, box(50 + 22 * k, 349 - height, 14, height), () => hue(0.1));
    }
    expect((await found(raster)).bars).toEqual([bar, null]);
  });

  it('end at their frame where a patch of data in it leaves room on all sides and no bar is beside it', async () => {
    const raster = drawn(400, 300, [], []);
    paint(raster, box(60, 30, 281, 221), () => [0, 0, 0]);
    paint(raster, box(61, 31, 279, 219), () => [255, 255, 255]);
    for (let y = 50; y < 230; y++) {
      const half = Math.round(Math.sqrt(90 ** 2 - (y - 140) ** 2) * (1 + 0.1 * Math.sin(y / 5)));
      paint(raster, box(200 - half, y, 2 * half, 1), field(1));
    }
    expect((await found(raster)).panels).toEqual([box(60, 30, 280, 220)]);
  });

  it('end at their frame where dark cells and blank ones alternate along one of its sides', async () => {
    const raster = drawn(400, 300, [], []);
    const dark = hue(0.02).map((v) => v / 6);
    paint(raster, box(60, 30, 281, 221), () => [0, 0, 0]);
    paint(raster, box(61, 31, 279, 219), (x, y) => (y < 39 ? dark : field(1)(x, y)));
    for (const [left, width] of [
      [88, 40],
      [150, 70],
      [262, 50],
    ] as const)
      paint(raster, box(left, 31, width, 8), () => [255, 255, 255]);
    expect((await found(raster)).panels).toEqual([box(60, 30, 280, 220)]);
  });

  it('are touched by their bar', async () => {
    const panels = [box(40, 30, 240, 180)];
    const bar = box(280, 30, 16, 180);
    expect(await found(drawn(340, 250, panels, [bar]))).toEqual({ panels, bars: [bar] });
  });

  it('of which most is land have a framed bar as near as cells are to one another', async () => {
    const panel = box(40, 30, 880, 300);
    const bar = box(927, 30, 30, 300);
    const raster = drawn(1000, 360, [], []);
    paint(raster, box(40, 30, 881, 301), () => [0, 0, 0]);
    paint(raster, box(41, 31, 879, 299), (x, y) =>
      x < 300 + 200 * Math.sin(y / 25) ? field(1)(x, y) : [190, 190, 190],
    );
    paint(raster, box(927, 30, 31, 301), () => [0, 0, 0]);
    paint(raster, box(928, 31, 29, 299), (_, y) => hue((330 - y) / 300));
    expect(await found(raster)).toEqual({ panels: [panel], bars: [bar] });
  });

  it('have a framed bar two pixels apart, which the rims of both frames fill', async () => {
    const raster = drawn(340, 250, [], []);
    const [panel, bar] = [box(40, 30, 200, 190), box(243, 50, 8, 140)];
    for (const { left, top, right, bottom } of [panel, bar]) {
      const [width, height] = [right - left + 1, bottom - top + 1];
      paint(raster, box(left - 1, top - 1, width + 2, height + 2), () => [241, 241, 241]);
      paint(raster, box(left, top, width, height), () => [0, 0, 0]);
    }
    paint(raster, box(41, 31, 199, 189), field(1));
    paint(raster, box(244, 51, 7, 139), (_, y) => hue((190 - y) / 139));
    const { panels, bars } = await found(raster);
    for (const [one, seen] of [
      [panel, panels[0]],
      [bar, bars[0]],
    ] as const)
      for (const side of ['left', 'top', 'right', 'bottom'] as const)
        expect(Math.abs((seen?.[side] ?? 0) - one[side])).toBeLessThanOrEqual(1);
  });

  it('have tick marks that reach nearly to their bar', () => {
    const panel = box(40, 30, 240, 180);
    const bar = box(295, 30, 24, 180);
    const raster = drawn(360, 250, [], [bar]);
    paint(raster, box(40, 30, 241, 181), () => [0, 0, 0]);
    for (let y = 40; y < 210; y += 20) paint(raster, box(280, y, 11, 1), () => [0, 0, 0]);
    paint(raster, box(41, 31, 239, 179), field(1));
    const { panels, colourbars } = findLayout(raster);
    expect(panels.map(({ plotBox }) => plotBox)).toEqual([panel]);
    expect(colourbars.map(({ box: seen }) => seen)).toEqual([bar]);
  });

  it('are each touched by their own bar where they stand one above the other', async () => {
    const panels = [0, 1, 2].map((k) => box(40, 30 + 150 * k, 240, 110));
    const bars = panels.map(({ top }) => box(283, top, 24, 110));
    const raster = drawn(350, 480, [], []);
    for (const [k, panel] of panels.entries()) {
      paint(raster, box(panel.left - 3, panel.top - 3, 273, 116), () => [0, 0, 0]);
      paint(raster, panel, field(k));
      paint(raster, bars[k]!, (_, y) => hue((bars[k]!.bottom - y - 0.5) / 110));
    }
    const { bars: seen } = await found(raster);
    expect(seen).toHaveLength(3);
    for (const [k, bar] of seen.entries())
      for (const side of ['left', 'top', 'right', 'bottom'] as const)
        expect(Math.abs((bar?.[side] ?? 0) - bars[k]![side])).toBeLessThanOrEqual(2);
  });

  it('touch one another in an image grid', async () => {
    const panels = [0, 1, 2, 3].map((k) => box(40 + 150 * (k % 2), 30 + 120 * (k >> 1), 150, 120));
    const bar = box(370, 30, 16, 240);
    expect(await found(drawn(430, 300, panels, [bar]))).toEqual({ panels, bars: panels.map(() => bar) });
  });

  it('stand two pixels apart in an image grid', async () => {
    const panels = [0, 1, 2, 3].map((k) => box(40 + 152 * (k % 2), 30 + 122 * (k >> 1), 150, 120));
    const bar = box(370, 30, 16, 242);
    expect(await found(drawn(430, 300, panels, [bar]))).toEqual({ panels, bars: panels.map(() => bar) });
  });

  it('share their frames and carry their titles on strips', async () => {
    const frames = [0, 1, 2, 3].map((k) => box(40 + 150 * (k % 2), 48 + 138 * (k >> 1), 151, 121));
    const panels = frames.map(({ left, top }) => box(left + 1, top + 1, 149, 119));
    const bar = box(380, 30, 16, 260);
    const raster = drawn(440, 330, [], [bar]);
    paint(raster, { left: 40, top: 30, right: 341, bottom: 307 }, () => [0, 0, 0]);
    for (const [k, panel] of panels.entries()) {
      paint(raster, panel, field(k));
      paint(raster, { ...panel, top: panel.top - 18, bottom: panel.top - 1 }, () => [255, 229, 204]);
      for (let letter = 0; letter < 6; letter++)
        paint(raster, box(panel.left + 50 + 9 * letter, panel.top - 13, 5, 8), () => [0, 0, 0]);
    }
    const { panels: plots, bars } = await found(raster);
    expect(plots).toHaveLength(4);
    for (const [k, plot] of plots.entries())
      for (const side of ['left', 'top', 'right', 'bottom'] as const)
        expect(Math.abs(plot[side] - panels[k]![side])).toBeLessThanOrEqual(1);
    expect(bars).toEqual(panels.map(() => bar));
  });

  it('are one where their rows and columns are cells', async () => {
    for (const [columns, rows] of [
      [2, 3],
      [3, 40],
      [50, 2],
    ] as const) {
      const panel = box(40, 30, 300, 240);
      const bar = box(370, 30, 16, 240);
      const raster = drawn(430, 300, [], [bar]);
      const value = (i: number, j: number): number => ((7 * i + 11 * j + 3 * i * j) % 13) / 12;
      paint(raster, panel, (x, y) =>
        hue(value(Math.floor(((x - 40) * columns) / 300), Math.floor(((y - 30) * rows) / 240))),
      );
      expect(await found(raster)).toEqual({ panels: [panel], bars: [bar] });
    }
  });

  it('are one where the steepest border of cells runs down the middle of a smooth field', async () => {
    const panel = box(40, 30, 300, 240);
    const bar = box(370, 30, 16, 240);
    const raster = drawn(430, 300, [], [bar]);
    // A front in the middle of twenty columns of cells.
    const value = (i: number, j: number): number =>
      0.5 + 0.036 * Math.tanh((i - 9.5) / 1.7) + 0.008 * (i - 9.5) + 0.1 * Math.sin(j / 3);
    paint(raster, panel, (x, y) => hue(value(Math.floor((x - 40) / 15), Math.floor((y - 30) / 12))));
    expect(await found(raster)).toEqual({ panels: [panel], bars: [bar] });
  });

  it('are one where a line is drawn across the data', async () => {
    const panels = [box(40, 30, 301, 240)];
    const bar = box(370, 30, 16, 240);
    const raster = drawn(430, 300, panels, [bar]);
    paint(raster, box(190, 30, 1, 240), () => [0, 0, 0]);
    expect(await found(raster)).toEqual({ panels, bars: [bar] });
  });

  it('keep the outermost column of their data, which could be a bar that touches them', async () => {
    const panels = [box(40, 30, 240, 180)];
    const raster = drawn(340, 250, [], []);
    const cell = (x: number): number => 12 * Math.floor((x - 40) / 12);
    paint(raster, panels[0]!, (x, y) =>
      hue((210 - y) / 180 + 0.12 * Math.sin(cell(x) / 30) * Math.cos((y + cell(x)) / 25)),
    );
    expect(await found(raster)).toEqual({ panels, bars: [null] });
  });

  it('may be dots in a frame, of which some hang together like a small bar', async () => {
    const frame = box(40, 20, 300, 200);
    const bar = box(370, 20, 16, 200);
    const raster = drawn(430, 250, [], [bar]);
    paint(raster, frame, () => [0, 0, 0]);
    paint(raster, box(41, 21, 298, 198), () => [255, 255, 255]);
    const dot = (x: number, y: number, t: number): void => paint(raster, box(x, y, 9, 9), () => hue(t));
    for (let k = 0; k < 70; k++) dot(60 + ((k * 61) % 250), 35 + ((k * 43) % 160), ((k * 61) % 250) / 250);
    for (let k = 0; k < 8; k++) dot(200, 60 + 9 * k, 0.95 - 0.03 * k);
    paint(raster, box(198, 58, 13, 76), (x, y) =>
      x < 200 || x > 208 || y < 60 ? [255, 255, 255] : hue(0.95 - (y - 60) / 300),
    );
    const { panels, bars } = await found(raster);
    expect(panels).toHaveLength(1);
    expect(
      Math.abs(panels[0]!.right - frame.right) + Math.abs(panels[0]!.bottom - frame.bottom),
    ).toBeLessThanOrEqual(2);
    expect(bars).toEqual([bar]);
  });
});
