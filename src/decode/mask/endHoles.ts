import { median } from '../../numeric/statistics/statistics.js';

/**
 * Holes and marks in the very colour in which the map ends. A white page shows through a hole as the topmost grey, and a
 * black contour looks like the lowest inferno: the colour does not tell, the border does. A field comes to its extremes
 * step by step, a hole begins with a jump.
 */

/** How far from the colour's border the field is asked, and as far again: beyond anti-aliased blends. */
const distance = 3;
/** A jump is this many times what the field changes over that distance in the middle of the places where it changes at all. */
const jumpFactor = 8;
/** And no less than this in any field. */
const leastJump = 0.05;
/** Share of the places along its border where a hole jumps: letters and crossings of lines close a few. */
const leastShare = 0.75;
/**
 * One pixel beyond a sharp edge, or two beyond a blended one, the field is as it is further on, but for this share of the least
 * jump: twice what it ordinarily changes. The light of a star is not, however steeply it falls off.
 */
const mostLeft = 0.25;
/** Lines are at least so long, pixels, and hold at most so many pixels for each that they extend by. */
const leastLine = 24;
const penWidth = 4;
/** Fewer places along a border say nothing. */
const leastPlaces = 8;
/** Differences looked at to learn how much the field changes. */
const samples = 20000;

/**
 * Marks pixels in an end colour of the map that the field around does not lead up to.
 *
 * @param t position of each pixel, width × height
 * @param off 0 where a pixel holds data; set to 1 where it turns out to hold none, in place
 * @param suspect 1 for pixels in a page's or pen's colour that is an end of the map
 * @param change what `ordinaryChange` says
 */
export function markEndHoles(
  t: Float32Array,
  off: Uint8Array,
  suspect: Uint8Array,
  width: number,
  height: number,
  change: number,
): void {
  const jump = Math.max(leastJump, jumpFactor * change);
  const seen = new Uint8Array(suspect.length);
  for (let start = 0; start < suspect.length; start++) {
    if (suspect[start] !== 1 || seen[start] === 1) continue;
    const area = areaFrom(start, suspect, seen, width, height);
    let places = 0;
    let sharp = 0;
    let blended = 0;
    for (const i of area) {
      const x = i % width;
      const y = (i - x) / width;
      for (const [dx, dy] of ways) {
        const [u, v] = [x + 2 * distance * dx, y + 2 * distance * dy];
        const next = i + dx + dy * width;
        if (u < 0 || v < 0 || u >= width || v >= height || suspect[next] === 1) continue;
        const near = i + distance * (dx + dy * width);
        const far = v * width + u;
        if (suspect[near] === 1 || suspect[far] === 1 || off[near] !== 0 || off[far] !== 0) continue;
        places++;
        // What the field around says of the border, were it to go on: a steep peak that is cut off reaches its end.
        const leads = 2 * t[near]! - t[far]!;
        const fall = t[i]! > 0.5 ? t[i]! - leads : leads - t[i]!;
        if (fall <= jump) continue;
        const rest = mostLeft * jump;
        if (Math.abs(t[next]! - t[near]!) <= rest) sharp++;
        if (Math.abs(t[next + dx + dy * width]! - t[near]!) <= rest) blended++;
      }
    }
    const jumps = isLine(area, width) ? Math.max(sharp, blended) : sharp;
    if (places >= leastPlaces && jumps >= leastShare * places) for (const i of area) off[i] = 1;
  }
}

/** Whether an area is long and thin, as what a pen draws is and a source of light is not. */
function isLine(area: readonly number[], width: number): boolean {
  let [left, right, top, bottom] = [width, 0, Number.POSITIVE_INFINITY, 0];
  for (const i of area) {
    const x = i % width;
    const y = (i - x) / width;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const extent = Math.max(right - left, bottom - top) + 1;
  return extent >= leastLine && area.length <= penWidth * (right - left + bottom - top + 2);
}

const ways = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

/** The suspects that are connected to one, by sides and corners: thin lines run diagonally. */
function areaFrom(
  start: number,
  suspect: Uint8Array,
  seen: Uint8Array,
  width: number,
  height: number,
): number[] {
  const area = [start];
  seen[start] = 1;
  for (let k = 0; k < area.length; k++) {
    const i = area[k]!;
    const x = i % width;
    const y = (i - x) / width;
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
        const n = v * width + u;
        if (suspect[n] !== 1 || seen[n] === 1) continue;
        seen[n] = 1;
        area.push(n);
      }
  }
  return area;
}

/**
 * What the field changes by over the distance, in the middle of the places where it does. Cells change rarely, but then
 * by any amount: nothing is a jump among them.
 */
export function ordinaryChange(
  t: Float32Array,
  off: Uint8Array,
  suspect: Uint8Array,
  width: number,
  height: number,
): number {
  const stride = Math.max(1, Math.floor(t.length / samples));
  const changes: number[] = [];
  for (let i = 0; i < t.length; i += stride) {
    const x = i % width;
    if (off[i] !== 0 || suspect[i] === 1) continue;
    for (const [next, there] of [
      [i + distance, x + distance < width],
      [i + distance * width, i + distance * width < width * height],
    ] as const)
      if (there && off[next] === 0 && suspect[next] !== 1 && t[next] !== t[i])
        changes.push(Math.abs(t[next]! - t[i]!));
  }
  if (changes.length === 0) return Number.POSITIVE_INFINITY;
  return median(changes);
}
