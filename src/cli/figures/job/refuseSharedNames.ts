import { UsageError } from '../../../model/errors.js';
import { sameTarget } from '../../options/claims.js';
import { pathsOf } from '../../options/targets.js';
import type { FigureJob } from './figureJob.js';

/** The numbers of a page and of a panel, before the extension. */
const numbers = /(-p\d+)?(-\d+)?(?=((\.preview|\.meta)?\.[^./\\]*)?$)/;

/**
 * Refuses figures that would be written to the same file, be they of different shards, which cannot ask one another; where
 * files may be written over, also a figure that has the name that a panel or a page of another one would get.
 *
 * @throws UsageError
 */
export function refuseSharedNames(jobs: readonly FigureJob[]): void {
  const owners = new Map<string, string>();
  for (const { targets, figure } of jobs)
    for (const path of pathsOf(targets)) {
      const owner = owners.get(path);
      if (owner !== undefined) throw sameTarget(path, owner, owner === figure ? `${figure} again` : figure);
      owners.set(path, figure);
    }
  if (!jobs.some(({ writing }) => writing.force)) return;
  for (const [path, figure] of owners) {
    const other = owners.get(path.replace(numbers, ''));
    if (other !== undefined && other !== figure)
      throw new UsageError(
        `--force with --shard expects names that no panel can have, but ${path} may be one of ${other} as well as ${figure}: rename one, or leave --force out`,
        [],
        { code: 'same-target', fields: { path, figures: [other, figure] } },
      );
  }
}
