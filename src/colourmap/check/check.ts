import type { Colourmap } from '../../model/types.js';
import { sampledLevels } from '../maps/coloursAt.js';
import { validColourmap } from '../maps/validColourmap.js';
import { deltaE2000, labOf, okLabOf } from './colourDifference.js';
import { type LookAlike, lookAlikes } from './lookAlikes.js';
import { type Resolution, resolutionAt } from './resolution.js';
import { asSeen, type Vision, visions } from './vision.js';

export interface CheckOptions {
  /** Standard deviation of the picture's colour noise, sRGB units; that of rounding to bytes unless told. */
  readonly noise?: number;
}

export interface ColourmapCheck {
  readonly name?: string;
  readonly kind: 'sequential' | 'diverging' | 'one extreme' | 'several extremes' | 'cyclic' | 'no lightness';
  /** Position of the lightest or darkest place between the ends of a diverging map. */
  readonly centre?: number;
  readonly closed: boolean;
  readonly lightness: {
    readonly space: 'OKLab';
    readonly monotonic: boolean;
    /** Positions where lightness turns. */
    readonly turns: readonly number[];
    readonly from: number;
    readonly to: number;
  };
  readonly uniformity: {
    readonly measure: 'CIEDE2000';
    /** Spread of the perceptual steps relative to their mean; 0 is perfectly even. */
    readonly variation: number;
    /** Largest step relative to the mean, and where. */
    readonly largest: { readonly ratio: number; readonly at: number };
    /** Share of the range in which a step is below a quarter of the mean: differences there go unseen. */
    readonly flat: number;
  };
  /** Places that look alike though they are far apart, to each kind of vision. */
  readonly lookAlikes: Readonly<Record<Vision, readonly LookAlike[]>>;
  readonly resolution: Resolution;
  /** Every colour belongs to one place at this noise: values can be read back without guessing. */
  readonly decodable: boolean;
  /** The findings in words, most important first. */
  readonly verdict: readonly string[];
  /** For plots: at `samples` positions (i + ½)/n. */
  readonly curves: {
    readonly colours: Float64Array;
    readonly lightness: Float64Array;
    /** CIEDE2000 between places 1/65 of the range apart (neighbouring bands of a stepped map). */
    readonly steps: Float64Array;
  };
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

const percent = (share: number, digits = 0): string => `${(100 * share).toFixed(digits)} %`;

function verdictOf(report: Omit<ColourmapCheck, 'verdict'>): string[] {
  const { kind, lightness, uniformity, resolution, decodable, centre } = report;
  const sentences: string[] = [];
  const { accuracy, levels, noise } = resolution;
  if (decodable)
    sentences.push(
      `Values can be read back: no two distant places share a colour at a noise of ${noise.toFixed(1)} sRGB levels.`,
    );
  else {
    const { a, b } = resolution.confusable[0]!;
    sentences.push(
      `Values cannot all be read back: ${percent(a)} and ${percent(b)} of the range have the same colour at a noise of ${noise.toFixed(1)} sRGB levels.`,
    );
  }
  sentences.push(
    `About ${levels} levels can be told apart; one pixel gives a value to ${percent(accuracy, 2)} of the range at best.`,
  );
  if (kind === 'sequential')
    sentences.push(
      `Lightness ${lightness.to > lightness.from ? 'rises' : 'falls'} all along (OKLab): the order is seen without a legend, and in grey print.`,
    );
  else if (kind === 'diverging')
    sentences.push(
      `Lightness turns once (OKLab), at ${percent(centre!)}: a diverging map; the sides differ by hue alone.`,
    );
  else if (kind === 'one extreme')
    sentences.push(
      `Lightness turns once (OKLab), at ${percent(lightness.turns[0]!)}, without a neutral centre: it stresses that value.`,
    );
  else if (kind === 'cyclic')
    sentences.push(
      'The map is closed: its ends are one place, which suits angles and phases and nothing else.',
    );
  else if (kind === 'no lightness')
    sentences.push('Lightness hardly changes (OKLab): nothing is left of the order in grey print.');
  else
    sentences.push(
      `Lightness turns ${lightness.turns.length} times (OKLab), at ${lightness.turns.map((t) => percent(t)).join(', ')}: it shows edges that the data do not have.`,
    );
  if (uniformity.largest.ratio > 3)
    sentences.push(
      `Perceptual steps are uneven (variation ${percent(uniformity.variation)}): the largest, at ${percent(uniformity.largest.at)}, is ${uniformity.largest.ratio.toFixed(1)} times the mean (CIEDE2000).`,
    );
  else
    sentences.push(
      `Perceptual steps vary by ${percent(uniformity.variation)} about their mean (CIEDE2000), the largest ${uniformity.largest.ratio.toFixed(1)} times.`,
    );
  if (uniformity.flat > 0.1)
    sentences.push(`In ${percent(uniformity.flat)} of the range differences hardly show.`);
  const seenBy: Readonly<Record<Vision, string>> = {
    normal: 'to everyone',
    protan: 'to protanopes',
    deutan: 'to deuteranopes',
    tritan: 'to tritanopes',
    grey: 'in grey print',
  };
  for (const vision of visions) {
    const [closest] = report.lookAlikes[vision];
    if (closest)
      sentences.push(
        `${percent(closest.a)} and ${percent(closest.b)} look alike ${seenBy[vision]} (ΔE2000 ${closest.deltaE.toFixed(1)}).`,
      );
  }
  return sentences;
}
