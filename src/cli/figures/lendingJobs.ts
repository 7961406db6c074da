import { resolve } from 'node:path';
import { lendings } from '../../batch/lending/lendings.js';
import { UsageError } from '../../model/errors.js';
import type { RecoverFileOptions } from '../../node/recoverFigure.js';
import { batchProgressOn } from '../messages/batchProgress.js';
import { standardOutput } from '../options/targets.js';
import type { FigureJob } from './job/figureJob.js';

/** What `--like auto` finds out itself. */
const found = ['colourmap', 'range', 'ticks'] as const;

/**
 * Jobs of a batch with what each borrows. All figures are looked at, whichever of them are jobs: shards borrow from each
 * other, and get what the whole batch gets.
 *
 * @throws UsageError where something is given that is to be borrowed
 */
export async function lendingJobs(
  jobs: readonly FigureJob[],
  figures: readonly string[],
  settings: RecoverFileOptions,
  { quiet }: { readonly quiet: boolean },
): Promise<FigureJob[]> {
  const given = found.filter((name) => settings[name] !== undefined && settings[name] !== 'auto');
  const names = [...given, ...(jobs.some(({ layout }) => layout !== undefined) ? (['layout'] as const) : [])];
  if (names.length > 0)
    throw new UsageError(
      `--like auto finds out by itself what each figure shows: leave ${names.join(' and ')} out`,
      names,
    );
  const files = [...new Set(figures)].filter((path) => path !== standardOutput);
  const progress = batchProgressOn(process.stderr, files.length, { quiet });
  const known = await lendings(files, settings, () => progress.count(false));
  progress.clear();
  return jobs.map((job): FigureJob => {
    const lending = known.get(job.figure);
    if (!lending) return { ...job, lending: {} };
    if (!lending.lender) return { ...job, lending: { warning: lending.warning } };
    // Workers of a queue may run in another folder.
    const { lender, agreeing } = lending;
    return { ...job, lending: { lender: { path: resolve(lender.figure), agreeing } } };
  });
}
