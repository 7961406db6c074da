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
  if (endsKnown) {
    const inked = mayBlur ? blurredInk(seen, kinds) : undefined;
    return inked ? { picture: withAddedInk(withBelievableInk(seen), inked), inked } : { picture };
  }
  const inked = picture.ink.isMixed ? mixedInk(seen, kinds) : undefined;
  return inked ? { picture: withMixedInk(picture, inked, model), inked } : { picture };
}
