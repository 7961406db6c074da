import { validColourmap } from '../../colourmap/maps/validColourmap.js';
import { validateScale } from '../../grid/coordinates/scale.js';
import { UsageError } from '../../model/errors.js';
import { validateBox } from '../../raster/crop.js';
import type { FigureInput, PanelRequest } from '../plan/request.js';

/**
 * Checks what comes from outside, once: within the pipeline it is trusted.
 *
 * @throws UsageError if boxes, masks, colours or the scale do not fit the picture, or cannot be
 * @throws InputError if a colourmap that is given is none
 */
export function validatePanel(input: FigureInput, request: PanelRequest): void {
  const { width, height } = input.raster;
  validateBox(request.plotBox, width, height, 'plot');
  if (request.colourbarBox) validateBox(request.colourbarBox, width, height, 'colourbar');
  for (const name of ['ignore', 'restore'] as const) {
    const { length = width * height } = input[name] ?? {};
    if (length !== width * height)
      throw new UsageError(
        `${name} expects one entry a pixel (${width * height}), but received ${length}`,
        [],
        {
          code: `${name}-of-another-size`,
        },
      );
  }
  for (const colour of request.decode.missing)
    if (colour.length !== 3 || !colour.every((c) => c >= 0 && c <= 255))
      throw new UsageError(
        `missing expects colours of three numbers from 0 to 255, but received ${colour.join(',')}`,
        'missing',
      );
  if (request.values) validateScale(request.values);
  if (request.colourmap.from === 'given') validColourmap(request.colourmap.colourmap);
}
