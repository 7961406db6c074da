import type { Raster } from '../model/types.js';
import { crop } from '../raster/crop.js';
import type { Findings } from './findings.js';
import { type GivenBoxes, givenLayout } from './given/givenLayout.js';
import { type InspectOptions, inspect } from './inspect.js';
import { movedBoxes, movedFindings } from './moved.js';

/**
 * Everything that can be found in a figure of which boxes are given, around them: also where the search by itself finds
 * nothing, or another figure.
 *
 * @param given boxes inside the picture, rough ones too
 * @returns findings that name the boxes as they are used
 */
export async function inspectAround(
  raster: Raster,
  given: GivenBoxes,
  options: InspectOptions = {},
): Promise<Findings> {
  if (Object.keys(given).length === 0) return inspect(raster, options);
  const { whole, ...others } = options;
  const { layout, used, canvas } = givenLayout(raster, given, options.lossy, whole);
  if (!canvas) return { ...(await inspect(raster, { ...options, layout })), given: used };
  const { left: x, top: y } = canvas;
  const inside = await inspectAround(crop(raster, canvas), movedBoxes(given, { x: -x, y: -y }), others);
  return movedFindings(inside, { x, y }, raster);
}
