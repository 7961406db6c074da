import { threadOf } from './thread.js';

/** No colour table in use for continuous fields has more entries that matter; a few stray colours come on top. */
const mostLevels = 300;
/** So much of the picture must be drawn in them: the rest are the mixed colours along lines and letters. */
const leastCover = 0.75;
/** Beyond the table, counts fall off a cliff; in compressed or resampled pictures they run on. */
const cliff = 0.12;
/** Mixed colours occur about as often as the most frequent colour beyond the table; levels that are rarer wait. */
const aboveMixed = 2;

/**
 * Which distinct colours are exact levels of the colourmap, or undefined if the picture's colours are not exact
 * (compressed with loss, or resampled): the entries of a table, or, of a map that was drawn as a continuous scale, the
 * colours along its thread.
 *
 * @param packed n distinct colours, 0xRRGGBB
 * @param counts pixels of each, those known to be no data left out
 * @returns n flags, 1 = certainly a level
 */
export const exactColours = (packed: Uint32Array, counts: Uint32Array): Uint8Array | undefined =>
  tableOf(counts) ?? threadOf(packed, counts);

/** The levels of a table. */
function tableOf(counts: Uint32Array): Uint8Array | undefined {
  const sorted = counts
    .filter((c) => c > 0)
    .sort()
    .reverse();
  let total = 0;
  let covered = 0;
  for (let i = 0; i < sorted.length; i++) {
    total += sorted[i]!;
    if (i < mostLevels) covered += sorted[i]!;
  }
  const beyond = sorted[mostLevels] ?? 0;
  const typical = sorted[Math.min(100, sorted.length >> 1)] ?? 0;
  if (covered < leastCover * total || beyond > cliff * typical) return undefined;
  const least = sorted.length <= mostLevels ? 1 : aboveMixed * beyond;
  return Uint8Array.from(counts, (c) => (c >= least && c > 0 ? 1 : 0));
}
