import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { filmIn } from '../../src/formats/pictures/filmIn.js';
import { isApng } from '../../src/formats/pictures/films/apng.js';
import { readFrames } from '../../src/formats/pictures/readFrames.js';
import { smallPrint } from '../figure/smallPrint.js';
import { writeApng } from '../formats/pictures/films/writeApng.js';
import { inFolder, root, runHere } from './runUnhue.js';

const figure = join(root, 'test', 'fixtures', 'fig-viridis-bumps-png.png');

/** A film of the figure: `change` paints on the RGBA bytes of a frame. */
async function writeFilm(
  path: string,
  frames: number,
  change: (rgba: Buffer, width: number, frame: number) => void,
): Promise<void> {
  const { data, width, height } = PNG.sync.read(readFileSync(figure));
  const all = Array.from({ length: frames }, (_, frame) => {
    const rgba = Buffer.from(data);
    change(rgba, width, frame);
    return rgba;
  });
  await sharp(Buffer.concat(all), {
    raw: { width, height: frames * height, channels: 4, pageHeight: height },
  })
    .webp({ lossless: true, delay: Array(frames).fill(200), loop: 0, effort: 0 })
    .toFile(path);
}

const square = (rgba: Buffer, width: number, x: number, y: number): void => {
  for (let v = y; v < y + 8; v++)
    for (let u = x; u < x + 8; u++) rgba.set([0, 0, 0, 255], 4 * (v * width + u));
};

describe('unhue recover --frame all', () => {
  it('gives one grid of all frames, in which those that are laid out otherwise are masked and reported', () =>
    inFolder(async (folder) => {
      await writeFilm(join(folder, 'film.webp'), 3, (rgba, width, frame) => {
        // A title that changes, a mark on the data; and a frame without a figure.
        square(rgba, width, 100 + 20 * frame, 20);
        if (frame === 1) square(rgba, width, 300, 200);
        if (frame === 2) rgba.fill(255);
      });
      const { code, stderr } = await runHere(
        ['film.webp', '--frame', 'all', '-o', 'f.npy', '--meta', 'f.json'],
        folder,
      );
      expect(code, stderr).toBe(0);
      const npy = readFileSync(join(folder, 'f.npy'));
      expect(npy.toString('latin1', 10, 100)).toContain("'shape': (3, 369, 397)");
      const start = 10 + npy.readUInt16LE(8);
      const at = (frame: number, x: number, y: number) =>
        npy.readDoubleLE(start + 8 * ((frame * 369 + y) * 397 + x));
      await runHere([figure, '-o', 'one.npy', '--quiet'], folder);
      const one = readFileSync(join(folder, 'one.npy'));
      const alone = (x: number, y: number) => one.readDoubleLE(10 + one.readUInt16LE(8) + 8 * (397 * y + x));
      for (const [x, y] of [
        [30, 40],
        [200, 300],
        [390, 20],
      ] as const)
        for (const frame of [0, 1]) expect(at(frame, x, y)).toBeCloseTo(alone(x, y), 6);
      expect([at(1, 224, 146), at(2, 200, 300)]).toEqual([Number.NaN, Number.NaN]);
      const meta = JSON.parse(readFileSync(join(folder, 'f.json'), 'utf8'));
      expect(meta).toMatchObject({
        times: [0, 0.2, 0.4],
        ranges: [[-5, 25], [-5, 25], null],
        options: { frame: 'all' },
      });
      expect(meta.warnings.join()).toMatch(/frame 2 \(from 0\) is not laid out like the first/);
    }));

  it('notices a single small digit that changes, and reads that frame by itself', () =>
    inFolder(async (folder) => {
      const frames = [3, 8] as const;
      const { width, height } = smallPrint(3);
      await sharp(Buffer.concat(frames.map((high) => Buffer.from(smallPrint(high).data))), {
        raw: { width, height: frames.length * height, channels: 4, pageHeight: height },
      })
        .webp({ lossless: true, delay: frames.map(() => 200), loop: 0, effort: 0 })
        .toFile(join(folder, 'film.webp'));
      const run = ['film.webp', '--frame', 'all', '-o', 'f.npy', '--meta', 'f.json'];
      const { code, stderr } = await runHere(run, folder);
      expect(code, stderr).toBe(0);
      const { ranges } = JSON.parse(readFileSync(join(folder, 'f.json'), 'utf8'));
      expect(ranges).toEqual(frames.map((high) => [0, high]));
    }));

  it.each([
    [['-o', 'f.csv'], /npy, nc or zarr/],
    [['-o', 'f.npy', '--report', 'r.html'], /single frame to --report/],
  ])('refuses %j, which has no place for a film', (output, message) =>
    inFolder(async (folder) => {
      const { code, stderr } = await runHere([figure, '--frame', 'all', ...output], folder);
      expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    }),
  );
});

describe('an animated png', () => {
  const part = { x: 0, y: 0, width: 1, height: 1, disposal: 0, blend: 0 };
  const film = writeApng([
    { ...part, width: 2, rgba: [255, 0, 0, 255, 255, 0, 0, 255] },
    // Half of blue over the right pixel, taken away again.
    { ...part, x: 1, disposal: 2, blend: 1, rgba: [0, 0, 255, 128] },
    { ...part, rgba: [0, 255, 0, 255] },
  ]);

  it('has its frames composed as the specification says', async () => {
    expect(isApng(film)).toBe(true);
    expect(isApng(readFileSync(figure))).toBe(false);
    const frames: number[][] = [];
    for await (const rgba of filmIn(film, 'film.png')!.frames()) frames.push([...rgba]);
    expect(frames).toEqual([
      [255, 0, 0, 255, 255, 0, 0, 255],
      [255, 0, 0, 255, 127, 0, 128, 255],
      [0, 255, 0, 255, 255, 0, 0, 255],
    ]);
  });

  it('is a film of its delays', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'film.png'), film);
      const { times, frames } = await readFrames(join(folder, 'film.png'));
      expect([...times]).toEqual([0, 0.25, 0.5]);
      for await (const { raster } of frames()) expect([raster.width, raster.height]).toEqual([2, 1]);
      writeFileSync(join(folder, 'bad.png'), film.subarray(0, film.length - 40));
      const bad = await readFrames(join(folder, 'bad.png'));
      await expect(bad.frames().next()).resolves.toMatchObject({ done: false });
      const rest = async () => {
        for await (const _ of bad.frames());
      };
      await expect(rest()).rejects.toThrow(/damaged/);
    }));
});
