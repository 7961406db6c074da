import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labelImage } from '../../src/figure/labels/labelImage.js';
import { findWords } from '../../src/figure/labels/text.js';
import { findLayout } from '../../src/figure/layout/layout.js';
import { outerBox } from '../../src/figure/layout/ticks.js';
import { readRaster } from '../../src/formats/readRaster.js';
import { createLabelReader, type LabelReader } from '../../src/ocr/tesseract.js';
import { figuresFolder } from '../figures.js';

describe('the label reader', () => {
  let reader: LabelReader;
  beforeAll(async () => {
    reader = await createLabelReader();
  });
  afterAll(() => reader.close());

  it('reads the labels of a figure, with the data that npm installed', async () => {
    const { raster } = await readRaster(join(figuresFolder, 'fig-jet-coast-jpeg90.jpg'));
    const { page, panels, colourbars } = findLayout(raster);
    const drawn = [...panels.map((p) => outerBox(p.axes)), ...colourbars.map((b) => outerBox(b.edges))];
    const bar = colourbars[0]!.box;
    const labels = findWords(raster, page!, drawn)
      .filter((word) => word.box.left > bar.right)
      .sort((a, b) => b.box.top - a.box.top);
    const texts: string[] = [];
    for (const { box, height } of labels) {
      const [best] = await reader.readLabel(labelImage(raster, page!, box, height, 24));
      expect(best!.score).toBeGreaterThan(0.5);
      texts.push(best!.text);
    }
    expect(texts).toEqual(['180', '200', '220', '240', '260', '280', '300']);
  });

  it('reads nothing from an empty picture', async () => {
    const data = new Uint8ClampedArray(4 * 60 * 40).fill(255);
    expect(await reader.readLabel({ width: 60, height: 40, data })).toEqual([]);
  });
});
