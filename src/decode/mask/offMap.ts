import { coloursIn } from '../../locus/colours/coloursIn.js';
import { isEmpty } from '../../model/mask.js';
import { hasDataOnly, PixelKind } from '../../model/pixelKind.js';
import type { Colourmap } from '../../model/types.js';
import { filled } from '../../numeric/filled.js';
import type { FrameLines } from '../picture/block.js';
import type { DecodeStage } from '../picture/decoding.js';
import type { NoiseModel } from '../picture/noiseModel.js';
import { coverFrame } from './coverFrame.js';
import { markEndHoles, ordinaryChange } from './endHoles.js';
import { fieldSteps } from './fieldSteps.js';
import { hysteresis } from './hysteresis.js';
import { type MaskInput, roundingTolerance, unmixedDistance } from './maskInput.js';

/** Residuals in noise standard deviations: marks grow through the lower from the higher; beyond the last they are certain. */
const growDeviations = 4;
const seedDeviations = 7;
const certainDeviations = 9;
/** However clean a compressed picture is as a whole, its steep places are noisier than this. */
const leastCertain = 12;
/** However noisy the picture, a colour this far off the map is none of its own. */
const certainDistance = 30;
/** Half of the way between two bands that are as unlike as those of usual maps. */
const bandDistance = 50;

/** Whether any colour is so far off a scattered map that it would be masked. */
export function hasSuspects({ kind, sigma }: NoiseModel, residual: Float32Array): boolean {
  if (kind !== 'scattered') return false;
  for (let p = 0; p < residual.length; p++) if (residual[p]! > seedDeviations * sigma) return true;
  return false;
}

/**
 * Colours that are none of a map which is known to its ends, the frame they form along the border, and holes in the very
 * colour of an end. Compressed colours that are only somewhat off become suspects.
 *
 * @returns what was found of the frame, and what the field usually changes by, where that was asked
 */
export function takeOffMap(
  input: MaskInput,
  kinds: Uint8Array,
  suspects: Uint8Array,
  without: readonly DecodeStage[],
): { readonly frame: FrameLines; readonly change?: number } {
  const { picture, residual, model, map, arcs, block } = input;
  const { width, height, raster } = picture;
  const scattered = model.kind === 'scattered';
  const near = Math.max(roundingTolerance, 4 * model.sigma);
  const { sigma } = model;
  const seeds = scattered
    ? hysteresis(residual, kinds, width, height, growDeviations * sigma, seedDeviations * sigma)
    : input.farthest <= near
      ? new Uint8Array(kinds.length)
      : dataBeyond(near, kinds, residual);
  takeSteps(input, kinds, seeds, scattered ? growDeviations * sigma : near);
  const farthest = scattered ? usuallyCertain(model, map) : near;
  const off = amongData(seeds, kinds);
  const { lines: frame, isCovered } = coverFrame(
    raster,
    off,
    block && { ...block, ...block.whole, lines: block.whole.mask.frame },
  );
  const isTaken = isCovered !== undefined || !isEmpty(seeds);
  const asked = isTaken ? kinds.length : 0;
  for (let p = 0; p < asked; p++) {
    if (kinds[p] !== PixelKind.data) continue;
    if (isCovered?.(p) || (seeds[p] === 1 && (residual[p]! > farthest || residual[p]! > unmixedDistance)))
      kinds[p] = PixelKind.overlay;
    else suspects[p] = seeds[p]!;
  }
  if (scattered || map.bands || without.includes('end holes')) return { frame };
  const ends = endColoured(input);
  if (isEmpty(ends)) return { frame };
  const length = input.curve.arcs.at(-1)!;
  const t = arcs.map((s) => s / length);
  const holes = kinds.map((kind) => (kind === PixelKind.data ? 0 : 2));
  const change = block?.whole.mask.change ?? ordinaryChange(t, holes, ends, width, height);
  markEndHoles(t, holes, ends, width, height, change);
  for (let p = 0; p < kinds.length; p++)
    if (kinds[p] === PixelKind.data && holes[p] === 1) kinds[p] = PixelKind.noData;
  return { frame, change };
}

/** Pixels (1) of a mask, and 2 for all that are no data. */
function amongData(mask: Uint8Array, kinds: Uint8Array): Uint8Array {
  const marked = mask.slice();
  if (!hasDataOnly(kinds))
    for (let p = 0; p < marked.length; p++) if (kinds[p] !== PixelKind.data) marked[p] = 2;
  return marked;
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
  if (map.bands || isEmpty(seeds)) return;
  const { width, height, distinct } = picture;
  const steps = fieldSteps(
    {
      width,
      height,
      colours: coloursIn(picture, model.space),
      indices: distinct.indices,
      arcs,
    },
    amongData(seeds, kinds),
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
  const isPen = filled(new Uint8Array(distinct.packed.length), (k) => {
    const sum = rgb[3 * k]! + rgb[3 * k + 1]! + rgb[3 * k + 2]!;
    return sum === 0 || sum === 765 ? 1 : 0;
  });
  if (isEmpty(isPen)) return new Uint8Array(0);
  const ends = new Uint8Array(arcs.length);
  for (let p = 0; p < ends.length; p++)
    if (isPen[distinct.indices[p]!] === 1 && residual[p]! <= roundingTolerance)
      ends[p] = arcs[p]! <= roundingTolerance || arcs[p]! >= length - roundingTolerance ? 1 : 0;
  return ends;
}
