import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import { drawing, hue, waves } from '../drawing.js';

const plot = { left: 20, top: 30, right: 220, bottom: 230 };
const bar = { left: 250, top: 30, right: 266, bottom: 230 };

/** A figure of a width, with its bar's labels beside marks, and with ink at its other borders if it is trimmed. */
async function figureOf(width: number, labels: readonly string[], { isTrimmed = false, anchor = 0 } = {}) {
  const { raster, fill, write } = drawing(width, 260, [255, 255, 255]);
  if (isTrimmed) {
    write('0', [0, 130], { anchor: 0 });
    fill({ left: 100, top: 0, right: 101, bottom: 8 }, () => [0, 0, 0]);
    fill({ left: 100, top: 252, right: 101, bottom: 260 }, () => [0, 0, 0]);
  }
  fill(plot, (x, y) => hue(waves(x, y)));
  fill(bar, (_, y) => hue((229.5 - y) / 200));
  for (const [k, label] of labels.entries()) {
    fill({ left: 266, top: 229 - 50 * k, right: 270, bottom: 230 - 50 * k }, () => [0, 0, 0]);
    write(label, [anchor === 0 ? 275 : 320, 229 - 50 * k], { anchor });
  }
  const { panels } = await inspect(raster, { cells: false });
  const [panel] = panels;
  return { range: panel!.range, confidence: panel!.confidence.range };
}

describe('labels at the border of the picture', () => {
  /** The column after the last one that labels have ink in. */
  const endOf = (labels: readonly string[], anchor = 0): number => {
    const { raster, write } = drawing(600, 30, [255, 255, 255]);
    for (const label of labels) write(label, [anchor === 0 ? 275 : 320, 15], { anchor });
    const isInked = (_: unknown, x: number): boolean =>
      Array.from({ length: 30 }, (_, y) => raster.data[4 * (600 * y + x)]!).some((v) => v < 250);
    return Array.from({ length: 600 }, isInked).lastIndexOf(true) + 1;
  };

  it('are not trusted where each of them may have lost a digit', async () => {
    const labels = ['1000', '1100', '1200', '1300', '1400'];
    const width = endOf(labels);
    expect((await figureOf(width + 12, labels)).confidence).toBeGreaterThan(0.9);
    expect((await figureOf(width, labels)).confidence).toBeLessThan(0.5);
  });

  it('are trusted where the picture was trimmed to what is drawn', async () => {
    const labels = ['1000', '1100', '1200', '1300', '1400'];
    const { range, confidence } = await figureOf(endOf(labels), labels, { isTrimmed: true });
    expect(confidence).toBeGreaterThan(0.9);
    expect(Math.abs(range![0] - 1000) + Math.abs(range![1] - 1400)).toBeLessThan(6);
    // Its last digits are cut in the middle.
    expect((await figureOf(endOf(labels) - 3, labels, { isTrimmed: true })).confidence).toBeLessThan(0.5);
  });

  it('have lost the noughts that shorter ones among them say they had', async () => {
    const labels = ['0', '500', '1000', '1500', '2000'];
    for (const lost of [3, 6, 8]) {
      const { range, confidence } = await figureOf(endOf(labels) - lost, labels);
      const isRight = range !== null && Math.abs(range[0]) + Math.abs(range[1] - 2000) < 20;
      expect([lost, isRight, confidence >= 0.5]).toEqual([lost, true, true]);
    }
  });

  it('are trusted where shorter ones among them end before it', async () => {
    const labels = ['800', '900', '1000', '1100', '1200'];
    const width = endOf(labels);
    const { range, confidence } = await figureOf(width, labels);
    expect(confidence).toBeGreaterThan(0.9);
    expect(Math.abs(range![0] - 800) + Math.abs(range![1] - 1200)).toBeLessThan(6);
  });

  it('are trusted where they end in one column with a nought, which has no other digit to lose', async () => {
    const labels = ['-400', '-200', '0', '200', '400'];
    expect((await figureOf(endOf(labels, 1), labels, { anchor: 1 })).confidence).toBeGreaterThan(0.9);
    const others = ['800', '900', '1000', '1100', '1200'];
    expect((await figureOf(endOf(others, 1), others, { anchor: 1 })).confidence).toBeLessThan(0.5);
  });
});
