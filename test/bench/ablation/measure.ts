import { type Decoding, decode } from '../../../src/decode/decode.js';
import { type DecodeStage, decodeStages } from '../../../src/decode/picture/decoding.js';
import { scaleValues } from '../../../src/grid/coordinates/scale.js';
import { blindColourmap } from '../../../src/locus/blindColourmap.js';
import { type LocusStage, locusStages } from '../../../src/locus/orderedCurve.js';
import { relabelled } from '../relabel.js';
import {
  cleanPixels,
  coverage,
  mean,
  overlayLies,
  rangeError,
  relabelledError,
  sigmaCalibration,
} from '../score.js';
import type { AblationCase, Source } from './cases.js';

export type Stage = DecodeStage | LocusStage;

/** Every stage that is measured: those of the order that pixels give, then the decoder's. */
export const stages: readonly Stage[] = [...locusStages, ...decodeStages];

/** How good a decoding is. */
export interface Quality {
  /** nrmse; where the order alone is known, after the best relabelling, what was not recovered counting as the mean. */
  readonly error: number;
  readonly coverage: number;
  readonly within1: number;
  readonly within2: number;
  /** Share of the drawn-over pixels left unmasked and wrong by more than 5 % of the range. */
  readonly lies: number;
  /** Share of the pixels without data that were taken for data; NaN where there are none. */
  readonly holes: number;
}

export interface Outcome extends Quality {
  readonly seconds: number;
  /** Seconds that the whole decoder took for the same. */
  readonly fullSeconds: number;
  /** Values or mask differ from the whole decoder's. */
  readonly changed: boolean;
}

/** What the whole decoder makes of a case, and what each stage's absence makes of it. */
export interface Ablation {
  readonly name: string;
  readonly group: string;
  readonly full: Outcome;
  readonly without: ReadonlyMap<Stage, Outcome>;
}

const isLocusStage = (stage: Stage): stage is LocusStage => locusStages.some((s) => s === stage);
/** Stages that only colours which scatter go through, and those that only exact ones do. */
const scatteredStages: readonly Stage[] = ['truncation', 'joint', 'joint cells', 'noise smoothing'];
const exactStages: readonly Stage[] = [
  'merged colours',
  'end holes',
  'level smoothing',
  'multiscale',
  'fit on pixels',
  'polish',
];
const shadingStages: readonly Stage[] = ['slices', 'shading by colour', 'light search'];

/** Decodes a case once for each stage left out. */
export function ablated(given: AblationCase): Ablation {
  const { figure, source, kind } = given;
  // The first of several is slowed by compilation.
  decoded(given, { shaded: false });
  const whole = timed(() => decoded(given));
  const full = { ...qualityOf(given, whole.result), seconds: whole.seconds };
  // Looking for light that is not there costs the same whatever else is left out: once is enough.
  const unshaded = whole.result.shading === undefined;
  const plain = unshaded ? timed(() => decoded(given, { shaded: false })) : whole;
  // Orders are sought as one decodes.
  const ordered = source === 'blind' ? timed(() => reordered(given)) : whole;
  const without = new Map<Stage, Outcome>();
  for (const stage of stages) {
    const [base, run] = isLocusStage(stage)
      ? ([ordered, () => reordered(given, stage)] as const)
      : shadingStages.includes(stage)
        ? ([whole, () => decoded(given, { without: [stage] })] as const)
        : ([plain, () => decoded(given, { without: [stage], ...(unshaded && { shaded: false }) })] as const);
    if (!takesPart(stage, source, whole.result)) {
      without.set(stage, { ...full, fullSeconds: base.seconds, seconds: base.seconds, changed: false });
      continue;
    }
    const { result, seconds } = timed(run);
    const changed = differs(result, whole.result);
    without.set(stage, {
      ...(changed ? qualityOf(given, result) : full),
      seconds,
      fullSeconds: base.seconds,
      changed,
    });
  }
  return {
    name: `${figure.name} (${source})`,
    group: `${source} ${kind}`,
    full: { ...full, fullSeconds: full.seconds, changed: false },
    without,
  };
}

/** Whether the decoding came by a stage at all: without the others it is the same. */
function takesPart(stage: Stage, source: Source, { shading, model }: Decoding): boolean {
  if (isLocusStage(stage)) return source === 'blind';
  if (stage === 'slices') return source === 'bar';
  if (shadingStages.includes(stage)) return source !== 'blind';
  return (
    shading === undefined && !(model.kind === 'scattered' ? exactStages : scatteredStages).includes(stage)
  );
}

function decoded(
  { prepared: { picture, source, decoding } }: AblationCase,
  changes: { readonly without?: readonly DecodeStage[]; readonly shaded?: false } = {},
): Decoding {
  return decode(picture, source.colourmap, { ...decoding, ...changes });
}

/** The order sought again, and the decoding by it. */
function reordered({ prepared: { picture, decoding } }: AblationCase, stage?: LocusStage): Decoding {
  const { colourmap } = blindColourmap(picture, stage === undefined ? {} : { without: [stage] });
  return decode(picture, colourmap, decoding);
}

/** CPU time, threads of the engine included: clocks tell of other programs. */
function timed(run: () => Decoding): { readonly result: Decoding; readonly seconds: number } {
  const before = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(before);
  return { result, seconds: (user + system) / 1e6 };
}

function differs(a: Decoding, b: Decoding): boolean {
  return a.mask.some(
    (m, i) => m !== b.mask[i] || (m === 1 && a.t[i] !== b.t[i]) || !same(a.sigma[i]!, b.sigma[i]!),
  );
}

const same = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

function qualityOf({ figure, source }: AblationCase, { t, sigma, mask }: Decoding): Quality {
  const { description, truth } = figure;
  const { vmin: low, vmax: high, scale } = description;
  const range = { low, high, scale };
  const overlay = figure.overlay ?? new Uint8Array(truth.length);
  const empty = truth.map((v, i) => (Number.isNaN(v) && overlay[i] === 0 ? 1 : 0));
  const holes = mean(Array.from(mask).filter((_, i) => empty[i] === 1));
  const pixels = cleanPixels(truth, overlay, range);
  if (source === 'blind') {
    const clean = truth.map((v, i) => (overlay[i] === 1 ? Number.NaN : v));
    const { values, sigma: errors } = relabelled(clean, t, sigma, mask);
    return {
      error: relabelledError(clean, t, mask, high - low),
      coverage: coverage(mask, pixels),
      ...sigmaCalibration(truth, values, errors, mask, pixels),
      lies: overlayLies(truth, overlay, values, mask, range),
      holes,
    };
  }
  const { values, sigma: errors } = scaleValues({ t, sigma }, { scale, range: [low, high] });
  return {
    error: rangeError(truth, values, mask, range, pixels),
    coverage: coverage(mask, pixels),
    ...sigmaCalibration(truth, values, errors, mask, pixels),
    lies: overlayLies(truth, overlay, values, mask, range),
    holes,
  };
}
