import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanPixels, coverage, rangeError } from '../bench/score.js';
import { loadFigureNamed } from '../figures.js';
import { inFolder, runHere, samples } from './runUnhue.js';

/** The values of a float64 npy file of version 1.0. */
function npyValues(path: string): Float64Array {
  const bytes = readFileSync(path);
  const start = 10 + bytes.readUInt16LE(8);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + bytes.length));
}

/** Values over the found box, as values over the true one; NaN where the boxes do not overlap. */
function onTruth(values: Float64Array, found: readonly number[], truth: readonly number[]): Float64Array {
  const [width, height] = [truth[2]! - truth[0]!, truth[3]! - truth[1]!];
  const foundWidth = found[2]! - found[0]!;
  const moved = new Float64Array(width * height).fill(Number.NaN);
  for (let y = Math.max(truth[1]!, found[1]!); y < Math.min(truth[3]!, found[3]!); y++)
    for (let x = Math.max(truth[0]!, found[0]!); x < Math.min(truth[2]!, found[2]!); x++)
      moved[(y - truth[1]!) * width + x - truth[0]!] = values[(y - found[1]!) * foundWidth + x - found[0]!]!;
  return moved;
}

describe('a sample figure, recovered with no option', () => {
  it.each([
    ['figure.png', 0.003, 0.97],
    ['log-scale.png', 0.003, 0.97],
    ['contours.png', 0.003, 0.95],
    ['coastline-jpeg.jpg', 0.02, 0.9],
  ])('%s: box, range, scale, axes and values as they were drawn', (file, mostError, leastCoverage) =>
    inFolder(async (folder) => {
      const name = file.replace(/\.\w+$/, '');
      const { description, truth, overlay } = loadFigureNamed(name, samples);
      const args = [
        'recover',
        join(samples, file),
        '-o',
        'grid.npy',
        '-o',
        'grid.json',
        '--meta',
        'meta.json',
      ];
      const { code } = await runHere([...args, '--quiet'], folder);
      expect(code).toBe(0);

      const meta = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8'));
      // A frame that a JPEG has blurred may count as inside or outside: one pixel.
      const plotBox = meta.plotBox as number[];
      for (const [k, edge] of description.plot_box.entries())
        expect(Math.abs(plotBox[k]! - edge)).toBeLessThanOrEqual(file.endsWith('.jpg') ? 1 : 0);
      expect(meta.scale).toBe(description.scale);
      const span = description.vmax - description.vmin;
      expect(Math.abs(meta.range[0] - description.vmin)).toBeLessThan(0.01 * span);
      expect(Math.abs(meta.range[1] - description.vmax)).toBeLessThan(0.01 * span);
      expect(meta.confidence).toBeGreaterThan(0.5);

      const found = npyValues(join(folder, 'grid.npy'));
      const values = onTruth(found, plotBox, description.plot_box);
      const mask = Uint8Array.from(values, (v) => (Number.isNaN(v) ? 0 : 1));
      const range = { low: description.vmin, high: description.vmax, scale: description.scale };
      const clean = cleanPixels(truth, overlay, range);
      expect(coverage(mask, clean)).toBeGreaterThan(leastCoverage);
      expect(rangeError(truth, values, mask, range, clean)).toBeLessThan(mostError);

      const { x, y } = JSON.parse(readFileSync(join(folder, 'grid.json'), 'utf8'));
      const [left, right, bottom, top] = description.extent!;
      const pixel = Math.abs((right - left) / x.length);
      expect(Math.abs(x[0] - left)).toBeLessThan(2 * pixel);
      expect(Math.abs(x.at(-1) - right)).toBeLessThan(2 * pixel);
      expect(Math.abs(y[0] - top)).toBeLessThan(0.01 * Math.abs(top - bottom));
      expect(Math.abs(y.at(-1) - bottom)).toBeLessThan(0.01 * Math.abs(top - bottom));
    }),
  );

  it('gives positions, with a warning that names the option, where labels are not to be read', () =>
    inFolder(async (folder) => {
      const { code, stderr } = await runHere(
        ['recover', join(samples, 'figure.png'), '--no-ocr', '-o', 'grid.npy', '--meta', 'meta.json'],
        folder,
      );
      expect(code).toBe(0);
      expect(JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')).range).toBeNull();
      expect(stderr).toMatch(/warning: .*--range/);
      const values = npyValues(join(folder, 'grid.npy')).filter((v) => !Number.isNaN(v));
      expect(values.reduce((a, b) => Math.max(a, b))).toBeLessThanOrEqual(1);
    }));
});
