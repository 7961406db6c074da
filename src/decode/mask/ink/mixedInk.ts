import type { PictureColours } from '../../../locus/colours/pictureColours.js';
import { type Breaks, type MixedGrey, mixedGrey, mixturesWith } from '../../../marks/mixing.js';
import { PixelKind } from '../../../model/pixelKind.js';
import { filled } from '../../../numeric/filled.js';
import { quantile } from '../../../numeric/statistics/statistics.js';
import { toWorkingSpace } from '../../../raster/colours/colourSpace.js';
import { dilate } from '../../../raster/dilate.js';
import { joinTo } from '../../../raster/joinTo.js';
import type { NoiseModel } from '../../picture/noiseModel.js';
import { type FieldBreaks, fieldBreaks, type UnmaskedField } from './fieldBreaks.js';
import { standingOut } from './standingOut.js';

/** Greys that marks are drawn in (0…255), and 1 for the pixels that they lie on; width × height. */
export interface MixedInk {
  readonly greys: readonly number[];
  readonly mixed: Uint8Array;
  /** 1 for pixels besides that stand out towards such a grey and hang together with those: strokes in colours of the map, as likely as not. */
  readonly strokes: Uint8Array;
  /** Its edges are mixed with the field. Where nothing is, as where pixels were replaced, those beside it are the field's. */
  readonly hasRims: boolean;
}

/** Distances off the map, in units and in deviations of the noise, from which a colour is none of it, and within which it is. */
const off = { least: 2, deviations: 7 };
const on = { least: 1, deviations: 2 };
/** How far mixtures may lie off the straight way, as a share of its length: rounding, and compression that turns chroma. */
const turned = { rounded: 0.05, lossy: 0.15 };
/** Fewer pixels than this share of a picture, and than so many, do no harm and prove nothing. */
const leastShare = { rounded: 0.0005, lossy: 0.002 };
const leastPixels = 30;
/** So many of the breaks that nothing else explains are mixtures with one ink if there is any. */
const leastMixtures = { rounded: 0.4, lossy: 0.5 };
/**
 * Ink lies on field of all kinds. What a map that was learnt from these pixels leaves out, an end or a corner, breaks only
 * the field that leads there: a tenth of the map tells the two.
 */
const leastSpread = 0.1;
/** Colours off an end, over field within so much of the map of it, are the rest of that end as likely as ink. */
const endShare = 0.15;
/** Compression moves colours anywhere: there, a tenth of the pixels shows the ink itself, or nearly. */
const leastSolid = 0.7;
const mostInks = 3;
/** Of marks with mixed edges a tenth of the pixels hold so much less ink than others. */
const mostSolid = 0.9;
/** An ink's pixels stray so far from it, per channel, where nothing was compressed, and where ringing moves them. */
const sameGrey = 3;
const blurredGrey = 56;
/** Nearly all pixels of a mixture's colour stand out towards the ink. */
const leastStanding = 0.7;

/**
 * The greys that marks over a field are drawn in, and the pixels that show them: colours off the map with the same field on
 * both sides of them, each on the straight way from the field's own colour to one grey; then what hangs together with those.
 *
 * @param kinds width × height; pixels that are not `data` take no part
 * @returns undefined where there is no such grey
 */
export function mixedInk(field: UnmaskedField, kinds: Uint8Array): MixedInk | undefined {
  const { residual, model } = field;
  const [farOff, near] = [limitOf(off, model), limitOf(on, model)];
  const isSide = kinds.map((kind, p) => (kind === PixelKind.data && residual[p]! <= near ? 1 : 0));
  const asked = [...kinds.keys()].filter((p) => kinds[p] === PixelKind.data && residual[p]! > farOff);
  const breaks = fieldBreaks(field, asked, isSide, 0);
  const found = inksOf(breaks, field, kinds.length);
  if (found === undefined) return undefined;
  if (!model.isRounded) return { ...found, strokes: found.mixed };
  addSolid(found, field, kinds, isSide);
  return { ...found, strokes: strokesOf(found, field, kinds) };
}

type FoundGreys = Pick<MixedInk, 'greys' | 'mixed' | 'hasRims'>;

/**
 * The ink, and what stands out towards it in colours that hardly occur elsewhere: an order that was learnt from the same pixels may run
 * through mixtures as it does through the map. Peaks of the field have colours that its slopes have, too.
 */
function strokesOf(
  { greys, mixed }: FoundGreys,
  { picture, model }: UnmaskedField,
  kinds: Uint8Array,
): Uint8Array {
  const { width, distinct } = picture;
  const { indices } = distinct;
  const candidates = kinds.map((kind, p) => (kind === PixelKind.data && !mixed[p] ? 1 : 0));
  const breaks = standingOut(picture, model, candidates);
  const towards = [...new Set(greys.flatMap((grey) => mixedAmong(breaks, grey, model)))];
  const counts = new Uint32Array(distinct.packed.length);
  const standing = new Uint32Array(counts.length);
  for (let p = 0; p < candidates.length; p++) if (candidates[p]) counts[indices[p]!]!++;
  for (const p of towards) standing[indices[p]!]!++;
  const own = towards.filter((p) => standing[indices[p]!]! >= leastStanding * counts[indices[p]!]!);
  const strokes = mixed.slice();
  joinTo(strokes, own, width);
  return strokes;
}

/**
 * Adds what shows an ink unmixed: off the map wherever it lies, in a colour of the map where it breaks the field and hangs together with
 * the ink's rims.
 */
function addSolid(
  { greys, mixed }: FoundGreys,
  field: UnmaskedField,
  kinds: Uint8Array,
  isSide: Uint8Array,
): void {
  const { residual, picture, model } = field;
  const { width, height, distinct, rgb } = picture;
  const isSolid = coloursNear(rgb, greys, sameGrey);
  const solid = [...kinds.keys()].filter(
    (p) => kinds[p] === PixelKind.data && !mixed[p] && isSolid[distinct.indices[p]!],
  );
  const farOff = limitOf(off, model);
  for (const p of solid) if (residual[p]! > farOff) mixed[p] = 1;
  const rim = dilate(mixed, width, height, 1);
  const sides = isSide.map((side, p) => side & (rim[p]! ^ 1) & (isSolid[distinct.indices[p]!]! ^ 1));
  joinTo(mixed, [...fieldBreaks(field, solid, sides, off.least).pixels], width);
}

const limitOf = (limit: { least: number; deviations: number }, { sigma }: NoiseModel): number =>
  Math.max(limit.least, limit.deviations * sigma);

const noiseOf = ({ isRounded }: NoiseModel) => (isRounded ? 'rounded' : 'lossy');

function axisOf({ space }: NoiseModel) {
  const ends = toWorkingSpace([0, 0, 0, 255, 255, 255], space);
  return { black: ends.subarray(0, 3), white: ends.subarray(3) };
}

/** The pixels of breaks that are mixtures with a grey. */
function mixedAmong(
  breaks: Breaks & { readonly pixels: readonly number[] },
  grey: number,
  model: NoiseModel,
): number[] {
  const all = breaks.pixels.map((_, k) => k);
  const { members } = mixturesWith(breaks, all, axisOf(model), grey, turned[noiseOf(model)]);
  return members.map((k) => breaks.pixels[k]!);
}

/** The greys that breaks are mixtures with, one after the other. */
function inksOf(breaks: FieldBreaks, field: UnmaskedField, size: number): FoundGreys | undefined {
  const { model, picture } = field;
  const { pixels } = breaks;
  const noise = noiseOf(model);
  const least = Math.max(leastPixels, leastShare[noise] * size);
  const mixed = new Uint8Array(size);
  const greys: number[] = [];
  let hasRims = !model.isRounded;
  const leads = pixels.map((p, k) => leadsOn(field, p, breaks.places[k]!));
  let left = [...leads.keys()].filter((k) => !leads[k]);
  for (let round = 0; round < mostInks && left.length >= least; round++) {
    const found = mixedGrey(breaks, left, axisOf(model), turned[noise]);
    if (found === undefined || found.members.length < least) break;
    if (found.members.length >= leastMixtures[noise] * left.length && isInk(found, breaks.places, model)) {
      greys.push(found.grey);
      hasRims ||= quantile(found.shares, 0.1) < mostSolid * quantile(found.shares, 0.9);
      for (const k of found.members) mixed[pixels[k]!] = 1;
      joinTo(mixed, mixedAmong(breaks, found.grey, model), picture.width);
    }
    const taken = new Set(found.members);
    left = left.filter((k) => !taken.has(k));
  }
  return greys.length > 0 ? { greys, mixed, hasRims } : undefined;
}

/** Whether a pixel's colour is nearest to an end of the curve that the field around comes near, too. */
function leadsOn({ arcs, curve }: UnmaskedField, p: number, place: number): boolean {
  const own = arcs[p]! / curve.arcs.at(-1)!;
  return Math.max(own, place) < endShare || Math.min(own, place) > 1 - endShare;
}

/** Whether the field under the mixtures is of many kinds and, where compression blurs, the ink itself is seen. */
function isInk({ members, shares }: MixedGrey, places: readonly number[], model: NoiseModel): boolean {
  const under = members.map((k) => places[k]!);
  if (quantile(under, 0.9) - quantile(under, 0.1) < leastSpread) return false;
  return model.isRounded || quantile(shares, 0.9) >= leastSolid;
}

/**
 * A picture whose ink is what was found so. Where compression has blurred it, what the picture showed of ink by itself counts besides: its
 * pixels in such a grey, and its strokes that hang together with it.
 */
export function withMixedInk(
  picture: PictureColours,
  { greys, mixed, strokes: own }: MixedInk,
  { isRounded }: NoiseModel,
): PictureColours {
  const { width, ink, distinct, rgb } = picture;
  const colours = greys.map((grey) => 0x010101 * Math.round(grey));
  if (isRounded) return { ...picture, ink: { colours, core: mixed, strokes: own, doubtful: own } };
  const isGrey = coloursNear(rgb, greys, blurredGrey);
  const known = mixed.slice();
  const shown = [...known.keys()].filter((p) => !known[p] && (ink.core[p] || ink.strokes[p]));
  joinTo(known, shown, width);
  const core = mixed.map((m, p) => m | (ink.core[p]! & known[p]! & isGrey[distinct.indices[p]!]!));
  const strokes = own.map((s, p) => s | (ink.strokes[p]! & known[p]!));
  return { ...picture, ink: { colours, core, strokes, doubtful: strokes } };
}

/** A picture with ink besides what it showed of it by itself. */
export function withAddedInk(picture: PictureColours, { greys, mixed }: MixedInk): PictureColours {
  const { ink } = picture;
  const added = (mask: Uint8Array) => mask.map((m, p) => m | mixed[p]!);
  const colours = [...ink.colours, ...greys.map((grey) => 0x010101 * Math.round(grey))];
  return {
    ...picture,
    ink: { colours, core: added(ink.core), strokes: added(ink.strokes), doubtful: added(ink.doubtful) },
  };
}

/** 1 for the colours whose channels are all so near to one of some greys. */
function coloursNear(rgb: Float64Array, greys: readonly number[], within: number): Uint8Array {
  return filled(new Uint8Array(rgb.length / 3), (k) =>
    greys.some((grey) => [0, 1, 2].every((c) => Math.abs(rgb[3 * k + c]! - grey) <= within)) ? 1 : 0,
  );
}
