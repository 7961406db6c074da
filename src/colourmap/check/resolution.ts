import { uniformDeviation } from '../../numeric/statistics/statistics.js';

/** How finely values can be read from a colourmap at a given noise. */
export interface Resolution {
  /** Standard deviation of a colour channel's noise, sRGB units. */
  readonly noise: number;
  /** Levels whose colours differ by two standard deviations either way, at most the map's own. */
  readonly levels: number;
  /** Root mean square error of a value read from one pixel, share of the range. */
  readonly accuracy: number;
  /** Places far apart on the map whose colours the noise can swap; closest first. */
  readonly confusable: readonly { readonly a: number; readonly b: number; readonly distance: number }[];
}

/** Rounding to whole sRGB values alone: uniform in ±½. */
export const roundingNoise = uniformDeviation;
/** Two colours are told apart when they are two standard deviations either way. */
const toldApart = 4;
/** Farther apart than a twentieth of the range, a swap is an error that nobody would call noise. */
const apart = 0.05;
const detour = 3;

/**
 * @param colours 3n sRGB values at positions (i + ½)/n
 * @param levels number of flat levels that the map is drawn in; Infinity for a continuous one
 */
export function resolutionAt(
  colours: Float64Array,
  levels: number,
  closed: boolean,
  noise: number,
): Resolution {
  const n = colours.length / 3;
  const distance = (i: number, j: number): number =>
    Math.hypot(
      colours[3 * i]! - colours[3 * j]!,
      colours[3 * i + 1]! - colours[3 * j + 1]!,
      colours[3 * i + 2]! - colours[3 * j + 2]!,
    );
  const sigma = Math.max(noise, roundingNoise);
  const walked = new Float64Array(n);
  for (let i = 1; i < n; i++) walked[i] = walked[i - 1]! + distance(i - 1, i);

  // An error along the map is noise over speed; where the map stands still, the width of the stretch bounds it.
  let squares = 0;
  for (let i = 0; i < n; i++) {
    let low = i;
    let high = i;
    while (low > 0 && walked[i]! - walked[low]! < sigma) low--;
    while (high < n - 1 && walked[high]! - walked[i]! < sigma) high++;
    const travelled = walked[high]! - walked[low]!;
    const width = (high - low) / n;
    squares += travelled > 0 ? Math.min(width, (sigma * width) / travelled) ** 2 : width ** 2 / 12;
  }
  const levelWidth = Number.isFinite(levels) ? 1 / levels : 0;

  const gap = Math.max(2, Math.round(apart * n));
  const confusable: { i: number; j: number; distance: number }[] = [];
  for (let i = 0; i < n; i++)
    for (let j = i + gap; j < n; j++) {
      if (closed && n - (j - i) < gap) continue;
      if (walked[j]! - walked[i]! < detour * toldApart * sigma) continue;
      const d = distance(i, j);
      if (d < toldApart * sigma) confusable.push({ i, j, distance: d });
    }
  confusable.sort((p, q) => p.distance - q.distance);
  const kept: typeof confusable = [];
  for (const pair of confusable)
    if (kept.every((other) => Math.abs(other.i - pair.i) + Math.abs(other.j - pair.j) > gap)) kept.push(pair);
  return {
    noise: sigma,
    levels: Math.max(1, Math.min(levels, Math.floor(walked[n - 1]! / (toldApart * sigma)) + 1)),
    accuracy: Math.max(Math.sqrt(squares / n), levelWidth * uniformDeviation),
    confusable: kept.map(({ i, j, distance: d }) => ({ a: (i + 0.5) / n, b: (j + 0.5) / n, distance: d })),
  };
}
