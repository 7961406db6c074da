import type { Raster } from '../../model/types.js';
import { toWorkingSpace } from '../../raster/colours/colourSpace.js';
import type { Library } from '../library/library.js';
import { bestTables, type Candidate, readsTheSame } from './candidates.js';
import { sampleColours } from './colourSample.js';
import { fineColours } from './curveScore.js';
import { type ColourmapMatch, describe, stepColours } from './description.js';
import { inOrder } from './ranking.js';
import { scatterAbout } from './scatter.js';
import { judge, race } from './verdict.js';

export interface IdentifyOptions {
  /** How many matches to give; 10 unless told. */
  readonly limit?: number;
  /** 1 for the pixels to look at, width × height; all of them unless told. */
  readonly eligible?: Uint8Array;
}

export interface Identification {
  /** Best first. */
  readonly matches: readonly ColourmapMatch[];
  /** Nearly all of the picture's colours lie on the first match, within their noise. */
  readonly fits: boolean;
  /** The first match fits within the picture's noise, and no other map that does would read other values from it. */
  readonly decisive: boolean;
  /** Why it is decisive or not, for the reader. */
  readonly reason: string;
  /** How far the picture's colours scatter about any curve, units of about one sRGB level. */
  readonly scatter: number;
}

/**
 * Which named colourmap a picture was drawn with. Looks at a bounded sample of the picture's calm colours, so that
 * background, lines, letters and JPEG noise count little, and compares it with every table of the library.
 *
 * A decisive match is safe to decode with. Of what colours alone cannot tell it says what custom has: the
 * direction, and that the map was used from end to end of the range.
 */
export function identify(raster: Raster, library: Library, options: IdentifyOptions = {}): Identification {
  const { limit = 10, eligible } = options;
  const sample = sampleColours(raster, fineColours, eligible);
  if (sample.weights.length === 0)
    return { matches: [], fits: false, decisive: false, reason: 'the picture is empty', scatter: 0 };
  const points = toWorkingSpace(sample.colours, 'chroma-weighted');
  const scatter = scatterAbout(points, sample.weights);
  const few = sample.distinct <= stepColours;
  const candidates = bestTables(library, points, sample, few);
  const ranked = inOrder(candidates, raster, sample.distinct);

  const [best] = ranked;
  const verdict = judge(best!, ranked, points, sample, scatter);
  const matches: ColourmapMatch[] = [];
  const taken = new Set<Candidate>();
  for (const candidate of ranked) {
    if (taken.has(candidate)) continue;
    const twins = ranked.filter(
      (other) =>
        other !== candidate &&
        !taken.has(other) &&
        candidate.fit.bits - other.fit.bits < race &&
        readsTheSame(candidate, other, sample),
    );
    for (const twin of [candidate, ...twins]) taken.add(twin);
    matches.push(describe(candidate, twins, sample, scatter, few));
    if (matches.length === limit) break;
  }
  return { matches, ...verdict, scatter };
}
