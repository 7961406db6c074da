import type { Scale } from '../../model/types.js';
import type { AxisOffset } from './grammar/axisOffset.js';
import type { NumberCandidate } from './grammar/number.js';

/** A tick position and what its label may say. */
export interface LabelledTick {
  /** Pixel coordinate along the bar or axis. */
  readonly at: number;
  /** Where else it may stand: a label flush with the end of a bar may be that of the end. */
  readonly also?: number;
  /** It stands at a tick mark or at an end: what it says belongs to this place and to no other. */
  readonly placed?: boolean;
  /** It stands at a tick mark that is drawn. */
  readonly marked?: boolean;
  readonly text: string;
  readonly candidates: readonly Candidate[];
  /**
   * Pixels that it may lie off the law: marks are rounded to pixels by some renderers, and words are centred by
   * their ink, which digits and signs shift.
   */
  readonly tolerance: number;
}

/** A number that a label may stand for, by one of the texts that it may be. */
export interface Candidate extends NumberCandidate {
  /** Which of the texts; candidates of one text differ in the grammar only. */
  readonly reading?: number;
}

/**
 * value = intercept + slope · pixel (its decimal logarithm for a logarithmic scale). A law through the ticks goes from
 * label to label; its slope says in which direction only.
 */
export interface Calibration {
  readonly scale: Scale | 'ticks';
  readonly slope: number;
  readonly intercept: number;
  /** Symmetric logarithm: |value| at which its linear middle ends. */
  readonly threshold?: number;
  readonly read: readonly { readonly at: number; readonly value: number; readonly text: string }[];
  readonly dropped: readonly { readonly at: number; readonly text: string }[];
  /** 0…1: how surely it says the range and the scale. */
  readonly confidence: number;
}

/** A law as labels were found to agree on it. */
export interface AgreedLaw extends Calibration {
  /**
   * 0…1: how surely the labels are read and agree; below `SURE` nothing should be built on it. Its confidence is that, less what labels
   * that agree leave open: another scale, rounded numbers, ends far from them.
   */
  readonly agreed: number;
  /** 0…1: its confidence if it is that of a plot's axis (see `leftOpen`). */
  readonly onAxis: number;
}

/** A law whose labels agree less surely than they seem to. */
export const lessSure = (law: AgreedLaw, factor: number): AgreedLaw => ({
  ...law,
  agreed: factor * law.agreed,
  confidence: factor * law.confidence,
  onAxis: factor * law.onAxis,
});

/** Laws on which labels agree less surely than this are not used. */
export const SURE = 0.55;

/**
 * What a candidate's improbability (−ln p) costs in a law, where a label counts 1: one in e⁵ = 150 is worth nothing,
 * and three labels' second choices (p = 0.1: 0.46 each) do not outweigh one label's first.
 */
export const IMPROBABILITY = 0.2;

/** The probability that a cost stands for. */
export const probabilityOf = (cost: number): number => Math.exp(-cost / IMPROBABILITY);

type Line = Pick<Calibration, 'scale' | 'slope' | 'intercept' | 'threshold'> &
  Partial<Pick<Calibration, 'read'>>;

/** The value of a law at a pixel coordinate. */
export function valueAt(law: Line, pixel: number): number {
  const u = law.intercept + law.slope * pixel;
  switch (law.scale) {
    case 'linear':
      return u;
    case 'log':
      return 10 ** u;
    case 'symlog':
      return symlogInverse(u, law.threshold ?? 1);
    case 'ticks':
      return throughLabels(law.read ?? [], pixel);
  }
}

/** The linear middle of matplotlib's symmetric logarithm takes as much room as this many decades, on each side of 0. */
const MIDDLE = 10 / 9;

/** What makes a symmetric logarithm linear: decades from 0. */
export const symlog = (value: number, threshold: number): number =>
  Math.abs(value) <= threshold
    ? (MIDDLE * value) / threshold
    : Math.sign(value) * (MIDDLE + Math.log10(Math.abs(value) / threshold));

const symlogInverse = (u: number, threshold: number): number =>
  Math.abs(u) <= MIDDLE ? (u / MIDDLE) * threshold : Math.sign(u) * threshold * 10 ** (Math.abs(u) - MIDDLE);

/** From label to label in straight lines; beyond the outer ones the last line goes on. */
function throughLabels(labels: Calibration['read'], pixel: number): number {
  let k = 1;
  while (k < labels.length - 1 && pixel > labels[k]!.at) k++;
  const [a, b] = [labels[k - 1]!, labels[k]!];
  return a.value + ((pixel - a.at) / (b.at - a.at)) * (b.value - a.value);
}

// Without the noise of binary fractions that a factor such as 1e-5 adds.
const tidy = (value: number): number => Number(value.toPrecision(12));

/** What is left of the sureness of a law whose factor is not known, or that cannot have the one that is. */
const UNFOUNDED = 0.3;

/** A law of labels that are to be multiplied by a factor and shifted by an offset; no logarithm of sums is drawn so. */
export function shifted(law: AgreedLaw, offset: AxisOffset | 'unread' | null): AgreedLaw {
  if (offset === null) return law;
  // Without its factor the law is wrong by powers of ten.
  if (offset === 'unread') return lessSure(law, UNFOUNDED);
  const { factor, offset: shift } = offset;
  const read = law.read.map((r) => ({ ...r, value: tidy(r.value * factor + shift) }));
  switch (law.scale) {
    case 'linear':
      return { ...law, slope: law.slope * factor, intercept: law.intercept * factor + shift, read };
    case 'ticks':
      return { ...law, read };
    case 'log':
      return shift === 0
        ? { ...law, intercept: law.intercept + Math.log10(factor), read }
        : lessSure(law, UNFOUNDED);
    case 'symlog':
      return shift === 0
        ? { ...law, threshold: tidy((law.threshold ?? 1) * factor), read }
        : lessSure(law, UNFOUNDED);
  }
}
