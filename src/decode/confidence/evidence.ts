import { coloursIn } from '../../locus/colours/coloursIn.js';
import type { PictureColours } from '../../locus/colours/pictureColours.js';
import { PixelKind } from '../../model/pixelKind.js';
import { filled } from '../../numeric/filled.js';
import { median, uniformDeviation } from '../../numeric/statistics/statistics.js';
import { dilate } from '../../raster/dilate.js';
import { type MaskInput, toleranceOf } from '../mask/maskInput.js';
import type { ColourPositions } from '../picture/colourPositions.js';
import type { NoiseModel } from '../picture/noiseModel.js';
import { alongShare, type FieldSmoothing, isRough } from '../smooth/smoothField.js';
import { misfitOf } from './misfit.js';
import { longestChord, tearOf } from './tears.js';

/** What the decoded field itself says of its errors: each part an error to expect, as a share of the range. */
export interface Evidence {
  /** From the noise of the colours, and from what the standard errors say that is not seen in it. */
  readonly noise: number;
  /** From the spacing of the picture's own colours, where the map is nothing but those. */
  readonly spacing: number;
  /** From how much farther apart neighbouring pixels lie on the map than in colour; of exact colours, those that are alike; of scattered ones, once the field is smoothed or solved. */
  readonly tear: number;
  /** From the share of the pixels, no data and ink apart, whose colour is not on a map that was found in them. */
  readonly offMap: number;
  /** From what was masked though nothing explains it, counted as the mean. */
  readonly lost: number;
  /** From regions in a colour, no page's white or grey, that a map found in the picture left out: it may be an end of the map. */
  readonly colouredHoles: number;
  /** From colours that contradict the map: they lie farther from it than they scatter among themselves. */
  readonly misfit: number;
  /** From the map's own positions. */
  readonly positions: number;
}

/** What the evidence is taken from; the field before smoothing. */
export interface EvidenceInput extends Omit<MaskInput, 'isLevel' | 'farthest'> {
  readonly kinds: Uint8Array;
  /** The positions after it, and their standard errors; NaN where masked. */
  readonly t: Float32Array;
  readonly sigma: Float32Array;
  /** What the distinct colours say, where they are exact. */
  readonly exact: ColourPositions | undefined;
  readonly smoothed: FieldSmoothing;
  /** The field on the map is known to explain the file's coefficients to their rounding. */
  readonly isExplained: boolean;
  /** Of scattered bands: variances of the positions because pixels may belong to another band. */
  readonly doubt: Float32Array | undefined;
}

/** Errors have heavier tails than the scatter they come from, and rough fields lose detail with their chroma. */
const noiseToError = 2.6;
/** An order that was found in scattered colours has their noise once more: such results are off by so much more than those by the true map (bench `rough`). */
const orderFoundInNoise = 1.2;
/** Every tear that shows between neighbours stands for pixels that moved together. */
const tearToError = 2.5;
/** Beside ink and background, colours off the map are no surprise. */
const foreignReach = 5;
/** Lost values differ from the mean by about so much of the range: they tend to be the ends. */
const typicalSpread = 0.35;
/** Compression tints the greys of pages by less than this, between the channels. */
const leastColoured = 32;
/**
 * Exact colours of neighbours that differ by more (RGB units, an eighth of what a channel has; steps from one colour of the order to the
 * next) are those of an edge of the field: across the turns of a map they are nearer to each other than along it, in any order. What is
 * alike and far apart in the order tears it; where the order itself goes on in long steps, most colours are as much alike.
 */
const alike = { difference: 32, steps: 3 };
/** Neighbours of exact colours are never nearer on the map than rounding leaves them. */
const exactSlack = 0.75;

/**
 * @returns the evidence, and the error to expect by the colours of the pixels one by one: smoothing and solving take their scatter about the map out
 *   of any picture, of whatever its colours are
 */
export function evidenceOf(input: EvidenceInput): {
  readonly evidence: Evidence;
  readonly pixelError: number;
} {
  const { model, map, curve, kinds } = input;
  const length = curve.arcs.at(-1)!;
  const { squared, valid, off, lost, ...tally } = isTold(input) ? tallied(input) : nothing;
  const scatter = (noiseToError * alongShare * Math.sqrt(squared / Math.max(1, valid))) / length;
  const isScattered = model.kind === 'scattered';
  // Of a map that is known, steps between neighbours are the field's own; between bands nothing is expected of them.
  // Along one direction a field may hardly change, such as a picture of bands: how the other one tears it is not to be halved by that.
  const tear = Math.max(...tally.tears.map((sum, k) => sum / Math.max(1, tally.pairs[k]!)));
  const torn = map.accuracy.endsKnown ? 0 : (tearToError * Math.sqrt(tear)) / length;
  const isFinished = isScattered && !map.accuracy.endsKnown;
  const expectedNoise = isScattered ? (isFinished ? foundNoise : noiseError)(scatter, input) : 0;
  const evidence = {
    noise: input.doubt ? doubtOf(input.doubt, kinds) : expectedNoise,
    spacing: map.accuracy.endsKnown ? 0 : spacingOf(input),
    tear: isFinished ? tearToError * tearOf(input.t, kinds, curve, input.picture.width) : torn,
    offMap: map.accuracy.endsKnown ? 0 : off / kinds.length,
    lost: typicalSpread * Math.sqrt(lost / Math.max(1, lost + valid)),
    colouredHoles: map.accuracy.endsKnown
      ? 0
      : typicalSpread * Math.sqrt(colouredHoles(input.picture, kinds, valid)),
    misfit: map.accuracy.endsKnown && !input.isExplained ? misfitOf(input.picture, map) : 0,
    positions: map.accuracy.standardError,
  };
  const pixelwise = { ...evidence, noise: Math.max(evidence.noise, isScattered ? scatter : 0), tear: torn };
  return { evidence, pixelError: Math.hypot(...Object.values(pixelwise)) };
}

/**
 * The error to expect from noise: what the distances from the curve lead one to expect, or what the standard errors say, whichever is more. But
 * where the coefficients were asked, colours are off the map by chroma that was shared between pixels, for which luma makes up: the standard
 * errors know that, and distances that say more count half (in their logarithm), or not at all where the field explains the coefficients.
 */
function noiseError(fromScatter: number, { sigma, smoothed, isExplained }: EvidenceInput): number {
  const told = typicalError(sigma);
  if (isExplained) return told;
  const most = Math.max(fromScatter, told);
  return smoothed.how === 'coefficients' ? Math.sqrt(told * most) : most;
}

/**
 * The same of an order that was found in scattered colours. Where the coefficients were asked, or the surroundings of pixels took most of their noise out, the
 * standard errors are the better witness of it alone: distances from a curve that was led through these very colours say no more of the field's errors.
 * Of rough fields they tell too little.
 */
function foundNoise(fromScatter: number, { sigma, smoothed }: EvidenceInput): number {
  const told = typicalError(sigma);
  const isTold = smoothed.how === 'coefficients' || (smoothed.how === 'noise' && !isRough(smoothed));
  return orderFoundInNoise * (isTold ? told : Math.max(fromScatter, told));
}

/** Root mean square, over the data, of what it would cost to have taken the wrong one of two bands. */
function doubtOf(doubt: Float32Array, kinds: Uint8Array): number {
  let sum = 0;
  let count = 0;
  for (let p = 0; p < kinds.length; p++) {
    if (kinds[p] !== PixelKind.data) continue;
    sum += doubt[p]!;
    count++;
  }
  return Math.sqrt(sum / Math.max(1, count));
}

/** Root mean square of the standard errors; those of masked pixels are NaN. */
export function typicalError(sigma: Float32Array): number {
  let sum = 0;
  let count = 0;
  for (const s of sigma) {
    if (Number.isNaN(s)) continue;
    sum += s * s;
    count++;
  }
  return Math.sqrt(sum / Math.max(1, count));
}

interface Tally {
  squared: number;
  valid: number;
  /** Of neighbours to the right, and of those below: squares of how far they are torn apart, and how many there are. */
  readonly tears: [number, number];
  readonly pairs: [number, number];
  off: number;
  lost: number;
}

const nothing: Tally = { squared: 0, valid: 0, tears: [0, 0], pairs: [0, 0], off: 0, lost: 0 };

/** Whether pixels tell more than is known: not of exact colours on a map that is known to its ends. */
const isTold = ({ model, map }: EvidenceInput): boolean =>
  model.kind === 'scattered' || !map.accuracy.endsKnown;

function tallied({ picture, model, map, curve, arcs, t, residual, kinds, exact }: EvidenceInput): Tally {
  const length = curve.arcs.at(-1)!;
  const { width, distinct, noData } = picture;
  const tolerance = toleranceOf(model, exact?.isLevel !== undefined);
  const slack = model.kind === 'scattered' ? tolerance : Math.max(exactSlack, tolerance);
  const colours = coloursIn(picture, model.space);
  const { foreign, drawnOver } = surroundingsOfMarks(picture, model, map.accuracy.endsKnown);
  const tally: Tally = { ...nothing, tears: [0, 0], pairs: [0, 0] };
  const steps = curve.arcs.subarray(1).map((arc, k) => arc - curve.arcs[k]!);
  const farthest = Math.max(alike.difference, alike.steps * median(steps));
  const meet = (p: number, q: number, direction: 0 | 1): void => {
    if (kinds[q] !== PixelKind.data) return;
    tally.pairs[direction]++;
    const a = 3 * distinct.indices[p]!;
    const b = 3 * distinct.indices[q]!;
    if (a === b) return;
    const du = colours[a]! - colours[b]!;
    const dv = colours[a + 1]! - colours[b + 1]!;
    const dw = colours[a + 2]! - colours[b + 2]!;
    const chord = Math.sqrt(du * du + dv * dv + dw * dw);
    if (exact && chord > farthest) return;
    const along = Math.abs(arcs[p]! - arcs[q]!);
    // A level that is out of its place is as far away as its colour, but only one level off.
    const apart = exact ? Math.min(along, length * Math.abs(t[p]! - t[q]!)) : along;
    tally.tears[direction] += Math.max(0, apart - longestChord * chord - slack) ** 2;
  };
  for (let p = 0; p < arcs.length; p++) {
    const isData = kinds[p] === PixelKind.data;
    // What a map that is known to its ends rules out is no loss: something was drawn there.
    if (!isData && map.accuracy.endsKnown) continue;
    if (!isData && noData.mask[p] === 0 && drawnOver[p] === 0) tally.lost++;
    if (foreign[p] === 1) continue;
    if (!isData || residual[p]! > 2 * slack) tally.off++;
    if (!isData) continue;
    tally.valid++;
    tally.squared += residual[p]! ** 2;
    if (map.accuracy.endsKnown) continue;
    if ((p + 1) % width !== 0) meet(p, p + 1, 0);
    if (p + width < arcs.length) meet(p, p + width, 1);
  }
  return tally;
}

/** Share, of what is data or a region in some colour that was taken for none, of the latter. */
function colouredHoles({ rgb, distinct, noData }: PictureColours, kinds: Uint8Array, valid: number): number {
  const coloured = noData.colours
    .map((c) => [c >> 16, (c >> 8) & 255, c & 255])
    .filter((c) => Math.max(...c) - Math.min(...c) > leastColoured);
  if (coloured.length === 0) return 0;
  const isColoured = filled(new Uint8Array(distinct.packed.length), (k) =>
    coloured.some((c) => c.every((v, i) => Math.abs(rgb[3 * k + i]! - v) <= leastColoured)) ? 1 : 0,
  );
  let holes = 0;
  for (let p = 0; p < kinds.length; p++)
    if (kinds[p] === PixelKind.noData && isColoured[distinct.indices[p]!] === 1) holes++;
  return holes / Math.max(1, holes + valid);
}

/** Pixels (1) near enough to ink and to no data to be mixed with them, and those that are drawn over at all. */
function surroundingsOfMarks(
  { width, height, noData, ink }: PictureColours,
  model: NoiseModel,
  isKnown: boolean,
): { foreign: Uint8Array; drawnOver: Uint8Array } {
  const marks = noData.mask.slice();
  for (let p = 0; p < marks.length; p++) marks[p]! |= ink.strokes[p]!;
  const foreign = dilate(marks, width, height, foreignReach);
  // Nobody asks for what a known map's marks hide.
  if (isKnown) return { foreign, drawnOver: foreign };
  for (let p = 0; p < marks.length; p++) marks[p]! |= ink.core[p]!;
  return { foreign, drawnOver: dilate(marks, width, height, model.kind === 'scattered' ? 3 : 1) };
}

/** Root mean square, over the pixels, of what each exact colour leaves open: its interval by √12; 0 where they scatter. */
function spacingOf({ picture, arcs, exact }: EvidenceInput): number {
  if (exact === undefined) return 0;
  const { indices } = picture.distinct;
  let sum = 0;
  let valid = 0;
  for (let p = 0; p < arcs.length; p++) {
    if (Number.isNaN(arcs[p]!)) continue;
    const k = indices[p]!;
    sum += (uniformDeviation * (exact.upper[k]! - exact.lower[k]!)) ** 2;
    valid++;
  }
  return Math.sqrt(sum / Math.max(1, valid));
}
