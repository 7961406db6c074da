import { deltaE2000 } from './colourDifference.js';

/** Two places of a colourmap that are far apart and look the same. */
export interface LookAlike {
  readonly a: number;
  readonly b: number;
  readonly deltaE: number;
}

/** Places nearer than a tenth of the range are neighbours, which may well look alike. */
const apart = 0.1;
/** What lies between two look-alikes differs from them by several times as much; else the stretch is merely flat. */
const detour = 3;

/**
 * The pairs of places that look alike: CIEDE2000 below `threshold`, though the map goes elsewhere between them. Of a
 * run of such pairs only the closest is given.
 *
 * @param lab 3n L*a*b* colours at positions (i + ½)/n
 * @param closed the ends meet by intent and do not count
 * @returns closest first
 */
export function lookAlikes(lab: Float64Array, threshold: number, closed: boolean): LookAlike[] {
  const n = lab.length / 3;
  const walked = new Float64Array(n);
  for (let i = 1; i < n; i++) walked[i] = walked[i - 1]! + deltaE2000(lab, i - 1, lab, i);
  const found: { i: number; j: number; deltaE: number }[] = [];
  const gap = Math.max(2, Math.round(apart * n));
  for (let i = 0; i < n; i++)
    for (let j = i + gap; j < n; j++) {
      if (closed && n - (j - i) < gap) continue;
      if (walked[j]! - walked[i]! < detour * threshold) continue;
      const deltaE = deltaE2000(lab, i, lab, j);
      if (deltaE < threshold) found.push({ i, j, deltaE });
    }
  found.sort((p, q) => p.deltaE - q.deltaE);
  const kept: typeof found = [];
  for (const pair of found)
    if (kept.every((other) => Math.abs(other.i - pair.i) + Math.abs(other.j - pair.j) > gap)) kept.push(pair);
  return kept.map(({ i, j, deltaE }) => ({ a: (i + 0.5) / n, b: (j + 0.5) / n, deltaE }));
}
