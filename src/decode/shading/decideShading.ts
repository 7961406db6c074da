import { PixelKind } from '../../model/pixelKind.js';
import type { Colourmap, Decoded } from '../../model/types.js';
import type { Warning } from '../../model/warning.js';
import { projectOnto } from '../../numeric/curves/polyline.js';
import { filled } from '../../numeric/filled.js';
import type { CellGrid } from '../cells/cells.js';
import type { FieldOptions, PlotColours, Shading } from '../picture/decoding.js';
import type { FieldSmoothing } from '../smooth/smoothField.js';
import { decodeShaded, offSurface } from './decodeShaded.js';
import { isShaded } from './isShaded.js';
import { hsvGmt, overlaid, type ShadingBlend } from './light/blend.js';
import { shadingSurface } from './light/surface.js';
import { mostPlaces, placesOn } from './light/surfacePlaces.js';
import {
  betweenLevels,
  certainLight,
  hidesShading,
  type LightSearch,
  noLight,
  onMap,
  type SelfShadingVerdict,
  selfShading,
} from './selfShading.js';

/** Why a shaded (or perhaps shaded) picture's values are less sure than they look. */
export interface ShadingWarning extends Warning {
  /** Factor of the decoding's confidence. */
  readonly confidence: number;
}

/** A field whose colours light was blended with. */
export interface ShadedParts extends Decoded {
  readonly smoothed: FieldSmoothing;
  readonly shading: Shading;
  readonly cells?: CellGrid;
}

export interface ShadingDecision {
  /** The decoding, where the picture is taken for shaded. */
  readonly parts?: ShadedParts;
  readonly warnings: readonly ShadingWarning[];
}

/** Light of lit fields in JPEGs that came back right was smoother than this; in exact colours rougher light is right, too. */
const smoothLight = 0.4;
/** Exact colours scatter about a surface by their rounding, RGB units. */
const exactNoise = 1;
/** Share of the pixels off the map above which a picture said to be shaded is decoded by its colours. */
const leastOffMap = 1 / 3;
/**
 * How far a field's own light is looked for. Unasked, the look costs up to 1.3 s of CPU: the lamp in the 40 × 40 cells in
 * the middle, which tell shaded pictures (ratios below .5) from unshaded ones (.89 and more) as well as 128 × 128 do. Only
 * where a lamp was found, and a value with it, the field is sought too: .13 ms a cell, some eight seconds at the most.
 */
const unasked = { side: 40, mostCells: 60_000, mostRatio: certainLight };
/** Where colours have told the field, the lamp takes .2 s and a cell .11 ms. */
const unaskedRefinement = unasked;
/** Asked, a minute for each half a million cells; not beyond that where the colours tell the field without. */
const asked = { side: 128, mostCells: Number.POSITIVE_INFINITY, mostRatio: noLight };
const askedRefinement = { side: 128, mostCells: 300_000, mostRatio: certainLight };

/**
 * Mean square of the residual, bends included, that a field and its light may leave: 1.3 units in each channel, two
 * roundings and some interpolation. JPEGs, and lights of another kind (GMT's are squeezed), leave more.
 */
const mostCost = 5;

/** The light was the field's own: an assumption, if one that explained the picture. */
const ownLight: ShadingWarning = {
  code: 'shading-assumed',
  message:
    'shading moved these colours along the map, where they do not show it: the field was taken whose own hillshade explains them, as if the data were the relief',
  advice:
    'check single values, or use a figure without shading; where another relief was shaded they are wrong',
  confidence: 0.7,
};
const perhapsShaded: ShadingWarning = {
  code: 'perhaps-shaded',
  message:
    'most colours lie between the levels of the colourbar: the picture may be shaded, or was resampled',
  advice: 'use a figure without shading in its own size',
  remedy: ['shaded'],
  confidence: 0.4,
};
/** By colour alone, values are off by two to six times as much. */
const unrefined: ShadingWarning = {
  code: 'perhaps-shaded',
  message:
    'light was taken off by colour alone: to hold so many values against their own hillshade takes longer',
  remedy: ['shaded'],
  confidence: 0.8,
};
/** Rough fields that compression has blurred were taken for shaded ones at a roughness of .56, wrongly lit ones at .49. */
const roughLight: ShadingWarning = {
  code: 'perhaps-shaded',
  message:
    'the colours are not exact, and the light that was taken off them is nearly as rough as their noise: it may be the field’s own detail',
  advice: 'if the figure is not shaded, say so',
  remedy: ['shaded'],
  confidence: 0.4,
};
const notExplained: ShadingWarning = {
  code: 'no-shading',
  message:
    'no light explains the colours of a picture that is said to be shaded; they were decoded as they are',
  advice: 'use a figure without shading',
  remedy: ['shaded'],
  confidence: 0.5,
};

/**
 * Whether a picture is shaded, and its decoding if so. Where light takes colours off the map they tell it themselves
 * (`isShaded`); where it moves them along the map, only a field that explains its own hillshade does.
 *
 * @param lossless colours are exact, so that colours between levels mean something
 */
export function decideShading(
  picture: PlotColours,
  map: Colourmap,
  options: FieldOptions,
  lossless: boolean,
): ShadingDecision {
  const none = { warnings: [] };
  if (options.shaded === false) return none;
  if (options.shaded === 'auto') {
    const seen = options.without?.includes('shading by colour')
      ? undefined
      : isShaded(picture.raster, map, options.ignore);
    if (seen?.shaded) {
      const { parts, warnings } = byColour(picture, map, options);
      const { noise, roughness } = seen.evidence;
      const isRough = noise > exactNoise && roughness > smoothLight;
      return { ...(parts && { parts }), warnings: isRough ? [...warnings, roughLight] : warnings };
    }
    if (!lossless || !hidesShading(picture, map) || !betweenLevels(picture, map)) return none;
    const isDoubtful = { warnings: [perhapsShaded] };
    if (options.without?.includes('light search')) return map.levels === undefined ? none : isDoubtful;
    const { parts, verdict } = byOwnLight(picture, map, options, unasked);
    if (parts !== undefined) return { parts, warnings: [ownLight] };
    // Interpolation between pixels makes such colours too; but not in cells that each have one colour.
    const unexplained = map.levels !== undefined && verdict.cells !== undefined;
    return verdict.ratio < noLight || unexplained ? isDoubtful : none;
  }
  if (shareOffMap(picture, map) >= leastOffMap || map.bands !== undefined)
    return byColour(picture, map, options);
  if (!hidesShading(picture, map)) return { warnings: [notExplained] };
  const { parts } = byOwnLight(picture, map, options, asked);
  return parts === undefined ? { warnings: [notExplained] } : { parts, warnings: [ownLight] };
}

/** The decoding by colour, and by the field's own light as well where that explains what the colours are. */
function byColour(picture: PlotColours, map: Colourmap, options: FieldOptions): ShadingDecision {
  const { blend, intensity: _intensity, noise: _noise, ...told } = decodeShaded(picture.raster, map, options);
  const shading = { blend: blend.name, selfShaded: false };
  const parts = { ...told, smoothed: notSmoothed, shading };
  const isRefinable =
    !options.compressed &&
    !options.without?.includes('light search') &&
    map.bands === undefined &&
    blend !== hsvGmt;
  if (!isRefinable) return { parts, warnings: [] };
  const search = options.shaded === 'auto' ? unaskedRefinement : askedRefinement;
  const refined = byOwnLight(picture, map, options, search, { t: told.t, blend });
  if (refined.parts !== undefined) return { parts: refined.parts, warnings: [] };
  return { parts, warnings: refined.verdict.tooLarge && options.shaded === 'auto' ? [unrefined] : [] };
}

const notSmoothed: FieldSmoothing = { how: 'none', share: 0 };

function byOwnLight(
  picture: PlotColours,
  map: Colourmap,
  options: FieldOptions,
  search: LightSearch,
  decoded?: { readonly t: Float32Array; readonly blend: ShadingBlend },
): { readonly parts?: ShadedParts; readonly verdict: SelfShadingVerdict } {
  const { distinct, raster } = picture;
  const surface = shadingSurface(map, decoded?.blend ?? overlaid);
  const places = placesOn(surface, picture.colours, 0, onMap);
  const kind = offSurface(picture, places, options);
  const verdict = selfShading(picture, map, kind, search, decoded);
  const { found, cells } = verdict;
  // Asked for, the light may explain less; what the colours tell themselves it must explain to the rounding.
  if (found === undefined || (search.mostRatio <= certainLight && found.cost > mostCost)) return { verdict };
  const parts = {
    width: raster.width,
    height: raster.height,
    t: found.t,
    sigma: found.sigma,
    residual: filled(new Float32Array(kind.length), (i) => {
      const distance = places.distance[mostPlaces * distinct.indices[i]!]!;
      return Number.isNaN(distance) ? onMap : distance;
    }),
    kind,
    mask: kind.map((k) => (k === PixelKind.data ? 1 : 0)),
    smoothed: notSmoothed,
    ...(cells && { cells }),
    shading: { blend: found.blend.name, selfShaded: true },
  };
  return { parts, verdict };
}

function shareOffMap({ colours, distinct }: PlotColours, map: Colourmap): number {
  const { distance } = projectOnto(map.colours, map.positions, colours);
  let off = 0;
  distance.forEach((d, k) => {
    if (d > onMap) off += distinct.counts[k]!;
  });
  return off / distinct.indices.length;
}
