import type { Raster } from '../model/types.js';
import { luma } from '../raster/colours/colourSpace.js';
import { type BlockGrid, blockAt, type GreyPlane, isUncut, likeliestGrid } from './blockGrid.js';
import type { JpegCoefficients } from './coefficients.js';
import { jpegPixels } from './jpegPixels.js';
import { quantiserSteps } from './quantiserSteps.js';

/** The coefficients of a JPEG, and the pixel of its picture at which another begins. */
export interface PixelCoefficients {
  readonly coefficients: JpegCoefficients;
  readonly left: number;
  readonly top: number;
}

/** Smaller pictures show too few blocks. */
const leastSide = 32;
/** Blocks that the steps are asked of: more tell nothing new. */
const askedBlocks = 1500;
/** Greys that libraries give, some of them tinted, have channels no farther apart than this once they were compressed; marks may be in colour. */
const mostChroma = 8;
const mostColoured = 0.05;
/** This share of the pixels is what the coefficients say, give or take how decoders round. */
const leastAgreement = 0.9;
const rounding = 1;

/**
 * The coefficients of the JPEG that a grey picture once was, from its pixels alone: saved again without loss, they still are multiples
 * of the steps that the JPEG rounded them to, but for the rounding of pixels to bytes. Colours do not tell as much: their chroma was spread
 * over several pixels and rounded with the rest.
 *
 * @returns undefined where the picture is not grey, or was no JPEG, or one whose steps are as fine as bytes
 */
export function coefficientsOfPixels(raster: Raster): PixelCoefficients | undefined {
  const { width, height } = raster;
  if (width < leastSide || height < leastSide) return undefined;
  const samples = greyOf(raster);
  if (samples === undefined) return undefined;
  const plane = { width, height, samples };
  const grid = likeliestGrid(plane);
  const quantisation = quantiserSteps(askedCoefficients(plane, grid));
  if (quantisation === undefined) return undefined;
  const found = rounded(plane, grid, quantisation);
  return agreementOf(found, plane) >= leastAgreement ? found : undefined;
}

/** The luma of a picture whose channels are alike at nearly all pixels; undefined of any other. */
function greyOf({ data }: Raster): Float32Array | undefined {
  const samples = new Float32Array(data.length / 4);
  let coloured = 0;
  for (let p = 0, o = 0; p < samples.length; p++, o += 4) {
    const [r, g, b] = [data[o]!, data[o + 1]!, data[o + 2]!];
    samples[p] = luma(r, g, b);
    if (Math.max(r, g, b) - Math.min(r, g, b) > mostChroma && ++coloured > mostColoured * samples.length)
      return undefined;
  }
  return samples;
}

/** The coefficients of whole blocks spread over the picture, wave by wave. */
function askedCoefficients(plane: GreyPlane, { left, top }: BlockGrid): Float64Array[] {
  const across = (plane.width - left) >> 3;
  const count = across * ((plane.height - top) >> 3);
  const stride = Math.max(1, Math.floor(count / askedBlocks));
  const values = Array.from({ length: 64 }, () => new Float64Array(Math.ceil(count / stride)));
  const block = new Float64Array(64);
  let n = 0;
  for (let b = 0; b < count; b += stride) {
    const row = Math.floor(b / across);
    const [x, y] = [left + 8 * (b - row * across), top + 8 * row];
    if (!isUncut(plane, x, y)) continue;
    blockAt(plane, x, y, block);
    for (let i = 0; i < 64; i++) values[i]![n] = block[i]!;
    n++;
  }
  return values.map((of) => of.subarray(0, n));
}

/** All blocks of a picture, those at its border made whole by going on as it ends, rounded to steps. */
function rounded(plane: GreyPlane, grid: BlockGrid, quantisation: Uint16Array): PixelCoefficients {
  const [left, top] = [(8 - grid.left) % 8, (8 - grid.top) % 8];
  const width = left + plane.width;
  const height = top + plane.height;
  const [blocksWide, blocksHigh] = [Math.ceil(width / 8), Math.ceil(height / 8)];
  const coefficients = new Int16Array(64 * blocksWide * blocksHigh);
  const block = new Float64Array(64);
  for (let b = 0; b < blocksWide * blocksHigh; b++) {
    blockAt(plane, 8 * (b % blocksWide) - left, 8 * Math.floor(b / blocksWide) - top, block);
    for (let i = 0; i < 64; i++) coefficients[64 * b + i] = Math.round(block[i]! / quantisation[i]!);
  }
  const component = { horizontal: 1, vertical: 1, blocksWide, blocksHigh, quantisation, coefficients };
  const sampling = { largestHorizontal: 1, largestVertical: 1, progressive: false };
  return {
    coefficients: { width, height, components: [component], colourModel: 'grey', ...sampling },
    left,
    top,
  };
}

/** Share of the pixels that coefficients give back, of blocks that are whole and nowhere cut off. */
function agreementOf({ coefficients, left, top }: PixelCoefficients, plane: GreyPlane): number {
  const { width, height, data } = jpegPixels(coefficients);
  let same = 0;
  let count = 0;
  for (let y = 8 * Math.ceil(top / 8) - top; y + 8 <= height - top; y += 8)
    for (let x = 8 * Math.ceil(left / 8) - left; x + 8 <= width - left; x += 8) {
      if (!isUncut(plane, x, y)) continue;
      count += 64;
      for (let i = 0; i < 64; i++) {
        const [u, v] = [x + (i & 7), y + (i >> 3)];
        const said = data[4 * ((v + top) * width + u + left)]!;
        if (Math.abs(said - plane.samples[v * plane.width + u]!) <= rounding) same++;
      }
    }
  return count === 0 ? 0 : same / count;
}
