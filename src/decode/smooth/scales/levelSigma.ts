import type { Lattice } from '../../../numeric/fields/lattice.js';
import { reach, remainingNoise } from '../../../numeric/fields/localQuadratic.js';
import type { Plane } from '../../../numeric/fields/pyramid.js';
import { uniformDeviation } from '../../../numeric/statistics/statistics.js';
import { evenSigma } from './evenSigma.js';
import { type ScaleChoice, tile } from './scaleChoice.js';

/**
 * What is not known of a value: all of its level where it is the level's middle, less where a smooth field runs through
 * the level. Everything is in widths of the level, one standard deviation.
 */

/** Deviation of an even error about one of the interval's ends: what a fit that has gone all wrong has. */
const boundDeviation = 1 / Math.sqrt(3);
/** What the choice of grids lets pass: departures forgiven of a twentieth of a level, seldom all in one direction. */
const unseenBend = 0.016;
/** Pixels out of their level by more than is forgiven, ever more of them as the fit goes wrong. */
const bendPerOut = 3;
/** Pixels out of their level by anything: as many as the fit is wrong by levels, by its mean; the deviation is larger. */
const pixelBendPerOut = 1.25;

/**
 * How much larger a fit's error is next to a border or a masked pixel, with neighbours on one side only: a parabola through
 * nine values leaves .81 and .62 of the noise in its first two, .50 in its middle, and goes wrong there first.
 */
const oneSidedFactor = 1.5;

/** Side of the squares for which the standard errors of fits are worked out. */
const side = 8;

/** Standard errors of the smooth answers of the grids chosen. */
export function errorLattice(
  fits: readonly Plane[],
  choice: ScaleChoice,
  width: number,
  height: number,
): Lattice {
  const across = Math.ceil(width / side);
  const down = Math.ceil(height / side);
  const values = new Float32Array(across * down);
  for (let v = 0, i = 0; v < down; v++)
    for (let u = 0; u < across; u++, i++) {
      const x = (u + 0.5) * side;
      const y = (v + 0.5) * side;
      const square =
        Math.min(Math.floor(y / tile), choice.down - 1) * choice.across +
        Math.min(Math.floor(x / tile), choice.across - 1);
      const k = Math.max(1, choice.grid[square]!);
      const error = fitError(k, fits[k - 1]!, x / (1 << k), y / (1 << k), choice.level[square]!);
      const bend = bendPerOut * choice.out[square]!;
      values[i] = Math.sqrt(error * error + unseenBend * unseenBend + bend * bend);
    }
  return { values, across, down, size: side };
}

/**
 * Standard error of the fit on the pixels themselves.
 *
 * @param middles the middles of the levels about pixel (x, y)
 * @param out share of the pixels around that the fit puts out of their level
 */
export function pixelError(middles: Plane, x: number, y: number, level: number, out: number): number {
  const error = fitError(0, middles, x, y, level);
  const bend = pixelBendPerOut * out;
  return Math.min(boundDeviation, Math.sqrt(error * error + bend * bend));
}

/** What the polish leaves of a fit's error (measured on fields of known truth), and of a value that had no fit. */
const polishedPart = 0.8;
const polishedAlone = 0.12;

/** Standard error of a value polished after a fit, whose own error is `fitted` of the middle's. */
export function polishedError(fitted: number): number {
  return fitted === 1 ? polishedAlone : polishedPart * evenSigma * fitted;
}

/**
 * What a fit on grid k leaves of the rounding to levels. Where the field crosses many levels, rounding is white noise, of
 * which means and fits leave a known part. Where it crosses few, borders of levels are what is known of the field, and
 * between them nothing is.
 *
 * @param plane the field on that grid; NaN = masked
 * @param x column and row on that grid
 */
function fitError(k: number, plane: Plane, x: number, y: number, level: number): number {
  const { values, width, height } = plane;
  const column = Math.min(Math.max(Math.floor(x), 0), width - 1);
  const row = Math.min(Math.max(Math.floor(y), 0), height - 1);
  const i = row * width + column;
  const own = values[i]!;
  const left = column < reach ? Number.NaN : Math.abs(values[i - reach]! - own);
  const right = column + reach >= width ? Number.NaN : Math.abs(values[i + reach]! - own);
  const up = row < reach ? Number.NaN : Math.abs(values[i - reach * width]! - own);
  const down = row + reach >= height ? Number.NaN : Math.abs(values[i + reach * width]! - own);
  // Levels run through in the window, up and down counted both.
  const along = bothWays(left, right);
  const across = bothWays(up, down);
  const crossed = level > 0 ? Math.sqrt(along * along + across * across) / level : 0;
  const noise = (uniformDeviation * remainingNoise) / (1 << k);
  const unseen = uniformDeviation / (1 + crossed ** 2 / 2);
  const error = Math.sqrt(noise * noise + unseen * unseen);
  const oneSided = Number.isNaN(left + right + up + down);
  return oneSided ? Math.min(evenSigma, oneSidedFactor * error) : error;
}

/** Both ways together; one that is masked is taken for the other. */
function bothWays(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 2 * b;
  return Number.isNaN(b) ? 2 * a : a + b;
}
