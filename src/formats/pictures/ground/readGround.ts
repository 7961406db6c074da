import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type GroundReading, groundOf, type Transform, taggedGround } from './taggedGround.js';
import type { ReadBytes } from './tiffTags.js';

/**
 * The georeference of a picture: that of its GeoTIFF tags, else of a world file beside it.
 *
 * @param path of the picture, where it comes from a file
 */
export async function readGround(
  file: Uint8Array | ReadBytes,
  path: string | undefined,
): Promise<GroundReading> {
  const tagged = taggedGround(file);
  if (tagged) return tagged;
  const world = path === undefined ? undefined : await worldFile(path);
  return world ? groundOf(world, {}) : { warnings: [] };
}

/** The names that a picture's world file may have: `map.pgw`, `map.pngw` and `map.wld` of `map.png`. */
function worldFileNames(path: string): string[] {
  const extension = extname(path);
  const stem = path.slice(0, path.length - extension.length);
  const letters = extension.slice(1);
  if (letters.length < 2) return [];
  const endings = [`${letters[0]}${letters.at(-1)}w`, `${letters}w`, 'wld'];
  return endings.flatMap((ending) => [`${stem}.${ending}`, `${stem}.${ending.toUpperCase()}`]);
}

/** Six numbers on six lines; the last two are the coordinates of the first pixel's middle. */
async function worldFile(path: string): Promise<Transform | undefined> {
  for (const name of worldFileNames(path)) {
    const text = await readFile(name, 'utf8').catch(() => undefined);
    const numbers = text?.trim().split(/\s+/).map(Number) ?? [];
    if (numbers.length !== 6 || !numbers.every(Number.isFinite)) continue;
    const [a, d, b, e, c, f] = numbers as [number, number, number, number, number, number];
    return [a, b, c - (a + b) / 2, d, e, f - (d + e) / 2];
  }
  return undefined;
}
