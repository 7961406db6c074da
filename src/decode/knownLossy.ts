import type { Colourmap } from '../model/types.js';
import { jointPositions } from './joint/joint.js';
import { coverFrame } from './mask/coverFrame.js';
import { atEnd, beyondEnd, continuedEnds, exceptionalColours } from './mask/lossyRange.js';
import { fringeOf, hysteresisSeeds } from './mask/overlayMask.js';
import type { DecodeKnownOptions, KnownParts, KnownPicture } from './picture/decoding.js';
import { pixelPositions } from './positions/lossy.js';
import { asTruncated } from './positions/roundingOffset.js';

/** Residuals in noise standard deviations: seeds grow through the lower from the higher. */
const seedLow = 4;
const seedHigh = 7;
/**
 * Seeds below this are only suspects: rings and shared chroma beside a mark throw colours off the map while their
 * luma, and so their value, is still right. Their value decides.
 */
const seedCertain = 9;
/** However noisy the picture, a colour this far off the map is none of its own. */
const certainDistance = 30;
/** As for lossless pictures, but values scatter more. */
const lossyFringe = { reach: 2, floor: 0.025 };

/** Decodes a picture whose colours scatter about the map. */
export function decodeLossy(
  picture: KnownPicture,
  given: Colourmap,
  options: DecodeKnownOptions,
): KnownParts {
  const { raster, distinct, colours } = picture;
  const { width, height } = raster;
  const pixels = width * height;
  const colourmap = given.origin === 'colourbar' ? asTruncated(colours, distinct.counts, given) : given;
  const off = new Uint8Array(pixels);
  const counts = { below: 0, above: 0, missing: 0 };
  const kinds = exceptionalColours(colours, colourmap, options);
  for (let i = 0; i < pixels; i++) {
    const kind = kinds[distinct.indices[i]!]!;
    if (options.ignore?.[i] === 1) off[i] = 2;
    else if (kind !== 0) {
      counts[kind === 1 ? 'below' : kind === 2 ? 'above' : 'missing']++;
      off[i] = 2;
    }
  }
  const pixelwise = pixelPositions(distinct, colours, colourmap, off, width, height);
  const { residual, noise } = pixelwise;
  const seeds = hysteresisSeeds(residual, off, width, height, seedLow * noise, seedHigh * noise);
  // Frames are told by whole lines of seeds, faint ones included; what else is faint is let off again.
  const framed = off.map((o, i) => (o === 0 && seeds[i] === 1 ? 1 : o));
  const frame = coverFrame(raster, framed);
  const certain = Math.min(seedCertain * noise, certainDistance);
  const suspects = new Uint8Array(pixels);
  for (let i = 0; i < pixels; i++) {
    if (off[i] !== 0) continue;
    if (frame(i) || (seeds[i] === 1 && residual[i]! > certain)) off[i] = 1;
    else suspects[i] = seeds[i]!;
  }
  const { reach, floor } = lossyFringe;
  const fringe = fringeOf(pixelwise.t, off, width, height, reach, floor, suspects);
  const mask = new Uint8Array(pixels);
  for (let i = 0; i < pixels; i++) mask[i] = off[i] === 0 && fringe[i] === 0 ? 1 : 0;

  const { t, sigma, cells } = jointPositions(pixelwise, colourmap, mask, width, height, options.jpeg);
  const ends = continuedEnds(colourmap);
  for (let i = 0; i < pixels; i++) {
    let kind: number = options.ignore?.[i] === 1 ? 0 : kinds[distinct.indices[i]!]!;
    if (mask[i] === 1) {
      kind = beyondEnd(t[i]!, ends);
      if (kind !== 0) counts[kind === 1 ? 'below' : 'above']++;
    }
    if (kind === 0) continue;
    if (kind !== 3 && options.clip === true) {
      mask[i] = 1;
      off[i] = 0;
      t[i] = kind - 1;
      sigma[i] = atEnd;
    } else {
      mask[i] = 0;
      off[i] = 2;
    }
  }
  for (let i = 0; i < pixels; i++) if (mask[i] !== 1) t[i] = sigma[i] = Number.NaN;
  return {
    width,
    height,
    t,
    residual,
    sigma,
    mask,
    off,
    ...counts,
    smoothed: 0,
    noise,
    ...(cells && { cells }),
  };
}
