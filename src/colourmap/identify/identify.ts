import type { Raster } from '../../model/types.js';
import { toWorkingSpace } from '../../raster/colourSpace.js';
import { deltaE2000, labOf } from '../check/colourDifference.js';
import type { Library, NamedTable } from '../library/library.js';
import { type ColourSample, sampleColours } from './colourSample.js';
import { usuallyReversed } from './direction.js';
import { scatterAbout, weightedMedian, weightedQuantile } from './scatter.js';
import { seamCrossings } from './seam.js';
import { fitTable, mostBits, type TableCurve, type TableFit, tableCurve } from './tableFit.js';

export interface IdentifyOptions {
  /** How many matches to give; 10 unless told. */
  readonly limit?: number;
}

/** One named colourmap and how well it explains a picture. */
export interface ColourmapMatch {
  /** The name to give to `--colourmap`: `matplotlib:viridis`, `matplotlib:RdBu_r`, `matplotlib:jet:12`. */
  readonly name: string;
  /** Id of the program that the table comes from. */
  readonly source: string;
  /** Used the other way round than stored. Colours cannot tell; it is what custom has (`usuallyReversed`). */
  readonly reversed: boolean;
  /** Drawn in this many flat bands; absent for a continuous map. */
  readonly steps?: number;
  /** The stretch of the map that the picture visits, positions 0…1. */
  readonly from: number;
  readonly to: number;
  /** Share of the 24 bits of a colour that the map accounts for; .4–.6 is a good match, below .2 is none. */
  readonly score: number;
  /** CIEDE2000 between the explained pixels and the map's nearest colours. */
  readonly deltaE: { readonly mean: number; readonly p95: number };
  /** Share of the picture's calm pixels, flat backgrounds aside, within its own noise of the map. */
  readonly explained: number;
  /** Near-identical tables share this number. */
  readonly family?: number;
  /** Other tables that read the picture the same. */
  readonly twins: readonly string[];
}

export interface Identification {
  /** Best first. */
  readonly matches: readonly ColourmapMatch[];
  /** The first match fits within the picture's noise, and no other map that does would read other values from it. */
  readonly decisive: boolean;
  /** Why it is decisive or not, for the reader. */
  readonly reason: string;
  /** How far the picture's colours scatter about any curve, units of about one sRGB level. */
  readonly scatter: number;
}

/** Colours that every table is tried on, and those on which the best are compared. */
const coarseColours = 48;
const fineColours = 400;
/** Tables that go on from the first look: more than any family with its neighbours has. */
const shortlist = 80;
/** Below so many bits apart, the fits are equally good: rounding of the renderer and the table's own make up more. */
const tie = 0.4;
/** Beyond so many bits behind, a table is out of the race, whatever it would read. */
const race = 0.8;
/** Tables that differ by less than one of 100 levels (rms) read the same. */
const sameReading = 0.01;
/** Colours within thrice the scatter (and the rounding) are explained. */
const explainedScatters = 3;
const explainedLeast = 3;
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
/** Three quarters of the usual 256 levels: noise makes up any number of colours, but no finer table. */
const fineTable = 192;
/** One colour with a larger share of the picture is flat. */
const flatShare = 0.02;
/** Up to so many distinct colours a picture may be drawn in steps. */
const stepColours = 64;

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

interface Candidate {
  readonly table: NamedTable;
  readonly fit: TableFit;
  /** n positions 0…1 read from the sample with this table as stored. */
  readonly t: Float64Array;
  /** The picture's field jumps where this closed map is cut, and not where another one is. */
  misplacedCut?: boolean;
}

/**
 * Which named colourmap a picture was drawn with. Looks at a bounded sample of the picture's calm colours, so that
 * background, lines, letters and JPEG noise count little, and compares it with every table of the library.
 *
 * A decisive match is safe to decode with. Of what colours alone cannot tell it says what custom has: the
 * direction, and that the map was used from end to end of the range.
 */
export function identify(raster: Raster, library: Library, options: IdentifyOptions = {}): Identification {
  const { limit = 10 } = options;
  const sample = sampleColours(raster, fineColours);
  if (sample.weights.length === 0)
    return { matches: [], decisive: false, reason: 'the picture is empty', scatter: 0 };
  const points = toWorkingSpace(sample.colours, 'chroma-weighted');
  const scatter = scatterAbout(points, sample.weights);
  const few = sample.distinct <= stepColours;
  const candidates = bestTables(library, points, sample, few);
  const ranked = inOrder(candidates, raster, sample.distinct);

  const [best] = ranked;
  const { decisive, reason } = judge(best!, ranked, points, sample, scatter);
  const matches: ColourmapMatch[] = [];
  const taken = new Set<Candidate>();
  for (const candidate of ranked) {
    if (taken.has(candidate)) continue;
    const twins = ranked.filter(
      (other) =>
        other !== candidate &&
        !taken.has(other) &&
        candidate.fit.bits - other.fit.bits < race &&
        readsTheSame(candidate, other, sample),
    );
    for (const twin of [candidate, ...twins]) taken.add(twin);
    matches.push(describe(candidate, twins, sample, scatter, few));
    if (matches.length === limit) break;
  }
  return { matches, decisive, reason, scatter };
}

function bestTables(library: Library, points: Float64Array, sample: ColourSample, few: boolean): Candidate[] {
  const curves = tableCurves(library);
  const coarse = thinnedSample(points, sample.weights, coarseColours);
  // The most promising first: what remains when the rest cannot reach the shortlist's last is not looked at.
  const hopes = library.tables
    .filter((table) => !table.discrete || (few && table.n > 2))
    .map((table) => ({
      table,
      most: mostBits(curves[table.index]!, !table.discrete, coarse.points, coarse.weights),
    }))
    .sort((a, b) => b.most - a.most);
  let best: { table: NamedTable; bits: number }[] = [];
  for (const { table, most } of hopes) {
    const least = best.length < shortlist ? undefined : best[shortlist - 1]!.bits;
    if (least !== undefined && most < least) break;
    const curve = curves[table.index]!;
    const bits = fitTable(curve, !table.discrete, coarse.points, coarse.weights, least)?.bits;
    if (bits === undefined) continue;
    best.push({ table, bits });
    best = best.sort((a, b) => b.bits - a.bits || a.table.index - b.table.index).slice(0, shortlist);
  }
  return best
    .map(({ table }) => {
      const fit = fitTable(curves[table.index]!, !table.discrete, points, sample.weights)!;
      return { table, fit, t: Float64Array.from(fit.entry, (entry) => (entry + 0.5) / table.n) };
    })
    .sort((a, b) => b.fit.bits - a.fit.bits);
}

const curveCache = new WeakMap<Library, readonly TableCurve[]>();

/**
 * The library's tables in the fit space. A renderer cuts or rounds the colour to bytes, and so did whoever made the
 * table: a quarter of a level more than the byte is near both.
 */
function tableCurves(library: Library): readonly TableCurve[] {
  let curves = curveCache.get(library);
  if (curves === undefined) {
    curves = library.tables.map(({ rgb }) => {
      const between = new Float64Array(rgb.length);
      for (let i = 0; i < rgb.length; i++) {
        const v = rgb[i]!;
        between[i] = v > 0 && v < 255 ? v + 0.25 : v;
      }
      return tableCurve(toWorkingSpace(between, 'chroma-weighted'));
    });
    curveCache.set(library, curves);
  }
  return curves;
}

/** Every so-manieth colour by weight: the sample is in the order of the colour cube's cells, so all of it is seen. */
function thinnedSample(
  points: Float64Array,
  weights: Float64Array,
  limit: number,
): { points: Float64Array; weights: Float64Array } {
  if (weights.length <= limit) return { points, weights };
  const chosen: number[] = [];
  let sum = 0;
  for (let k = 0; k < weights.length; k++) {
    const before = Math.floor(sum * limit);
    sum += weights[k]!;
    if (Math.floor(sum * limit) > before) chosen.push(k);
  }
  return {
    points: Float64Array.from(
      chosen.flatMap((k) => [points[3 * k]!, points[3 * k + 1]!, points[3 * k + 2]!]),
    ),
    weights: new Float64Array(chosen.length).fill(1 / chosen.length),
  };
}

/**
 * Candidates best first. Fits within a tie of the best are put in the library's order of precedence: of a map and its
 * copies in other programs the original is meant. Closed maps that differ only in where they are cut are told apart by
 * the picture: values jump where it is cut wrongly.
 */
function inOrder(candidates: readonly Candidate[], raster: Raster, distinct: number): Candidate[] {
  const top = candidates[0]!.fit.bits;
  const tied = candidates.filter(({ fit }) => fit.bits > top - tie);
  const rest = candidates.filter(({ fit }) => fit.bits <= top - tie);
  const cyclic = tied.filter(({ table }) => table.kind === 'cyclic');
  const jumps = cyclic.map(({ table }) =>
    seamCrossings(raster, toWorkingSpace(table.rgb, 'chroma-weighted')),
  );
  const fewest = Math.min(...jumps);
  cyclic.forEach((candidate, i) => {
    // A few pairs cross any seam by noise alone.
    candidate.misplacedCut = jumps[i]! > 2 * fewest + 0.002;
  });
  const evenness = new Map(tied.map((candidate) => [candidate, unevenness(candidate)]));
  // A picture in many more colours than a table has entries was drawn from a finer one.
  const tooCoarse = ({ table }: Candidate): boolean => 1.5 * table.n < Math.min(distinct, fineTable);
  const rank = new Map<string, number>();
  for (const { table } of [...tied].sort((a, b) => a.table.index - b.table.index))
    if (!rank.has(table.source)) rank.set(table.source, rank.size);
  tied.sort(
    (a, b) =>
      Number(a.misplacedCut ?? false) - Number(b.misplacedCut ?? false) ||
      Number(tooCoarse(a)) - Number(tooCoarse(b)) ||
      rank.get(a.table.source)! - rank.get(b.table.source)! ||
      // Within one program: the clearly better fit, else the one whose colours are evenly spaced.
      (Math.abs(a.fit.bits - b.fit.bits) > tie / 4
        ? b.fit.bits - a.fit.bits
        : evenness.get(a)! - evenness.get(b)!),
  );
  return [...tied, ...rest];
}

/** How unevenly a table's colours follow each other: spread of the steps relative to the mean step. */
function unevenness({ table }: Candidate): number {
  const steps: number[] = [];
  for (let i = 3; i < table.rgb.length; i += 3)
    steps.push(
      Math.hypot(
        table.rgb[i]! - table.rgb[i - 3]!,
        table.rgb[i + 1]! - table.rgb[i - 2]!,
        table.rgb[i + 2]! - table.rgb[i - 1]!,
      ),
    );
  const mean = steps.reduce((a, b) => a + b, 0) / steps.length;
  return Math.sqrt(steps.reduce((sum, step) => sum + (step - mean) ** 2, 0) / steps.length) / (mean || 1);
}

/** Whether two tables read the same positions from the picture, perhaps one of them turned round. */
function readsTheSame(a: Candidate, b: Candidate, sample: ColourSample): boolean {
  let forward = 0;
  let backward = 0;
  for (let k = 0; k < sample.weights.length; k++) {
    const w = sample.weights[k]!;
    // Foreign colours are masked, whatever they would read.
    if (a.fit.distance[k]! > 3 * a.fit.sigma + explainedLeast) continue;
    forward += w * (a.t[k]! - b.t[k]!) ** 2;
    backward += w * (a.t[k]! - (1 - b.t[k]!)) ** 2;
  }
  return Math.min(forward, backward) <= sameReading ** 2;
}

/** Share of a table's entries whose colour comes again elsewhere in it; the ends of a closed map are one place. */
function repeatedShare({ rgb, n, kind }: NamedTable): number {
  const colours = toWorkingSpace(rgb, 'chroma-weighted');
  const apart = Math.max(2, Math.round(elsewhere * n));
  let repeated = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const gap = kind === 'cyclic' ? Math.min(Math.abs(i - j), n - Math.abs(i - j)) : Math.abs(i - j);
      if (gap < apart) continue;
      const d = Math.hypot(
        colours[3 * i]! - colours[3 * j]!,
        colours[3 * i + 1]! - colours[3 * j + 1]!,
        colours[3 * i + 2]! - colours[3 * j + 2]!,
      );
      if (d > sameColour) continue;
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

function explainedWithin(scatter: number): number {
  return Math.max(explainedLeast, explainedScatters * scatter);
}

function judge(
  best: Candidate,
  ranked: readonly Candidate[],
  points: Float64Array,
  sample: ColourSample,
  scatter: number,
): { decisive: boolean; reason: string } {
  const name = `${best.table.source}:${best.table.name}`;
  const median = weightedMedian(best.fit.distance, sample.weights);
  let explained = 0;
  for (let k = 0; k < sample.weights.length; k++)
    if (best.fit.distance[k]! <= explainedWithin(scatter)) explained += sample.weights[k]!;
  if (median > Math.max(fitsLeast, fitsScatters * scatter) || explained < fitsExplained)
    return {
      decisive: false,
      reason: `no named colourmap fits: half of the colours are more than ${median.toFixed(1)} from the nearest, ${name}, where noise explains ${scatter.toFixed(1)}`,
    };
  const visited = (best.fit.to - best.fit.from) / Math.max(1, best.table.n - 1);
  if (visited < fitsVisited)
    return {
      decisive: false,
      reason: `the picture visits only ${Math.round(100 * visited)} % of ${name}, too little to tell it from others`,
    };
  const [from, to] = [best.fit.from, best.fit.to].map((entry) => (entry + 0.5) / best.table.n);
  if (best.table.kind === 'diverging' && (from! > 0.5 - centreMargin || to! < 0.5 + centreMargin))
    return {
      decisive: false,
      reason: `the picture shows one side of ${name} only, which may be a map of its own`,
    };
  if (repeatedShare(best.table) > fewRepeats)
    return { decisive: false, reason: `${name} passes through the same colours more than once` };
  if (points.length < 3 * 4)
    return { decisive: false, reason: 'the picture has too few colours to tell colourmaps apart' };
  const rival = ranked.find(
    (other) =>
      other !== best &&
      isRival(best, other, best.fit.bits - other.fit.bits) &&
      !readsTheSame(best, other, sample),
  );
  if (rival !== undefined)
    return {
      decisive: false,
      reason: `${name} and ${rival.table.source}:${rival.table.name} fit about equally well and read different values`,
    };
  return {
    decisive: true,
    reason: `${name} fits within the picture's noise, and nothing else does that reads other values`,
  };
}

function describe(
  { table, fit }: Candidate,
  twins: readonly Candidate[],
  sample: ColourSample,
  scatter: number,
  few: boolean,
): ColourmapMatch {
  const reversed = usuallyReversed(table);
  const steps = few && !table.discrete ? stepsOf(fit, table, sample) : undefined;
  const within = explainedWithin(scatter);
  const explainedShares = Float64Array.from(sample.shares, (share, k) =>
    fit.distance[k]! <= within ? share : 0,
  );
  const explainedShare = explainedShares.reduce((sum, share) => sum + share, 0);
  // A margin and one more flat colour (holes, the sea) are not the colourmap's to explain.
  const backgrounds = Array.from(sample.shares)
    .filter((share, k) => fit.distance[k]! > within && share > flatShare)
    .sort((a, b) => b - a)
    .slice(0, 2)
    .reduce((sum, share) => sum + share, 0);
  const explained = backgrounds < 1 ? explainedShare / (1 - backgrounds) : 0;
  const nearest = new Float64Array(sample.colours.length);
  for (let k = 0; k < sample.weights.length; k++) {
    const i = Math.floor(fit.entry[k]!);
    const next = Math.min(table.n - 1, i + 1);
    const f = fit.entry[k]! - i;
    for (let c = 0; c < 3; c++)
      nearest[3 * k + c] = (1 - f) * table.rgb[3 * i + c]! + f * table.rgb[3 * next + c]!;
  }
  const lab = labOf(sample.colours);
  const nearestLab = labOf(nearest);
  const differences = Float64Array.from(sample.weights, (_, k) => deltaE2000(lab, k, nearestLab, k));
  let mean = 0;
  for (let k = 0; k < differences.length; k++) mean += explainedShares[k]! * differences[k]!;
  const low = Math.floor(fit.from) / table.n;
  const high = (Math.ceil(fit.to) + 1) / table.n;
  return {
    name: `${tableName(table, reversed)}${steps === undefined ? '' : `:${steps}`}`,
    source: table.source,
    reversed,
    ...(steps === undefined ? {} : { steps }),
    from: reversed ? 1 - high : low,
    to: reversed ? 1 - low : high,
    score: Math.max(0, fit.bits) / 24,
    deltaE: {
      mean: explainedShare > 0 ? mean / explainedShare : Number.NaN,
      p95: weightedQuantile(differences, explainedShares, 0.95),
    },
    explained,
    ...(table.family === undefined ? {} : { family: table.family }),
    twins: twins.map(({ table: twin }) => `${twin.source}:${twin.name}`),
  };
}

/** The name of a table in a direction: another name of the same program for the reverse, where it has one, else `_r`. */
export function tableName(table: NamedTable, reversed: boolean): string {
  const own = `${table.source}:${table.name}`;
  if (!reversed) return own;
  const names = table.reversedAliases?.filter((alias) => alias.startsWith(`${table.source}:`)) ?? [];
  return names.sort((a, b) => a.length - b.length)[0] ?? `${own}_r`;
}

/**
 * The number of flat bands, where the picture's colours are those of the table at equally spaced places from its
 * first entry to its last, as programs draw a map in n steps.
 */
function stepsOf(fit: TableFit, table: NamedTable, sample: ColourSample): number | undefined {
  const entries: number[] = [];
  for (let k = 0; k < sample.weights.length; k++)
    if (fit.distance[k]! <= explainedLeast && sample.shares[k]! > 1e-3) entries.push(fit.entry[k]!);
  entries.sort((a, b) => a - b);
  const n = entries.length;
  if (n < 3 || n > stepColours / 2) return undefined;
  // Equal spacing within what rounding to whole entries does, both ends included.
  const span = table.n - 1;
  const off = entries.some((entry, i) => Math.abs(entry - (i * span) / (n - 1)) > 1 + span / (12 * n));
  return off ? undefined : n;
}
