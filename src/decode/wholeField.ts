import { numbered, type WholeColours } from '../locus/colours/blockColours.js';
import type { PictureColours } from '../locus/colours/pictureColours.js';
import type { Colourmap } from '../model/types.js';
import { regionColours } from './mask/regionColours.js';
import type { WholeField } from './picture/block.js';
import type { FieldOptions } from './picture/decoding.js';
import { exactPositions } from './positions/levels/exactPositions.js';
import { preparedMap } from './preparedMap.js';
import { unsmoothedField } from './unsmoothed.js';

/** Why a picture can't be decoded block by block. */
export type NotInBlocks = 'dithered' | 'scattered' | 'blurred borders' | 'a pen' | 'an order of its own';

/**
 * What a sample of a picture says of the whole, for its blocks to be decoded by themselves; or why they cannot be. That it is neither
 * shaded nor transparent is for `decode` of the sample to say.
 *
 * @param sample the sample's colours taken apart
 * @param whole what they say of those of the whole
 */
export function wholeField(
  sample: PictureColours,
  whole: WholeColours,
  given: Colourmap,
  options: FieldOptions,
): WholeField | NotInBlocks {
  if (!given.accuracy.endsKnown) return 'an order of its own';
  if (sample.dithered) return 'dithered';
  if (sample.noData.soft) return 'blurred borders';
  const { map, model } = preparedMap(sample, given, options);
  // Anything else is settled among neighbours, or by how the pixels scatter.
  if (model.kind !== 'exact') return 'scattered';
  const { facts } = unsmoothedField(sample, map, model, options);
  if (sample.ink.isPen && facts.isInkBelieved) return 'a pen';
  const { packed, counts, plain, levels, exact: isExact, space, rgb, colours } = whole;
  const indices = numbered(sample.distinct.packed, sample.distinct.indices.slice(), whole);
  const picture: PictureColours = {
    ...sample,
    ...{ plain, levels, exact: isExact, space, rgb, colours },
    distinct: { packed, counts, indices },
  };
  const exact = exactPositions(picture, map, model, options.without);
  return {
    ...{ width: whole.width, height: whole.height, map, model, exact, mask: facts },
    regions: regionColours(picture, map, model, exact),
  };
}
