import type { PictureColours } from '../../locus/colours/pictureColours.js';
import type { Colourmap } from '../../model/types.js';
import { arcLengths, projectOnto } from '../../numeric/curves/polyline.js';
import { gaussianPerMedian, median } from '../../numeric/statistics/statistics.js';
import { fromWorkingSpace, toWorkingSpace, type WorkingSpace } from '../../raster/colours/colourSpace.js';
import { countColours } from '../../raster/colours/countColours.js';

/**
 * How a picture's colours differ from those of the map, decided once:
 *
 * - `exact`: they are the map's own but for rounding;
 * - `palette`: few colours, drawn exactly, that are not quite the map's (a reduced palette): each stands for a stretch;
 * - `scattered`: compression, resampling or dithering throws each pixel off on its own.
 */
export interface NoiseModel {
  readonly kind: 'exact' | 'palette' | 'scattered';
  /**
   * Scatter of the colours about the map, one standard deviation, units of `space`; 0 where exact. Rare colours, which are the
   * steep places of the field, count as much as frequent ones.
   */
  readonly sigma: number;
  /** The same of most pixels: flat places are quieter. */
  readonly typical: number;
  /** The space in which distances are taken. */
  readonly space: WorkingSpace;
  /** Most colours are within rounding of the map's curve, whether or not they are few. */
  readonly isRounded: boolean;
}

/** Two roundings (of the map and of the plot) seldom put a colour farther than this from the polyline. */
const roundingDistance = 1.25;
/** Share of the pixels on the map that a lossless picture has within rounding of it, blends of overlays aside. */
const exactShare = 0.7;
/** Colours farther from the map than this are overlays and holes in any picture: they do not count. */
const foreignDistance = 40;
/** Palettes whose channels have fewer steps put colours so far from the map; mixtures with marks seldom lie so near. */
const reducedDistance = 4;
/** No compressed picture is cleaner than its rounding. */
const leastSigma = 0.5;

/**
 * @param compressed the picture came through a lossy codec, even if it has few colours
 * @param showsLevels whether the picture's colours, however many, are the map's levels one by one
 */
export function noiseModelOf(
  picture: PictureColours,
  map: Colourmap,
  compressed: boolean,
  showsLevels: (map: Colourmap) => boolean = () => false,
): NoiseModel {
  // What was dithered is known as means over its pattern: colours near the map's, greys on it, but none that it drew.
  const isRounded = !compressed && !picture.dithered && isOnMap(picture, map);
  if (!compressed && !picture.dithered && (picture.exact || (isRounded && showsLevels(map)))) {
    if (isRounded) return { kind: 'exact', sigma: 0, typical: 0, space: 'rgb', isRounded };
    const sigma = evenScatter(picture, map, 'rgb');
    return { kind: 'palette', sigma, typical: sigma, space: 'rgb', isRounded };
  }
  const space = 'chroma-weighted';
  const sigma = Math.max(leastSigma, evenScatter(picture, map, space));
  const typical = Math.max(leastSigma, typicalScatter(picture, map, space));
  return { kind: 'scattered', sigma, typical, space, isRounded };
}

/**
 * Whether most of the pixels that are near the map at all are within rounding of it, and most of the colours that were drawn exactly: a
 * reduced palette is as near where the field is mostly, but not where it seldom is.
 */
function isOnMap({ rgb, distinct, noData, levels, ink }: PictureColours, map: Colourmap): boolean {
  const { distance } = projectOnto(map.colours, map.positions, rgb);
  const counts = countColours(distinct, noData.mask);
  const isMostlyExact = (weights: ArrayLike<number>, farthest: number): boolean => {
    let near = 0;
    let exact = 0;
    for (let k = 0; k < counts.length; k++) {
      if (distance[k]! > farthest) continue;
      near += weights[k]!;
      if (distance[k]! <= roundingDistance) exact += weights[k]!;
    }
    return exact >= exactShare * near;
  };
  if (!isMostlyExact(counts, foreignDistance)) return false;
  // Where ink is seen, colours near the map may be mixed with it.
  return levels === undefined || ink.colours.length > 0 || isMostlyExact(levels, reducedDistance);
}

/** Pixels asked for the typical scatter: the median of so many is good to a hundredth. */
const askedPixels = 16_384;

/** Scatter about the map of the colours of calm pixels, spread evenly over the picture. */
function typicalScatter(picture: PictureColours, map: Colourmap, space: WorkingSpace): number {
  const { calm, distinct, rgb } = picture;
  const stride = Math.max(1, Math.floor(calm.length / askedPixels));
  const sample: number[] = [];
  for (let p = stride >> 1; p < calm.length; p += stride) {
    if (calm[p] !== 1) continue;
    const o = 3 * distinct.indices[p]!;
    sample.push(rgb[o]!, rgb[o + 1]!, rgb[o + 2]!);
  }
  return scatterAbout(toWorkingSpace(sample, space), map, space);
}

/** Scatter about the map of the calm colours, rare ones counted as much as frequent ones. */
function evenScatter({ sample, space: own }: PictureColours, map: Colourmap, space: WorkingSpace): number {
  const points = own === space ? sample : toWorkingSpace(fromWorkingSpace(sample, own), space);
  return scatterAbout(points, map, space);
}

/** One standard deviation of a Gaussian whose distances from the map have the median that the points have. */
function scatterAbout(points: Float64Array, map: Colourmap, space: WorkingSpace): number {
  const vertices = toWorkingSpace(map.colours, space);
  const { distance } = projectOnto(vertices, arcLengths(vertices), points);
  return gaussianPerMedian * median(distance.filter((d) => d <= 1.5 * foreignDistance));
}
