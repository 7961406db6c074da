import type { Raster } from '../model/types.js';
import { quantile } from '../numeric/statistics/statistics.js';
import { meanSpectrum, spectrumSide } from './spectrum.js';

/** Screens of less than two pixels a cell are not resolved, */
const shortestPeriod = 2;
/** coarser ones than this are no screens but pictures of dots. */
const longestPeriod = 12;
/** A peak of a screen has so many times the power that lies at frequencies about as high beside all peaks. */
const leastPeak = 40;
/** Four inks' peaks with what leaks beside them take less than three quarters of the frequencies about as high. */
const beside = 0.25;
/** The two directions of a screen are at right angles and alike: their powers differ by less than this factor, */
const mostUneven = 3;
/** and stand so many frequencies apart from where they should at most. */
const reach = 1;
/** An edge's ridge grows towards nought; so many cycles nearer to it, beside a peak there is next to nothing. */
const ridge = 4;
const overRidge = 8;
/** Periods of one print's screens differ by less than this share, as far as the spectrum tells. */
const samePeriod = 0.06;
/** Closer to the axes lie edges, grid lines, cells and stripes of whatever a program drew upright. */
const offAxis = 2;

/**
 * Pixels along a cell of the screen that a picture was printed with: dots in a square lattice put two peaks at right
 * angles into its spectrum, alike, far above all else of their frequency, and (as screens are turned against one another) off the axes. All inks have
 * one period, but two of their screens make a third, coarser pattern: of periods that have about the most power, the
 * finest counts.
 *
 * @returns undefined where no screen is seen
 */
export function screenPeriod(raster: Raster): number | undefined {
  const power = meanSpectrum(raster);
  if (!power) return undefined;
  const peaks = latticePeaks(power);
  if (peaks.length === 0) return undefined;
  const together = peaks.map(({ radius }) =>
    peaks
      .filter((peak) => Math.abs(peak.radius / radius - 1) < samePeriod)
      .reduce((sum, peak) => sum + peak.power, 0),
  );
  const most = Math.max(...together);
  const counted = peaks.filter((_, k) => 2 * together[k]! >= most);
  return spectrumSide / Math.max(...counted.map(({ radius }) => radius));
}

interface Peak {
  /** Cycles along the square's side. */
  readonly radius: number;
  readonly power: number;
}

/** The peaks of half the spectrum that have a fellow at right angles. */
function latticePeaks(power: Float64Array): Peak[] {
  const side = spectrumSide;
  const at = (x: number, y: number): number => power[((y + side) % side) * side + ((x + side) % side)]!;
  const usual = powerBeside(power);
  const peaks: Peak[] = [];
  for (let y = offAxis; y <= side / 2; y++)
    for (let x = offAxis; x <= side / 2; x++) {
      const radius = Math.hypot(x, y);
      if (radius < side / longestPeriod || radius > side / shortestPeriod) continue;
      const own = at(x, y);
      if (own < leastPeak * usual[Math.round(radius)]! || own < highest(at, x, y)) continue;
      const inner = 1 - ridge / radius;
      if (own < overRidge * highest(at, Math.round(inner * x), Math.round(inner * y))) continue;
      const fellow = highest(at, -y, x);
      if (fellow * mostUneven < own || own * mostUneven < fellow) continue;
      peaks.push({ radius, power: Math.min(own, fellow) });
    }
  return peaks;
}

/** The greatest power within reach of a frequency. */
function highest(at: (x: number, y: number) => number, x: number, y: number): number {
  let most = 0;
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++) most = Math.max(most, at(x + dx, y + dy));
  return most;
}

/** The power beside all peaks at the frequencies about as far from nought, in whole cycles. */
function powerBeside(power: Float64Array): number[] {
  const side = spectrumSide;
  const rings: number[][] = Array.from({ length: side }, () => []);
  power.forEach((p, i) => {
    const x = ((i % side) + side / 2) % side;
    const y = (Math.floor(i / side) + side / 2) % side;
    const radius = Math.round(Math.hypot(x - side / 2, y - side / 2));
    for (const near of [radius - 1, radius, radius + 1]) rings[near]?.push(p);
  });
  return rings.map((ring) => quantile(ring, beside));
}
