import type { Colourmap } from '../../../model/types.js';
import { pointsAt, projectOnto } from '../../../numeric/curves/polyline.js';
import { uniformVariance } from '../../../numeric/statistics/statistics.js';
import type { ColourPositions } from '../../picture/colourPositions.js';
import { alignLevels } from './levels.js';
import { ownPositions, projectedPositions } from './projectedPositions.js';

/** A colour this near to the map may be one of its levels: two roundings and the extrapolated ends. */
const candidateDistance = 2.5;
/** Palettes that keep fewer bits of a channel put a level's colour no farther from it than this: half of four in each of three. */
const coarseRounding = 4;
/** Rarer colours are blends more often than levels; they are looked up once the levels are known. */
const leastCount = 2;
/** Share of the candidate pixels that a rhythm of levels must explain to be believed. */
const believableShare = 0.97;
/** Mean squared mismatch (beyond rounding) of believable levels: one unit in one channel on one colour in two. */
const believableMismatch = 1;
/** matplotlib, MATLAB ≥ R2019b, Octave, ncview: tried where the map does not show its own count. */
export const commonLevels = 256;
/** Which part of its level a value lay in, nothing shows: half a level each way, evenly. A share of the range, squared. */
export const levelVariance = uniformVariance / commonLevels ** 2;

/**
 * Positions of the distinct colours of an exactly drawn picture: by band where the map is stepped, by level where it is
 * drawn in levels, by the stretch between its neighbours where the picture has few colours of its own, else by projection
 * with the interval that rounding to bytes leaves.
 *
 * @param colours 3m distinct colours, 0…255
 * @param counts m pixel counts
 * @param own m flags: the few colours that the picture is drawn in (1), if it is; others are mixtures
 * @param seen which colours are certainly levels (1), and whether neighbouring pixels show neighbouring colours: then the
 *   levels between two of them were left out of the palette, not out of the field
 */
export function colourPositions(
  colours: Float64Array,
  counts: Uint32Array,
  map: Colourmap,
  own: Uint8Array | undefined,
  seen: { readonly levels?: Uint8Array; readonly isSmooth: boolean } = { isSmooth: false },
): ColourPositions {
  if (map.bands !== undefined) return bandPositions(colours, map);
  const { parameter, distance } = projectOnto(map.colours, map.positions, colours);
  // Where positions are shares of the range, a renderer may have drawn them in levels; where they follow the colours
  // only, levels mean nothing.
  const count = map.levels ?? (map.accuracy.endsKnown ? commonLevels : undefined);
  const isReducedPalette = own !== undefined && seen.isSmooth && isReduced(own, parameter, map);
  if (count !== undefined) {
    const byLevel = levelPositions(colours, counts, map, distance, count);
    if (byLevel !== undefined && !isReducedPalette) return byLevel;
  }
  // An order that was found in the picture is nothing but the picture's colours.
  if (own !== undefined && (!map.accuracy.endsKnown || isReducedPalette))
    return ownPositions(colours, own, parameter, distance, seen.levels ?? own);
  return projectedPositions(map, parameter, distance);
}

/** Whether a picture of few colours shows less than half of the map's between the first and the last that it shows. */
function isReduced(own: Uint8Array, along: Float64Array, { positions, levels }: Colourmap): boolean {
  let shown = 0;
  let low = 1;
  let high = 0;
  for (let i = 0; i < own.length; i++) {
    if (own[i] !== 1) continue;
    shown++;
    low = Math.min(low, along[i]!);
    high = Math.max(high, along[i]!);
  }
  const between = levels ? (high - low) * levels : positions.filter((t) => t > low && t < high).length;
  return 2 * shown < between;
}

function levelPositions(
  colours: Float64Array,
  counts: Uint32Array,
  map: Colourmap,
  distance: Float64Array,
  n: number,
): ColourPositions | undefined {
  const candidates = [...counts.keys()].filter(
    (i) => counts[i]! >= leastCount && distance[i]! < candidateDistance,
  );
  // Far more colours than levels: the renderer interpolates, or the picture is no lossless one.
  if (candidates.length === 0 || candidates.length > 4 * n) return undefined;
  const near = new Float64Array(3 * candidates.length);
  candidates.forEach((i, j) => {
    near.set(colours.subarray(3 * i, 3 * i + 3), 3 * j);
  });
  const centres = Float64Array.from({ length: n }, (_, k) => (k + 0.5) / n);
  const alignment = alignLevels(
    near,
    candidates.map((i) => counts[i]!),
    pointsAt(map.colours, map.positions, centres),
  );
  if (alignment.share < believableShare || alignment.mismatch > believableMismatch) return undefined;

  const m = counts.length;
  const t = new Float32Array(m);
  const lower = new Float32Array(m);
  const upper = new Float32Array(m);
  const residual = new Float32Array(m);
  const isLevel = new Uint8Array(m);
  const aligned = new Int32Array(m).fill(-1);
  candidates.forEach((i, j) => {
    aligned[i] = j;
  });
  for (let i = 0; i < m; i++) {
    const j = aligned[i]!;
    if (j >= 0 && alignment.level[j]! >= 0) {
      lower[i] = alignment.first[j]! / n;
      upper[i] = (alignment.last[j]! + 1) / n;
      isLevel[i] = 1;
    } else {
      const found = nearestColour(alignment.palette, colours, i);
      // Between two levels, a colour of a coarsely rounded palette is as near to the map as to the line between them.
      residual[i] =
        found.distance <= coarseRounding ? Math.min(found.distance, distance[i]!) : found.distance;
      if (found.distance === 0) isLevel[i] = 1;
      lower[i] = found.index / n;
      upper[i] = (found.index + 1) / n;
    }
    t[i] = (lower[i]! + upper[i]!) / 2;
  }
  return {
    t,
    lower,
    upper,
    residual,
    isLevel,
    drawn: { colours: alignment.palette, positions: centres },
    levels: n,
  };
}

function nearestColour(
  palette: Float64Array,
  colours: Float64Array,
  i: number,
): { index: number; distance: number } {
  const r = colours[3 * i]!;
  const g = colours[3 * i + 1]!;
  const b = colours[3 * i + 2]!;
  let index = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; 3 * k < palette.length; k++) {
    const square =
      (palette[3 * k]! - r) ** 2 + (palette[3 * k + 1]! - g) ** 2 + (palette[3 * k + 2]! - b) ** 2;
    if (square < least) {
      least = square;
      index = k;
    }
  }
  return { index, distance: Math.sqrt(least) };
}

/** The nearest band; blends of two neighbouring bands (anti-aliased edges of contours) go to the nearer of them. */
function bandPositions(colours: Float64Array, map: Colourmap): ColourPositions {
  const edges = map.bands!;
  const bands = map.positions.length;
  const along = Float64Array.from({ length: bands }, (_, k) => k);
  const { parameter, distance } = projectOnto(map.colours, along, colours);
  const m = parameter.length;
  const t = new Float32Array(m);
  const lower = new Float32Array(m);
  const upper = new Float32Array(m);
  for (let i = 0; i < m; i++) {
    const k = Math.round(parameter[i]!);
    lower[i] = edges[k]!;
    upper[i] = edges[k + 1]!;
    t[i] = (lower[i]! + upper[i]!) / 2;
  }
  return { t, lower, upper, residual: Float32Array.from(distance), levels: bands };
}
