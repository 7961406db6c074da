import type { Raster } from '../model/types.js';
import { isGrainy } from './grain.js';
import { type Peak, powerNear, spectralPeaks } from './peaks.js';
import { spectrumSide } from './spectrum.js';

/** Screens of less than two pixels a cell are not resolved, */
const shortestPeriod = 2;
/** coarser ones than this are no screens but pictures of dots. */
const longestPeriod = 12;
/** A peak of a screen has so many times the power that lies beside. */
const leastDots = 40;
/** The two directions of a screen are at right angles and alike: their powers differ by less than this factor. */
const mostUneven = 3;
/** Periods of one print's screens differ by less than this share, as far as the spectrum tells. */
const samePeriod = 0.06;
/** Closer to the axes lie edges, grid lines, cells and stripes of whatever a program drew upright. */
const offAxis = 2;

/**
 * Pixels along a cell of the screen that a picture was printed with: dots in a square lattice put two peaks at right
 * angles into its spectrum, alike, far above all else of their frequency, and off the axes, as screens are turned against
 * one another. All inks have one period, but two of their screens make a third, coarser pattern: of periods that have
 * about the most power, the finest counts. Chequers, grids and ordered dither have such peaks as well, but programs draw
 * them without a scanner's grain.
 *
 * @param spectrum the picture's mean spectrum, asked for where there is grain
 * @returns undefined where no screen is seen
 */
export function screenPeriod(picture: Raster, spectrum: () => Float64Array | undefined): number | undefined {
  const power = isGrainy(picture) ? spectrum() : undefined;
  if (power === undefined) return undefined;
  const dots = spectralPeaks(power, longestPeriod).filter((peak) => isOfDots(power, peak));
  if (dots.length === 0) return undefined;
  const together = dots.map(({ radius }) =>
    dots
      .filter((peak) => Math.abs(peak.radius / radius - 1) < samePeriod)
      .reduce((sum, peak) => sum + peak.power, 0),
  );
  const most = Math.max(...together);
  const counted = dots.filter((_, k) => 2 * together[k]! >= most);
  return spectrumSide / Math.max(...counted.map(({ radius }) => radius));
}

function isOfDots(power: Float64Array, { x, y, radius, power: own, over }: Peak): boolean {
  if (x < offAxis || y < offAxis || radius > spectrumSide / shortestPeriod || over < leastDots) return false;
  const fellow = powerNear(power, -y, x);
  return fellow * mostUneven > own && own * mostUneven > fellow;
}

/** A display's pixels, or what their stripes leave of themselves in a camera's mosaic, are finer than this in a photograph. */
const coarsestStripes = 4;
/** Through a lens nothing that is drawn on paper repeats so finely and stands out so far. */
const leastStripes = 10;
/** Finer patterns are a camera's own, of two pixels. */
const finest = 2;

/**
 * Pixels of a photograph over which to average, where it shows a display: its pixels, their stripes or the camera's mosaic
 * under them. It says nothing of pictures that a program drew: only what was found to be seen through a lens is to be asked.
 *
 * @param power the picture's mean spectrum
 * @returns undefined where it shows none
 */
export function stripePeriod(power: Float64Array): number | undefined {
  const radii = spectralPeaks(power, coarsestStripes)
    .filter(({ over }) => over > leastStripes)
    .map(({ radius }) => radius);
  return radii.length > 0 ? Math.max(finest, spectrumSide / Math.min(...radii)) : undefined;
}
