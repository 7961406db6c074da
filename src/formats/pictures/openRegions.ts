import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import sharp from 'sharp';
import type { Ground, Rgb } from '../../model/types.js';
import type { Warning } from '../../model/warning.js';
import type { RegionSource } from '../../pipeline/blocks/sample.js';
import { compositeOnBackground } from '../../raster/composite.js';
import { sha256OfFile } from '../input/sha256.js';
import { removeOnSignal } from '../output/system.js';
import { temporaryBeside } from '../output/temporaries.js';
import { readGround } from './ground/readGround.js';
import { tiffTags } from './ground/tiffTags.js';
import { withBytesOf } from './regions/bytesOfFile.js';
import { storedPixels, warningsOf } from './sharpPicture.js';
import { unreadable } from './unreadable.js';

/** A picture that is read part by part, and what else its file says. */
export interface OpenPicture extends RegionSource {
  readonly name: string;
  readonly sha256: string;
  readonly ground?: Ground;
  readonly warnings: readonly Warning[];
  readonly close: () => Promise<void>;
}

const unlimited = { limitInputPixels: false, ignoreIcc: true, failOn: 'error' } as const;

const TILE_WIDTH = 322;

/**
 * Opens a picture for reading part by part: a png or tiff of one upright picture in red, green and blue, or grey. Of files that are not
 * stored in tiles a tiled copy is made, for to read them from their beginning for each part takes a time that grows with the square of
 * their size.
 *
 * @param beside the copy is made in the folder of this file, and removed at the end, or when the process is interrupted
 * @returns undefined for a file that holds several pictures, one that is to be turned, or inks
 * @throws InputError if the file is damaged
 */
export async function openRegions(
  path: string,
  { background = [255, 255, 255], beside }: { readonly background?: Rgb; readonly beside: string },
): Promise<OpenPicture | undefined> {
  const damaged = (cause: unknown): never => {
    throw unreadable(path, Uint8Array.of(1), cause);
  };
  const metadata = await sharp(path, unlimited).metadata().catch(damaged);
  const { width, height, hasAlpha, pages = 1, orientation = 1, space } = metadata;
  if (pages !== 1 || orientation !== 1 || space === 'cmyk') return undefined;
  const { isTiled, ground, warnings } = await withBytesOf(path, async (read) => ({
    isTiled: tiffTags(read, [TILE_WIDTH]).has(TILE_WIDTH),
    ...(await readGround(read, path)),
  }));
  const sha256 = await sha256OfFile(path);
  const copy = isTiled ? undefined : await tiledCopy(path, beside);
  return {
    ...{ width, height, name: basename(path), sha256 },
    read: async ({ left, top, right, bottom }) => {
      const part = { left, top, width: right - left, height: bottom - top };
      const open = () => sharp(copy?.path ?? path, unlimited).extract(part);
      const raster = await storedPixels(metadata, open).catch(damaged);
      const ignore = hasAlpha ? compositeOnBackground(raster.data, background) : undefined;
      return { raster, ...(ignore && { ignore }) };
    },
    ...(ground && { ground }),
    warnings: [...warnings, ...warningsOf(metadata, undefined)],
    close: async () => copy?.remove(),
  };
}

/** Side of the copy's tiles: half a megabyte of colours. */
const copySide = 512;

/** A copy of a picture in tiles, written strip by strip. */
async function tiledCopy(
  path: string,
  beside: string,
): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const copy = await temporaryBeside(beside);
  const forget = removeOnSignal(copy);
  const remove = async (): Promise<void> => {
    await rm(copy, { force: true });
    forget();
  };
  try {
    await sharp(path, { ...unlimited, sequentialRead: true })
      .tiff({ tile: true, tileWidth: copySide, tileHeight: copySide, compression: 'lzw', bigtiff: true })
      .toFile(copy);
    return { path: copy, remove };
  } catch (cause) {
    await remove();
    throw unreadable(path, Uint8Array.of(1), cause);
  }
}
