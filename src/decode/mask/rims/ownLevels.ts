import type { DistinctColours } from '../../../raster/colours/distinct.js';

/** Shares of ink in a pixel that are tried: finer ones round to the same colours. */
const shares = 64;
/** Colours so near the ink are the ink itself, in any channel. */
const inkTolerance = 3;
/** A level is told from a mixture where it is so many times as likely. */
const leastOdds = 20;
/** Colours with a smaller share of what is certainly ink are mixtures, as a rule; so many may be drawn with. */
const leastInkShare = 0.05;
const mostInks = 4;

/**
 * Which levels of the map pixels beside ink show as their own. Where colours are exact, a mixture of the field with ink hits a level by
 * chance only: what the field's colours would hit it by, mixed with ink in all shares, is put beside how often it is shown, and beside how often it
 * would be if the field went on as it is elsewhere.
 *
 * @param isLevel 1 for the distinct colours that are levels
 * @param suspects width × height; other than 0 = beside ink
 * @param core width × height; 1 = ink, beyond doubt
 * @param holes colours of no data, packed 0xRRGGBB: they may have been mixed in, too
 * @returns for each distinct colour 1 = a level that suspects show as their own; of the others nothing is said
 */
export function ownLevels(
  { packed, indices }: DistinctColours,
  isLevel: Uint8Array,
  suspects: Uint8Array,
  core: Uint8Array,
  holes: readonly number[],
): Uint8Array {
  const own = new Uint8Array(packed.length);
  const shown = new Uint32Array(packed.length);
  const field = new Uint32Array(packed.length);
  const inked = new Uint32Array(packed.length);
  let mixed = 0;
  let total = 0;
  for (let p = 0; p < indices.length; p++) {
    const k = indices[p]!;
    if (core[p] === 1) inked[k]!++;
    if (isLevel[k] === 0) {
      if (suspects[p]) mixed++;
    } else if (suspects[p]) shown[k]!++;
    else {
      field[k]!++;
      total++;
    }
  }
  if (total === 0) return own;
  const inks = [...holes, ...commonest(inked).map((k) => packed[k]!)];

  const levels = new Map<number, number>();
  for (let k = 0; k < packed.length; k++) if (isLevel[k]) levels.set(packed[k]!, k);
  const hits = new Float64Array(packed.length);
  for (const ink of inks)
    for (const [colour, k] of levels)
      for (let share = 1; share < shares && field[k]! > 0; share++) {
        const hit = levels.get(mixture(colour, ink, share / shares));
        if (hit !== undefined) hits[hit]! += field[k]!;
      }
  const each = mixed / (total * (shares - 1) * Math.max(1, inks.length));
  const ownShare = shown.reduce((sum, count) => sum + count, 0) / total;
  for (const [colour, k] of levels)
    if (
      Math.min(shown[k]!, ownShare * field[k]!) > leastOdds * each * hits[k]! &&
      !inks.some((ink) => isNearInk(colour, ink))
    )
      own[k] = 1;
  return own;
}

/** The commonest colours of the ink. */
function commonest(inked: Uint32Array): number[] {
  const all = inked.reduce((sum, count) => sum + count, 0);
  return Array.from(inked.keys())
    .filter((k) => inked[k]! > leastInkShare * all)
    .sort((a, b) => inked[b]! - inked[a]!)
    .slice(0, mostInks);
}

/** A colour with a share of ink mixed in, rounded to whole channels. */
function mixture(colour: number, ink: number, share: number): number {
  let mixed = 0;
  for (const shift of [16, 8, 0]) {
    const from = (colour >> shift) & 255;
    mixed |= Math.round(from + share * (((ink >> shift) & 255) - from)) << shift;
  }
  return mixed;
}

function isNearInk(colour: number, ink: number): boolean {
  return [16, 8, 0].every(
    (shift) => Math.abs(((colour >> shift) & 255) - ((ink >> shift) & 255)) <= inkTolerance,
  );
}
