import type { Colourmap } from '../../model/types.js';
import { projectOnto } from '../../numeric/polyline.js';
import type {
  DecodeKnownOptions,
  KnownParts,
  KnownPicture,
  Shading,
  ShadingDoubt,
} from '../picture/decoding.js';
import { hsvGmt, overlaid, type ShadingBlend } from './blend.js';
import { decodeShaded, offSurface } from './decodeShaded.js';
import { isShaded } from './isShaded.js';
import {
  betweenLevels,
  certainLight,
  hidesShading,
  noLight,
  onMap,
  type SelfShadingVerdict,
  selfShading,
} from './selfShading.js';
import { mostPlaces, placesOn, shadingSurface } from './surface.js';

export interface ShadingDecision {
  /** The decoding, where the picture is taken for shaded. */
  readonly parts?: ShadedParts;
  readonly doubt?: ShadingDoubt;
}

/** Share of the pixels off the map above which a picture said to be shaded is decoded by its colours. */
const leastOffMap = 1 / 3;
/** Cells beyond which a field's own light is sought only when asked: it takes a minute for each million. */
const mostCells = 300_000;

/**
 * Mean square of the residual, bends included, that a field and its light may leave: 1.3 units in each channel, two
 * roundings and some interpolation. JPEGs, and lights of another kind (GMT's are squeezed), leave more.
 */
const mostCost = 5;

/** The light was the field's own: an assumption, if one that explained the picture. */
const ownLight: ShadingDoubt = {
  message:
    'shading moved these colours along the map, where they do not show it: the field was taken whose own hillshade explains them, as if the data were the relief',
  advice:
    'check single values, or use a figure without shading; where another relief was shaded they are wrong',
  confidence: 0.7,
};
const perhapsShaded: ShadingDoubt = {
  message:
    'most colours lie between the levels of the colourbar: the picture may be shaded, or was resampled',
  advice: 'try --shaded, or use a figure without shading in its own size',
  confidence: 0.4,
};
const notExplained: ShadingDoubt = {
  message: '--shaded was given, but no light explains the colours; they were decoded as they are',
  advice: 'use a figure without shading, or leave --shaded out',
  confidence: 0.5,
};

/**
 * Whether a picture is shaded, and its decoding if so. Where light takes colours off the map they tell it themselves
 * (`isShaded`); where it moves them along the map, only a field that explains its own hillshade does.
 *
 * @param lossless colours are exact, so that colours between levels mean something
 */
export function decideShading(
  picture: KnownPicture,
  map: Colourmap,
  options: DecodeKnownOptions,
  lossless: boolean,
): ShadingDecision {
  const wanted = options.shaded ?? 'auto';
  if (wanted === false) return {};
  if (wanted === 'auto') {
    if (isShaded(picture.raster, map, options.ignore).shaded)
      return { parts: byColour(picture, map, options) };
    const { length } = picture.distinct.indices;
    if (!lossless || !hidesShading(picture, map) || !betweenLevels(picture, map)) return {};
    if (length > mostCells) return map.levels === undefined ? {} : { doubt: perhapsShaded };
    const { parts, verdict } = byOwnLight(picture, map, options, certainLight);
    if (parts !== undefined) return { parts, doubt: ownLight };
    // Interpolation between pixels makes such colours too; but not in cells that each have one colour.
    const unexplained = map.levels !== undefined && verdict.cells !== undefined;
    return verdict.ratio < noLight || unexplained ? { doubt: perhapsShaded } : {};
  }
  if (shareOffMap(picture, map) >= leastOffMap || map.stepped)
    return { parts: byColour(picture, map, options) };
  if (!hidesShading(picture, map)) return { doubt: notExplained };
  const { parts } = byOwnLight(picture, map, options, noLight);
  return parts === undefined ? { doubt: notExplained } : { parts, doubt: ownLight };
}

type ShadedParts = KnownParts & { readonly shading: Shading };

/** The decoding by colour, and by the field's own light as well where that explains what the colours are. */
function byColour(picture: KnownPicture, map: Colourmap, options: DecodeKnownOptions): ShadedParts {
  const { blend, intensity: _, ...told } = decodeShaded(picture.raster, map, options);
  if (
    options.jpeg === undefined &&
    !map.stepped &&
    blend !== hsvGmt &&
    picture.distinct.indices.length <= mostCells
  ) {
    const { parts } = byOwnLight(picture, map, options, certainLight, { t: told.t, blend });
    if (parts !== undefined) return parts;
  }
  const shading = { blend: blend.name, selfShaded: false };
  return { ...told, below: 0, above: 0, smoothed: 0, shading };
}

function byOwnLight(
  picture: KnownPicture,
  map: Colourmap,
  options: DecodeKnownOptions,
  mostRatio: number,
  decoded?: { readonly t: Float32Array; readonly blend: ShadingBlend },
): { readonly parts?: ShadedParts; readonly verdict: SelfShadingVerdict } {
  const { distinct, raster } = picture;
  const surface = shadingSurface(map, decoded?.blend ?? overlaid);
  const places = placesOn(surface, picture.colours, 0, onMap);
  const { off, missing } = offSurface(picture, places, options);
  const verdict = selfShading(picture, map, off, mostRatio, decoded);
  const { found, cells } = verdict;
  // Asked for, the light may explain less; what the colours tell themselves it must explain to the rounding.
  if (found === undefined || (mostRatio <= certainLight && found.cost > mostCost)) return { verdict };
  const parts = {
    width: raster.width,
    height: raster.height,
    t: found.t,
    sigma: found.sigma,
    residual: Float32Array.from(off, (_, i) => {
      const distance = places.distance[mostPlaces * distinct.indices[i]!]!;
      return Number.isNaN(distance) ? onMap : distance;
    }),
    mask: off.map((o) => (o === 0 ? 1 : 0)),
    off,
    below: 0,
    above: 0,
    missing,
    smoothed: 0,
    noise: 0,
    ...(cells && { cells }),
    shading: { blend: found.blend.name, selfShaded: true },
  };
  return { parts, verdict };
}

function shareOffMap({ colours, distinct }: KnownPicture, map: Colourmap): number {
  const { distance } = projectOnto(map.colours, map.positions, colours);
  let off = 0;
  distance.forEach((d, k) => {
    if (d > onMap) off += distinct.counts[k]!;
  });
  return off / distinct.indices.length;
}
