import { solveDense } from '../solvers/denseSolver.js';
import { projectOnto, segmentAt } from './polyline.js';

/** A point x of a curve goes to scale · x + shift. */
export interface Homothety {
  readonly scale: number;
  readonly shift: readonly [number, number, number];
}

/** A homothety that takes a curve to points, and how well it does. */
export interface HomothetyFit extends Homothety {
  /** Distances of the points from the curve's image. */
  readonly distance: Float64Array;
  /** Where on the curve each point lies, by its parameters. */
  readonly parameter: Float64Array;
  /** Standard error of those parameters that the errors of scale and shift make, for points off by one unit each: root mean square. */
  readonly spread: number;
}

/** Images smaller than this share of the curve are drawn to a point by any noise. */
const leastScale = 0.15;
/** Points farther off than this hardly pull, from the first rounds to the last: halved until the limit is reached. */
const firstReach = 32;
const rounds = 24;
/** What is known of scale and shift beforehand, as standard deviations: what points do not tell stays as uncertain as that. */
const priorScale = 0.3;
const priorShift = 100;

/**
 * The homothety under which a polyline comes nearest to points that need not fill it: from a start, by Gauss–Newton on the
 * distances across the curve (point to tangent; Chen & Medioni 1992, doi:10.1016/0262-8856(92)90066-C), far points down-weighted by
 * a Geman–McClure law whose reach shrinks.
 *
 * @param vertices 3n coordinates
 * @param parameters n ascending parameters of the vertices
 * @param points 3m coordinates
 * @param reach distance within which points belong to the curve: the last reach of the law
 */
export function fittedHomothety(
  vertices: Float64Array,
  parameters: Float64Array,
  points: Float64Array,
  start: Homothety,
  reach: number,
): HomothetyFit {
  let fit = start;
  let far = Math.max(reach, firstReach);
  for (let round = 0; round < rounds; round++) {
    const { matrix, right } = normalEquations(vertices, parameters, points, fit, far);
    const step = solveDense(matrix, right);
    const scale = Math.min(1, Math.max(leastScale, fit.scale + step[0]!));
    const [x, y, z] = fit.shift;
    const next: Homothety = { scale, shift: [x + step[1]!, y + step[2]!, z + step[3]!] };
    const moved = Math.hypot(255 * (scale - fit.scale), step[1]!, step[2]!, step[3]!);
    fit = next;
    if (far === reach && moved < 0.01) break;
    far = Math.max(reach, far / Math.SQRT2);
  }
  const { matrix, sensitivities } = normalEquations(vertices, parameters, points, fit, reach);
  return {
    ...fit,
    ...placesUnder(fit, vertices, parameters, points),
    spread: spreadOf(matrix, sensitivities),
  };
}

/** Where points lie on a curve's image. */
export function placesUnder(
  { scale, shift }: Homothety,
  vertices: Float64Array,
  parameters: Float64Array,
  points: Float64Array,
): Pick<HomothetyFit, 'distance' | 'parameter'> {
  const back = points.map((v, i) => (v - shift[i % 3]!) / scale);
  const { parameter, distance } = projectOnto(vertices, parameters, back);
  return { parameter, distance: distance.map((d) => scale * d) };
}

interface NormalEquations {
  /** 4 × 4, of scale and shift, and the right-hand side. */
  readonly matrix: Float64Array;
  readonly right: Float64Array;
  /** 4m: how much each point's parameter moves with scale and shift. */
  readonly sensitivities: Float64Array;
}

function normalEquations(
  vertices: Float64Array,
  parameters: Float64Array,
  points: Float64Array,
  at: Homothety,
  reach: number,
): NormalEquations {
  const { parameter } = placesUnder(at, vertices, parameters, points);
  const matrix = new Float64Array(16);
  const right = new Float64Array(4);
  const sensitivities = new Float64Array((4 * points.length) / 3);
  const row = new Float64Array(4);
  const foot = new Float64Array(3);
  const unit = new Float64Array(3);
  const off = new Float64Array(3);
  const last = parameters.length - 1;
  for (let i = 0; i < parameter.length; i++) {
    const k = segmentAt(parameters, parameter[i]!);
    const span = parameters[k + 1]! - parameters[k]!;
    const f = span > 0 ? (parameter[i]! - parameters[k]!) / span : 0;
    let squared = 0;
    let distance = 0;
    for (let c = 0; c < 3; c++) {
      const from = vertices[3 * k + c]!;
      unit[c] = vertices[3 * k + 3 + c]! - from;
      squared += unit[c]! ** 2;
      foot[c] = from + f * unit[c]!;
      off[c] = points[3 * i + c]! - at.scale * foot[c]! - at.shift[c]!;
      distance += off[c]! ** 2;
    }
    const length = Math.sqrt(squared);
    // Beyond an end the whole distance counts: no part of it can be taken up by sliding along.
    const slides = length > 0 && parameter[i]! > parameters[0]! && parameter[i]! < parameters[last]!;
    let along = 0;
    let slid = 0;
    for (let c = 0; c < 3; c++) {
      unit[c] = slides ? unit[c]! / length : 0;
      along += unit[c]! * foot[c]!;
      slid += unit[c]! * off[c]!;
    }
    const weight = (1 + distance / reach ** 2) ** -2;
    for (let c = 0; c < 3; c++) {
      row[0] = foot[c]! - along * unit[c]!;
      for (let j = 0; j < 3; j++) row[j + 1] = (j === c ? 1 : 0) - unit[j]! * unit[c]!;
      const offAcross = off[c]! - unit[c]! * slid;
      for (let a = 0; a < 4; a++) {
        right[a]! += weight * row[a]! * offAcross;
        for (let b = 0; b < 4; b++) matrix[4 * a + b]! += weight * row[a]! * row[b]!;
      }
    }
    const perUnit = slides ? span / (length * at.scale) : 0;
    sensitivities[4 * i] = perUnit * along;
    for (let c = 0; c < 3; c++) sensitivities[4 * i + 1 + c] = perUnit * unit[c]!;
  }
  return { matrix, right, sensitivities };
}

function spreadOf(matrix: Float64Array, sensitivities: Float64Array): number {
  const known = matrix.slice();
  const prior = [priorScale, priorShift, priorShift, priorShift];
  prior.forEach((deviation, a) => {
    known[5 * a]! += deviation ** -2;
  });
  const covariance = prior.map((_, a) =>
    solveDense(
      known,
      Float64Array.from(prior, (__, b) => (a === b ? 1 : 0)),
    ),
  );
  const points = sensitivities.length / 4;
  let sum = 0;
  for (let i = 0; i < points; i++)
    for (let a = 0; a < 4; a++)
      for (let b = 0; b < 4; b++)
        sum += sensitivities[4 * i + a]! * covariance[a]![b]! * sensitivities[4 * i + b]!;
  return Math.sqrt(Math.max(0, sum) / Math.max(1, points));
}
