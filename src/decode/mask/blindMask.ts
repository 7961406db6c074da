import type { Locus } from '../../locus/locus.js';
import type { Raster } from '../../model/types.js';
import { toWorkingSpace } from '../../raster/colourSpace.js';
import { countColours } from '../../raster/countColours.js';
import { dilate } from '../../raster/dilate.js';
import { unpackColours } from '../../raster/distinct.js';
import { backgroundKind } from './foreignColour.js';
import { settleFringe } from './fringe.js';
import { inkRim } from './inkRim.js';

/** Ink that covers less of a pixel changes its colour by rounding, and its value by less than a level's width. */
const mostMixedExact = 0.03;
/** JPEG ringing beside ink reaches a fifth of its contrast at usual qualities; fainter ink cannot be told from it. */
const mostMixedLossy = 0.2;
/** On the locus, the field's own steps look like mixtures: only large ones are, sooner where all colours are grey. */
const mostMixedOnLocus = 0.35;
const mostMixedGrey = 0.12;
/** Pixels beside strong edges of a JPEG of usual quality are off by so much of the edge's contrast. */
const ringingShare = 0.015;

/**
 * Finds what is no data: regions without any, ink, and the pixels that are mixed with either. What lies near them and is
 * data is settled against its surroundings.
 *
 * @param curve vertices and arcs of the locus that was decoded on
 * @param field width × height arcs; changed in place where they were settled
 * @param residual width × height distances from the locus; changed likewise
 * @param tolerance a colour this far from the locus is still on it
 * @returns width × height, 1 = no data
 */
export function maskMarks(
  raster: Raster,
  locus: Locus,
  curve: { readonly vertices: Float64Array; readonly arcs: Float64Array },
  field: Float32Array,
  residual: Float32Array,
  tolerance: number,
): Uint8Array {
  const { width, height } = raster;
  const { exact, noData, ink, distinct, colours } = locus;
  const suspects = suspectPixels(locus, residual, tolerance, width, height);
  if (!suspects.includes(1)) return noData.mask.slice();
  const foreign = ink.core.slice();
  for (let p = 0; p < foreign.length; p++) if (noData.mask[p]) foreign[p] = backgroundKind;
  const grey = isGrey(colours, countColours(distinct, noData.mask));
  // Mixtures of greys are greys; any other exact colour beside ink that is no level is a mixture, however near the locus.
  const unmistakable = exact && !grey;
  const inked = {
    ...curve,
    colours,
    indices: distinct.indices,
    strokes: ink.strokes,
    inks: toWorkingSpace(unpackColours(Uint32Array.from(ink.colours)), locus.space),
  };
  const masked = settleFringe(
    raster,
    { arcs: field, distance: residual },
    {
      ...inked,
      tolerance: unmistakable ? 0.01 : tolerance,
      ringing: unmistakable ? 0 : ringingShare,
      mostMixedOnLocus: grey ? mostMixedGrey : exact ? Number.POSITIVE_INFINITY : mostMixedOnLocus,
    },
    suspects,
    foreign,
    unmistakable ? mostMixedExact : mostMixedLossy,
  );
  const settled = field.slice();
  for (let p = 0; p < settled.length; p++) if (masked[p] || noData.mask[p]) settled[p] = Number.NaN;
  const levels = unmistakable ? locus.levels : undefined;
  const rim = inkRim(settled, masked, ink.core, { ...inked, noise: locus.sigma, levels }, width, height);
  for (let p = 0; p < masked.length; p++) if (noData.mask[p] || rim[p]) masked[p] = 1;
  return masked;
}

function suspectPixels(
  locus: Locus,
  residual: Float32Array,
  tolerance: number,
  width: number,
  height: number,
): Uint8Array {
  const { noData, ink, exact } = locus;
  const suspects = dilate(ink.strokes, width, height, exact ? 1 : 3);
  // An exactly drawn region of no data ends where it ends; a soft one smears.
  const border = exact ? noData.mask : dilate(noData.mask, width, height, noData.soft ? 6 : 2);
  for (let p = 0; p < suspects.length; p++)
    if (noData.mask[p]) suspects[p] = 0;
    else if (border[p] || residual[p]! > tolerance) suspects[p] = 1;
  return suspects;
}

/** Whether all the colours that occur are grey, to the rounding of a decoder. */
function isGrey(colours: Float64Array, counts: Uint32Array): boolean {
  for (let i = 0, o = 0; i < counts.length; i++, o += 3) {
    if (counts[i] === 0) continue;
    if (Math.abs(colours[o]! - colours[o + 1]!) > 2 || Math.abs(colours[o + 1]! - colours[o + 2]!) > 2)
      return false;
  }
  return true;
}
