import { randomSource } from '../../numeric/randomSource.js';
import type { DistinctColours } from '../../raster/colours/distinct.js';
import type { PixelPairs } from './score.js';

/** The mean of this many steps is known to a few per cent, and judging them takes milliseconds. */
const mostPairs = 12_000;

/**
 * Draws pairs of neighbouring pixels (right or below) of unlike colour, both among the eligible ones.
 *
 * @param eligible width × height, 1 = may be drawn
 * @param colours 3n coordinates of the distinct colours in the working space
 */
export function drawPixelPairs(
  distinct: DistinctColours,
  colours: Float64Array,
  eligible: Uint8Array,
  width: number,
  seed: number,
): PixelPairs {
  const random = randomSource(seed);
  const { indices } = distinct;
  const slot = new Int32Array(distinct.packed.length).fill(-1);
  const used: number[] = [];
  const counts: number[] = [];
  const first: number[] = [];
  const second: number[] = [];
  const slotOf = (colour: number) => {
    if (slot[colour]! < 0) {
      slot[colour] = used.length;
      used.push(colour);
      counts.push(0);
    }
    counts[slot[colour]!]!++;
    return slot[colour]!;
  };
  const pixels = indices.length;
  // Most pairs of a plateau are alike; four times as many draws still find enough on the slopes.
  for (let draw = 0; draw < 4 * mostPairs && first.length < mostPairs; draw++) {
    const p = Math.floor(random() * pixels);
    const across = random() < 0.5;
    const q = across ? p + 1 : p + width;
    if (q >= pixels || (across && q % width === 0)) continue;
    if (!eligible[p] || !eligible[q] || indices[p] === indices[q]) continue;
    first.push(slotOf(indices[p]!));
    second.push(slotOf(indices[q]!));
  }
  return {
    colours: Float64Array.from(
      used.flatMap((i) => [colours[3 * i]!, colours[3 * i + 1]!, colours[3 * i + 2]!]),
    ),
    counts,
    first: Uint32Array.from(first),
    second: Uint32Array.from(second),
  };
}
