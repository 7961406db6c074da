import { UsageError } from '../model/errors.js';
import type { Colourmap, Raster } from '../model/types.js';
import { harmonicFill } from '../numeric/harmonicFill.js';
import { projectOnto } from '../numeric/polyline.js';
import { distinctColours, unpackColours } from '../raster/distinct.js';
import { decodeLossless } from './knownLossless.js';
import { decodeLossy } from './knownLossy.js';
import { marksAmong } from './mask/holes.js';
import type { DecodedKnown, DecodeKnownOptions, KnownParts, KnownPicture } from './picture/decoding.js';
import { slicedSigma, withoutSlices } from './positions/slicedBar.js';
import { decideShading } from './shading/decideShading.js';

/** Colours farther from the map than this are overlays and holes in any picture. */
const overlayDistance = 40;
/** Two roundings (of the bar and of the plot) seldom put a colour farther than this from the polyline. */
const roundingDistance = 1.25;
/** Share of the pixels on the map that a lossless picture has within rounding of it, blends of overlays aside. */
const exactShare = 0.7;
/** Typical error of the harmonic interpolation under marks (measured .013–.03 of the range). */
const filledSigma = 0.03;

/**
 * Decodes the pixels of a plot area with a known colourmap.
 *
 * @param raster the plot area alone
 * @returns positions with their standard errors, and the mask (1 = valid); masked pixels are NaN
 * @throws UsageError if `ignore` has another size, or a missing colour is not three numbers in 0…255
 */
export function decodeKnown(
  raster: Raster,
  colourmap: Colourmap,
  options: DecodeKnownOptions = {},
): DecodedKnown {
  const { width, height } = raster;
  validate(options, width * height);
  const distinct = distinctColours(raster);
  const colours = unpackColours(distinct.packed);
  const picture: KnownPicture = { raster, distinct, colours };
  const drawn = withoutSlices(colourmap, distinct.counts);
  const { shading, shadingDoubt, lossy, ...decoded } = decodePicture(picture, drawn, options);
  const { off, ...result } = decoded;
  addSystematic(result.sigma, drawn === colourmap ? barSigma(colourmap) : slicedSigma);
  const account = { lossy, ...(shading && { shading }), ...(shadingDoubt && { shadingDoubt }) };
  if (options.fill !== true) return { ...result, ...account };

  const { t, sigma, mask } = result;
  const noData = off.map((o) => (o === 2 ? 1 : 0));
  const filled = harmonicFill(t, marksAmong(mask, noData, distinct.indices, width, height), width, height);
  for (let i = 0; i < filled.length; i++) if (filled[i] === 1) sigma[i] = filledSigma;
  return { ...result, filled, ...account };
}

/**
 * Rows of the bar by which its positions may be off where no levels show where they are, one standard deviation: frames
 * are snapped to pixels.
 */
const endRows = 0.6;

/**
 * The same in entries of the table that a JPEG's bar was found to show: its colours may be rounded either way, by half a
 * unit at most (σ .29), which is a tenth to a third of an entry on maps that change by one to three units an entry.
 */
const endEntries = 0.2;

/** Standard error of a colourbar's own positions; 0 where levels or bands show them, or no bar is needed. */
function barSigma({ origin, stepped, levels, name, positions }: Colourmap): number {
  if (origin !== 'colourbar' || stepped || levels !== undefined) return 0;
  return (name === undefined ? endRows : endEntries) / positions.length;
}

/** Adds what all positions may be off by to the standard errors, in place. */
function addSystematic(sigma: Float32Array, systematic: number): void {
  if (systematic === 0) return;
  const variance = systematic ** 2;
  for (let i = 0; i < sigma.length; i++) sigma[i] = Math.sqrt(sigma[i]! * sigma[i]! + variance);
}

/** Decodes a picture as what it is: shaded, lossy or lossless. */
function decodePicture(
  picture: KnownPicture,
  map: Colourmap,
  options: DecodeKnownOptions,
): KnownParts & Pick<DecodedKnown, 'lossy' | 'shading' | 'shadingDoubt'> {
  const lossy = options.jpeg !== undefined || isLossy(picture, map);
  const { parts, doubt } = decideShading(picture, map, options, !lossy);
  const shadingDoubt = doubt && { shadingDoubt: doubt };
  // Colours off the map are no sign of a lossy picture where light took them there.
  if (parts !== undefined) return { ...parts, lossy: options.jpeg !== undefined, ...shadingDoubt };
  const decoded = lossy ? decodeLossy(picture, map, options) : decodeLossless(picture, map, options);
  return { ...decoded, lossy, ...shadingDoubt };
}

/**
 * Whether the colours scatter about the map more than rounding explains, in a picture whose kind is not told: JPEGs,
 * resampled and dithered pictures.
 */
function isLossy({ colours, distinct: { counts } }: KnownPicture, map: Colourmap): boolean {
  const { distance } = projectOnto(map.colours, map.positions, colours);
  let near = 0;
  let exact = 0;
  for (let k = 0; k < distance.length; k++) {
    if (distance[k]! > overlayDistance) continue;
    near += counts[k]!;
    if (distance[k]! <= roundingDistance) exact += counts[k]!;
  }
  return exact < exactShare * near;
}

function validate(options: DecodeKnownOptions, pixels: number): void {
  if (options.ignore !== undefined && options.ignore.length !== pixels)
    throw new UsageError(
      `ignore expects one entry per pixel (${pixels}), but received ${options.ignore.length}`,
      [],
      { code: 'mask-size' },
    );
  for (const colour of options.missing ?? [])
    if (colour.length !== 3 || !colour.every((c) => c >= 0 && c <= 255))
      throw new UsageError(
        `missing expects colours of three numbers from 0 to 255, but received ${colour.join(',')}`,
        'missing',
      );
}
