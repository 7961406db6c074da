import { markdownTable, median } from './score.js';
import { type SigmaCase, type SigmaFormat, sigmaFormats } from './sigmaCases.js';
import { percent } from './summary.js';

/** How well a picture's standard errors tell its errors. */
export interface SigmaScore {
  readonly name: string;
  readonly format: SigmaFormat;
  readonly noise: SigmaCase['noise'];
  /** Shares of the errors below one and two standard errors, and above five. */
  readonly within1: number;
  readonly within2: number;
  readonly beyond5: number;
  /** Median standard error over median absolute error. */
  readonly ratio: number;
  readonly coverage: number;
  readonly nrmse: number;
}

/** Shares of a Gaussian's errors below one and two standard errors. */
const gaussian = { within1: 0.683, within2: 0.954 };
/** A level's errors are even over it: few lie beyond its borders, and its middle is no less likely than they are. */
const even = { within1: 0.62, within2: 1 };
/** How far from those shares calibrated standard errors may be, and how many errors may exceed five of them. */
const slack = 0.05;
const mostBeyond5 = 0.002;

export function sigmaScore({ name, format, noise, errors, sigmas, coverage, nrmse }: SigmaCase): SigmaScore {
  const within = (k: number) => errors.filter((e, i) => Math.abs(e) < k * sigmas[i]!).length / errors.length;
  return {
    name,
    format,
    noise,
    within1: within(1),
    within2: within(2),
    beyond5: 1 - within(5),
    ratio: median([...sigmas]) / median(Array.from(errors, Math.abs)),
    coverage,
    nrmse,
  };
}

/** How far the shares are from those of calibrated standard errors: the worse of the two, signed; positive = too large. */
export function miscalibration({ noise, within1, within2 }: SigmaScore): number {
  const apart = (to: typeof gaussian) => {
    const [one, two] = [within1 - to.within1, within2 - to.within2];
    return Math.abs(one) > Math.abs(two) ? one : two;
  };
  const scattered = apart(gaussian);
  if (noise === 'scattered') return scattered;
  // Levels that a smooth field runs through have Gaussian errors.
  const levels = apart(even);
  return Math.abs(levels) < Math.abs(scattered) ? levels : scattered;
}

const isCalibrated = (score: SigmaScore): boolean => Math.abs(miscalibration(score)) <= slack;
/** Errors that are no larger than told are no lies. */
const isCautious = (score: SigmaScore): boolean => miscalibration(score) > slack;

/** A row for each picture. */
export function sigmaTable(scores: readonly SigmaScore[]): string {
  return markdownTable(
    ['picture', 'within σ', 'within 2σ', 'beyond 5σ', 'median σ / median error', 'nrmse', 'coverage'],
    scores.map((s) => [
      s.name,
      percent(s.within1),
      percent(s.within2),
      `${(100 * s.beyond5).toFixed(2)} %`,
      s.ratio.toFixed(2),
      s.nrmse.toFixed(4),
      percent(s.coverage),
    ]),
  );
}

/** A row for each format, and one for all that scatter. */
export function sigmaSummary(scores: readonly SigmaScore[]): string {
  const groups = [
    ...sigmaFormats.map((format) => [format, scores.filter((s) => s.format === format)] as const),
    ['all that scatter', scores.filter((s) => s.noise === 'scattered')] as const,
  ].filter(([, members]) => members.length > 0);
  const head = [
    'format',
    'pictures',
    'median within σ',
    'within 2σ',
    'within 5 points',
    'σ too large',
    'σ too small',
    'beyond 5σ ≤ .2 %',
    'median nrmse',
    'mean coverage',
    'worst',
  ];
  return markdownTable(
    head,
    groups.map(([name, members]) => {
      const share = (is: (s: SigmaScore) => boolean) => percent(members.filter(is).length / members.length);
      const worst = members.reduce((a, b) => (miscalibration(b) < miscalibration(a) ? b : a));
      return [
        name,
        members.length,
        percent(median(members.map((s) => s.within1))),
        percent(median(members.map((s) => s.within2))),
        share(isCalibrated),
        share(isCautious),
        share((s) => !isCalibrated(s) && !isCautious(s)),
        share((s) => s.beyond5 <= mostBeyond5),
        median(members.map((s) => s.nrmse)).toFixed(4),
        percent(members.reduce((sum, s) => sum + s.coverage, 0) / members.length),
        `${worst.name} (${percent(worst.within1)}, ${percent(worst.within2)})`,
      ];
    }),
  );
}
