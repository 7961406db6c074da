import { describe, expect, it } from 'vitest';
import { missEnd } from '../../../../src/figure/axes/classes/openEnds.js';
import { inspect } from '../../../../src/figure/inspect.js';
import type { AgreedLaw } from '../../../../src/figure/labels/law.js';
import type { ReadLabel } from '../../../../src/figure/labels/reader/label.js';
import { readLabel } from '../../../../src/figure/labels/reader/readLabel.js';
import { drawing, hue, waves } from '../../drawing.js';

const plot = { left: 40, top: 30, right: 321, bottom: 231 };
const bar = { left: 350, top: 30, right: 366, bottom: 230 };

/** What the labels of a bar of equal classes say, which are written where the classes meet, from its low end. */
async function rangeOf(
  labels: readonly string[],
  first = 1,
  read = readLabel,
): Promise<{ range: unknown; confidence: number }> {
  const count = 5;
  const { raster, fill, write } = drawing(430, 262, [255, 255, 255]);
  const band = (v: number): number => (Math.min(count - 1, Math.floor(v * count)) + 0.5) / count;
  fill(plot, (x, y) => hue(band(waves(x, y))));
  fill(bar, (_, y) => hue(band((229.5 - y) / 200)));
  for (const [k, text] of labels.entries())
    write(text, [372, 230 - (200 / count) * (first + k)], { anchor: 0 });
  const { panels, warnings } = await inspect(raster, { cells: false, readLabel: read });
  expect(warnings.some(({ code }) => code === 'range-open')).toBe(panels[0]!.confidence.range < 0.5);
  return { range: panels[0]!.range, confidence: panels[0]!.confidence.range };
}

describe('labels of classes', () => {
  it('leave open where the outermost end whose bounds alone are written', async () => {
    const { range, confidence } = await rangeOf(['10', '20', '30', '40']);
    expect(range).toEqual([0, 50]);
    expect(confidence).toBeLessThan(0.5);
  });

  it('leave nothing open where both ends are written too', async () => {
    const { range, confidence } = await rangeOf(['0', '10', '20', '30', '40', '50'], 0);
    expect(range).toEqual([0, 50]);
    expect(confidence).toBeGreaterThan(0.9);
  });

  it('leave nothing open where a number at an end is there, though it is not read surely', async () => {
    const unsure: ReadLabel = async (raster, page, box) =>
      box.bottom > bar.bottom
        ? [
            { text: '0', score: 0.48 },
            { text: '?', score: 0.48 },
          ]
        : await readLabel(raster, page, box);
    const { range, confidence } = await rangeOf(['0', '10', '20', '30', '40', '50'], 0, unsure);
    expect(range).toEqual([0, 50]);
    expect(confidence).toBeGreaterThan(0.9);
  });

  it('leave little open where they are parts of a range, rounded', async () => {
    const { range, confidence } = await rangeOf(['143', '286', '429', '571']);
    const [low, high] = range as [number, number];
    expect(Math.abs(low)).toBeLessThan(4);
    expect(Math.abs(high - 714)).toBeLessThan(4);
    expect(confidence).toBeGreaterThan(0.9);
  });
});

describe('a range that was divided', () => {
  const law = (values: readonly number[]): AgreedLaw => ({
    scale: 'linear',
    slope: 0.12,
    intercept: 5 - 0.12 * 50,
    read: values.map((value, k) => ({ at: 50 + 100 * k, value, text: String(value) })),
    dropped: [],
    confidence: 1,
    agreed: 1,
    onAxis: 1,
  });
  const parts = [5, 17, 29, 42, 54, 67, 79];

  it('has parts up to both ends: where they miss one, what lies beside the bar runs into it', () => {
    expect(missEnd(law(parts), [-10, 650])).toBe(true);
    expect(missEnd(law(parts), [50, 690])).toBe(true);
    expect(missEnd(law(parts), [50, 650])).toBe(false);
  });

  it('has them though one between could not be read', () => {
    const whole = law(parts);
    const lacking = { ...whole, read: whole.read.filter(({ value }) => value !== 42) };
    expect(missEnd(lacking, [-10, 650])).toBe(true);
    expect(missEnd(lacking, [50, 650])).toBe(false);
  });

  it('may lack the labels of one end or of both', () => {
    expect(missEnd(law(parts), [-50, 650])).toBe(false);
    expect(missEnd(law(parts), [0, 700])).toBe(false);
  });

  it('may have labels at every second edge of its classes, of which the last has none', () => {
    const edges = Array.from({ length: 14 }, (_, k) => 50 + 50 * k);
    expect(missEnd(law(parts), [50, 700])).toBe(true);
    expect(missEnd(law(parts), [50, 700], edges)).toBe(false);
    // Those of other classes are no edges of these labels.
    expect(missEnd(law(parts), [50, 700], [50, 180, 310, 440, 570, 700])).toBe(true);
  });

  it('is none where labels are ticks in equal steps', () => {
    expect(missEnd(law([0, 10, 20, 30, 40]), [-10, 450])).toBe(false);
    const lacking = law([0, 10, 20, 30, 40]);
    expect(missEnd({ ...lacking, read: lacking.read.filter(({ value }) => value !== 20) }, [-10, 450])).toBe(
      false,
    );
  });
});
