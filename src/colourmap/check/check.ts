import type { Colourmap } from '../../model/types.js';
import { sampledLevels } from '../maps/coloursAt.js';
import { validColourmap } from '../maps/validColourmap.js';
import { deltaE2000, labOf, okLabOf } from './colourDifference.js';
import type { ColourmapCheck } from './colourmapCheck.js';
import { type LookAlike, lookAlikes } from './lookAlikes.js';
import { resolutionAt } from './resolution.js';
import { verdictOf } from './verdict.js';
import { asSeen, type Vision, visions } from './vision.js';

export interface CheckOptions {
  /** Standard deviation of the picture's colour noise, sRGB units; that of rounding to bytes unless told. */
  readonly noise?: number;
}

/** Bands up to this many are compared each with each; more are too narrow to tell from a continuous map. */
const mostBands = 512;
/** As many places as most maps have levels: below that, kinks go unseen. */
const samples = 256;
/** Steps are measured over 1/65 of the range: from one level to the next, rounding to bytes would show. */
const stepSamples = 65;
/** Pairs of places for look-alikes: every other one, as 256² pairs for five kinds of vision take a second. */
const pairSamples = 128;
/** Just noticeable: CIEDE2000 of 2.3 corresponds to one ΔE*ab JND (Mahy, Van Eycken & Oosterlinck 1994). */
const noticeable = 2.3;
/** OKLab lightness by which a map must go back before it counts as turning: about one L* unit. */
const turning = 0.01;
/** The centre of a diverging map has at most this share of its sides' chroma. */
const fading = 0.7;
/** OKLab lightness range below which there is no order of lightness. */
const flatLightness = 0.05;

/**
 * What a reader must know before trusting a colourmap, and what limits any recovery from it: order of lightness,
 * evenness, look-alikes, and how finely it can be read at a noise.
 *
 * @throws InputError if it is no colourmap
 */
export function check(colourmap: Colourmap, options: CheckOptions = {}): ColourmapCheck {
  const bands = validColourmap(colourmap).positions.length;
  const stepped = colourmap.bands !== undefined && bands <= mostBands;
  const n = stepped ? Math.max(2, bands) : samples;
  const colours = stepped && bands > 1 ? colourmap.colours : sampledLevels(colourmap, n);
  const lightness = Float64Array.from(
    { length: n },
    (_, i) => okLabOf(colours.subarray(3 * i, 3 * i + 3))[0]!,
  );
  const coarse = labOf(stepped ? colours : sampledLevels(colourmap, stepSamples));
  const steps = Float64Array.from({ length: coarse.length / 3 - 1 }, (_, i) =>
    deltaE2000(coarse, i, coarse, i + 1),
  );

  const turns = turningPoints(lightness);
  const span = Math.max(...lightness) - Math.min(...lightness);
  const kind = kindOf(colourmap.closed, turns, span, colours);
  const centre = kind === 'diverging' ? (turns[0]! + 0.5) / n : undefined;
  const resolution = resolutionAt(
    colours,
    colourmap.bands ? bands : (colourmap.levels ?? Number.POSITIVE_INFINITY),
    colourmap.closed,
    options.noise ?? 0,
  );
  const pairs = stepped ? colours : sampledLevels(colourmap, pairSamples);
  const report: Omit<ColourmapCheck, 'verdict'> = {
    ...(colourmap.name === undefined ? {} : { name: colourmap.name }),
    kind,
    ...(centre === undefined ? {} : { centre }),
    closed: colourmap.closed,
    lightness: {
      space: 'OKLab',
      monotonic: turns.length === 0 && span >= flatLightness,
      turns: turns.map((i) => (i + 0.5) / n),
      from: lightness[0]!,
      to: lightness[n - 1]!,
    },
    uniformity: unevenness(steps),
    lookAlikes: Object.fromEntries(
      visions.map((vision) => [
        vision,
        lookAlikes(labOf(asSeen(pairs, vision)), noticeable, colourmap.closed).slice(0, 5),
      ]),
    ) as unknown as Record<Vision, LookAlike[]>,
    resolution,
    decodable: resolution.confusable.length === 0,
    curves: { colours, lightness, steps },
  };
  return { ...report, verdict: verdictOf(report) };
}

/** Where a curve turns by more than `turning`: indices of its extremes between the ends. */
function turningPoints(values: Float64Array): number[] {
  const turns: number[] = [];
  let extreme = 0;
  let direction = 0;
  for (let i = 1; i < values.length; i++) {
    const beyond = (values[i]! - values[extreme]!) * (direction || 1);
    if (direction === 0) {
      if (Math.abs(values[i]! - values[0]!) > turning) {
        direction = Math.sign(values[i]! - values[0]!);
        extreme = i;
      }
    } else if (beyond >= 0) extreme = i;
    else if (beyond < -turning) {
      turns.push(extreme);
      direction = -direction;
      extreme = i;
    }
  }
  return turns;
}

function kindOf(
  closed: boolean,
  turns: readonly number[],
  span: number,
  colours: Float64Array,
): ColourmapCheck['kind'] {
  if (closed) return 'cyclic';
  if (span < flatLightness) return 'no lightness';
  if (turns.length === 0) return 'sequential';
  if (turns.length > 1) return 'several extremes';
  // Both sides of a diverging map fade towards its centre; jet's bright yellow is no centre.
  const lab = okLabOf(colours);
  const chroma = Array.from({ length: colours.length / 3 }, (_, i) =>
    Math.hypot(lab[3 * i + 1]!, lab[3 * i + 2]!),
  );
  const [centre] = turns;
  const sides = [Math.max(...chroma.slice(0, centre)), Math.max(...chroma.slice(centre! + 1))];
  return chroma[centre!]! < fading * Math.min(...sides) ? 'diverging' : 'one extreme';
}

function unevenness(steps: Float64Array): ColourmapCheck['uniformity'] {
  const n = steps.length;
  const mean = steps.reduce((sum, step) => sum + step, 0) / n || 1;
  const spread = Math.sqrt(steps.reduce((sum, step) => sum + (step - mean) ** 2, 0) / n);
  let at = 0;
  let flat = 0;
  steps.forEach((step, i) => {
    if (step > steps[at]!) at = i;
    if (step < mean / 4) flat++;
  });
  return {
    measure: 'CIEDE2000',
    variation: spread / mean,
    largest: { ratio: steps[at]! / mean, at: (at + 1) / (n + 1) },
    flat: flat / n,
  };
}
