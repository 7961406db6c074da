import { type BarProfile, rowDistance } from '../../bar/barProfile.js';
import { arcLengths } from '../../numeric/curves/polyline.js';

/** Rows from which the hidden ends are extrapolated. */
const tangentRows = 8;

/** A table's colours at the middles of its entries, with ends at 0 and 1. */
export function tableMap(table: Float64Array): { colours: Float64Array; positions: Float64Array } {
  const n = table.length / 3;
  return withEnds(
    Array.from(table),
    Array.from({ length: n }, (_, k) => (k + 0.5) / n),
  );
}

/** Colours and positions of a continuous bar, its hidden ends extrapolated to 0 and 1. */
export function continuousMap(
  { colours: rows, from, to }: BarProfile,
  ends: { low: number; high: number; levels?: number },
): { colours: Float64Array; positions: Float64Array } {
  const colours: number[] = [];
  const positions: number[] = [];
  // Renderers round the borders of levels to pixels as they please: the row next to a level's middle has its colour.
  let off = Number.POSITIVE_INFINITY;
  for (let i = from; i < to; i++) {
    const f = (i + 0.5 - ends.low) / (ends.high - ends.low);
    const t = ends.levels === undefined ? f : (Math.floor(f * ends.levels) + 0.5) / ends.levels;
    if (t <= 0 || t >= 1) continue;
    const again = t === positions[positions.length - 1];
    if (again && Math.abs(f - t) >= off) continue;
    off = Math.abs(f - t);
    if (!again) positions.push(t);
    colours.splice(3 * (positions.length - 1), 3, rows[3 * i]!, rows[3 * i + 1]!, rows[3 * i + 2]!);
  }
  if (positions.length < 2)
    return { colours: Float64Array.from(colours), positions: Float64Array.from(positions) };
  return withEnds(colours, positions);
}

/** The same with the colours extrapolated to 0 and 1. */
function withEnds(
  colours: readonly number[],
  positions: readonly number[],
): { colours: Float64Array; positions: Float64Array } {
  const low = extrapolated(colours, positions, 0);
  const high = extrapolated(colours, positions, 1);
  return {
    colours: Float64Array.from([...low, ...colours, ...high]),
    positions: Float64Array.from([0, ...positions, 1]),
  };
}

/** The colour at an end, on the straight line fitted to the rows next to it. */
function extrapolated(colours: readonly number[], positions: readonly number[], t: 0 | 1): number[] {
  const n = positions.length;
  const count = Math.min(tangentRows, n);
  const start = t === 0 ? 0 : n - count;
  const anchor = t === 0 ? 0 : n - 1;
  return [0, 1, 2].map((c) => {
    let st = 0;
    let sc = 0;
    // The line goes through the outermost row, so that the polyline has no kink of noise there.
    for (let k = start; k < start + count; k++) {
      const dt = positions[k]! - positions[anchor]!;
      st += dt * dt;
      sc += dt * (colours[3 * k + c]! - colours[3 * anchor + c]!);
    }
    const value = colours[3 * anchor + c]! + (st > 0 ? (sc / st) * (t - positions[anchor]!) : 0);
    return Math.min(255, Math.max(0, value));
  });
}

/** The ends meet: their distance is that of a few rows. */
export function joinsItself(colours: Float64Array): boolean {
  const n = colours.length / 3;
  if (n < 16) return false;
  const length = arcLengths(colours).at(-1)!;
  return rowDistance(colours, 0, n - 1) < Math.max(6, (3 * length) / n);
}
