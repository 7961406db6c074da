import type { Colourmap, Raster } from '../../model/types.js';
import { projectOnto } from '../../numeric/curves/polyline.js';
import { distinctColours, unpackColours } from '../../raster/colours/distinct.js';
import { alternatingShare } from '../../raster/colours/dither.js';

/** Two roundings seldom put a colour farther than this from the map. */
const roundingDistance = 1.25;
/** Pixels that have nothing to do with each other show A B A B in no more places than this: two colours, equally often. */
const mostByChance = 1 / 8;
/** Share of the pixels that must be so near; the rest are marks. */
const leastOnMap = 0.75;

/**
 * Whether a picture of few colours shows at least half of the colours that a map has between the first and the last of
 * them. Then its pixels alternate because its field does; a palette that was reduced for dithering has far fewer, unless the
 * map runs along the very colours of the palette: then pixels that alternate more often than any field's do were dithered.
 */
export function isDrawnInLevels(raster: Raster, map: Colourmap): boolean {
  if (alternatingShare(raster, new Uint8Array(raster.width * raster.height)) > mostByChance) return false;
  const { packed, counts } = distinctColours(raster);
  const { parameter, distance } = projectOnto(map.colours, map.positions, unpackColours(packed));
  let shown = 0;
  let near = 0;
  let low = 1;
  let high = 0;
  for (let i = 0; i < counts.length; i++) {
    if (distance[i]! > roundingDistance) continue;
    shown++;
    near += counts[i]!;
    low = Math.min(low, parameter[i]!);
    high = Math.max(high, parameter[i]!);
  }
  const between = map.levels
    ? (high - low) * map.levels
    : map.positions.filter((t) => t > low && t < high).length;
  return near >= leastOnMap * raster.width * raster.height && 2 * shown >= between;
}
