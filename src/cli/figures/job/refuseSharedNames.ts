import { UsageError } from '../../../model/errors.js';
import { pathsOf } from '../../options/targets.js';
import type { FigureJob } from './figureJob.js';

/** The numbers of a page and of a panel, before the extension. */
const numbers = /(-p\d+)?(-\d+)?(?=((\.preview|\.meta)?\.[^./\\]*)?$)/;

/**
 * Refuses figures one of which has the name that a panel or a page of another one would get: workers that may write over
 * files cannot ask one another whether it has panels.
 *
 * @throws UsageError
 */
export function refuseSharedNames(jobs: readonly FigureJob[]): void {
  const owners = new Map(
    jobs.flatMap(({ targets, figure }) => pathsOf(targets).map((path): [string, string] => [path, figure])),
  );
  for (const [path, figure] of owners) {
    const other = owners.get(path.replace(numbers, ''));
    if (other !== undefined && other !== figure)
      throw new UsageError(
        `--force with --queue expects names that no panel can have, but ${path} may be one of ${other} as well as ${figure}: rename one, or leave --force out`,
        [],
        { code: 'same-target', fields: { path, figures: [other, figure] } },
      );
  }
}
