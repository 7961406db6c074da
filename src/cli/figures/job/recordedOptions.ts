import { isColourmapFileName } from '../../../colourmap/files/endings.js';
import { sha256OfFile } from '../../../formats/input/sha256.js';
import { isPictureName } from '../../../formats/pictureName.js';
import { givenOptions } from '../../../pipeline/plan/options.js';
import type { FigureJob } from './figureJob.js';

/** The options as a sidecar notes them, with what tells one content of a file from another. */
export type Recorded = Readonly<Record<string, unknown>>;

/**
 * All that decides, besides the figure and the version, what is written: two runs that record the same write the same.
 * Of files that are given, their checksum is noted beside their name.
 */
export async function recordedOptions({
  settings,
  layout,
  like,
  lending,
  film,
  writing,
}: FigureJob): Promise<Recorded> {
  const { colourmap } = settings;
  const isFile =
    typeof colourmap === 'string' && (isColourmapFileName(colourmap) || isPictureName(colourmap));
  return {
    ...givenOptions(settings),
    ...(isFile && { colourmapSha256: await sha256OfFile(colourmap) }),
    ...(layout !== undefined && { layout: true, layoutSha256: await sha256OfFile(layout) }),
    ...(like !== undefined && { like, likeSha256: await sha256OfFile(like) }),
    ...(lending && (await recordedLending(lending))),
    ...(film && { frame: 'all' }),
    ...(writing.long && { long: true }),
    ...(writing.levels && { levels: writing.levels }),
  };
}

async function recordedLending({ lender, warning }: NonNullable<FigureJob['lending']>): Promise<Recorded> {
  return {
    like: 'auto',
    ...(lender && { likeSha256: await sha256OfFile(lender.path), agreeing: lender.agreeing }),
    ...(warning && { nothingBorrowed: warning.message }),
  };
}
