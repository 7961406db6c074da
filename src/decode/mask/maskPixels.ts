import { coloursIn } from '../../locus/colours/coloursIn.js';
import type { PictureColours } from '../../locus/colours/pictureColours.js';
import { noInk } from '../../marks/ink.js';
import { isEmpty } from '../../model/mask.js';
import { hasDataOnly, PixelKind, pixelsOfKind } from '../../model/pixelKind.js';
import { toWorkingSpace } from '../../raster/colours/colourSpace.js';
import { countColours } from '../../raster/colours/countColours.js';
import { unpackColours } from '../../raster/colours/distinct.js';
import { dilate } from '../../raster/dilate.js';
import type { MaskFacts } from '../picture/block.js';
import type { DecodeStage } from '../picture/decoding.js';
import { type MaskInput, toleranceOf, unmixedDistance } from './maskInput.js';
import { takeOffMap } from './offMap.js';
import { backgroundKind, inkKind } from './rims/foreignColour.js';
import { certain, settleFringe } from './rims/fringe.js';
import { inkRim } from './rims/inkRim.js';
import { ownLevels } from './rims/ownLevels.js';

/** Ink that covers less of a pixel changes its colour by rounding, and its value by less than a level's width. */
const mostMixedExact = 0.03;
/** JPEG ringing beside ink reaches a fifth of its contrast at usual qualities; fainter ink cannot be told from it. */
const mostMixedLossy = 0.2;
/** On the locus, the field's own steps look like mixtures: only large ones are, sooner where all colours are grey. */
const mostMixedOnLocus = 0.35;
const mostMixedGrey = 0.12;
/** Pixels beside strong edges of a JPEG of usual quality are off by so much of the edge's contrast. */
const ringingShare = 0.015;
/** Rounding of a level's colour, away from ink. */
const levelTolerance = 0.75;
/**
 * Share of the ink, its mixtures with the map included, that is off the map: half and more where something was drawn,
 * a few hundredths where the field itself was taken for ink.
 */
const leastInkOffMap = 0.25;
/** Anti-aliased rims reach so far beyond what is certainly drawn over; compression smears them farther. */
const exactReach = 1;
const lossyReach = 3;
/** Compression smears the border of a region of no data so far, where the region itself is soft. */
const softReach = 6;

/**
 * Finds what is no data: everything that speaks for it meets here. Regions without data and ink are proposed by the
 * picture alone; colours off the map, frames along the border and holes in an end colour come with the map. What lies
 * near them is settled against its surroundings: a pixel whose colour is on the map, where the field around leads one to
 * expect it, is data, however thin its structure.
 *
 * @param kinds width × height; `data` but for what is decided already (given, beyond the range, regions of no data); in place
 * @returns what was asked of the picture as a whole
 */
export function maskPixels(
  given: MaskInput,
  kinds: Uint8Array,
  without: readonly DecodeStage[] = [],
): MaskFacts {
  const known = given.block?.whole.mask;
  const isGrey = known?.isGrey ?? hasGreysOnly(given.picture);
  const isInkBelieved =
    known?.isInkBelieved ??
    (given.mixed !== undefined || without.includes('believable ink') || isBelievable(given));
  const picture = isInkBelieved ? given.picture : withoutInk(given.picture);
  const input = withExplained({ ...given, picture });
  const { map, arcs } = input;
  const { width, height, noData } = picture;
  const suspects = new Uint8Array(kinds.length);
  const offMap = map.accuracy.endsKnown ? takeOffMap(input, kinds, suspects, without) : undefined;
  const facts: MaskFacts = { frame: noFrame, ...offMap, isGrey, isInkBelieved };
  if (map.bands) return facts;
  for (let p = 0; p < kinds.length; p++)
    if (input.mixed?.mixed[p] === 1 && kinds[p] === PixelKind.data) kinds[p] = PixelKind.overlay;
  addSuspects(input, kinds, suspects);
  if (isEmpty(suspects) || !suspects.includes(1)) return facts;

  // Mixtures of greys are greys; any other exact colour beside ink that is no level is a mixture, however near the locus.
  const levels = isGrey ? undefined : input.isLevel;
  const foreign = foreignPixels(input, kinds);
  const fringe = without.includes('fringe')
    ? new Uint8Array(kinds.length)
    : settle(input, kinds, suspects, foreign, levels, isGrey);
  const rim = without.includes('ink rim')
    ? fringe
    : inkRim(
        withoutMasked(arcs, kinds, fringe),
        fringe,
        pixelsOfKind(foreign, inkKind),
        { ...inkedCurve(input), noise: input.model.sigma, levels },
        width,
        height,
        without,
      );
  for (let p = 0; p < kinds.length; p++) {
    if (kinds[p] !== PixelKind.data || (fringe[p] === 0 && rim[p] === 0)) continue;
    kinds[p] = foreign[p] === inkKind && noData.mask[p] === 0 ? PixelKind.overlay : PixelKind.fringe;
  }
  return facts;
}

const noFrame = { left: 0, top: 0, right: 0, bottom: 0 };

const withoutInk = (picture: PictureColours): PictureColours => ({
  ...picture,
  ink: noInk(picture.ink.core.length),
});

/**
 * The picture without its ink, where the map accounts for that: thin, stretched structures of a field stand
 * out like strokes, but in colours of the map. (Of greys that says nothing.)
 */
export function withBelievableInk(
  input: Pick<MaskInput, 'picture' | 'model' | 'residual' | 'explained'>,
): PictureColours {
  const { picture } = input;
  return isBelievable(input) ? picture : withoutInk(picture);
}

/** Whether the ink that a picture shows by itself is off the map, where it shows any. */
export function isBelievable({
  picture,
  model,
  residual,
  explained,
}: Pick<MaskInput, 'picture' | 'model' | 'residual' | 'explained'>): boolean {
  const { core } = picture.ink;
  if (isEmpty(core) || hasGreysOnly(picture)) return true;
  const tolerance = toleranceOf(model, false);
  let ink = 0;
  let off = 0;
  for (let p = 0; p < core.length; p++) {
    if (core[p] !== 1) continue;
    ink++;
    if (residual[p]! > tolerance && explained?.[p] !== 1) off++;
  }
  return off >= leastInkOffMap * ink;
}

/**
 * Takes pixels that a field alone explains for as near to the map as it says. Not where ink is believed: what it covers a little of
 * may be explained, too.
 */
function withExplained(input: MaskInput): MaskInput {
  const { picture, residual, explained } = input;
  if (explained === undefined || !isEmpty(picture.ink.core)) return input;
  const nearer = residual.slice();
  for (let p = 0; p < nearer.length; p++) if (explained[p] === 1) nearer[p] = 0;
  return { ...input, residual: nearer };
}

/** Pixels to be settled: those that stand out like strokes, lie at what is certainly none, or are off the curve. */
function addSuspects(input: MaskInput, kinds: Uint8Array, suspects: Uint8Array): void {
  const { picture, model, residual, isLevel } = input;
  const { width, height, noData, ink } = picture;
  const isBlurred = model.kind === 'scattered' && !(model.isRounded && input.mixed);
  // Exact colours near a level are what rounding makes of it; only beside ink is any that is no level a mixture.
  const tolerance = isLevel ? Math.max(levelTolerance, 4 * model.sigma) : toleranceOf(model, false);
  if (hasDataOnly(kinds) && isEmpty(ink.strokes)) {
    if (input.farthest <= tolerance) return;
    for (let p = 0; p < kinds.length; p++) if (residual[p]! > tolerance) suspects[p] = 1;
    return;
  }
  const overlays = pixelsOfKind(kinds, PixelKind.overlay);
  const reach = isBlurred ? lossyReach : input.mixed?.hasRims === false ? 0 : exactReach;
  const strokes = dilate(ink.strokes, width, height, reach);
  const rims = dilate(overlays, width, height, reach);
  // An exactly drawn region of no data ends where it ends; a soft one smears.
  const empty = pixelsOfKind(kinds, PixelKind.noData);
  const border =
    model.kind === 'scattered' ? dilate(empty, width, height, noData.soft ? softReach : 2) : empty;
  for (let p = 0; p < kinds.length; p++) {
    if (kinds[p] === PixelKind.overlay) suspects[p] = certain;
    else if (kinds[p] !== PixelKind.data) suspects[p] = 0;
    else if (strokes[p] || rims[p] || border[p] || residual[p]! > tolerance) suspects[p] = 1;
  }
}

/** What may have been mixed into the pixels beside it: ink and overlays, and regions of no data. */
function foreignPixels({ picture, residual, model }: MaskInput, kinds: Uint8Array): Uint8Array {
  const least = model.kind === 'scattered' ? unmixedDistance : 0;
  const foreign = picture.ink.core.slice();
  for (let p = 0; p < foreign.length; p++) {
    if (kinds[p] === PixelKind.noData) foreign[p] = backgroundKind;
    else if (kinds[p] === PixelKind.overlay && residual[p]! > least) foreign[p] = inkKind;
    else if (kinds[p] === PixelKind.given) foreign[p] = backgroundKind;
  }
  return foreign;
}

/** The curve with the picture's colours and ink in its space. */
function inkedCurve({ picture, curve, model }: MaskInput) {
  const { ink, distinct } = picture;
  return {
    vertices: curve.vertices,
    arcs: curve.arcs,
    colours: coloursIn(picture, model.space),
    indices: distinct.indices,
    strokes: ink.strokes,
    inks: toWorkingSpace(unpackColours(Uint32Array.from(ink.colours)), model.space),
  };
}

function settle(
  input: MaskInput,
  kinds: Uint8Array,
  suspects: Uint8Array,
  foreign: Uint8Array,
  levels: Uint8Array | undefined,
  isGrey: boolean,
): Uint8Array {
  const { picture, model, arcs, residual, map } = input;
  const isBlurred = model.kind === 'scattered' && !(model.isRounded && input.mixed);
  const isMixing = isBlurred || isGrey;
  const { core } = picture.ink;
  const own = levels && ownLevels(picture.distinct, levels, suspects, core, picture.noData.colours);
  for (let p = 0; p < kinds.length; p++) if (kinds[p] !== PixelKind.data) arcs[p] = Number.NaN;
  return settleFringe(
    picture,
    { arcs, distance: residual },
    {
      ...inkedCurve(input),
      own,
      tolerance: toleranceOf(model, levels !== undefined),
      ringing: isMixing ? ringingShare : 0,
      mostMixedOnLocus: isGrey ? mostMixedGrey : isBlurred ? mostMixedOnLocus : Number.POSITIVE_INFINITY,
      endsKnown: map.accuracy.endsKnown,
    },
    suspects,
    foreign,
    isMixing ? mostMixedLossy : mostMixedExact,
  );
}

/** The settled field without what is masked. */
function withoutMasked(arcs: Float32Array, kinds: Uint8Array, fringe: Uint8Array): Float32Array {
  const settled = arcs.slice();
  for (let p = 0; p < settled.length; p++)
    if (kinds[p] !== PixelKind.data || fringe[p] === 1) settled[p] = Number.NaN;
  return settled;
}

/** Whether all the colours that occur as data are grey, to the rounding of a decoder. */
function hasGreysOnly({ rgb, distinct, noData }: PictureColours): boolean {
  const counts = countColours(distinct, noData.mask);
  for (let i = 0, o = 0; i < counts.length; i++, o += 3) {
    if (counts[i] === 0) continue;
    if (Math.abs(rgb[o]! - rgb[o + 1]!) > 2 || Math.abs(rgb[o + 1]! - rgb[o + 2]!) > 2) return false;
  }
  return true;
}
