import { scatterAbout } from '../../colourmap/identify/scatter.js';
import type { PictureColours } from '../../locus/colours/pictureColours.js';
import { confidenceOf } from '../../model/confidence.js';
import type { Colourmap, Rgb } from '../../model/types.js';
import type { Warning } from '../../model/warning.js';
import { type Homothety, type HomothetyFit, placesUnder } from '../../numeric/curves/homothety.js';
import { arcLengths } from '../../numeric/curves/polyline.js';
import { median } from '../../numeric/statistics/statistics.js';
import { fromWorkingSpace } from '../../raster/colours/colourSpace.js';
import { meanSquare, mixtures } from '../../raster/colours/mixtures.js';

/** That a plot's colours are mixtures of its colourmap with what lies beneath. */
export interface Transparency {
  /** Share of the map's colour in the mixture, 0…1. */
  readonly opacity: number;
  /** The colour that lies beneath, sRGB 0…255 (not rounded); of what varies, the middle. */
  readonly beneath: Rgb;
}

export interface TransparencyDecision {
  /** The map as the plot draws it, where it is mixed with one colour. */
  readonly mixed?: Colourmap;
  readonly transparency?: Transparency;
  /** What lies beneath varies, as base maps do: the mixture is with its middle, and light may explain the colours better. */
  readonly isTextured: boolean;
  /** Factor of the decoding's confidence. */
  readonly confidence: number;
  readonly warnings: readonly Warning[];
}

/** That nothing speaks for transparency. */
export const opaque: TransparencyDecision = { isTextured: false, confidence: 1, warnings: [] };

/** Colours asked, spread evenly over those that occur: exact ones tell four numbers at once, the errors of scattered ones have to average out. */
const askedColours = { exact: 400, compressed: 1600 };
/** Two roundings, of the map and of the picture, leave this root mean square distance, with some slack for maps that were cut off rather than rounded. */
const roundedDistance = 0.9;
/** The same of compressed pictures, whatever lies beneath. */
const compressedDistance = 4;
/** What colours scatter about whatever curve they lie on, generously: farther from a map than that, they are not on it. */
const fitsScatters = 1.3;
/** Mixing has to bring the colours nearer by this factor, in squares: mere noise follows four free numbers by a few per cent. */
const leastGain = 4;
/** Fits whose squares are within this factor of the best are as good. */
const rivalFactor = 1.5;
/** Values that equally good fits put farther apart than this are not known: as a share of the range. */
const mostApart = 0.02;
/** Colours that belong to the mixture: the rest are marks, or over something else. */
const leastExplained = 0.8;
/** Scatter along the map, beside that across it: as much in each of three directions would be .7. */
const alongAcross = 2;
/** Rounding errors of neighbouring colours are not independent: so much more than as many free ones. */
const correlated = 2;

const whole: Homothety = { scale: 1, shift: [0, 0, 0] };

/**
 * Whether a plot was drawn half transparent: its colours miss the map, but lie on the map mixed with one colour beneath,
 * opacity · map + (1 − opacity) · beneath. Then it is decoded with the mixed map. Where mixing explains much but not all, as
 * over a base map, it is said only.
 *
 * Undecidable, and not claimed, where the mixture stays on the map itself (grey maps over grey).
 *
 * @param map known to its ends
 * @param compressed the picture came through a lossy codec: scatter need not be that of what lies beneath
 */
export function decideTransparency(
  picture: PictureColours,
  map: Colourmap,
  compressed: boolean,
): TransparencyDecision {
  if (map.bands !== undefined || isDrawnInMap(picture, map)) return opaque;
  const points = askedOf(picture, compressed ? askedColours.compressed : askedColours.exact);
  if (points.length < 3 * fewestColours) return opaque;
  const { distance } = placesUnder(whole, map.colours, map.positions, points);
  const missed = median(distance);
  if (missed <= roundedDistance) return opaque;
  const few = points.length / 3 > askedColours.exact ? askedOf(picture, askedColours.exact) : points;
  const scatter = scatterAbout(few, new Float64Array(few.length / 3).fill(1));
  const noise = Math.max(roundedDistance, fitsScatters * scatter);
  // What is mixed misses the map nearly everywhere; marks and rims do so in a few places.
  if (missed <= noise) return opaque;
  const unmixed = meanSquare(distance);
  const fits = mixtures(points, map, 3 * noise);
  const [best] = fits;
  if (best === undefined || meanSquare(best.distance) * leastGain > unmixed) return opaque;
  const transparency = transparencyOf(best);
  const explained = best.distance.filter((d) => d <= 3 * noise).length / best.distance.length;
  const rms = Math.sqrt(meanSquare(best.distance));
  const isTextured = rms > (compressed ? compressedDistance : roundedDistance);
  // What moves colours across the map moves them along it as well, unseen, and by more where it runs as the map does.
  const texture = isTextured ? (alongAcross * rms) / (best.scale * arcLengths(map.colours).at(-1)!) : 0;
  const error = Math.hypot(correlated * best.spread * Math.max(rounding, scatter), texture);
  const isOpen = fits.some(
    (fit) =>
      meanSquare(fit.distance) <= rivalFactor * meanSquare(best.distance) &&
      apart(fit.parameter, best.parameter) > mostApart,
  );
  if (explained < leastExplained || isOpen || error > mostApart)
    return { isTextured: true, confidence: doubt, warnings: [perhapsTransparent(transparency)] };
  return {
    mixed: mixedMap(map, best, error),
    transparency,
    isTextured,
    confidence: confidenceOf(texture),
    warnings: [transparentWarning(transparency, isTextured)],
  };
}

/** Fewer colours than this are no curve. */
const fewestColours = 16;
/** Deviation of a rounded colour from its own, each channel. */
const rounding = 0.29;
/** Values that follow a map that is not the picture's are wrong in most places. */
const doubt = 0.3;

/** Pixels that a glance looks at. */
const glanced = 200;

/**
 * Whether most pixels have the map's own colours but for rounding: nothing is mixed with it then, whatever colours marks and
 * their rims have, which may be more than the map's. That spares exact pictures the fits.
 */
function isDrawnInMap({ rgb, plain }: PictureColours, { colours, positions }: Colourmap): boolean {
  const step = plain.reduce((sum, n) => sum + n, 0) / glanced;
  const chosen: number[] = [];
  let before = 0;
  for (let k = 0; k < plain.length; k++) {
    const next = before + plain[k]!;
    for (let j = Math.ceil(before / step); j * step < next; j++)
      chosen.push(rgb[3 * k]!, rgb[3 * k + 1]!, rgb[3 * k + 2]!);
    before = next;
  }
  if (chosen.length === 0) return false;
  return (
    median(placesUnder(whole, colours, positions, Float64Array.from(chosen)).distance) <= roundedDistance
  );
}

function askedOf({ sample, space }: PictureColours, asked: number): Float64Array {
  const count = sample.length / 3;
  const stride = Math.max(1, count / asked);
  const chosen: number[] = [];
  for (let at = 0; at < count; at += stride) {
    const o = 3 * Math.floor(at);
    chosen.push(sample[o]!, sample[o + 1]!, sample[o + 2]!);
  }
  return fromWorkingSpace(Float64Array.from(chosen), space);
}

function transparencyOf({ scale, shift }: Homothety): Transparency {
  const beneath = shift.map((v) => Math.min(255, Math.max(0, v / (1 - scale))));
  return { opacity: scale, beneath: [beneath[0]!, beneath[1]!, beneath[2]!] };
}

const apart = (a: Float64Array, b: Float64Array): number =>
  Math.sqrt(a.reduce((sum, v, i) => sum + (v - b[i]!) ** 2, 0) / a.length);

function mixedMap(map: Colourmap, { scale, shift }: HomothetyFit, error: number): Colourmap {
  const mixed = (colour: Rgb): Rgb => [
    scale * colour[0] + shift[0],
    scale * colour[1] + shift[1],
    scale * colour[2] + shift[2],
  ];
  const { below, above, accuracy } = map;
  return {
    ...map,
    colours: map.colours.map((v, i) => Math.min(255, Math.max(0, scale * v + shift[i % 3]!))),
    ...(below && { below: mixed(below) }),
    ...(above && { above: mixed(above) }),
    accuracy: { ...accuracy, standardError: Math.hypot(accuracy.standardError, error) },
  };
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;
const hex = (colour: Rgb): string =>
  `#${colour.map((v) => Math.round(v).toString(16).padStart(2, '0')).join('')}`;

const transparentWarning = ({ opacity, beneath }: Transparency, isTextured: boolean): Warning => ({
  code: 'map-transparent',
  message:
    `the plot’s colours are not the colourmap’s, but those of the map at ${percent(opacity)} opacity over ` +
    `${isTextured ? 'something that varies about ' : ''}${hex(beneath)}: it was decoded so`,
  ...(isTextured && { advice: 'use a figure without what lies beneath' }),
});

const perhapsTransparent = ({ opacity }: Transparency): Warning => ({
  code: 'perhaps-transparent',
  message: `the plot’s colours do not match the colourmap; it may have been drawn at about ${percent(opacity)} opacity over something else`,
  advice: 'use a figure without transparency',
  remedy: ['colourmap'],
});
