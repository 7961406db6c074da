import { deltaE2000, labOf } from '../check/colourDifference.js';
import type { NamedTable } from '../library/library.js';
import { type Candidate, explainedLeast, explainedWithin } from './candidates.js';
import type { ColourSample } from './colourSample.js';
import { scoreOf } from './curveScore.js';
import { usuallyReversed } from './direction.js';
import { weightedQuantile } from './scatter.js';
import type { TableFit } from './tableFit.js';

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

/** One colour with a larger share of the picture is flat. */
const flatShare = 0.02;
/** Up to so many distinct colours a picture may be drawn in steps. */
export const stepColours = 64;

/** What is said of a candidate and of the tables that read the picture the same. */
export function describe(
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
    score: scoreOf(fit.bits),
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
