import { readPng } from './direct/readPng.js';
import { apngFilm, isApng } from './films/apng.js';
import type { Film } from './films/film.js';
import { gifFilm, isGif } from './films/gif.js';

/**
 * The film in a gif or an animated png, its frames composed; undefined for any other file. Other animations (webp) and
 * pages (tiff) are sharp's.
 *
 * @throws InputError if it is damaged
 */
export function filmIn(bytes: Uint8Array, name: string): Film | undefined {
  if (isGif(bytes)) return gifFilm(bytes, name);
  return isApng(bytes) ? apngFilm(bytes, name, pngBytes) : undefined;
}

async function pngBytes(png: Uint8Array): Promise<Uint8ClampedArray> {
  const direct = readPng(png, () => {});
  if (direct) return direct.raster.data;
  const { sharpPicture } = await import('./sharpPicture.js');
  return (await sharpPicture(png, 'a frame', () => {})).raster.data;
}
