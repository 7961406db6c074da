import { fitShaded, type ShadedFit } from './gaussNewton.js';
import type { Illumination } from './illumination.js';
import { directionOfLight } from './lampDirection.js';
import type { ShadedScene, ShadedStage } from './linearised.js';

/**
 * Where a map's colours are saturated, light moves a colour along the map itself: (0, ½, 1) under `overlay` becomes
 * (0, 1, 1), another value of a rainbow. No pixel can tell that from data. But the light is mostly that of the field
 * itself, and so the field has to be one whose own hillshade makes the picture's colours. `selfShaded` finds the
 * smoothest such field and its lamp (shape from shading, Horn 1970, with colour).
 *
 * The misfit has many minima. Each is looked for from a field so smooth that what it leaves of the colours is mostly
 * light, and followed while smoothness is asked for less and less; the one that costs least in the end is right.
 */

/** Even light: the colours are the map's own. */
const evenLight: Illumination = { offset: 0.5, a: 0, b: 0, c: 0, p: 0, q: 0 };
/** The lamp's parameters by name: all; those without direction; the strength of an even light. */
const evenSided = [0, 1, 2, 3, 4];
const wholeLamp = [0, 1, 2, 3, 4, 5];
const directionless = [0, 3, 4];
const strengthOnly = [0];

/**
 * Smoothness to begin with, in units in which a colour three levels off weighs as much as a typical bend of the
 * unshaded field: shading makes that field rougher than the true one, gentle light on gentle hills most of all.
 */
const beginnings = [1000, 100, 10];
/** The same where colours have told the field roughly. */
const decodedBeginnings = [10];
/** Smoothness in the end: what rounding to levels and bytes leaves to it. */
const ending = 0.3;
const relaxation = 5;
/** A less smooth beginning bends the field to more lamps: it has to be better by a tenth, not as good. */
const clearlyBetter = 0.9;
const typicalMisfit = 3;
/** Slopes of a typical hill under the lamp: gentle, as steep as the lamp is high, and cliffs. */
const steepnesses = [0.7, 2, 6];
/** Steps of each stage. */
const firstRounds = 10;
const rounds = 6;

/** A lamp that a part of a picture was found to be lit by. */
export interface LampFound {
  readonly light: Illumination;
  /** Mean cost per cell of the field under the lamp, squared RGB units. */
  readonly cost: number;
  /** That cost beside the best field's under a light without direction: near 1 where no direction explains anything. */
  readonly ratio: number;
  /** Smoothness that led to it, and its unit. */
  readonly beginning: number;
  readonly unit: number;
}

export interface FieldFound {
  readonly t: Float64Array;
  readonly light: Illumination;
  readonly cost: number;
  /** How far apart the two ways that lead to the field end, per cell: 0 where both are of one mind. */
  readonly doubt: Float64Array;
}

/**
 * Looks for the lamp, in the middle of the picture.
 *
 * @param side cells on a side of the part of the picture in which the lamp is sought; half a millisecond each
 * @param wholeStart positions as if nothing were shaded, or as colours tell them (`decoded`); NaN nowhere
 */
export function searchLamp(
  whole: ShadedScene,
  wholeStart: Float64Array,
  side: number,
  decoded = false,
): LampFound | undefined {
  const unit = (typicalMisfit / typicalBend(wholeStart, whole)) ** 2;
  const { scene, start } = centreOf(whole, wholeStart, side);
  let best: { readonly fit: ShadedFit; readonly beginning: number } | undefined;
  for (const beginning of decoded ? decodedBeginnings : beginnings) {
    const fit = lampFor(scene, start, unit, beginning, decoded);
    if (fit !== undefined && (best === undefined || fit.cost < clearlyBetter * best.fit.cost))
      best = { fit, beginning };
  }
  if (best === undefined) return undefined;
  const { fit, beginning } = best;
  const even = decoded ? start : evenField(scene, start, unit, beginning);
  const nowhere = relaxed(scene, even, { ...fit.light, a: 0, b: 0 }, unit, beginning, directionless);
  return { light: fit.light, cost: fit.cost, ratio: fit.cost / nowhere.cost, beginning, unit };
}

/** The whole field under a lamp that was found: twice, with the lamp free and with it held at first; the cheaper one. */
export function fieldUnder(
  scene: ShadedScene,
  start: Float64Array,
  lamp: LampFound,
  decoded = false,
): FieldFound {
  const { unit, beginning } = lamp;
  const even = decoded ? start : evenField(scene, start, unit, beginning);
  const free = relaxed(scene, even, lamp.light, unit, beginning, wholeLamp);
  const held = relaxed(scene, even, lamp.light, unit, beginning, []);
  const freed = fitShaded(scene, held.t, held.light, stageOf(ending, unit, rounds), wholeLamp);
  const { t, light, cost } = freed.cost < free.cost ? freed : free;
  return { t, light, cost, doubt: free.t.map((v, i) => Math.abs(v - freed.t[i]!)) };
}

/** The field that smoothness makes of the colours under even light. */
function evenField(scene: ShadedScene, start: Float64Array, unit: number, beginning: number): Float64Array {
  return fitShaded(scene, start, evenLight, stageOf(beginning, unit, firstRounds), strengthOnly).t;
}

/** The lamp and field that the given smoothness leads to. */
function lampFor(
  scene: ShadedScene,
  start: Float64Array,
  unit: number,
  beginning: number,
  decoded: boolean,
): ShadedFit | undefined {
  const stage = stageOf(beginning, unit, firstRounds);
  const even = decoded ? start : evenField(scene, start, unit, beginning);
  const { x, y, slope } = directionOfLight(scene, even);
  if (!(slope > 0)) return undefined;
  let best: ShadedFit | undefined;
  for (const steepness of steepnesses) {
    const fit = fitShaded(scene, even, lampFrom(x, y, steepness / slope, steepness), stage, evenSided);
    if (best === undefined || fit.cost < best.cost) best = fit;
  }
  return best && relaxed(scene, best.t, best.light, unit, beginning, evenSided);
}

/** Follows a minimum while smoothness relaxes. */
function relaxed(
  scene: ShadedScene,
  start: Float64Array,
  lamp: Illumination,
  unit: number,
  beginning: number,
  free: readonly number[],
): ShadedFit {
  let fit = fitShaded(scene, start, lamp, stageOf(beginning, unit, firstRounds), free);
  for (let weight = beginning; weight > ending; ) {
    weight = Math.max(ending, weight / relaxation);
    fit = fitShaded(scene, fit.t, fit.light, stageOf(weight, unit, rounds), free);
  }
  return fit;
}

function stageOf(weight: number, unit: number, steps: number): ShadedStage {
  return {
    tolerance: 0.05,
    soft: Math.min(60, Math.max(5, 10 * Math.sqrt(weight))),
    lambda: weight * unit,
    rounds: steps,
  };
}

/** A lamp half-way up over hills of the given exaggeration, its shades filling the middle of the range. */
function lampFrom(x: number, y: number, exaggeration: number, steepness: number): Illumination {
  const strength = 0.6 * Math.SQRT1_2;
  const p = exaggeration * exaggeration;
  return {
    offset: 0.5 - strength / Math.sqrt(1 + steepness * steepness),
    a: strength * exaggeration * x,
    b: strength * exaggeration * y,
    c: strength,
    p,
    q: p,
  };
}

/** Second differences along rows that four fifths stay below, over 1.28: one standard deviation. */
function typicalBend(t: Float64Array, { off, width }: ShadedScene): number {
  const bends: number[] = [];
  for (let i = 1; i + 1 < t.length; i++)
    if (i % width > 0 && i % width < width - 1 && off[i - 1] === 0 && off[i] === 0 && off[i + 1] === 0)
      bends.push(Math.abs(t[i - 1]! - 2 * t[i]! + t[i + 1]!));
  bends.sort((a, b) => a - b);
  return Math.max(1e-4, (bends[Math.floor(0.8 * bends.length)] ?? 0) / 1.28);
}

/** The middle of a scene, at most `side` cells wide and high. */
function centreOf(
  scene: ShadedScene,
  start: Float64Array,
  side: number,
): { scene: ShadedScene; start: Float64Array } {
  const { surface, colours, off, width } = scene;
  const height = off.length / width;
  const columns = Math.min(side, width);
  const rowsKept = Math.min(side, height);
  const left = (width - columns) >> 1;
  const top = (height - rowsKept) >> 1;
  const part = {
    surface,
    colours: new Float32Array(3 * columns * rowsKept),
    off: new Uint8Array(columns * rowsKept),
    width: columns,
  };
  const partStart = new Float64Array(columns * rowsKept);
  for (let y = 0; y < rowsKept; y++) {
    const from = (y + top) * width + left;
    part.colours.set(colours.subarray(3 * from, 3 * (from + columns)), 3 * y * columns);
    part.off.set(off.subarray(from, from + columns), y * columns);
    partStart.set(start.subarray(from, from + columns), y * columns);
  }
  return { scene: part, start: partStart };
}
