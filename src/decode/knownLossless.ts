import type { Colourmap } from '../model/types.js';
import type { DistinctColours } from '../raster/distinct.js';
import { repeatedCells } from './cells/cells.js';
import { coverFrame } from './mask/coverFrame.js';
import { markEndHoles } from './mask/endHoles.js';
import { fringeOf } from './mask/overlayMask.js';
import { outOfRange } from './mask/pixelKind.js';
import type { DecodeKnownOptions, KnownParts, KnownPicture } from './picture/decoding.js';
import { type ColourPositions, colourPositions } from './positions/lossless.js';
import { evenSigma } from './smooth/evenSigma.js';
import { smoothCells } from './smooth/smoothCells.js';

/** Residual above which a colour of a lossless picture is no colour of the map: two roundings of three channels. */
export const losslessResidual = 2;
/** How far anti-aliased blends reach from a mark, and the departure in t that is never called one. */
const losslessFringe = { reach: 2, floor: 0.012 };
/**
 * Decodes a picture whose colours are the map's own but for rounding: each distinct colour once.
 *
 */
export function decodeLossless(
  picture: KnownPicture,
  colourmap: Colourmap,
  options: DecodeKnownOptions,
): KnownParts {
  const { raster, distinct, colours } = picture;
  const { width, height } = raster;
  const pixels = width * height;
  const positions = colourPositions(colours, distinct.counts, colourmap);
  const kinds = outOfRange(colours, colourmap, positions, options.missing ?? [], losslessResidual);

  const ofColour = colourReadings(positions, kinds, options.clip === true);

  const t = new Float32Array(pixels);
  const residual = new Float32Array(pixels);
  const off = new Uint8Array(pixels);
  for (let i = 0; i < pixels; i++) {
    const k = distinct.indices[i]!;
    t[i] = ofColour.t[k]!;
    residual[i] = positions.residual[k]!;
    off[i] = ofColour.off[k]!;
  }
  const { ignore } = options;
  if (ignore !== undefined) for (let i = 0; i < pixels; i++) if (ignore[i] === 1) off[i] = 2;
  coverFrame(raster, off);
  const ends = endColours(positions, colours);
  if (ends.includes(1) && !colourmap.stepped) {
    const suspect = new Uint8Array(pixels);
    for (let i = 0; i < pixels; i++) if (off[i] === 0) suspect[i] = ends[distinct.indices[i]!]!;
    markEndHoles(t, off, suspect, width, height);
  }
  // A stepped map's blends are bands of their own; and without marks there is no fringe.
  const fringe =
    colourmap.stepped || !off.includes(1)
      ? undefined
      : fringeOf(t, off, width, height, losslessFringe.reach, losslessFringe.floor);
  const mask = new Uint8Array(pixels);
  const sigma = new Float32Array(pixels);
  let valid = 0;
  for (let i = 0; i < pixels; i++) {
    if (off[i] === 0 && (fringe === undefined || fringe[i] === 0)) {
      mask[i] = 1;
      valid++;
      sigma[i] = ofColour.sigma[distinct.indices[i]!]!;
    } else t[i] = sigma[i] = Number.NaN;
  }
  const smooth = options.smooth ?? 'auto';
  // A band's middle is the value that a stepped figure gives; a field within bands has to be asked for.
  const smoothed = smooth === 'on' || (smooth === 'auto' && !colourmap.stepped);
  const cells =
    smoothed || !colourmap.stepped ? repeatedCells(distinct.indices, mask, width, height) : undefined;
  const replaced = smoothed ? smoothCells(t, sigma, width, height, cells, smooth) : 0;
  const counts = countKinds(kinds, distinct, ignore);
  // What lies beyond the range was smoothed along, but is the end of the range.
  if (options.clip === true && counts.below + counts.above > 0)
    for (let i = 0; i < pixels; i++) {
      const k = distinct.indices[i]!;
      if (mask[i] === 0 || kinds[k] === 0) continue;
      t[i] = ofColour.t[k]!;
      sigma[i] = ofColour.sigma[k]!;
    }
  return {
    width,
    height,
    t,
    residual,
    sigma,
    mask,
    off,
    ...counts,
    smoothed: valid > 0 ? replaced / valid : 0,
    ...(positions.levels !== undefined && { levels: positions.levels }),
    ...(cells && { cells }),
    noise: 0,
  };
}

/** 1 for colours of pages and pens, pure white and pure black, that are an end of the map. */
function endColours({ lower, upper, residual }: ColourPositions, colours: Float64Array): Uint8Array {
  return Uint8Array.from(residual, (distance, k) => {
    const sum = colours[3 * k]! + colours[3 * k + 1]! + colours[3 * k + 2]!;
    const atEnd = lower[k]! <= 0 || upper[k]! >= 1;
    return distance <= losslessResidual && atEnd && (sum === 0 || sum === 765) ? 1 : 0;
  });
}

/** What every pixel of a distinct colour gets: position, standard error, and whether it is off (as in `KnownParts`). */
function colourReadings(
  { t, lower, upper, residual }: ColourPositions,
  kinds: Uint8Array,
  clip: boolean,
): { t: Float32Array; sigma: Float32Array; off: Uint8Array } {
  const clipped = (k: number): boolean => clip && (kinds[k] === 1 || kinds[k] === 2);
  return {
    t: t.map((value, k) => (clipped(k) ? kinds[k]! - 1 : value)),
    sigma: t.map((_, k) => evenSigma * (upper[k]! - lower[k]!)),
    off: kinds.map((kind, k) => {
      if (kind === 0) return residual[k]! > losslessResidual ? 1 : 0;
      return clipped(k) ? 0 : 2;
    }),
  };
}

/** Pixels of each kind that holds no value of the range, ignored ones left out. */
function countKinds(
  kinds: Uint8Array,
  { counts, indices }: DistinctColours,
  ignore: Uint8Array | undefined,
): { below: number; above: number; missing: number } {
  const pixels = [0, 0, 0, 0];
  for (let k = 0; k < kinds.length; k++) pixels[kinds[k]!]! += counts[k]!;
  if (ignore !== undefined)
    for (let i = 0; i < ignore.length; i++) if (ignore[i] === 1) pixels[kinds[indices[i]!]!]!--;
  const [, below, above, missing] = pixels as [number, number, number, number];
  return { below, above, missing };
}
