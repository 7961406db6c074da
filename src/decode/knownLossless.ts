import type { Colourmap } from '../types.js';
import { repeatedCells } from './cells.js';
import type { DecodeKnownOptions } from './known.js';
import { coverFrame, type KnownParts, type KnownPicture } from './knownPicture.js';
import { evenSigma } from './levelSigma.js';
import { colourPositions } from './lossless.js';
import { fringeOf } from './overlayMask.js';
import { outOfRange } from './pixelKind.js';
import { smoothCells } from './smoothCells.js';

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

  const t = new Float32Array(pixels);
  const residual = new Float32Array(pixels);
  const off = new Uint8Array(pixels);
  const counts = { below: 0, above: 0, missing: 0 };
  for (let i = 0; i < pixels; i++) {
    const k = distinct.indices[i]!;
    t[i] = positions.t[k]!;
    residual[i] = positions.residual[k]!;
    const kind = kinds[k]!;
    if (options.ignore?.[i] === 1) off[i] = 2;
    else if (kind === 0) off[i] = positions.residual[k]! > losslessResidual ? 1 : 0;
    else {
      counts[kind === 1 ? 'below' : kind === 2 ? 'above' : 'missing']++;
      if (kind === 3 || options.clip !== true) off[i] = 2;
      else t[i] = kind === 1 ? 0 : 1;
    }
  }
  coverFrame(raster, off);
  const fringe = colourmap.stepped
    ? undefined
    : fringeOf(t, off, width, height, losslessFringe.reach, losslessFringe.floor);
  const mask = new Uint8Array(pixels);
  const sigma = new Float32Array(pixels);
  for (let i = 0; i < pixels; i++) {
    const k = distinct.indices[i]!;
    if (off[i] === 0 && (fringe === undefined || fringe[i] === 0)) {
      mask[i] = 1;
      sigma[i] = evenSigma * (positions.upper[k]! - positions.lower[k]!);
    } else t[i] = sigma[i] = Number.NaN;
  }
  const cells = colourmap.stepped ? undefined : repeatedCells(distinct.indices, mask, width, height);
  const smooth = options.smooth ?? 'auto';
  return {
    width,
    height,
    t,
    residual,
    sigma,
    mask,
    off,
    ...counts,
    smoothed: smooth === 'off' || colourmap.stepped ? 0 : smoothCells(t, sigma, width, height, cells, smooth),
    ...(positions.levels !== undefined && { levels: positions.levels }),
    ...(cells && { cells }),
    noise: 0,
  };
}
