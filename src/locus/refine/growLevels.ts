/** A level between two others bends the polyline by rounding and curvature only, sRGB units. */
const mostDetour = 1.5;
/** What carries an end on must occur beside colours of this share of the map at that end, or of none that is known. */
const endShare = 0.15;
/** How many steps make the direction and the pace of an end. */
const lookBack = 6;
/**
 * The next level does not turn back (maps do turn at right angles: nipy_spectral from red to grey) and is no farther than
 * so many times the usual step and its rounding: ends are steep and rare, so that few of their levels occur.
 */
const leastCosine = -0.3;
const paceLimit = 12;
const rounding = 2;

/**
 * Adds rare exact colours to an ordered polyline of levels: between two levels where they lie on the way, and beyond
 * the ends where they carry on in the direction and at the pace of the last steps.
 *
 * @param levels 3n ordered colours, sRGB
 * @param rare 3m colours that may be levels, mixed ones among them
 * @param atEnds 3k colours that may carry the ends on
 * @param places for each of these k, where on the polyline (0…1) the levels beside its pixels lie on average; NaN if none does
 * @returns the polyline with the levels found
 */
export function growLevels(
  levels: Float64Array,
  rare: Float64Array,
  atEnds: Float64Array,
  places: Float64Array,
): Float64Array {
  const order: (readonly [number, number, number])[] = [];
  for (let i = 0; i < levels.length; i += 3) order.push([levels[i]!, levels[i + 1]!, levels[i + 2]!]);
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
  }
  const known = new Set(order.map(String));
  const beside = (accepts: (place: number) => boolean) => {
    const found: (readonly [number, number, number])[] = [];
    for (let i = 0; i < places.length; i++) {
      const colour = [atEnds[3 * i]!, atEnds[3 * i + 1]!, atEnds[3 * i + 2]!] as const;
      if (!known.has(String(colour)) && (Number.isNaN(places[i]!) || accepts(places[i]!))) found.push(colour);
    }
    return found;
  };
  growEnd(
    order,
    beside((place) => place > 1 - endShare),
  );
  order.reverse();
  growEnd(
    order,
    beside((place) => place < endShare),
  );
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
