import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { frameOf } from '../../../../src/formats/pictures/films/film.js';
import { gifFilm, isGif } from '../../../../src/formats/pictures/films/gif.js';
import { randomSource } from '../../../../src/numeric/randomSource.js';
import { type GifFrame, writeGif } from './writeGif.js';

/** Frames of all kinds: parts of the whole, interlaced, with colours of their own, with all disposals. */
function anyGif(seed: number): Buffer {
  const random = randomSource(seed);
  const whole = (most: number): number => Math.floor(random() * most);
  const colours = 2 << whole(8);
  const palette = (): Uint8Array => Uint8Array.from({ length: 3 * colours }, () => whole(256));
  const [width, height] = [20 + whole(70), 20 + whole(70)];
  const frames = Array.from({ length: 6 }, (): GifFrame => {
    const [w, h] = [1 + whole(width), 1 + whole(height)];
    // Long runs and noise: few codes and many.
    const noise = random() ** 2;
    let last = 0;
    return {
      ...{ x: whole(width - w + 1), y: whole(height - h + 1), width: w, height: h },
      indices: Uint8Array.from({ length: w * h }, () => (last = random() < noise ? whole(colours) : last)),
      disposal: whole(4),
      // Without it, sharp gives what is cleared a colour that the file calls its background; browsers do not.
      transparent: whole(colours),
      isInterlaced: random() < 0.4,
      ...(random() < 0.4 && { palette: palette() }),
    };
  });
  return writeGif(width, height, palette(), frames);
}

describe('a gif', () => {
  it.each([1, 2, 3, 4, 5, 6])('has the frames that sharp composes, file %i', async (seed) => {
    const bytes = anyGif(seed);
    expect(isGif(bytes)).toBe(true);
    const film = gifFilm(bytes, 'it');
    const { pages, delay } = await sharp(bytes, { pages: 1 }).metadata();
    expect(film.delays).toEqual(delay);
    expect(film.delays).toHaveLength(pages!);
    let page = 0;
    for await (const frame of film.frames()) {
      const own = await sharp(bytes, { page: page++ }).toColourspace('srgb').ensureAlpha().raw().toBuffer();
      // What colour transparent pixels have, nobody sees.
      const seen = (rgba: Uint8Array | Uint8ClampedArray) =>
        Buffer.from(rgba.map((value, o) => (rgba[o | 3] === 0 ? 0 : value)));
      expect(Buffer.compare(seen(frame), seen(own))).toBe(0);
    }
    expect(page).toBe(pages);
  });

  const palette = Uint8Array.of(255, 0, 0, 0, 0, 255);
  const part = { x: 0, y: 0, width: 2, height: 1, disposal: 2 } as const;

  it('is transparent where a frame was cleared, and larger than it says where a frame is', async () => {
    const film = gifFilm(
      writeGif(2, 1, palette, [
        { ...part, indices: [0, 0] },
        { ...part, x: 1, indices: [1, 1] },
      ]),
      'it',
    );
    expect([film.width, film.height]).toEqual([3, 1]);
    expect([...(await frameOf(film, 1, 'it'))]).toEqual([0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 255, 255]);
    await expect(frameOf(film, 2, 'it')).rejects.toThrow('it has no such frame: it holds 2 frames');
  });

  it('says that it is damaged where it ends too early or holds wrong codes', async () => {
    const bytes = anyGif(7);
    expect(() => gifFilm(bytes.subarray(0, bytes.length / 2), 'it')).toThrow('it is damaged or truncated');
    const whole = writeGif(2, 1, palette, [{ ...part, indices: [0, 1] }]);
    expect(gifFilm(whole.subarray(0, -1), 'it').delays).toHaveLength(1);
    const wrong = Buffer.from(whole);
    wrong[wrong.length - 4] = 0xff;
    await expect(frameOf(gifFilm(wrong, 'it'), 0, 'it')).rejects.toThrow('it is damaged or truncated');
  });
});
