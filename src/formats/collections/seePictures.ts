import { readFile } from 'node:fs/promises';
import { InputError } from '../../model/errors.js';
import type { ComparedIn } from '../../palette/colours/space.js';
import { pictureHistogram } from '../../palette/histogram/pictureHistogram.js';
import { figureLocus } from '../../palette/loci/figureLocus.js';
import { refuseNoFile } from '../input/refuseNoFile.js';
import { sha256Of } from '../input/sha256.js';
import { type ReadRasterOptions, readRaster } from '../pictures/readRaster.js';
import type { SeenPicture } from './pictureCache.js';

export interface SeeOptions extends ReadRasterOptions {
  readonly space: ComparedIn;
  /** Also the curve that a figure's data are drawn along. */
  readonly loci: boolean;
}

/** A picture of a collection. */
export interface CollectedPicture extends SeenPicture {
  readonly path: string;
}

/** Files read at a time: while one is looked at, others come from the disk. */
const atOnce = 4;

/**
 * Looks at the colours of pictures, each file's bytes only where they have not been seen before.
 *
 * @param known by the checksums of files
 * @param failed told of every file that is no readable picture; the others are gone on with
 */
export async function seePictures(
  paths: readonly string[],
  known: ReadonlyMap<string, SeenPicture>,
  options: SeeOptions,
  failed: (error: InputError) => void,
): Promise<CollectedPicture[]> {
  const seen: (CollectedPicture | undefined)[] = new Array(paths.length);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let i = next++; i < paths.length; i = next++) {
      try {
        seen[i] = { ...(await seePicture(paths[i]!, known, options)), path: paths[i]! };
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        failed(error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return seen.filter((picture) => picture !== undefined);
}

async function seePicture(
  path: string,
  known: ReadonlyMap<string, SeenPicture>,
  options: SeeOptions,
): Promise<SeenPicture> {
  await refuseNoFile(path);
  // What cannot be read here is read again below, which says why.
  const bytes = await readFile(path).catch(() => undefined);
  const sha256 = bytes && sha256Of(bytes);
  const before = sha256 === undefined ? undefined : known.get(sha256);
  if (before && !(options.loci && before.locus === undefined)) return before;
  const file = await readRaster(path, options);
  const { raster, transparent } = file;
  const compressed = file.format === 'jpeg';
  return {
    sha256: file.sha256,
    histogram: before?.histogram ?? pictureHistogram(raster, { space: options.space, compressed }),
    ...(options.loci && {
      locus: (await figureLocus({ raster, compressed, ...(transparent && { ignore: transparent }) })) ?? null,
    }),
  };
}
