import type { PictureColours } from '../locus/colours/pictureColours.js';
import type { Colourmap } from '../model/types.js';
import type { FieldOptions } from './picture/decoding.js';
import { type NoiseModel, noiseModelOf } from './picture/noiseModel.js';
import { withoutFalseBands } from './positions/falseBands.js';
import { showsLevels } from './positions/levels/exactPositions.js';
import { withoutSlices } from './positions/slicedBar.js';

/** A map as the picture bears it out, without bands and slices of its bar's alone, and how the picture's colours differ from it. */
export function preparedMap(
  picture: PictureColours,
  given: Colourmap,
  { compressed, without = [] }: FieldOptions,
): { readonly map: Colourmap; readonly model: NoiseModel } {
  const believed = withoutFalseBands(picture, given);
  const map = without.includes('slices') ? believed : withoutSlices(believed, picture.distinct.counts);
  return { map, model: noiseModelOf(picture, map, compressed, (tried) => showsLevels(picture, tried)) };
}
