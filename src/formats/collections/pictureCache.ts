import { createHash } from 'node:crypto';
import { mkdir, readFile, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../model/version.js';
import { bytesOfBase64 } from '../../numeric/base64.js';
import type { ColourHistogram } from '../../palette/histogram/colourHistogram.js';
import type { FigureLocus } from '../../palette/loci/figureLocus.js';
import { writeAtomically } from '../output/writeAtomically.js';

/** What is known of a picture's colours. */
export interface SeenPicture {
  /** Of its file's bytes. */
  readonly sha256: string;
  readonly histogram: ColourHistogram;
  /** Null where there is none; absent where it was not asked for. */
  readonly locus?: FigureLocus | null;
}

/** Changes with the meaning of what is kept. */
const layout = 1;

/**
 * The file that keeps what is known of a collection's pictures: in the user's folder of caches, one for each collection
 * and way of looking.
 *
 * @param folder of the collection
 * @param settings whatever the histograms depend on
 */
export async function cachePath(folder: string, settings: string): Promise<string> {
  const caches = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const key = JSON.stringify([layout, version, await realpath(folder), settings]);
  return join(caches, 'unhue', 'similar', `${createHash('sha256').update(key).digest('hex')}.ndjson`);
}

/** The pictures of a cache by the checksums of their files; what is damaged or missing is not there. */
export async function readCache(path: string): Promise<Map<string, SeenPicture>> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const seen = new Map<string, SeenPicture>();
  for (const line of text.split('\n')) {
    const picture = line === '' ? undefined : pictureOf(line);
    if (picture) seen.set(picture.sha256, picture);
  }
  return seen;
}

/** Keeps pictures, those of before forgotten. That nothing can be kept is no failure: it only costs time. */
export async function writeCache(path: string, pictures: Iterable<SeenPicture>): Promise<void> {
  try {
    await mkdir(join(path, '..'), { recursive: true });
    await writeAtomically(path, lines(pictures), { force: true });
  } catch {
    return;
  }
}

interface Line {
  readonly sha256: string;
  readonly bins: string;
  readonly shares: string;
  readonly locus?: { readonly points: string; readonly hasBar: boolean } | null;
}

function* lines(pictures: Iterable<SeenPicture>): Generator<string> {
  for (const { sha256, histogram, locus } of pictures) {
    const line: Line = {
      sha256,
      bins: base64Of(histogram.bins),
      shares: base64Of(histogram.shares),
      ...(locus !== undefined && {
        locus: locus && { points: base64Of(locus.points), hasBar: locus.hasBar },
      }),
    };
    yield `${JSON.stringify(line)}\n`;
  }
}

function pictureOf(text: string): SeenPicture | undefined {
  try {
    const { sha256, bins, shares, locus } = JSON.parse(text) as Line;
    const histogram = {
      bins: new Uint16Array(bytesOfBase64(bins).buffer),
      shares: new Float32Array(bytesOfBase64(shares).buffer),
    };
    if (typeof sha256 !== 'string' || histogram.bins.length !== histogram.shares.length) return undefined;
    return {
      sha256,
      histogram,
      ...(locus !== undefined && {
        locus: locus && {
          points: new Float64Array(bytesOfBase64(locus.points).buffer),
          hasBar: locus.hasBar,
        },
      }),
    };
  } catch {
    return undefined;
  }
}

const base64Of = ({ buffer, byteOffset, byteLength }: Uint16Array | Float32Array | Float64Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');
