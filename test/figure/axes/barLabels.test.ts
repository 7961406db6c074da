import { describe, expect, it } from 'vitest';
import type { PanelFindings } from '../../../src/figure/findings.js';
import { inspect } from '../../../src/figure/inspect.js';
import { valueAt } from '../../../src/figure/labels/law.js';
import type { Box } from '../../../src/model/types.js';
import { drawing, hue, waves } from '../drawing.js';

const plot = { left: 40, top: 30, right: 321, bottom: 251 };

async function panelOf({ raster }: ReturnType<typeof drawing>): Promise<PanelFindings> {
  const { panels } = await inspect(raster, { cells: false });
  expect(panels).toHaveLength(1);
  return panels[0]!;
}

/** A figure without its bar. */
function figure() {
  const drawn = drawing(460, 340, [255, 255, 255]);
  drawn.fill(plot, (x, y) => hue(waves(x, y)));
  return drawn;
}

describe('the labels of a bar', () => {
  it('are its own where those of the plot beside it are nearer to it than to the plot', async () => {
    const drawn = drawing(460, 300, [255, 255, 255]);
    drawn.fill({ left: 150, top: 30, right: 431, bottom: 251 }, (x, y) => hue(waves(x, y)));
    drawn.fill({ left: 80, top: 30, right: 100, bottom: 251 }, (_, y) => hue((250.5 - y) / 221));
    for (let k = 0; k < 6; k++) {
      drawn.write(String(100 + 20 * k), [72, 250.5 - (220 * k) / 5], { anchor: 1 });
      drawn.write((0.2 * k).toFixed(1), [108, 240.5 - (200 * k) / 5], { anchor: 0 });
    }
    const { range } = await panelOf(drawn);
    expect(range![0]).toBeCloseTo(100, -0.5);
    expect(range![1]).toBeCloseTo(200, -0.5);
  });

  it('leave its range open where they go on beyond what can be seen of it', async () => {
    // Its last rows have the page's own colour.
    const drawn = drawing(460, 340, [245, 245, 245]);
    const grey = (t: number) => [0, 0, 0].map(() => 255 * Math.min(t, 245 / 255));
    drawn.fill(plot, (x, y) => grey(0.8 * waves(x, y)));
    drawn.fill({ left: 350, top: 40, right: 370, bottom: 241 }, (_, y) => grey((240.5 - y) / 200));
    for (let k = 0; k < 6; k++) {
      drawn.fill({ left: 371, top: 240 - 40 * k, right: 376, bottom: 241 - 40 * k }, () => [0, 0, 0]);
      drawn.write(String(10 + 2 * k), [380, 240.5 - 40 * k], { anchor: 0 });
    }
    const { range, confidence } = await panelOf(drawn);
    const isRight = range !== null && Math.abs(range[0] - 10) < 0.1 && Math.abs(range[1] - 20) < 0.1;
    expect(isRight || confidence.range < 0.5).toBe(true);
  });

  it('are not sure where nought has a sign as all others have: these are tick marks', async () => {
    const drawn = figure();
    drawn.fill({ left: 350, top: 40, right: 370, bottom: 241 }, (_, y) => hue((240.5 - y) / 200));
    for (let k = 0; k < 6; k++) drawn.write(`-${(0.5 * k).toFixed(1)}`, [380, 240.5 - 40 * k], { anchor: 0 });
    const { range, confidence } = await panelOf(drawn);
    expect(range === null || confidence.range < 0.5).toBe(true);
  });

  it('are read inside it', async () => {
    const drawn = figure();
    drawn.fill({ left: 20, top: 270, right: 440, bottom: 330 }, (x) => hue((x - 19.5) / 420));
    for (const [k, text] of ['10', '20', '30'].entries())
      drawn.write(text, [20 + 420 * 0.25 * (k + 1), 300], { colour: [255, 255, 255] });
    const { range } = await panelOf(drawn);
    expect(Math.abs(range![0])).toBeLessThan(0.4);
    expect(Math.abs(range![1] - 40)).toBeLessThan(0.4);
  });

  it('are read inside it next to the side that its marks stick out of', async () => {
    const drawn = figure();
    drawn.fill({ left: 350, top: 40, right: 420, bottom: 240 }, (_, y) => hue((239.5 - y) / 200));
    for (const [k, text] of ['1', '2', '3', '4'].entries()) {
      const y = 200 - 40 * k;
      drawn.fill({ left: 420, top: y, right: 425, bottom: y + 1 }, () => [0, 0, 0]);
      drawn.write(text, [416, y + 0.5], { colour: [255, 255, 255], anchor: 1 });
    }
    const { range } = await panelOf(drawn);
    expect(range![0]).toBeCloseTo(0, 1);
    expect(range![1]).toBeCloseTo(5, 1);
  });

  it('are read beyond its ends as far from them as labels are from ticks', async () => {
    const drawn = figure();
    drawn.fill({ left: 380, top: 80, right: 420, bottom: 220 }, (_, y) => hue((219.5 - y) / 140));
    drawn.write('25', [400, 80 - 30]);
    drawn.write('-10', [400, 220 + 30]);
    expect((await panelOf(drawn)).range).toEqual([-10, 25]);
  });

  it('are its own, not the longitudes of the map that stand nearer to it than to the map', async () => {
    const drawn = drawing(400, 360, [255, 255, 255]);
    drawn.fill({ left: 40, top: 120, right: 361, bottom: 341 }, (x, y) => hue(waves(x, y)));
    drawn.fill({ left: 60, top: 60, right: 341, bottom: 76 }, (x) => hue((x - 59.5) / 281));
    for (const [k, text] of ['0', '10', '20'].entries()) drawn.write(text, [60 + 140 * k, 48]);
    const places = ['10E', '20E', '30E', '40E', '50E'];
    for (const [k, text] of places.entries()) drawn.write(text, [80 + 60 * k, 91]);
    const { range } = await panelOf(drawn);
    expect(Math.abs(range![0])).toBeLessThan(0.2);
    expect(Math.abs(range![1] - 20)).toBeLessThan(0.2);
  });

  it('divide it into even parts, though numbers filled up with blanks stand off these', async () => {
    const drawn = figure();
    drawn.fill({ left: 40, top: 290, right: 360, bottom: 310 }, (x) => hue((x - 39.5) / 320));
    // A blank behind each digit that a number has less than the longest.
    for (const [k, text] of ['-700.', '-500.', '-300.', '-100.', '100.'].entries())
      drawn.write(text, [40 + 80 * k - (k === 4 ? 16 : 8), 278]);
    const { range, confidence } = await panelOf(drawn);
    expect(range).toEqual([-700, 100]);
    expect(confidence.range).toBeGreaterThan(0.5);
  });

  it('are as far off what they label as that of one end is, where that of the other end could not be read', async () => {
    const drawn = figure();
    drawn.fill({ left: 350, top: 110, right: 370, bottom: 230 }, (_, y) => hue((229.5 - y) / 120));
    // VTK: even parts, all labels a bit too high, and the title runs into the topmost.
    for (const [k, text] of ['0.0', '0.5', '1.0', '1.5', '2.0', '2.5'].entries())
      drawn.write(text, [392, 230 - 20 * k - 2.4]);
    drawn.fill({ left: 378, top: 70, right: 440, bottom: 114 }, () => [40, 40, 40]);
    const { range, confidence } = await panelOf(drawn);
    expect(Math.abs(range![0])).toBeLessThan(0.01);
    expect(Math.abs(range![1] - 3)).toBeLessThan(0.02);
    expect(confidence.range).toBeGreaterThan(0.5);
  });

  it('are where they are written if nothing is written at the other end: that one has no label', async () => {
    const drawn = figure();
    drawn.fill({ left: 350, top: 110, right: 370, bottom: 230 }, (_, y) => hue((229.5 - y) / 120));
    // Five labels, the first a bit above the low end, and a sixth would be as much above the high end.
    for (const [k, text] of ['0.0', '0.5', '1.0', '1.5', '2.0'].entries())
      drawn.write(text, [392, 226 - 24 * k]);
    const { range } = await panelOf(drawn);
    expect(Math.abs(range![0] + 0.08)).toBeLessThan(0.03);
    expect(Math.abs(range![1] - 2.42)).toBeLessThan(0.03);
  });

  it('have no signs where a frame in the colour of the page parts tick marks from the bar', async () => {
    const drawn = figure();
    drawn.fill({ left: 350, top: 40, right: 370, bottom: 241 }, (_, y) => hue((240.5 - y) / 200));
    for (let k = 0; k < 6; k++) {
      drawn.fill({ left: 372, top: 240 - 40 * k, right: 377, bottom: 241 - 40 * k }, () => [60, 60, 60]);
      drawn.write(String(273 + 7 * k), [382, 240.5 - 40 * k], { anchor: 0 });
    }
    const { range, confidence } = await panelOf(drawn);
    expect(Math.abs(range![0] - 273)).toBeLessThan(0.3);
    expect(Math.abs(range![1] - 308)).toBeLessThan(0.3);
    expect(confidence.range).toBeGreaterThan(0.5);
  });

  it('stand for the lines across it, though they are set lower than these', async () => {
    const drawn = figure();
    const bands = 16;
    const height = 208;
    // Tecplot: three bands to a label, a black line at each, the text on the line rather than centred on it.
    drawn.fill({ left: 350, top: 40, right: 380, bottom: 40 + height }, (_, y) =>
      hue((Math.floor(((39.5 + height - y) / height) * bands) + 0.5) / bands),
    );
    for (const [k, text] of ['0.2', '0.5', '0.8', '1.1', '1.4'].entries()) {
      const y = 40 + height - Math.round((height * (3 * k + 1)) / bands);
      drawn.fill({ left: 350, top: y, right: 380, bottom: y + 1 }, () => [0, 0, 0]);
      drawn.write(text, [405, y + 4]);
    }
    const { range } = await panelOf(drawn);
    expect(Math.abs(range![0] - 0.1)).toBeLessThan(0.01);
    expect(Math.abs(range![1] - 1.7)).toBeLessThan(0.01);
  });

  it('stand for the lines across it as well where one set lower than its line comes to stand at the end', async () => {
    const drawn = figure();
    const height = 208;
    const colour = (y: number) => hue((Math.floor(((248 - y) / height) * 26) + 0.5) / 26);
    drawn.fill({ left: 350, top: 40, right: 380, bottom: 40 + height }, (_, y) => colour(y));
    for (const [k, text] of ['0.1', '0.3', '0.5', '0.7', '0.9'].entries()) {
      const y = 243 - 48 * k;
      drawn.fill({ left: 350, top: y, right: 380, bottom: y + 1 }, () => [0, 0, 0]);
      drawn.write(text, [405, y + 5]);
    }
    const { range } = await panelOf(drawn);
    expect(Math.abs(range![0] - 0.081)).toBeLessThan(0.006);
  });

  it('stand at long marks inside a narrow bar and at its corners, where short marks are almost as near', async () => {
    const drawn = figure();
    const [top, height] = [40, 200];
    drawn.fill({ left: 350, top: top - 1, right: 359, bottom: top + height + 2 }, () => [0, 0, 0]);
    drawn.fill({ left: 351, top, right: 358, bottom: top + height + 1 }, (_, y) =>
      hue((top + height - y) / height),
    );
    // Two decades: short marks at 2 … 9 times a power of ten, a long one beyond the middle at the power itself.
    for (const decade of [0, 1])
      for (let digit = decade === 0 ? 2 : 1; digit < 10; digit++) {
        const y = top + height - Math.round((height / 2) * (decade + Math.log10(digit)));
        drawn.fill({ left: digit === 1 ? 352 : 355, top: y, right: 358, bottom: y + 1 }, () => [0, 0, 0]);
      }
    for (const [k, text] of ['1', '10', '100'].entries())
      drawn.write(text, [366, top + height + 0.5 - (height / 2) * k], { anchor: 0 });
    const { range, scale, confidence } = await panelOf(drawn);
    expect(scale).toBe('log');
    expect(Math.abs(Math.log10(range![0]))).toBeLessThan(0.02);
    expect(Math.abs(Math.log10(range![1]) - 2)).toBeLessThan(0.02);
    expect(confidence.range).toBeGreaterThan(0.5);
  });

  it('leave the range open where swatches sample a scale that the plot shows colours between, and not where it shows theirs', async () => {
    for (const isContinuous of [true, false]) {
      const drawn = drawing(460, 340, [255, 255, 255]);
      const shade = (t: number) => [255 * t, 40 + 80 * t, 220 - 200 * t];
      // Cells, as a matrix of correlations has them.
      drawn.fill(plot, (x, y) => {
        const t = waves(x - (x % 20), y - (y % 20));
        return shade(isContinuous ? t : Math.round(4 * t) / 4);
      });
      for (const [k, text] of ['10', '8', '6', '4', '2'].entries()) {
        drawn.fill({ left: 350, top: 60 + 36 * k, right: 374, bottom: 94 + 36 * k }, () => shade(1 - k / 4));
        drawn.write(text, [395, 77 + 36 * k]);
      }
      const { range, confidence } = await panelOf(drawn);
      expect(range![1]).toBeGreaterThan(range![0]);
      if (isContinuous) expect(confidence.range).toBeLessThan(0.5);
      else expect(confidence.range).toBeGreaterThan(0.9);
    }
  });

  it('are read where they are written downward beside it', async () => {
    const drawn = figure();
    drawn.fill({ left: 350, top: 30, right: 370, bottom: 251 }, (_, y) => hue((250.5 - y) / 221));
    for (const [k, text] of ['0.2', '0.4', '0.6', '0.8'].entries()) {
      const y = 251 - 221 * 0.2 * (k + 1);
      drawn.fill({ left: 370, top: Math.round(y), right: 375, bottom: Math.round(y) + 1 }, () => [0, 0, 0]);
      drawn.write(text, [386, y], { downward: true });
    }
    const { range } = await panelOf(drawn);
    expect(range![0]).toBeCloseTo(0, 1);
    expect(range![1]).toBeCloseTo(1, 1);
  });

  it('are a column flush at its far side, of which the shortest begin far from the bar', async () => {
    const drawn = figure();
    drawn.fill({ left: 350, top: 40, right: 366, bottom: 240 }, (_, y) => hue((239.5 - y) / 200));
    for (const [k, text] of ['0', '10000', '20000', '30000', '40000'].entries())
      drawn.write(text, [428, 240 - 50 * k], { anchor: 1 });
    const { range, colourbar } = await panelOf(drawn);
    expect(range).toEqual([0, 40000]);
    expect(colourbar?.law?.read).toHaveLength(5);
  });

  it('stand at their own places where what looks like marks is noise at its frame', async () => {
    const drawn = figure();
    drawn.fill({ left: 40, top: 290, right: 361, bottom: 310 }, (x) => hue((x - 39.5) / 321));
    for (const x of [87, 157, 203, 287, 326, 359])
      drawn.fill({ left: x, top: 288, right: x + 2, bottom: 290 }, () => [120, 120, 120]);
    for (let k = 0; k <= 8; k++) drawn.write(`${10 + k}`, [40 + 40 * k, 276]);
    const { range, confidence } = await panelOf(drawn);
    expect(Math.abs(range![0] - 10)).toBeLessThan(0.1);
    expect(Math.abs(range![1] - 18)).toBeLessThan(0.1);
    expect(confidence.range).toBeGreaterThan(0.5);
  });

  it('are its own at both ends, though the longer one comes nearer to the plot', async () => {
    const drawn = figure();
    drawn.fill({ left: 420, top: 60, right: 440, bottom: 220 }, (_, y) => hue((219.5 - y) / 160));
    drawn.write('0.625', [402, 62], { anchor: 1 });
    drawn.write('-0.625', [402, 218], { anchor: 1 });
    const { range } = await panelOf(drawn);
    expect(range).toEqual([-0.625, 0.625]);
  });

  it('are read on the card that lies on the data, though it has the colour of the page', async () => {
    const drawn = figure();
    drawn.fill({ left: 230, top: 60, right: 300, bottom: 220 }, () => [255, 255, 255]);
    drawn.fill({ left: 240, top: 70, right: 256, bottom: 210 }, (_, y) => hue((209.5 - y) / 140));
    for (const [k, text] of ['10', '20', '30'].entries()) drawn.write(text, [278, 175 - 35 * k]);
    const { range, covered } = await panelOf(drawn);
    expect(range![0]).toBeCloseTo(0, 0);
    expect(range![1]).toBeCloseTo(40, 0);
    expect(covered).toEqual([{ left: 229, top: 59, right: 301, bottom: 221 }]);
  });

  it('are those of its ends where all of them are a few pixels off, without marks', async () => {
    const drawn = figure();
    drawn.fill({ left: 350, top: 60, right: 370, bottom: 220 }, (_, y) => hue((219.5 - y) / 160));
    for (const [k, text] of ['2.3', '3.8', '5.3'].entries()) drawn.write(text, [390, 217 - 80 * k]);
    const { range } = await panelOf(drawn);
    expect(range).toEqual([2.3, 5.3]);
  });

  it('are read on a card that juts out over the border of the plot', async () => {
    const drawn = figure();
    drawn.fill({ left: 269, top: 59, right: 341, bottom: 221 }, () => [0, 0, 0]);
    drawn.fill({ left: 270, top: 60, right: 340, bottom: 220 }, () => [255, 255, 255]);
    drawn.fill({ left: 280, top: 70, right: 296, bottom: 210 }, (_, y) => hue((209.5 - y) / 140));
    for (const [k, text] of ['10', '20', '30'].entries()) drawn.write(text, [318, 175 - 35 * k]);
    const { range, covered, plotBox } = await panelOf(drawn);
    expect(range![0]).toBeCloseTo(0, 0);
    expect(range![1]).toBeCloseTo(40, 0);
    expect(covered[0]!.right).toBeLessThanOrEqual(plotBox.right);
  });

  it('are those of its ends where the corners of its frame hide the marks there', async () => {
    const drawn = figure();
    drawn.fill({ left: 350, top: 60, right: 370, bottom: 220 }, (_, y) => hue((219.5 - y) / 160));
    for (const [k, text] of ['20', '30', '40', '50'].entries()) {
      const isEnd = k === 0 || k === 3;
      const y = 220 - (160 * k) / 3;
      if (!isEnd)
        drawn.fill({ left: 370, top: Math.round(y), right: 375, bottom: Math.round(y) + 1 }, () => [0, 0, 0]);
      drawn.write(text, [392, isEnd ? y + (k === 0 ? 4 : -4) : y]);
    }
    const { range } = await panelOf(drawn);
    expect(range).toEqual([20, 50]);
  });

  it('stand where its frame does: lines that were snapped to pixels are so alike', async () => {
    const drawn = figure();
    const black = () => [0, 0, 0];
    drawn.fill({ left: 349, top: 99, right: 371, bottom: 187 }, black);
    drawn.fill({ left: 350, top: 100, right: 370, bottom: 186 }, (_, y) => hue((185.5 - y) / 86));
    // A pixel is 1, and 0 the centre of the lower line.
    for (const k of [1, 2, 3, 4]) {
      drawn.fill({ left: 371, top: 186 - 16 * k, right: 376, bottom: 187 - 16 * k }, black);
      drawn.write(String(16 * k), [392, 186.5 - 16 * k]);
    }
    const { colourbar } = await panelOf(drawn);
    const [low, high] = colourbar!.ends.map((end) => valueAt(colourbar!.law!, end));
    expect(low).toBeCloseTo(0, 1);
    expect(high).toBeCloseTo(87, 1);
  });

  it('are given with a warning where they leave the scale open: two marks of either sign, but no handles', async () => {
    const inspected = async (marks: readonly Box[]) => {
      const drawn = figure();
      drawn.fill({ left: 350, top: 60, right: 370, bottom: 220 }, (_, y) => hue((219.5 - y) / 160));
      for (const mark of marks) drawn.fill(mark, () => [0, 0, 0]);
      drawn.write('-40.5', [408, 219]);
      drawn.write('60.5', [404, 61]);
      const { panels, warnings } = await inspect(drawn.raster, { cells: false });
      return { ...panels[0]!, codes: warnings.map(({ code }) => code) };
    };
    const right = [60, 219].map((top) => ({ left: 370, top, right: 375, bottom: top + 1 }));
    const left = [60, 219].map((top) => ({ left: 345, top, right: 350, bottom: top + 1 }));
    const open = await inspected(right);
    expect(open.range).toEqual([-40.5, 60.5]);
    expect(open.confidence.range).toBeLessThan(0.5);
    expect(open.codes).toContain('range-open');
    // The lines around handles are seen as marks, too.
    const rims = [345, 370].flatMap((x) =>
      [61, 216, 218].map((top) => ({ left: x, top, right: x + 5, bottom: top + 1 })),
    );
    for (const handles of [[...right, ...left], rims]) {
      const sure = await inspected(handles);
      expect(sure.range).toEqual([-40.5, 60.5]);
      expect(sure.confidence.range).toBeGreaterThan(0.5);
      expect(sure.codes).not.toContain('range-open');
    }
  });
});
