import { formatOf } from '../../../formats/formatOf.js';
import { isProjectName } from '../../../formats/projectName.js';
import { UsageError } from '../../../model/errors.js';
import { standardOutput } from '../../options/targets.js';
import type { FigureJob } from './figureJob.js';

const drawsContours = ({ targets }: FigureJob): boolean =>
  targets.grids.some((path) => path !== standardOutput && formatOf(path).name === 'geojson');

/** @throws UsageError for contours without levels; a project that was not read yet may have its own */
export function refuseContoursWithoutLevels(job: FigureJob): void {
  if (drawsContours(job) && job.writing.levels === undefined && !isProjectName(job.figure))
    throw new UsageError('levels expects the values at which GeoJSON contours are to be drawn', 'levels');
}

/** @throws UsageError for levels that are given for nothing: neither contours nor a project, which records them, are written */
export function refuseLevelsWithoutContours(job: FigureJob): void {
  if (job.writing.levels === undefined || drawsContours(job) || job.targets.project !== undefined) return;
  throw new UsageError(
    'levels are those of contours: write them with -o NAME.geojson, or leave them out',
    'levels',
    { code: 'levels-without-contours' },
  );
}
