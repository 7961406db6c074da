/**
 * A path through the cube of colours enters a new one at most once a unit and channel: the longest maps in use go through
 * some two thousand.
 */
const mostColours = 2500;
/**
 * Of a straight path along one channel, within two units of a colour lie 5 ⁄ 3 as many as within one; where all three change alike, each out
 * of step with the others by half a unit in the mean, 4.5 ⁄ 2.5. Of a sheet it is 25 ⁄ 9: what compression makes of a path is more than that.
 */
const mostGrowth = 1.85;
/** Marks, and places where two parts of a path pass each other, have this share of the colours at the most. */
const mostElsewhere = 0.02;

/**
 * The colours of a map that was drawn as a continuous scale, rounded to whole channels and left as they are. They lie along a thread, on which
 * no more than two are a unit of one channel away from any: resampling adds those between neighbours in the picture, a thicker
 * thread; compression scatters colours about the path, and mixtures with marks lie apart.
 *
 * @param packed n distinct colours, 0xRRGGBB
 * @param counts pixels of each; those of 0 are not asked
 * @returns n flags, 1 = on the thread; undefined where the colours are none
 */
export function threadOf(packed: Uint32Array, counts: Uint32Array): Uint8Array | undefined {
  const used = packed.filter((_, k) => counts[k]! > 0);
  if (used.length > mostColours) return undefined;
  const seen = new Set(used);
  const isThick = used.filter((colour) => unitsAway(colour, seen) > 2).length > mostElsewhere * used.length;
  if (isThick) return undefined;
  const within = (reach: number) => packed.map((c, k) => (counts[k]! > 0 ? countWithin(c, reach, seen) : 0));
  const total = (counted: Uint32Array) => counted.reduce((sum, n) => sum + n, 0);
  const near = within(1);
  if (total(within(2)) > mostGrowth * total(near)) return undefined;
  return Uint8Array.from(near, (n) => (n > 1 ? 1 : 0));
}

/** How many of the colours differ from one by a unit of one channel alone. */
function unitsAway(colour: number, seen: ReadonlySet<number>): number {
  let count = 0;
  for (const shift of [0, 8, 16]) {
    const value = (colour >> shift) & 255;
    if (value > 0 && seen.has(colour - (1 << shift))) count++;
    if (value < 255 && seen.has(colour + (1 << shift))) count++;
  }
  return count;
}

/** How many of the colours differ from one by no more in any channel, itself among them. */
function countWithin(colour: number, reach: number, seen: ReadonlySet<number>): number {
  const [r, g, b] = [colour >> 16, (colour >> 8) & 255, colour & 255];
  let count = 0;
  for (let u = Math.max(0, r - reach); u <= Math.min(255, r + reach); u++)
    for (let v = Math.max(0, g - reach); v <= Math.min(255, g + reach); v++)
      for (let w = Math.max(0, b - reach); w <= Math.min(255, b + reach); w++)
        if (seen.has((u << 16) | (v << 8) | w)) count++;
  return count;
}
