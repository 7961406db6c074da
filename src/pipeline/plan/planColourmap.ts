import { UsageError } from '../../model/errors.js';
import type { Box } from '../../model/types.js';
import type { Setting, Warning } from '../../model/warning.js';
import type { PlanOptions } from './options.js';
import type { ColourmapRequest } from './request.js';

/** Settings that only the walk has: with one of them it is the walk that is meant. */
const walkSettings = ['colours', 'near', 'far'] as const satisfies readonly Setting[];

/**
 * Where the colourmap comes from: as told, else from the colourbar, else from the pixels.
 *
 * @param bar the colourbar that belongs to the plot; null: there is none
 * @throws UsageError if settings of the walk are given beside a colourmap
 */
export function colourmapRequest(options: PlanOptions, bar: Box | null): ColourmapRequest {
  const { colourmap = 'auto', reverse = false, from: lowEnd = 'darkest', colours, near, far } = options;
  const walking = walkSettings.filter((name) => options[name] !== undefined);
  if (typeof colourmap === 'object') {
    if (walking.length > 0)
      throw new UsageError(
        `${walking.join(' and ')} are for the walk of a palette, but colourmap gives the colours in order`,
        [walking[0]!, 'colourmap'],
        { code: 'walk-of-given-colourmap' },
      );
    return { from: 'given', colourmap, reverse, ...(bar && { bar }) };
  }
  if (colourmap === 'walk' || walking.length > 0)
    return {
      from: 'walk',
      ...(colours !== undefined && { colours }),
      ...(near !== undefined && { near }),
      ...(far !== undefined && { far }),
      lowEnd,
      reverse,
      // A walk that is asked for beside `blind` looks at nothing but the pixels either.
      ...(bar && colourmap !== 'blind' && { bar }),
    };
  if (bar && colourmap === 'auto') return { from: 'colourbar', box: bar, flipped: reverse };
  return { from: 'pixels', reverse, lowEnd, named: colourmap === 'auto' };
}

/** The settings that were given and have no say with this source of the colourmap. */
export function unusedSettings(options: PlanOptions, { from }: ColourmapRequest): Warning[] {
  if (options.from === undefined || from === 'walk' || from === 'pixels') return [];
  const source = from === 'colourbar' ? 'the colourbar' : 'the colourmap that was given';
  return [
    {
      code: 'from-unused',
      message: `${source} says which colour is low: the colour to begin from was not used`,
      advice: 'the other end becomes the low one when it is reversed',
    },
  ];
}
