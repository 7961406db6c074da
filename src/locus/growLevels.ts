/** A level between two others bends the polyline by rounding and curvature only, sRGB units. */
const mostDetour = 1.5;
/** How many steps make the direction and the pace of an end. */
const lookBack = 6;
/**
 * The next level does not turn back (maps do turn at right angles: nipy_spectral from red to grey) and is no farther than
 * so many times the usual step and its rounding.
 */
const leastCosine = -0.3;
const paceLimit = 6;
const rounding = 2;

/**
 * Adds rare exact colours to an ordered polyline of levels: between two levels where they lie on the way, and beyond
 * the ends where they carry on in the direction and at the pace of the last steps.
 *
 * @param levels 3n ordered colours, sRGB
 * @param rare 3m colours that may be levels, mixed ones among them
 * @returns the polyline with the levels found
 */
export function growLevels(levels: Float64Array, rare: Float64Array): Float64Array {
  const order: (readonly [number, number, number])[] = [];
  for (let i = 0; i < levels.length; i += 3) order.push([levels[i]!, levels[i + 1]!, levels[i + 2]!]);
  const left: (readonly [number, number, number])[] = [];
  for (let i = 0; i < rare.length; i += 3) {
    const colour = [rare[i]!, rare[i + 1]!, rare[i + 2]!] as const;
    let detour = Number.POSITIVE_INFINITY;
    let at = -1;
    for (let k = 0; k + 1 < order.length; k++) {
      const extra =
        distance(order[k]!, colour) + distance(colour, order[k + 1]!) - distance(order[k]!, order[k + 1]!);
      if (extra < detour) {
        detour = extra;
        at = k + 1;
      }
    }
    if (detour <= mostDetour) order.splice(at, 0, colour);
    else left.push(colour);
  }
  growEnd(order, left);
  order.reverse();
  growEnd(order, left);
  order.reverse();
  return Float64Array.from(order.flat());
}

/** Leads the last vertex on through colours ahead of it, taking each from `left`. */
function growEnd(
  order: (readonly [number, number, number])[],
  left: (readonly [number, number, number])[],
): void {
  for (;;) {
    const end = order[order.length - 1]!;
    const back = order[Math.max(0, order.length - 1 - lookBack)]!;
    const walked = distance(end, back);
    const steps = Math.min(lookBack, order.length - 1);
    if (walked === 0) return;
    let nearest = paceLimit * (walked / steps) + rounding;
    let next = -1;
    for (let i = 0; i < left.length; i++) {
      const d = distance(end, left[i]!);
      if (d > nearest) continue;
      const ahead = [0, 1, 2].reduce((sum, c) => sum + (left[i]![c]! - end[c]!) * (end[c]! - back[c]!), 0);
      if (ahead < leastCosine * d * walked) continue;
      nearest = d;
      next = i;
    }
    if (next < 0) return;
    order.push(...left.splice(next, 1));
  }
}

function distance(a: readonly [number, number, number], b: readonly [number, number, number]): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
