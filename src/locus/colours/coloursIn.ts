import { toWorkingSpace, type WorkingSpace } from '../../raster/colours/colourSpace.js';
import type { PictureColours } from './pictureColours.js';

/** A picture's distinct colours in a space that may be its own: 3m coordinates. */
export function coloursIn(
  { space, colours, rgb }: Pick<PictureColours, 'space' | 'colours' | 'rgb'>,
  wanted: WorkingSpace,
): Float64Array {
  return space === wanted ? colours : toWorkingSpace(rgb, wanted);
}
