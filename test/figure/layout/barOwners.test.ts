import { describe, expect, it } from 'vitest';
import { findLayout } from '../../../src/figure/layout/layout.js';
import { drawing, hue, waves } from '../drawing.js';

const plot = { left: 120, top: 40, right: 420, bottom: 260 };
const bar = { left: 450, top: 40, right: 466, bottom: 260 };
const along = (y: number): number => (259.5 - y) / 220;

describe('the bar of a plot', () => {
  it('is none that has no colour with it in common but the page’s', () => {
    const { raster, fill } = drawing(520, 300, [255, 255, 255]);
    const isDrawn = (x: number, y: number): boolean => (x >> 5) % 2 === 0 && (y >> 5) % 2 === 0;
    fill(plot, (x, y) => (isDrawn(x - plot.left, y - plot.top) ? hue(waves(x, y)) : [255, 255, 255]));
    for (const [x0, x1] of [
      [plot.left, plot.right],
      [plot.right - 1, plot.right],
      [plot.left, plot.left + 1],
    ] as const)
      for (const y of x1 - x0 > 1
        ? [plot.top, plot.bottom - 1]
        : Array.from({ length: 220 }, (_, k) => 40 + k))
        fill({ left: x0, right: x1, top: y, bottom: y + 1 }, () => [0, 0, 0]);
    // A column of grey that ends in white, as blurred letters do.
    fill({ left: 90, top: 120, right: 98, bottom: 180 }, (_, y) => Array(3).fill(4 * (y - 120) + 19));
    fill(bar, (_, y) => hue(along(y)));
    const { panels, colourbars } = findLayout(raster);
    expect(panels).toHaveLength(1);
    expect(colourbars[panels[0]!.colourbar!]?.box).toEqual(bar);
  });

  /** Two plots side by side, a bar below the second. */
  function twoPlots(first: (t: number) => readonly number[]) {
    const drawn = drawing(520, 300, [255, 255, 255]);
    drawn.fill({ left: 30, top: 40, right: 230, bottom: 220 }, (x, y) => first(waves(x, y)));
    drawn.fill({ left: 290, top: 40, right: 490, bottom: 220 }, (x, y) => hue(waves(x, y)));
    drawn.fill({ left: 310, top: 250, right: 470, bottom: 264 }, (x) => hue((x - 309.5) / 160));
    return drawn;
  }

  const ownersIn = ({ raster }: Pick<ReturnType<typeof twoPlots>, 'raster'>): (number | null)[] =>
    findLayout(raster).panels.map(({ colourbar }) => colourbar);

  it('is none that lies on another plot', () => {
    const drawn = drawing(520, 300, [255, 255, 255]);
    for (const left of [30, 290])
      drawn.fill({ left, top: 40, right: left + 200, bottom: 220 }, (x, y) => hue(waves(x, y)));
    drawn.fill({ left: 420, top: 60, right: 480, bottom: 200 }, () => [255, 255, 255]);
    drawn.fill({ left: 430, top: 70, right: 440, bottom: 190 }, (_, y) => hue((189.5 - y) / 120));
    expect(ownersIn(drawn)[0]).toBeNull();
  });

  it('is that of the plot beside it too, unless this has other colours', () => {
    expect(ownersIn(twoPlots(hue))).toEqual([0, 0]);
    // Half of the first plot's colours are none of the bar's.
    const other = (t: number): readonly number[] => (t < 0.5 ? hue(t) : [200 - 100 * t, 90, 255 * t]);
    expect(ownersIn(twoPlots(other))).toEqual([null, 0]);
  });

  it('is that of all plots in a row, whose frames part no plot from it', () => {
    const { raster, fill } = drawing(520, 200, [255, 255, 255]);
    for (let k = 0; k < 3; k++) {
      const [left, right] = [20 + 140 * k, 130 + 140 * k];
      fill({ left: left - 1, top: 39, right: right + 1, bottom: 161 }, () => [0, 0, 0]);
      fill({ left, top: 40, right, bottom: 160 }, (x, y) => hue(waves(x + 50 * k, y)));
    }
    fill({ left: 450, top: 40, right: 466, bottom: 160 }, (_, y) => hue((159.5 - y) / 120));
    expect(ownersIn({ raster })).toEqual([0, 0, 0]);
  });

  it('is that of a facet in which little is drawn, all in one of its colours, and of none where this is less than a tenth of it', () => {
    const ownersWith = (thickness: number): (number | null)[] => {
      const { raster, fill } = drawing(660, 200, [255, 255, 255]);
      for (let k = 0; k < 4; k++) {
        const [left, right] = [20 + 140 * k, 130 + 140 * k];
        fill({ left: left - 1, top: 39, right: right + 1, bottom: 161 }, () => [0, 0, 0]);
        const box = { left, top: 40, right, bottom: 160 };
        fill(box, (x, y) => (k === 1 ? [255, 255, 255] : hue(waves(x + 50 * k, y))));
        if (k === 1) fill({ ...box, top: 90, bottom: 90 + thickness }, () => hue(0.2));
      }
      fill({ left: 590, top: 40, right: 606, bottom: 160 }, (_, y) => hue((159.5 - y) / 120));
      return ownersIn({ raster });
    };
    expect(ownersWith(18)).toEqual([0, 0, 0, 0]);
    expect(ownersWith(9)).toEqual([0, null, 0, 0]);
  });

  it('is none of a plot that a line parts from it, as the border of a card does', () => {
    const drawn = twoPlots(hue);
    drawn.fill({ left: 260, top: 20, right: 261, bottom: 290 }, () => [200, 200, 200]);
    expect(ownersIn(drawn)).toEqual([null, 0]);
  });

  it('is one whose hues are on a surface in light and shade', () => {
    const { raster, fill } = drawing(520, 300, [255, 255, 255]);
    // Each side of the solid has a light of its own; none leaves a colour as it is.
    fill(plot, (x, y) => hue(waves(x, y)).map((v) => v * (x < 220 ? 0.5 : 0.3)));
    fill(bar, (_, y) => hue(along(y)));
    const { panels, colourbars } = findLayout(raster);
    expect(panels.map(({ plotBox }) => plotBox)).toEqual([plot]);
    expect(colourbars[panels[0]!.colourbar!]?.box).toEqual(bar);
  });

  it('is that of a plot which it stands beside from end to end, however much larger another plot in the same colours is', () => {
    const { raster, fill } = drawing(520, 300, [255, 255, 255]);
    const [large, small] = [
      { left: 20, top: 20, right: 300, bottom: 280 },
      { left: 340, top: 160, right: 440, bottom: 240 },
    ];
    for (const box of [large, small]) fill(box, (x, y) => hue(waves(x, y)));
    fill({ left: 446, top: 160, right: 454, bottom: 240 }, (_, y) => hue((239.5 - y) / 80));
    const { panels } = findLayout(raster);
    expect(panels.map(({ plotBox }) => plotBox)).toEqual([large, small]);
    expect(panels.map(({ colourbar }) => colourbar)).toEqual([null, 0]);
  });

  it('is one whose hues are on a surface in light and shade, on which arrows have its own colours', () => {
    const { raster, fill } = drawing(520, 300, [255, 255, 255]);
    fill(plot, (x, y) => hue(waves(x, y)).map((v) => v * (x < 220 ? 0.5 : 0.3)));
    for (let k = 0; k < 14; k++) {
      const [x, y] = [plot.left + 8 + 20 * k, plot.top + 4 + ((k * 61) % 204)];
      fill({ left: x, top: y, right: x + 8, bottom: y + 8 }, () => hue(k / 13));
    }
    fill(bar, (_, y) => hue(along(y)));
    const { panels, colourbars } = findLayout(raster);
    expect(colourbars[panels[0]!.colourbar!]?.box).toEqual(bar);
  });

  it('is one whose colours are on marks, on a ground that the plot has of its own', () => {
    const { raster, fill } = drawing(520, 300, [255, 255, 255]);
    fill(plot, () => [229, 236, 246]);
    for (let k = 0; k < 160; k++) {
      const [x, y] = [plot.left + 4 + ((k * 37) % 288), plot.top + 4 + ((k * 61) % 208)];
      fill({ left: x, top: y, right: x + 6, bottom: y + 6 }, () => hue(waves(x, y)));
    }
    fill(bar, (_, y) => hue(along(y)));
    const { panels, colourbars } = findLayout(raster);
    expect(panels.map(({ plotBox }) => plotBox)).toEqual([plot]);
    expect(colourbars[panels[0]!.colourbar!]?.box).toEqual(bar);
  });

  it('is none of lines on a ground of its own, however many have one of its colours', () => {
    const { raster, fill } = drawing(520, 300, [255, 255, 255]);
    fill(plot, () => [229, 236, 246]);
    for (const y of [80, 120, 180])
      fill({ ...plot, top: y, bottom: y + 4 }, () => hue(y === 120 ? 0.2 : 0.25));
    fill(bar, (_, y) => hue(along(y)));
    expect(findLayout(raster).panels.map(({ colourbar }) => colourbar)).toEqual([null]);
  });

  it('is none of other hues than its own', () => {
    const { raster, fill } = drawing(520, 300, [255, 255, 255]);
    fill(plot, (x, y) => [255 * waves(x, y), 20, 160]);
    fill(bar, (_, y) => [0, 90 + 150 * along(y), 20]);
    expect(findLayout(raster).panels.map(({ colourbar }) => colourbar)).toEqual([null]);
  });

  it('is none that stands beside another plot, where bars are several; one alone is that of all plots', () => {
    const plots = [0, 1, 2].map((k) => ({ left: 60, top: 20 + 130 * k, right: 260, bottom: 120 + 130 * k }));
    const bars = plots.map(({ top, bottom }) => ({
      left: 290,
      top: top + 10,
      right: 302,
      bottom: bottom - 10,
    }));
    const ownersOf = (drawn: readonly number[]): (number | null)[] => {
      const { raster, fill } = drawing(340, 420, [255, 255, 255]);
      for (const one of plots) fill(one, (x, y) => hue(waves(x, y)));
      for (const k of drawn) fill(bars[k]!, (_, y) => hue((bars[k]!.bottom - 0.5 - y) / 80));
      const { panels, colourbars } = findLayout(raster);
      return panels.map(({ colourbar }) =>
        colourbar === null ? null : bars.findIndex(({ top }) => top === colourbars[colourbar]!.box.top),
      );
    };
    expect(ownersOf([1, 2])).toEqual([null, 1, 2]);
    expect(ownersOf([2])).toEqual([2, 2, 2]);
  });

  it('is that below it where each plot has one below, though the one above is nearer', () => {
    const { raster, fill } = drawing(340, 560, [255, 255, 255]);
    for (const top of [20, 200, 380]) {
      fill({ left: 60, top, right: 260, bottom: top + 90 }, (x, y) => hue(waves(x, y)));
      fill({ left: 60, top: top + 140, right: 260, bottom: top + 152 }, (x) => hue((x - 59.5) / 200));
    }
    const { panels, colourbars } = findLayout(raster);
    expect(panels.map(({ colourbar }) => colourbars[colourbar!]?.box.top)).toEqual([160, 340, 520]);
  });

  it('is none whose arrows reach from end to end of another plot, as the bar itself would', () => {
    const { raster, fill } = drawing(340, 280, [255, 255, 255]);
    for (const top of [20, 150])
      fill({ left: 60, top, right: 260, bottom: top + 100 }, (x, y) => hue(waves(x, y)));
    const [bar, arrow] = [{ left: 290, top: 25, right: 303, bottom: 115 }, 5];
    fill(bar, (_, y) => hue((bar.bottom - 0.5 - y) / 90));
    for (let k = 1; k <= arrow; k++) {
      const inset = Math.round((6 * k) / arrow);
      const [left, right] = [bar.left + inset, bar.right - inset];
      fill({ left, right, top: bar.top - k, bottom: bar.top - k + 1 }, () => [120, 0, 60]);
      fill({ left, right, top: bar.bottom + k - 1, bottom: bar.bottom + k }, () => [0, 0, 0]);
    }
    const { panels, colourbars } = findLayout(raster);
    expect(colourbars[0]!.reading.extensions).toMatchObject({ low: {}, high: {} });
    expect(panels.map(({ colourbar }) => colourbar)).toEqual([0, null]);
  });

  it('is none that takes room from another plot, which alone is smaller for it', () => {
    const { raster, fill } = drawing(520, 440, [255, 255, 255]);
    const small = { left: 60, top: 220, right: 460, bottom: 340 };
    fill({ ...small, top: 20, bottom: 180 }, (x, y) => hue(waves(x, y)));
    fill(small, (x, y) => hue(waves(x, y)));
    fill({ ...small, top: 370, bottom: 380 }, (x) => hue((x - 59.5) / 400));
    expect(findLayout(raster).panels.map(({ colourbar }) => colourbar)).toEqual([null, 0]);
  });

  it('is none whose size is that of a plot, which is a panel that varies in one direction only', () => {
    const { raster, fill } = drawing(420, 240, [255, 255, 255]);
    const plots = [20, 150, 280].map((left) => ({ left, top: 30, right: left + 90, bottom: 210 }));
    for (const [k, one] of plots.entries())
      fill(one, (x, y) => hue(k === 1 ? 0.5 + 0.5 * Math.sin(y / 23) : waves(x, y)));
    fill({ left: 390, top: 30, right: 400, bottom: 210 }, (_, y) => hue((209.5 - y) / 180));
    const { panels } = findLayout(raster);
    expect(panels.map(({ plotBox }) => plotBox)).toEqual(plots);
    expect(panels.map(({ colourbar }) => colourbar)).toEqual([0, 0, 0]);
  });

  it('is none that stands beside a plot which has twice as much of its colours', () => {
    const { raster, fill } = drawing(520, 300, [255, 255, 255]);
    const left = { ...plot, left: 60, right: 220 };
    const right = { ...plot, left: 260 };
    // A third of it is as grey as the middle of the bar.
    fill(left, (x, y) => (waves(x, y) < 0.35 ? [128, 128, 128] : [20, 250 * waves(x, y), 20]));
    const shade = (t: number): number[] => [250 * t, 128, 250 - 250 * t];
    fill(right, (x, y) => shade(waves(x, y)));
    fill(bar, (_, y) => shade(along(y)));
    expect(findLayout(raster).panels.map(({ colourbar }) => colourbar)).toEqual([null, 0]);
  });
});

/** A frame on a white page and a bar beside it; what is drawn in the frame is up to the caller. */
function framed() {
  const { raster, fill, stroke } = drawing(520, 300, [255, 255, 255]);
  fill(plot, () => [0, 0, 0]);
  fill({ left: 121, top: 41, right: 419, bottom: 259 }, () => [255, 255, 255]);
  return { raster, fill, stroke };
}

describe('a frame that is mostly blank', () => {
  const blue = (t: number): readonly number[] => [255 - 200 * t, 255 - 120 * t, 255 - 20 * t];
  const signed = (t: number): readonly number[] => (t < 0.5 ? blue(1 - 2 * t) : blue(2 * t - 1).toReversed());

  it('is a plot where dots in several of the bar’s colours are strewn in it', () => {
    const { raster, fill } = framed();
    for (let k = 0; k < 60; k++) {
      const [x, y] = [130 + ((k * 61) % 270), 50 + ((k * 43) % 190)];
      fill({ left: x, top: y, right: x + 6, bottom: y + 6 }, () => hue((x - 130) / 270));
    }
    fill(bar, (_, y) => hue(along(y)));
    const { panels } = findLayout(raster);
    expect(panels.map(({ plotBox, colourbar }) => [plotBox.left, plotBox.right, colourbar])).toEqual([
      [120, 419, 0],
    ]);
  });

  it('is a plot where specks on both sides of a pale middle are strewn in it', () => {
    const { raster, fill } = framed();
    const noise = (x: number, y: number): number => ((x * 7919 + y * 104729 + x * y * 31) % 97) / 97;
    fill({ left: 121, top: 41, right: 419, bottom: 259 }, (x, y) => {
      const n = noise(x, y);
      return n < 0.7 ? [255, 255, 255] : signed(0.5 + 0.5 * (n > 0.85 ? 1 : -1) * noise(y, x));
    });
    fill(bar, (_, y) => signed(along(y)));
    const { panels } = findLayout(raster);
    expect(panels.map(({ plotBox, colourbar }) => [plotBox.left, plotBox.right, colourbar])).toEqual([
      [120, 419, 0],
    ]);
  });

  it('is none where lines are drawn in it, in a colour of the bar that fades into the page', () => {
    const { raster, fill, stroke } = framed();
    for (let k = 0; k < 12; k++)
      for (let x = 124; x < 410; x += 5)
        stroke(
          [x, 60 + 15 * k + 6 * Math.sin(x / 9 + k), x + 5, 60 + 15 * k + 6 * Math.sin((x + 5) / 9 + k)],
          [0, 0, 0],
        );
    fill(bar, (_, y) => [255 * along(y), 255 * along(y), 255 * along(y)]);
    expect(findLayout(raster).panels.filter(({ plotBox }) => plotBox.left < 200)).toEqual([]);
  });
});
