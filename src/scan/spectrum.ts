import type { Raster } from '../model/types.js';
import { fourierTransform } from '../numeric/fields/fourier.js';

/** Pixels along a square whose spectrum is taken: ten cells and more of any screen that a scan resolves. */
export const spectrumSide = 64;
/** The spectrum is the mean over so many squares along each side of the picture at most: noise averages out. */
const most = 8;
/** In fewer than these some frequency has ten times the usual power by chance. */
const fewest = 4;
/** Squares whose lightest and darkest pixel differ by less say nothing of how they were printed. */
const leastContrast = 8;

/**
 * The power at each frequency (cycles a pixel times `spectrumSide`, negative ones at the end of rows and columns),
 * averaged over squares all over the picture and summed over lightness and two differences of colour.
 *
 * @param isWanted whether the square that begins at (left, top) is to be taken
 * @returns undefined where the picture is too small or flat, or too few squares of a choice are
 */
export function meanSpectrum(
  raster: Raster,
  isWanted?: (left: number, top: number) => boolean,
): Float64Array | undefined {
  const { width, height } = raster;
  const side = spectrumSide;
  if (width < side || height < side) return undefined;
  const power = new Float64Array(side * side);
  const real = new Float64Array(side * side);
  const imaginary = new Float64Array(side * side);
  let squares = 0;
  for (const top of starts(height))
    for (const left of starts(width))
      if ((isWanted?.(left, top) ?? true) && cut(raster, left, top, real, imaginary)) {
        fourierTransform(real, imaginary, side);
        for (let i = 0; i < power.length; i++) power[i]! += real[i]! ** 2 + imaginary[i]! ** 2;
        squares++;
      }
  if (squares < (isWanted ? fewest : 1)) return undefined;
  return power.map((_, i) => {
    // Of two real planes in one complex transform, the powers at a frequency and at its negative add up to both.
    const [x, y] = [i % side, Math.floor(i / side)];
    const opposite = ((side - y) % side) * side + ((side - x) % side);
    return (power[i]! + power[opposite]!) / (2 * squares);
  });
}

function starts(length: number): number[] {
  const count = Math.min(most, Math.floor(length / spectrumSide));
  const last = length - spectrumSide;
  return Array.from({ length: count }, (_, k) =>
    Math.round(count === 1 ? last / 2 : (k * last) / (count - 1)),
  );
}

/** Hann's window: what a square is cut out with, lest its borders count as edges; of mean power 1. */
const hann = Float64Array.from(
  { length: spectrumSide },
  (_, k) => (1 - Math.cos((2 * Math.PI * (k + 0.5)) / spectrumSide)) / 2 / Math.sqrt(0.375),
);

/** Lightness as the real part of a square and red less blue as the imaginary one; false where it is flat. */
function cut(
  { width, data }: Raster,
  left: number,
  top: number,
  real: Float64Array,
  imaginary: Float64Array,
): boolean {
  const side = spectrumSide;
  let [sum, difference, least, greatest] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let y = 0, i = 0; y < side; y++)
    for (let x = 0; x < side; x++, i++) {
      const o = 4 * ((top + y) * width + left + x);
      const lightness = (data[o]! + data[o + 1]! + data[o + 2]!) / 3;
      real[i] = lightness;
      imaginary[i] = data[o]! - data[o + 2]!;
      sum += lightness;
      difference += imaginary[i]!;
      least = Math.min(least, lightness);
      greatest = Math.max(greatest, lightness);
    }
  if (greatest - least < leastContrast) return false;
  const [mean, middle] = [sum / side ** 2, difference / side ** 2];
  for (let y = 0, i = 0; y < side; y++)
    for (let x = 0; x < side; x++, i++) {
      const weight = (hann[x]! * hann[y]!) / side;
      real[i] = weight * (real[i]! - mean);
      imaginary[i] = weight * (imaginary[i]! - middle);
    }
  return true;
}
