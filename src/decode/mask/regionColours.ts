import type { PictureColours } from '../../locus/colours/pictureColours.js';
import { insideMargin } from '../../marks/margin.js';
import { smeared } from '../../marks/standsOut.js';
import type { Colourmap } from '../../model/types.js';
import { filled, indicesOf } from '../../numeric/filled.js';
import { areNear } from '../../raster/areNear.js';
import { lineDirections } from '../../raster/lineDirections.js';
import type { NoiseModel } from '../picture/noiseModel.js';
import { toleranceOf } from './maskInput.js';

/** Where the distinct colours lie on the map, and how far off it. */
interface ColourPlaces {
  readonly lower: ArrayLike<number>;
  readonly upper: ArrayLike<number>;
  readonly residual: ArrayLike<number>;
}

/** Compression strays from a region's colour by so much, per channel. */
const sameRegion = 16;
/**
 * Along the border of a hole the field has any of its values: on average half of its pixels are nearer to the hole's colour. Along
 * that of an extreme, be it as steep as it will, it has those next to it: measured .01, and .43 of holes. A page colour that a tenth of the field
 * is not nearer to is the field's own.
 */
const leadsUp = 0.1;
/** Fewer places along a border say nothing. */
const leastPlaces = 50;

/**
 * Which of the distinct colours may stand for no data, where the picture shows a region of it: any but those of a map
 * that is known, unless they are a page's and the field does not lead up to them.
 */
export function regionColours(
  picture: PictureColours,
  map: Colourmap,
  model: NoiseModel,
  places: ColourPlaces,
): Uint8Array {
  const { rgb, distinct, noData } = picture;
  const tolerance = toleranceOf(model, false);
  const isKnown = map.accuracy.endsKnown;
  const may = filled(new Uint8Array(places.residual.length), (k) =>
    !isKnown || places.residual[k]! > tolerance || isPageColour(rgb, 3 * k) ? 1 : 0,
  );
  if (!isKnown || map.bands !== undefined || !noData.mask.includes(1)) return may;
  for (const colour of noData.colours) {
    const own = filled(new Uint8Array(may.length), (k) =>
      may[k] && places.residual[k]! <= tolerance && areNear(distinct.packed[k]!, colour, sameRegion) ? 1 : 0,
    );
    if (own.includes(1) && isLedUpTo(picture, colour, own, places))
      for (let k = 0; k < may.length; k++) if (own[k]) may[k] = 0;
  }
  return may;
}

/** White, black and the greys that pages and masks are drawn in: no channel differs from another by more than rounding. */
function isPageColour(rgb: Float64Array, o: number): boolean {
  const [r, g, b] = [rgb[o]!, rgb[o + 1]!, rgb[o + 2]!];
  return Math.abs(r - g) <= 3 && Math.abs(g - b) <= 3;
}

/** Whether the field beside regions of a colour is nearer to it, on the map, than it is nearly anywhere else. A margin's colour is a margin's. */
function isLedUpTo(
  { raster, distinct, noData, width, height }: PictureColours,
  colour: number,
  own: Uint8Array,
  { lower, upper }: ColourPlaces,
): boolean {
  const inside = insideMargin(raster);
  if (inside.right - inside.left < width || inside.bottom - inside.top < height) return false;
  const { indices, packed } = distinct;
  const place = filled(new Float64Array(packed.length), (k) => (lower[k]! + upper[k]!) / 2);
  const at = place[packed.indexOf(colour)];
  if (at === undefined) return false;
  const rank = rankOf(
    place.map((t) => Math.abs(t - at)),
    indices,
    noData.mask,
  );
  const away = noData.soft ? smeared : 1;
  let places = 0;
  let ranks = 0;
  for (let p = 0; p < indices.length; p++) {
    if (!noData.mask[p] || !own[indices[p]!]) continue;
    const x = p % width;
    const y = (p - x) / width;
    for (const [dx, dy] of lineDirections)
      for (const sign of [-away, away]) {
        const [u, v] = [x + sign * dx, y + sign * dy];
        if (u < 0 || v < 0 || u >= width || v >= height || noData.mask[v * width + u]) continue;
        places++;
        ranks += rank[indices[v * width + u]!]!;
      }
  }
  return places >= leastPlaces && ranks < leadsUp * places;
}

/** Of each distinct colour, the share of the data pixels that are nearer. */
function rankOf(distance: Float64Array, indices: Uint32Array, noData: Uint8Array): Float64Array {
  const counts = new Uint32Array(distance.length);
  let all = 0;
  for (let p = 0; p < indices.length; p++)
    if (!noData[p]) {
      counts[indices[p]!]!++;
      all++;
    }
  const order = indicesOf(distance.length).sort((a, b) => distance[a]! - distance[b]!);
  const rank = new Float64Array(distance.length);
  let nearer = 0;
  for (const k of order) {
    rank[k] = nearer / Math.max(1, all);
    nearer += counts[k]!;
  }
  return rank;
}
