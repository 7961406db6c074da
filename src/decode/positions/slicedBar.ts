import type { Colourmap } from '../../model/types.js';

/**
 * Colourbars that are painted in slices while the plot is not. gnuplot paints its bar in 128, each in the colour of its
 * lower edge (draw_inside_colorbox_bitmap_… in its color.c), and the plot in as many colours as bytes can tell.
 */

const slices = 128;
/** Rows that lie in one slice have one colour: all but those that anti-aliasing blends (measured .8–.97, others ≤ .2). */
const leastEven = 0.7;
/** Rows of different slices differ, but for the flat stretches that many maps have. */
const leastUneven = 0.5;
/** A bar with fewer pairs of rows within slices does not show them. */
const leastPairs = 32;
/** Two rows have one colour if no channel differs by more. */
const oneColour = 0.5;
/** A picture in the bar's own slices has no more frequent colours than there are slices, rounding aside. */
const mostSliced = 1.5 * slices;
/** Blends of marks have many colours; none of them fills this share of the picture. */
const frequentShare = 1e-4;
/**
 * Standard error of the positions that slices give: their colours are rounded and so are the rows of their borders, to a
 * tenth of a slice.
 */
const slicedSigma = 0.1 / slices;
/** How far, in rows, the bar's ends may be from where its frame put them. */
const endShifts = [-0.9, -0.6, -0.3, 0, 0.3, 0.6, 0.9];

/**
 * The map that the plot was drawn with, where the bar shows slices of it and the plot's colours lie between them: each
 * slice's colour at its lower edge. Its positions are then as good as those of a file. Otherwise the map itself.
 *
 * @param counts how many pixels of the plot have each of its distinct colours
 */
export function withoutSlices(map: Colourmap, counts: Uint32Array): Colourmap {
  // Levels, bands and tables have no slices between them and the truth.
  if (map.accuracy.standardError === 0 || map.bands !== undefined || map.levels !== undefined) return map;
  const pixels = counts.reduce((sum, n) => sum + n, 0);
  let frequent = 0;
  for (const n of counts) if (n > frequentShare * pixels) frequent++;
  if (frequent <= mostSliced) return map;
  const { positions } = map;
  const row = (positions[positions.length - 1]! - positions[0]!) / positions.length;
  let best: Sliced | undefined;
  for (const low of endShifts)
    for (const high of endShifts) {
      const placed = positions.map((t) => (t - low * row) / (1 + (high - low) * row));
      const sliced = slicesOf(placed, map.colours, row / 2);
      if (sliced !== undefined && (best === undefined || sliced.even > best.even)) best = sliced;
    }
  return best === undefined
    ? map
    : {
        ...map,
        ...lowerEdges(best),
        accuracy: { ...map.accuracy, standardError: slicedSigma },
      };
}

interface Sliced {
  /** Share of the pairs of rows within slices that have one colour. */
  readonly even: number;
  /** Slices that show their colour, ascending, and the colours. */
  readonly seen: readonly number[];
  readonly colours: readonly (readonly number[])[];
}

/** The slices that a bar's rows show, if their changes are those of slices. */
function slicesOf(positions: Float64Array, colours: Float64Array, half: number): Sliced | undefined {
  const sliceOf = (t: number): number => Math.min(slices - 1, Math.max(0, Math.floor(t * slices)));
  const sums = new Float64Array(3 * slices);
  const counts = new Uint32Array(slices);
  let [within, even, between, uneven] = [0, 0, 0, 0];
  for (let i = 0; i + 1 < positions.length; i++) {
    const first = sliceOf(positions[i]! - half);
    const differs = [0, 1, 2].some(
      (c) => Math.abs(colours[3 * i + 3 + c]! - colours[3 * i + c]!) > oneColour,
    );
    if (first !== sliceOf(positions[i + 1]! + half)) {
      between++;
      if (differs) uneven++;
      continue;
    }
    within++;
    if (differs) continue;
    even++;
    counts[first]! += 2;
    for (let c = 0; c < 3; c++) sums[3 * first + c]! += colours[3 * i + c]! + colours[3 * i + 3 + c]!;
  }
  if (within < leastPairs || even < leastEven * within || uneven < leastUneven * between) return undefined;
  const seen = [...counts.keys()].filter((k) => counts[k]! > 0);
  return {
    even: even / within,
    seen,
    colours: seen.map((k) => [0, 1, 2].map((c) => sums[3 * k + c]! / counts[k]!)),
  };
}

/** The map through the slices' colours at their lower edges; beyond the last and the first it goes on as it did. */
function lowerEdges({ seen, colours }: Sliced): { colours: Float64Array; positions: Float64Array } {
  const at = (k: number, a: number, b: number): readonly number[] => {
    const f = (k - seen[a]!) / (seen[b]! - seen[a]!);
    return colours[a]!.map((v, c) => Math.min(255, Math.max(0, v + f * (colours[b]![c]! - v))));
  };
  const last = seen.length - 1;
  const first = seen[0]! > 0 ? [at(0, 0, 1)] : [];
  return {
    colours: Float64Array.from([...first, ...colours, at(slices, last - 1, last)].flat()),
    positions: Float64Array.from([...first.map(() => 0), ...seen, slices], (k) => k / slices),
  };
}
