import type { BarEnd } from '../../bar/barEnds.js';
import type { BarProfile } from '../../bar/barProfile.js';
import type { Colourmap, Gradient } from '../../model/types.js';
import { pointsAt } from '../../numeric/curves/polyline.js';

/** More pieces than this are the levels of a continuous map: the value is a piece's middle either way. */
const mostBands = 40;
/** Stops this near to one another (sRGB units) at both ends are those of a closed map. */
const sameColour = 6;

/** The colours of a bar that the page gives as a gradient or as pieces, where it puts them. */
export function gradientMap({
  colours,
  places,
}: Gradient): Pick<Colourmap, 'colours' | 'positions' | 'bands' | 'levels' | 'closed'> {
  const n = colours.length / 3;
  const positions = places.slice(1).map((end, k) => (end + places[k]!) / 2);
  if (places.length > n && n <= mostBands) return { colours, positions, bands: places, closed: false };
  const [first, last] = [colours.subarray(0, 3), colours.subarray(3 * (n - 1))];
  const closed = n > mostBands && Math.hypot(...first.map((v, c) => v - last[c]!)) < sameColour;
  if (places.length === n) return { colours, positions: places, closed };
  // The outermost levels reach as far beyond their middles as the others.
  return {
    colours: Float64Array.from([...first, ...colours, ...last]),
    positions: Float64Array.from([0, ...positions, 1]),
    levels: n,
    closed,
  };
}

/** Rows at which colours that pass into one another are looked at: as many as the levels of common tables. */
const rows = 256;
/** Rows by which ends may be off: stops stand at the first and the last level, or half a level beyond. */
const endSpread = 0.5;

/** A gradient as the rows of a bar, for what knows bars by these: a row for each piece, or level. */
export function gradientProfile({ colours, places }: Gradient): {
  profile: BarProfile;
  ends: { low: BarEnd; high: BarEnd };
} {
  const isStepped = places.length > colours.length / 3;
  const n = isStepped ? colours.length / 3 : rows;
  const middles = Float64Array.from({ length: n }, (_, k) => (k + 0.5) / n);
  return {
    profile: {
      colours: isStepped ? colours : pointsAt(colours, places, middles),
      ...{ from: 0, to: n, noise: 0 },
    },
    ends: { low: { at: 0, spread: endSpread }, high: { at: n, spread: endSpread } },
  };
}
