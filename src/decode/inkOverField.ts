import type { PictureColours } from '../locus/colours/pictureColours.js';
import { blurredInk } from './mask/ink/blurredInk.js';
import type { UnmaskedField } from './mask/ink/fieldBreaks.js';
import { type MixedInk, mixedInk, withAddedInk, withMixedInk } from './mask/ink/mixedInk.js';
import { withBelievableInk } from './mask/maskPixels.js';

/**
 * The ink drawn over a field by what is mixed with it, and the picture with that ink. Of a map that is known to its ends,
 * colours off it are drawn over whatever they mix, unless compression moved them.
 *
 * @param endsKnown the map is known to its ends
 * @param mayBlur compression may have blurred the marks' colours
 */
export function inkOverField(
  seen: UnmaskedField,
  kinds: Uint8Array,
  endsKnown: boolean,
  mayBlur: boolean,
): { readonly picture: PictureColours; readonly inked?: MixedInk } {
  const { picture, model } = seen;
  const mixed = !endsKnown && picture.ink.isMixed ? mixedInk(seen, kinds) : undefined;
  if (mixed) return { picture: withMixedInk(picture, mixed, model), inked: mixed };
  const blurred = mayBlur ? blurredInk(seen, kinds, endsKnown) : undefined;
  return blurred ? { picture: withAddedInk(withBelievableInk(seen), blurred), inked: blurred } : { picture };
}
