import { scatterAbout } from '../../colourmap/identify/scatter.js';
import type { PictureColours } from '../../locus/colours/pictureColours.js';
import type { Colourmap } from '../../model/types.js';
import { arcLengths, projectOnto } from '../../numeric/curves/polyline.js';
import { median } from '../../numeric/statistics/statistics.js';
import { fromWorkingSpace, toWorkingSpace } from '../../raster/colours/colourSpace.js';

/** Colours asked: their medians are then known to a tenth. */
const askedColours = 400;
/** A map fits where the median colour is no farther from it than the colours scatter, generously. */
const fitsScatters = 1.4;
const fitsLeast = 1.2;
/** Colours of one picture that belong to another map: off by so many times their distance along it, on the whole. */
const distanceToError = 2;

/**
 * The error to expect because the colours contradict the map: how much farther the median colour lies from it than the
 * colours scatter about whatever curve they lie on, as a share of the map's length. 0 where noise explains the distance.
 */
export function misfitOf({ sample, space }: PictureColours, map: Colourmap): number {
  const count = sample.length / 3;
  if (count === 0) return 0;
  const stride = Math.max(1, Math.floor(count / askedColours));
  const chosen: number[] = [];
  for (let i = 0; i < count; i += stride) chosen.push(sample[3 * i]!, sample[3 * i + 1]!, sample[3 * i + 2]!);
  const points = toWorkingSpace(fromWorkingSpace(chosen, space), 'chroma-weighted');
  const vertices = toWorkingSpace(map.colours, 'chroma-weighted');
  const arcs = arcLengths(vertices);
  const { distance } = projectOnto(vertices, arcs, points);
  const typical = median(distance);
  // However little the colours scatter: most pictures need not be asked how much.
  if (typical <= fitsLeast) return 0;
  const scatter = scatterAbout(points, new Float64Array(points.length / 3).fill(1));
  const explained = Math.max(fitsLeast, fitsScatters * scatter);
  if (typical <= explained) return 0;
  return (distanceToError * (typical - explained)) / arcs.at(-1)!;
}
