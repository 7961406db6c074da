import { toWorkingSpace } from '../../raster/colours/colourSpace.js';
import type { NamedTable } from '../library/library.js';
import { type Candidate, explainedWithin, readsTheSame } from './candidates.js';
import type { ColourSample } from './colourSample.js';
import { tie } from './ranking.js';
import { weightedMedian } from './scatter.js';

/** Beyond so many bits behind, a table is out of the race, whatever it would read. */
export const race = 0.8;
/** A colourmap fits within the noise when the median colour is no farther from it than the scatter, generously. */
const fitsScatters = 1.4;
const fitsLeast = 0.8;
/** Share of the colours that may be lines, text and background. */
const fitsExplained = 0.85;
/** No stretch shorter than a quarter of the map tells it from the many that share such a stretch. */
const fitsVisited = 0.25;
/** A diverging map is shown when the picture reaches so far beyond its centre on either side. */
const centreMargin = 0.05;
/** Colours this near are one, however the table was rounded; a tenth of the map away they are somewhere else. */
const sameColour = 1.5;
const elsewhere = 0.1;
/** A map may cross itself; when more of its colours than this come twice, no decoder can tell which is meant. */
const fewRepeats = 0.1;

/**
 * Programs whose colourmaps are drawn by the thousand every day. Where one of these and one of the others fit alike,
 * this one is meant.
 */
const common = new Set([
  'matplotlib',
  'matplotlib-new',
  'crameri',
  'cmocean',
  'colorcet',
  'seaborn',
  'colorbrewer',
  'matlab',
  'octave',
  'gnuplot',
  'ncl',
  'paraview',
  'plotly',
  'd3',
  'r-grdevices',
  'r-ggplot2',
]);
/** A map used to within this share of its ends is used as a whole. */
const wholeUse = 0.02;

/** Share of a table's entries whose colour comes again elsewhere in it; the ends of a closed map are one place. */
function repeatedShare({ rgb, n, kind }: NamedTable): number {
  const colours = toWorkingSpace(rgb, 'chroma-weighted');
  const apart = Math.max(2, Math.round(elsewhere * n));
  let repeated = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const gap = kind === 'cyclic' ? Math.min(Math.abs(i - j), n - Math.abs(i - j)) : Math.abs(i - j);
      if (gap < apart) continue;
      const x = colours[3 * i]! - colours[3 * j]!;
      // Most are too far away in one coordinate alone.
      if (x > sameColour || x < -sameColour) continue;
      const y = colours[3 * i + 1]! - colours[3 * j + 1]!;
      const z = colours[3 * i + 2]! - colours[3 * j + 2]!;
      if (Math.hypot(x, y, z) > sameColour) continue;
      repeated++;
      break;
    }
  return repeated / n;
}

/** Whether another table must be reckoned with, `behind` bits behind the best. */
function isRival(best: Candidate, other: Candidate, behind: number): boolean {
  if (behind >= race || other.misplacedCut === true) return false;
  if (common.has(best.table.source) && !common.has(other.table.source) && behind > -tie / 4) return false;
  // A closed map that is cut within the data is used to both of its ends by just that.
  if (best.table.kind === 'cyclic' && other.table.kind === 'cyclic') return true;
  // The picture ends just where the best map does; of the other map it would use some part that happens to be the same.
  const use = (candidate: Candidate): number =>
    (candidate.fit.to - candidate.fit.from + 1) / candidate.table.n;
  return !(use(best) > 1 - wholeUse && use(other) < 1 - 2 * wholeUse);
}

/** What is to be thought of the best candidate. */
export interface Verdict {
  /** Nearly all of the colours lie on it, within their noise. */
  readonly fits: boolean;
  /** And no other map that does would read other values. */
  readonly decisive: boolean;
  readonly reason: string;
}

/** Whether the best candidate is safe to decode with, and why. */
export function judge(
  best: Candidate,
  ranked: readonly Candidate[],
  points: Float64Array,
  sample: ColourSample,
  scatter: number,
): Verdict {
  const name = `${best.table.source}:${best.table.name}`;
  const median = weightedMedian(best.fit.distance, sample.weights);
  let explained = 0;
  for (let k = 0; k < sample.weights.length; k++)
    if (best.fit.distance[k]! <= explainedWithin(scatter)) explained += sample.weights[k]!;
  if (median > Math.max(fitsLeast, fitsScatters * scatter) || explained < fitsExplained)
    return {
      fits: false,
      decisive: false,
      reason: `no named colourmap fits: half of the colours are more than ${median.toFixed(1)} from the nearest, ${name}, where noise explains ${scatter.toFixed(1)}`,
    };
  const visited = (best.fit.to - best.fit.from) / Math.max(1, best.table.n - 1);
  if (visited < fitsVisited)
    return {
      fits: true,
      decisive: false,
      reason: `the picture visits only ${Math.round(100 * visited)} % of ${name}, too little to tell it from others`,
    };
  const [from, to] = [best.fit.from, best.fit.to].map((entry) => (entry + 0.5) / best.table.n);
  if (best.table.kind === 'diverging' && (from! > 0.5 - centreMargin || to! < 0.5 + centreMargin))
    return {
      fits: true,
      decisive: false,
      reason: `the picture shows one side of ${name} only, which may be a map of its own`,
    };
  if (repeatedShare(best.table) > fewRepeats)
    return { fits: true, decisive: false, reason: `${name} passes through the same colours more than once` };
  if (points.length < 3 * 4)
    return {
      fits: true,
      decisive: false,
      reason: 'the picture has too few colours to tell colourmaps apart',
    };
  const rival = ranked.find(
    (other) =>
      other !== best &&
      isRival(best, other, best.fit.bits - other.fit.bits) &&
      !readsTheSame(best, other, sample),
  );
  if (rival !== undefined)
    return {
      fits: true,
      decisive: false,
      reason: `${name} and ${rival.table.source}:${rival.table.name} fit about equally well and read different values`,
    };
  return {
    fits: true,
    decisive: true,
    reason: `${name} fits within the picture's noise, and nothing else does that reads other values`,
  };
}
