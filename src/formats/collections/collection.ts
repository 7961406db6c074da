import type { InputError } from '../../model/errors.js';
import { type Grouping, histogramGroups } from '../../palette/groups/histogramGroups.js';
import { nearestOf, similarityIndex, similarityMatrix } from '../../palette/histogram/cosineSimilarity.js';
import { earthMoversIndex } from '../../palette/histogram/earthMovers.js';
import { locusGroups } from '../../palette/loci/locusGroups.js';
import { cachePath, readCache, writeCache } from './pictureCache.js';
import { picturesIn } from './picturesIn.js';
import { type CollectedPicture, type SeeOptions, seePictures } from './seePictures.js';
import { shownPath, type Table } from './similarTables.js';

/** How histograms are compared. */
export type SimilarityMeasure = 'cosine' | 'earth-movers';

export interface CollectOptions extends SeeOptions {
  /** The cosine unless told. */
  readonly measure?: SimilarityMeasure;
}

/** Pictures that were asked about, and those they are compared with. */
export interface Collection {
  /** Of the pictures compared with, where they are a folder's. */
  readonly folder?: string;
  readonly pictures: readonly CollectedPicture[];
  /** The pictures asked about; the collection's own where none were named. */
  readonly asked: readonly CollectedPicture[];
  /** Similarities of the histograms, 0…1, a row for each that was asked about, a column for each of the pictures. */
  readonly similarities: Float32Array;
}

/**
 * Looks at pictures and at a folder's, and compares them. What is seen of the folder's pictures is kept for the next time.
 *
 * @param paths pictures asked about; none: each of the folder's
 * @param folder none: the pictures asked about are compared with each other
 */
export async function collect(
  paths: readonly string[],
  folder: string | undefined,
  options: CollectOptions,
  failed: (error: InputError) => void,
): Promise<Collection> {
  let asked = await seePictures(paths, new Map(), options, failed);
  let pictures = asked;
  if (folder !== undefined) {
    const cache = await cachePath(folder, JSON.stringify([options.space, options.background, options.frame]));
    const known = await readCache(cache);
    pictures = await seePictures(await picturesIn(folder), known, options, failed);
    const isNews = pictures.some(({ sha256, locus }) => {
      const before = known.get(sha256);
      return before === undefined || (locus !== undefined && before.locus === undefined);
    });
    if (isNews || pictures.length !== known.size) await writeCache(cache, pictures);
    if (paths.length === 0) asked = pictures;
  }
  return {
    ...(folder !== undefined && { folder }),
    ...{ pictures, asked, similarities: similaritiesOf(asked, pictures, options) },
  };
}

function similaritiesOf(
  asked: readonly CollectedPicture[],
  pictures: readonly CollectedPicture[],
  { measure, space }: CollectOptions,
): Float32Array {
  const histograms = pictures.map(({ histogram }) => histogram);
  const isCosine = measure !== 'earth-movers';
  if (isCosine && asked === pictures) return similarityMatrix(histograms);
  const similarTo = isCosine ? similarityIndex(histograms) : earthMoversIndex(histograms, space);
  const similarities = new Float32Array(asked.length * pictures.length);
  for (const [row, { histogram }] of asked.entries())
    similarities.set(similarTo(histogram), row * pictures.length);
  return similarities;
}

/** The n most similar of the collection to each picture that was asked about, itself left out. */
export function nearestTable({ folder, pictures, asked, similarities }: Collection, n: number): Table {
  const places = new Map(pictures.map(({ path }, at) => [path, at]));
  const rows = asked.flatMap((picture, row) => {
    const own = similarities.subarray(row * pictures.length, (row + 1) * pictures.length);
    return nearestOf(own, n, places.get(picture.path)).map((at, rank) => [
      shownPath(picture.path, folder),
      rank + 1,
      shownPath(pictures[at]!.path, folder),
      own[at]!,
    ]);
  });
  return { columns: ['picture', 'rank', 'similar', 'similarity'], rows };
}

/** Groups of a collection and the order in which alike pictures stand together. */
export function groupingOf({ pictures, asked, similarities }: Collection, byLocus: boolean): Grouping {
  const n = pictures.length;
  const byColours =
    asked === pictures
      ? histogramGroups(similarities, n)
      : { groups: new Uint32Array(n), order: new Uint32Array(0) };
  if (!byLocus) return byColours;
  const groups = locusGroups(pictures.map(({ locus }) => locus ?? undefined));
  const order = Uint32Array.from(groups.keys()).sort((a, b) => groups[a]! - groups[b]! || a - b);
  return { groups, order };
}

/** The groups, the largest first: each picture with the number of its group, from 1, and how its locus was found. */
export function groupsTable({ folder, pictures }: Collection, { groups, order }: Grouping): Table {
  const sorted = Array.from(order).sort((a, b) => groups[a]! - groups[b]!);
  return {
    columns: ['group', 'picture', 'locus'],
    rows: sorted.map((at) => {
      const { path, locus } = pictures[at]!;
      return [
        groups[at]! + 1,
        shownPath(path, folder),
        locus ? (locus.hasBar ? 'colourbar' : 'pixels') : 'none',
      ];
    }),
  };
}
