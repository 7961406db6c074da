import { reach, remainingNoise } from './localQuadratic.js';
import type { Plane } from './pyramid.js';
import { type ScaleChoice, tile } from './scaleChoice.js';

/**
 * What is not known of a value: all of its level where it is the level's middle, less where a smooth field runs through
 * the level. Everything is in widths of the level, one standard deviation.
 */

/** Deviation of an error spread evenly over an interval of width 1. */
const evenDeviation = 1 / Math.sqrt(12);
/**
 * Standard error of the middle of a level. An even error has 58 % within its deviation of .289 and all within twice that;
 * a fifteenth more, for the borders between levels are not known exactly either, makes it 62 %.
 */
export const evenSigma = 0.31;
/** What the choice of grids lets pass: departures forgiven of a twentieth of a level, seldom all in one direction. */
const unseenBend = 0.012;
/** Pixels out of their level by more than is forgiven, ever more of them as the fit goes wrong. */
const bendPerOut = 3;

/**
 * The first cells of a fit next to a border, which has neighbours on one side only, and how much larger their error is: the
 * parabola through nine values leaves .81 and .62 of the noise in its first two and .50 in its middle, and what bends more than a parabola goes wrong there first.
 */
export const oneSided = 4;
export const oneSidedError = 1.5;

/** Standard error of each square's smooth answer. */
export function squareErrors(fits: readonly Plane[], choice: ScaleChoice): Float32Array {
  const { across, grid, out, level } = choice;
  return Float32Array.from(grid, (k, s) => {
    const fit = fits[k - 1];
    if (fit === undefined) return evenSigma;
    const x = (((s % across) + 0.5) * tile) / (1 << k);
    const y = ((Math.floor(s / across) + 0.5) * tile) / (1 << k);
    return Math.hypot(
      noiseOf(k),
      evenDeviation / (1 + levelsCrossed(fit, x, y, level[s]!)),
      unseenBend,
      bendPerOut * out[s]!,
    );
  });
}

/** Standard error of the fit on the pixels themselves, which puts a share of those around out of their level. */
export function pixelError(out: number): number {
  return Math.hypot(noiseOf(0), 1.5 * out);
}

/** Standard error of a value polished after a fit, whose own error is `fitted` of the middle's. */
export function polishedError(fitted: number): number {
  return fitted === 1 ? 0.1 : 0.8 * evenSigma * fitted;
}

/** Rounding to levels where the field crosses many of them is white noise, of which means and fits leave a known part. */
function noiseOf(k: number): number {
  return (evenDeviation * remainingNoise) / (1 << k);
}

/**
 * How many levels the fit runs through in the window about a point of its grid, up and down counted both: borders of
 * levels are what is known of the field, and between them nothing is.
 */
function levelsCrossed({ values, width, height }: Plane, x: number, y: number, level: number): number {
  const at = (u: number, v: number): number => {
    const column = Math.min(Math.max(Math.floor(u), 0), width - 1);
    const row = Math.min(Math.max(Math.floor(v), 0), height - 1);
    return values[row * width + column]!;
  };
  const own = at(x, y);
  const along = Math.abs(at(x + reach, y) - own) + Math.abs(at(x - reach, y) - own);
  const down = Math.abs(at(x, y + reach) - own) + Math.abs(at(x, y - reach) - own);
  const crossed = Math.hypot(along, down) / level;
  return Number.isNaN(crossed) ? 0 : crossed;
}
