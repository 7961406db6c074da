import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRaster } from '../../../src/formats/pictures/readRaster.js';
import type { Box, Raster, Rgb } from '../../../src/model/types.js';

/** Drawn by training/fixtures.py in fonts that the network was not trained on. */
export const labelFixtures = join(import.meta.dirname, '..', '..', 'fixtures', 'labels');

/** A picture of one label, and what it says as the reader writes it. */
export interface LabelCrop {
  readonly file: string;
  readonly truth: string;
  readonly kind: string;
  /** Height of its ink in pixels. */
  readonly height: number;
  readonly raster: Raster;
  readonly page: Rgb;
  readonly box: Box;
}

interface Entry {
  readonly file: string;
  readonly truth: string;
  readonly kind: string;
  readonly h: number;
  readonly page?: readonly [number, number, number];
  readonly box?: readonly [number, number, number, number];
}

/** The crops of a folder with a `truth.json`; where that tells no page and no box, they are found. */
export async function labelCrops(folder = labelFixtures): Promise<LabelCrop[]> {
  const entries = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Entry[];
  const crops: LabelCrop[] = [];
  for (const { file, truth, kind, h, page, box } of entries) {
    const { raster } = await readRaster(join(folder, file));
    const background = page ?? rimColour(raster);
    const [left, top, right, bottom] = box ?? inkBox(raster, background);
    crops.push({ file, truth, kind, height: h, raster, page: background, box: { left, top, right, bottom } });
  }
  return crops;
}

/** The median of each channel over the outermost three pixels. */
function rimColour({ width, height, data }: Raster): Rgb {
  const channels: number[][] = [[], [], []];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (y < 3 || y >= height - 3 || x < 3 || x >= width - 3)
        channels.forEach((values, c) => {
          values.push(data[4 * (y * width + x) + c]!);
        });
  const medians = channels.map((values) => values.sort((a, b) => a - b)[values.length >> 1]!);
  return [medians[0]!, medians[1]!, medians[2]!];
}

/** Crops have this much page around their label at least; a line beyond it belongs to the figure. */
const RIM = 6;

/** Around all ink of at least a third of the strongest, as the word finder takes it. */
function inkBox({ width, height, data }: Raster, page: Rgb): [number, number, number, number] {
  const ink = (x: number, y: number): number =>
    Math.max(...page.map((value, c) => Math.abs(data[4 * (y * width + x) + c]! - value)));
  let strongest = 0;
  for (let y = RIM; y < height - RIM; y++)
    for (let x = RIM; x < width - RIM; x++) strongest = Math.max(strongest, ink(x, y));
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = RIM; y < height - RIM; y++)
    for (let x = RIM; x < width - RIM; x++) {
      if (ink(x, y) <= 0.32 * strongest) continue;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + 1);
      bottom = Math.max(bottom, y + 1);
    }
  return [left, top, right, bottom];
}
