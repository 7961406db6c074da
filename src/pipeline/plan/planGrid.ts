import { UsageError } from '../../model/errors.js';
import type { PlanOptions } from './options.js';
import type { PanelRequest } from './request.js';

/**
 * The resolution that the grid is to have, and the reference system of its coordinates, where either was asked for.
 *
 * @throws UsageError where they contradict each other, or the axes that are known
 */
export function plannedGrid(
  { resample, step, crs, ground, ...given }: PlanOptions,
  { x, y }: Pick<PanelRequest, 'x' | 'y'>,
): Pick<PanelRequest, 'resolution' | 'crs'> {
  if (resample && step)
    throw new UsageError('resample expects no step beside it: both say how large cells are', [
      'resample',
      'step',
    ]);
  const setting = resample ? 'resample' : 'step';
  if (resample && ![resample.columns, resample.rows].every((n) => Number.isInteger(n) && n > 0))
    throw new UsageError(
      `resample expects whole numbers of columns and rows, but received ${resample.columns} × ${resample.rows}`,
      'resample',
    );
  if (step && !step.every((size) => Number.isFinite(size) && size > 0))
    throw new UsageError(`step expects two positive sizes, but received ${step.join()}`, 'step');
  for (const [name, axis] of [['x', x] as const, ['y', y] as const]) {
    if ((resample || step) && axis?.scale === 'log')
      throw new UsageError(`${setting} expects linear axes, but ${name} is logarithmic`, setting, {
        code: 'logarithmic-axis',
      });
    if ((step || crs !== undefined) && axis === null)
      throw new UsageError(
        `${step ? 'step' : 'crs'} expects the coordinates of both axes: give ${name}, for none were read`,
        [step ? 'step' : 'crs', name],
        { code: 'axis-unknown' },
      );
  }
  const resolution = resample ?? (step && { step });
  // Axes that were given instead are not in the file's reference system.
  const system = crs ?? (given.x || given.y ? undefined : ground?.crs);
  return { ...(resolution && { resolution }), ...(system !== undefined && { crs: system }) };
}
