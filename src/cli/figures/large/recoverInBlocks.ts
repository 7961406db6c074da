import { defaultMaxPixels } from '../../../formats/pictures/readRaster.js';
import { InputError, UnhueError, UsageError } from '../../../model/errors.js';
import { plotBoxOf } from '../../../pipeline/planBlocks.js';
import type { FigureJob, FigureOutcome, FigureWatch } from '../job/figureJob.js';
import { isForBlocks, type LargeWork, recoverLarge } from './recoverLarge.js';

/** Larger pictures take an hour: none is decoded unless a limit is given. */
const mostInBlocks = 4e9;

/** Why a picture that could be decoded at once is not decoded block by block. */
const unfit = ['not-in-blocks', 'layout-of-large'];

/**
 * Recovers a large figure block by block; undefined for one that is decoded at once, as what is asked of it or what it shows takes that.
 *
 * @param size of its picture, as its header says
 * @throws UsageError, RecoveryError, InputError where it is too large for that, too; OutputError
 */
export async function recoverInBlocks(
  job: FigureJob,
  size: { readonly width: number; readonly height: number },
  given: LargeWork,
  watch: FigureWatch,
): Promise<FigureOutcome | undefined> {
  const pixels = size.width * size.height;
  const { maxPixels } = job.settings;
  const mayBeWhole = pixels <= (maxPixels ?? defaultMaxPixels);
  if (pixels > (maxPixels ?? mostInBlocks)) return undefined;
  if (!isPlain(job)) {
    if (mayBeWhole) return undefined;
    throw tooLarge(job.figure, size);
  }
  try {
    // Before the file is read, which takes a while.
    plotBoxOf(size, job.settings);
    return await recoverLarge(job, given, watch);
  } catch (error) {
    if (!(error instanceof UnhueError && unfit.includes(error.code))) throw error;
    if (mayBeWhole) return undefined;
    // What is asked for, not what the picture shows: without a larger limit the picture is what is too large.
    throw error instanceof UsageError ? tooLarge(job.figure, size) : error;
  }
}

/** Whether nothing is asked that takes the whole picture, or another one. */
const isPlain = ({ targets, settings, layout, like, lending, at, areas }: FigureJob): boolean =>
  isForBlocks(targets) &&
  [layout, like, lending, at, areas, settings.mask, settings.frame, settings.page].every(
    (value) => value === undefined,
  );

function tooLarge(figure: string, { width, height }: { width: number; height: number }): InputError {
  return new InputError(
    `${figure} has ${width} × ${height} pixels, more than the limit of ${defaultMaxPixels} for a picture that is decoded at once: with its plot area, colourmap and range given it is decoded block by block, into npy or tif files alone`,
    figure,
    { code: 'too-large', settings: ['maxPixels'], fields: { width, height, maxPixels: defaultMaxPixels } },
  );
}
