import type { PictureColours } from '../../locus/colours/pictureColours.js';
import { noInk } from '../../marks/ink.js';
import { hasDataOnly, PixelKind, pixelsOfKind } from '../../model/pixelKind.js';
import type { Colourmap } from '../../model/types.js';
import { toWorkingSpace } from '../../raster/colourSpace.js';
import { countColours } from '../../raster/countColours.js';
import { dilate } from '../../raster/dilate.js';
import { unpackColours } from '../../raster/distinct.js';
import type { DecodeStage } from '../picture/decoding.js';
import type { NoiseModel } from '../picture/noiseModel.js';
import type { DecodingCurve } from '../positions/decodingCurve.js';
import { coverFrame } from './coverFrame.js';
import { markEndHoles } from './endHoles.js';
import { fieldSteps } from './fieldSteps.js';
import { backgroundKind, inkKind } from './foreignColour.js';
import { certain, settleFringe } from './fringe.js';
import { hysteresis } from './hysteresis.js';
import type { MixedInk } from './ink/mixedInk.js';
import { inkRim } from './inkRim.js';

/** What is known of each pixel before anything is masked; the field is settled in place where it was mixed with ink. */
export interface MaskInput {
  readonly picture: PictureColours;
  readonly model: NoiseModel;
  readonly map: Colourmap;
  readonly curve: DecodingCurve;
  /** width × height arcs on the curve; NaN where nothing is known. */
  readonly arcs: Float32Array;
  /** width × height distances from the curve, in the model's space. */
  readonly residual: Float32Array;
  /** 1 for the distinct colours that are certainly the map's own; undefined where that cannot be told. */
  readonly isLevel: Uint8Array | undefined;
  /** 1 for pixels that a field alone explains, however far off the map compression has put their colours. */
  readonly explained?: Uint8Array | undefined;
  /** 1 for pixels that mix the field with ink: drawn over, whatever a map that was found in these pixels makes of them. */
  readonly mixed?: MixedInk | undefined;
}

/** Ink that covers less of a pixel changes its colour by rounding, and its value by less than a level's width. */
const mostMixedExact = 0.03;
/** JPEG ringing beside ink reaches a fifth of its contrast at usual qualities; fainter ink cannot be told from it. */
const mostMixedLossy = 0.2;
/** On the locus, the field's own steps look like mixtures: only large ones are, sooner where all colours are grey. */
const mostMixedOnLocus = 0.35;
const mostMixedGrey = 0.12;
/** Pixels beside strong edges of a JPEG of usual quality are off by so much of the edge's contrast. */
const ringingShare = 0.015;
/** Levels are the curve's own vertices: nothing but a level is on it. */
const exactTolerance = 0.01;
/** Rounding of a level's colour, away from ink. */
const levelTolerance = 0.75;
/** A colour of an exactly drawn picture farther off a map without levels is none of its own: two roundings of three channels. */
const roundingTolerance = 2;
/** Residuals in noise standard deviations: marks grow through the lower from the higher; beyond the last they are certain. */
const growDeviations = 4;
const seedDeviations = 7;
const certainDeviations = 9;
/** However clean a compressed picture is as a whole, its steep places are noisier than this. */
const leastCertain = 12;
/** However noisy the picture, a colour this far off the map is none of its own. */
const certainDistance = 30;
/**
 * What is drawn over a map is mixed with it in all shares, and compression strays: there, only pixels so far off the map show
 * the ink itself, and say what was mixed into others.
 */
const unmixedDistance = 60;
/**
 * Share of the ink, its mixtures with the map included, that is off the map: half and more where something was drawn,
 * a few hundredths where the field itself was taken for ink.
 */
const leastInkOffMap = 0.25;
/** Half of the way between two bands that are as unlike as those of usual maps. */
const bandDistance = 50;
/** Anti-aliased rims reach so far beyond what is certainly drawn over; compression smears them farther. */
const exactReach = 1;
const lossyReach = 3;
/** Compression smears the border of a region of no data so far, where the region itself is soft. */
const softReach = 6;

/** Whether any colour is so far off a scattered map that it would be masked. */
export function hasSuspects({ kind, sigma }: NoiseModel, residual: Float32Array): boolean {
  if (kind !== 'scattered') return false;
  for (let p = 0; p < residual.length; p++) if (residual[p]! > seedDeviations * sigma) return true;
  return false;
}

/** A colour this far from the curve is still on it. */
export function toleranceOf({ kind, sigma }: NoiseModel, hasLevels: boolean): number {
  if (kind === 'scattered') return 4 * sigma + 2;
  return hasLevels ? exactTolerance : Math.max(roundingTolerance, 4 * sigma);
}

/**
 * Finds what is no data: everything that speaks for it meets here. Regions without data and ink are proposed by the
 * picture alone; colours off the map, frames along the border and holes in an end colour come with the map. What lies
 * near them is settled against its surroundings: a pixel whose colour is on the map, where the field around leads one to
 * expect it, is data, however thin its structure.
 *
 * @param kinds width × height; `data` but for what is decided already (given, beyond the range, regions of no data); in place
 */
export function maskPixels(given: MaskInput, kinds: Uint8Array, without: readonly DecodeStage[] = []): void {
  const picture =
    given.mixed || without.includes('believable ink') ? given.picture : withBelievableInk(given);
  const input = withExplained({ ...given, picture });
  const { map, arcs } = input;
  const { width, height, noData } = picture;
  const suspects = new Uint8Array(kinds.length);
  if (map.accuracy.endsKnown) takeOffMap(input, kinds, suspects, without);
  if (map.bands) return;
  for (let p = 0; p < kinds.length; p++)
    if (input.mixed?.mixed[p] === 1 && kinds[p] === PixelKind.data) kinds[p] = PixelKind.overlay;
  addSuspects(input, kinds, suspects);
  if (!suspects.includes(1)) return;

  const isGrey = hasGreysOnly(picture);
  // Mixtures of greys are greys; any other exact colour beside ink that is no level is a mixture, however near the locus.
  const levels = isGrey ? undefined : input.isLevel;
  const foreign = foreignPixels(input, kinds);
  const fringe = without.includes('fringe')
    ? new Uint8Array(kinds.length)
    : settle(input, kinds, suspects, foreign, levels);
  const rim = without.includes('ink rim')
    ? fringe
    : inkRim(
        withoutMasked(arcs, kinds, fringe),
        fringe,
        foreign.map((f) => (f === inkKind ? 1 : 0)),
        { ...inkedCurve(input), noise: input.model.sigma, levels },
        width,
        height,
        without,
      );
  for (let p = 0; p < kinds.length; p++) {
    if (kinds[p] !== PixelKind.data || (fringe[p] === 0 && rim[p] === 0)) continue;
    kinds[p] = foreign[p] === inkKind && noData.mask[p] === 0 ? PixelKind.overlay : PixelKind.fringe;
  }
}

/**
 * Which of the distinct colours may stand for no data, where the picture shows a region of it: any but those of a map
 * that is known, unless they are a page's.
 *
 * @param residual distances of the distinct colours from the map
 */
export function regionColours(
  { rgb }: PictureColours,
  map: Colourmap,
  model: NoiseModel,
  residual: ArrayLike<number>,
): Uint8Array {
  const tolerance = toleranceOf(model, false);
  return Uint8Array.from(residual, (distance, k) =>
    !map.accuracy.endsKnown || distance > tolerance || isPageColour(rgb, 3 * k) ? 1 : 0,
  );
}

/** White, black and the greys that pages and masks are drawn in: no channel differs from another by more than rounding. */
function isPageColour(rgb: Float64Array, o: number): boolean {
  const [r, g, b] = [rgb[o]!, rgb[o + 1]!, rgb[o + 2]!];
  return Math.abs(r - g) <= 3 && Math.abs(g - b) <= 3;
}

/**
 * The picture without its ink, where the map accounts for that: thin, stretched structures of a field stand
 * out like strokes, but in colours of the map. (Of greys that says nothing.)
 */
function withBelievableInk(input: MaskInput): PictureColours {
  const { picture } = input;
  return isBelievable(input) ? picture : { ...picture, ink: noInk(picture.ink.core.length) };
}

/** Whether the ink that a picture shows by itself is off the map, where it shows any. */
export function isBelievable({
  picture,
  model,
  residual,
  explained,
}: Pick<MaskInput, 'picture' | 'model' | 'residual' | 'explained'>): boolean {
  const { core } = picture.ink;
  if (!core.includes(1) || hasGreysOnly(picture)) return true;
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
  if (explained === undefined || picture.ink.core.includes(1)) return input;
  return { ...input, residual: residual.map((distance, p) => (explained[p] === 1 ? 0 : distance)) };
}

/**
 * Colours that are none of a map which is known to its ends, the frame they form along the border, and holes in the very
 * colour of an end. Compressed colours that are only somewhat off become suspects.
 */
function takeOffMap(
  input: MaskInput,
  kinds: Uint8Array,
  suspects: Uint8Array,
  without: readonly DecodeStage[],
): void {
  const { picture, residual, model, map, arcs } = input;
  const { width, height, raster } = picture;
  const scattered = model.kind === 'scattered';
  const near = Math.max(roundingTolerance, 4 * model.sigma);
  const { sigma } = model;
  const seeds = scattered
    ? hysteresis(residual, kinds, width, height, growDeviations * sigma, seedDeviations * sigma)
    : dataBeyond(near, kinds, residual);
  takeSteps(input, kinds, seeds, scattered ? growDeviations * sigma : near);
  const farthest = scattered ? usuallyCertain(model, map) : near;
  const off = seeds.slice();
  if (!hasDataOnly(kinds)) for (let p = 0; p < off.length; p++) if (kinds[p] !== PixelKind.data) off[p] = 2;
  const isFramed = coverFrame(raster, off);
  const isTaken = isFramed !== undefined || seeds.includes(1);
  const asked = isTaken ? kinds.length : 0;
  for (let p = 0; p < asked; p++) {
    if (kinds[p] !== PixelKind.data) continue;
    if (isFramed?.(p) || (seeds[p] === 1 && (residual[p]! > farthest || residual[p]! > unmixedDistance)))
      kinds[p] = PixelKind.overlay;
    else suspects[p] = seeds[p]!;
  }
  if (scattered || map.bands || without.includes('end holes')) return;
  const ends = endColoured(input);
  if (!ends.includes(1)) return;
  const length = input.curve.arcs.at(-1)!;
  const t = arcs.map((s) => s / length);
  const holes = kinds.map((kind) => (kind === PixelKind.data ? 0 : 2));
  markEndHoles(t, holes, ends, width, height);
  for (let p = 0; p < kinds.length; p++)
    if (kinds[p] === PixelKind.data && holes[p] === 1) kinds[p] = PixelKind.noData;
}

/** Data pixels (1) farther off the map than a limit. */
function dataBeyond(limit: number, kinds: Uint8Array, residual: Float32Array): Uint8Array {
  const far = new Uint8Array(kinds.length);
  for (let p = 0; p < far.length; p++) if (residual[p]! > limit && kinds[p] === PixelKind.data) far[p] = 1;
  return far;
}

/** Gives pixels in which the field steps their places, and takes them off the seeds; in place. (Bands have no places between.) */
function takeSteps(
  { picture, model, map, curve, arcs, residual }: MaskInput,
  kinds: Uint8Array,
  seeds: Uint8Array,
  tolerance: number,
): void {
  if (map.bands || !seeds.includes(1)) return;
  const { width, height, distinct, space, colours, rgb } = picture;
  const steps = fieldSteps(
    {
      width,
      height,
      colours: space === model.space ? colours : toWorkingSpace(rgb, model.space),
      indices: distinct.indices,
      arcs,
    },
    kinds.map((kind, p) => (kind === PixelKind.data ? seeds[p]! : 2)),
    tolerance,
  );
  const length = curve.arcs.at(-1)!;
  for (let p = 0; p < seeds.length; p++) {
    if (Number.isNaN(steps.arcs[p]!)) continue;
    seeds[p] = 0;
    arcs[p] = Math.min(length, Math.max(0, steps.arcs[p]!));
    residual[p] = steps.distance[p]!;
  }
}

/** How far off the map a pixel of a compressed picture is certainly drawn over, where noise is as everywhere. */
function usuallyCertain({ sigma }: NoiseModel, { bands }: Colourmap): number {
  // The borders of bands are blurred into colours that lie between any two of them.
  return bands ? bandDistance : Math.max(leastCertain, Math.min(certainDeviations * sigma, certainDistance));
}

/** 1 for pixels in the colours of pages and pens, pure white and pure black, that are an end of the map. */
function endColoured({ picture, arcs, curve, residual }: MaskInput): Uint8Array {
  const { rgb, distinct } = picture;
  const length = curve.arcs.at(-1)!;
  const isPen = Uint8Array.from(distinct.packed, (_, k) => {
    const sum = rgb[3 * k]! + rgb[3 * k + 1]! + rgb[3 * k + 2]!;
    return sum === 0 || sum === 765 ? 1 : 0;
  });
  if (!isPen.includes(1)) return new Uint8Array(0);
  const ends = new Uint8Array(arcs.length);
  for (let p = 0; p < ends.length; p++)
    if (isPen[distinct.indices[p]!] === 1 && residual[p]! <= roundingTolerance)
      ends[p] = arcs[p]! <= 0 || arcs[p]! >= length ? 1 : 0;
  return ends;
}

/** Pixels to be settled: those that stand out like strokes, lie at what is certainly none, or are off the curve. */
function addSuspects(input: MaskInput, kinds: Uint8Array, suspects: Uint8Array): void {
  const { picture, model, residual, isLevel } = input;
  const { width, height, noData, ink } = picture;
  const isBlurred = model.kind === 'scattered' && !(model.isRounded && input.mixed);
  // Exact colours near a level are what rounding makes of it; only beside ink is any that is no level a mixture.
  const tolerance = isLevel ? Math.max(levelTolerance, 4 * model.sigma) : toleranceOf(model, false);
  if (hasDataOnly(kinds) && !ink.strokes.includes(1)) {
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
  const { ink, rgb, distinct, colours, space } = picture;
  return {
    vertices: curve.vertices,
    arcs: curve.arcs,
    colours: space === model.space ? colours : toWorkingSpace(rgb, model.space),
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
): Uint8Array {
  const { picture, model, arcs, residual, map } = input;
  const isGrey = hasGreysOnly(picture);
  const isBlurred = model.kind === 'scattered' && !(model.isRounded && input.mixed);
  const isMixing = isBlurred || isGrey;
  for (let p = 0; p < kinds.length; p++) if (kinds[p] !== PixelKind.data) arcs[p] = Number.NaN;
  return settleFringe(
    picture,
    { arcs, distance: residual },
    {
      ...inkedCurve(input),
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
  return arcs.map((s, p) => (kinds[p] !== PixelKind.data || fringe[p] === 1 ? Number.NaN : s));
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
