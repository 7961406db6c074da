import type { ValueScale } from '../../grid/coordinates/scale.js';
import { UsageError } from '../../model/errors.js';
import type { Warning } from '../../model/warning.js';
import type { PlanOptions } from './options.js';

export const scaleWithoutRange: Warning = {
  code: 'scale-without-range',
  message: 'a scale was given, but no range is known: values are positions 0…1',
  remedy: ['range'],
};

export const labelsOffScale: Warning = {
  code: 'labels-off-scale',
  message: 'the labels of the colourbar do not lie on the scale that was given',
  remedy: ['scale', 'range'],
};

export const thresholdAssumed: Warning = {
  code: 'threshold-assumed',
  message:
    'the linear middle of the symmetric logarithm is assumed to end at a hundredth of the larger limit',
  remedy: ['threshold'],
};

/**
 * What is said of a threshold that has no say.
 *
 * @throws UsageError where the scale that is given beside it has no linear middle
 */
export function unusedThreshold(
  { threshold, scale = 'auto' }: PlanOptions,
  values: ValueScale | null,
): Warning[] {
  if (threshold === undefined || scale === 'symlog' || values?.scale === 'symlog') return [];
  if (scale !== 'auto')
    throw new UsageError(
      `threshold is for scale symlog, but received ${scale}: leave one of them out`,
      ['threshold', 'scale'],
      { code: 'threshold-without-symlog', fields: { threshold, scale } },
    );
  return [
    {
      code: 'threshold-unused',
      message: 'a threshold was given, but the scale is no symmetric logarithm: it was not used',
      remedy: ['scale'],
    },
  ];
}
