import { type BarProfile, isNoisy } from '../../bar/barProfile.js';
import { type BarReading, placeOf, readBar, turnedBar } from '../../bar/readBar.js';
import { RecoveryError } from '../../model/errors.js';
import type { Box, Colourmap, ColourmapAccuracy, Gradient, Raster } from '../../model/types.js';
import { arcLengths } from '../../numeric/curves/polyline.js';
import { validateBox } from '../../raster/crop.js';
import { tableName } from '../identify/description.js';
import type { Library } from '../library/library.js';
import { barSteps } from './barBands.js';
import { continuousMap, joinsItself, tableMap } from './barColours.js';
import { type BarLevels, barLevels } from './barLevels.js';
import { type BarTable, barTable } from './barTable.js';
import { withoutNoise } from './barTrend.js';
import { equalBands } from './equalBands.js';
import { gradientMap, gradientProfile } from './gradientMap.js';

export interface FromColourbarOptions {
  /** Taken from the box's longer side unless told. */
  readonly orientation?: 'vertical' | 'horizontal';
  /** The bar itself does not say: low at the bottom or the left unless told. */
  readonly flipped?: boolean;
  /** The picture was compressed with losses (JPEG): a bar can look clean across its width and still be noisy. */
  readonly lossy?: boolean;
  /** Named tables, one of which a lossless bar may show exactly. */
  readonly library?: Library;
}

export interface FromColourbar {
  readonly colourmap: Colourmap;
  readonly orientation: 'vertical' | 'horizontal';
  readonly lowEnd: 'bottom' | 'top' | 'left' | 'right';
  /**
   * Where the map truly begins and ends along the bar's axis, in fractional pixels of the picture (x or y; pixel k
   * spans k…k + 1): the ticks of the scale are placed against these.
   */
  readonly lowAt: number;
  readonly highAt: number;
  /** Arrows or blocks for values beyond the range, where there are any. */
  readonly extensions: {
    readonly low?: 'pointed' | 'rectangular';
    readonly high?: 'pointed' | 'rectangular';
  };
  /** A stepped bar's bands all have one width. */
  readonly equalSteps?: boolean;
  /** Standard deviation of a pixel about its row's colour, RGB units. */
  readonly noise: number;
}

/** A gradient's colours are at least so far apart along its length (sRGB units). */
const leastLength = 30;

/**
 * Reads a colourbar in a picture, and the colourmap off it: see `colourmapOfBar`.
 *
 * @param box the bar, frame included or not; extensions included or not
 * @throws UsageError if the box is not inside the picture
 * @throws RecoveryError (stage `colourmap`) if the box holds no colour gradient
 */
export function colourmapFromColourbar(
  raster: Raster,
  box: Box,
  { flipped = false, library, ...options }: FromColourbarOptions = {},
): FromColourbar {
  validateBox(box, raster.width, raster.height, 'colourbar');
  const bar = readBar(raster, box, options);
  return colourmapOfBar(flipped ? turnedBar(bar) : bar, library);
}

/**
 * The colourmap of a colourbar that was read.
 *
 * Colours are medians across the bar; positions are taken at row centres between the bar's true ends, or at the
 * centres of the renderer's levels where those show. Flat bands give a stepped map with its edges. The rows that the
 * frame hides are extrapolated along the map's tangent, so that the positions always run from 0 to 1.
 *
 * @param library named tables, one of which a lossless bar may show exactly
 * @throws RecoveryError (stage `colourmap`) if the bar holds no colour gradient
 */
export function colourmapOfBar(bar: BarReading, library?: Library): FromColourbar {
  const { profile, ends: seen } = bar;
  if (bar.drawn) return drawnColourmap(bar, bar.drawn.gradient, library);
  const drawn = isNoisy(profile) ? withoutNoise(profile) : profile;
  const known = library && barTable(drawn, seen, library);
  const ends = known ? tableEnds(profile, known) : barLevels(profile, seen);
  const steps = (isNoisy(profile) ? equalBands(profile, ends) : undefined) ?? barSteps(profile, ends);
  if (steps !== undefined) {
    const edges = steps.edges.map((e) => (e - ends.low) / (ends.high - ends.low));
    edges[0] = 0;
    edges[edges.length - 1] = 1;
    const positions = edges.slice(1).map((e, k) => (e + edges[k]!) / 2);
    const bands = { colours: steps.colours, positions, bands: edges, closed: false, accuracy: exactBar };
    return { ...fromBar(bar, ends, bands), equalSteps: steps.equal };
  }
  const { colours, positions } = known?.colours ? tableMap(known.colours) : continuousMap(drawn, ends);
  refuseOneColour(colours, bar);
  return fromBar(bar, ends, {
    colours,
    positions,
    closed: joinsItself(colours),
    ...(ends.levels !== undefined && { levels: ends.levels }),
    accuracy: ends.levels !== undefined ? levelled(ends) : placedBar(positions.length, known !== undefined),
    ...nameOf(known),
  });
}

/** The colourmap of a bar that the page itself gives: its colours, where the page puts them. */
function drawnColourmap(bar: BarReading, gradient: Gradient, library: Library | undefined): FromColourbar {
  const map = gradientMap(gradient);
  if (!map.bands) refuseOneColour(map.colours, bar);
  const { profile, ends } = gradientProfile(gradient);
  const known = library && !map.bands ? barTable(profile, ends, library) : undefined;
  const { low, high } = bar.ends;
  return fromBar(bar, { low: low.at, high: high.at }, { ...map, accuracy: exactBar, ...nameOf(known) });
}

const nameOf = (known: BarTable | undefined) => ({
  ...(known && { name: tableName(known.table, known.reversed) }),
});

/** @throws RecoveryError if colours along a bar do not change */
function refuseOneColour(colours: Float64Array, { box }: BarReading): void {
  if (arcLengths(colours).at(-1)! >= leastLength) return;
  throw new RecoveryError(
    `colourbar ${box.left},${box.top},${box.right},${box.bottom} holds a single colour, no gradient: ` +
      'give the box of the bar itself',
    'colourmap',
    { code: 'colourbar-of-one-colour', settings: ['colourbar'] },
  );
}

/** The colourmap of a bar with what is known of the bar besides. */
function fromBar(
  bar: BarReading,
  ends: { readonly low: number; readonly high: number },
  map: Omit<Colourmap, 'source' | 'confidence'>,
): FromColourbar {
  const { low: below, high: above } = bar.extensions;
  return {
    colourmap: {
      source: 'colourbar',
      confidence: 1,
      ...map,
      ...(below && { below: below.colour }),
      ...(above && { above: above.colour }),
    },
    orientation: bar.orientation,
    lowEnd: bar.lowEnd,
    lowAt: placeOf(bar, ends.low),
    highAt: placeOf(bar, ends.high),
    extensions: { ...(below && { low: below.shape }), ...(above && { high: above.shape }) },
    noise: bar.profile.noise,
  };
}

/** Levels and bands show where they are. */
const exactBar = { standardError: 0, endsKnown: true };
const levelled = ({ standardError = 0 }: BarLevels): Colourmap['accuracy'] => ({
  standardError,
  endsKnown: true,
});

/**
 * Rows of the bar by which its positions may be off where no levels show where they are, one standard deviation: frames
 * are snapped to pixels.
 */
const endRows = 0.6;

/**
 * The same in entries of the table that a noisy bar was found to show: its colours may be rounded either way, by half a
 * unit at most (σ .29), which is a tenth to a third of an entry on maps that change by one to three units an entry.
 */
const endEntries = 0.2;

function placedBar(colours: number, isTable: boolean): ColourmapAccuracy {
  return { standardError: (isTable ? endEntries : endRows) / colours, endsKnown: true };
}

/** Part of a level by which the ends that a table gives may be off: copies are rounded differently. */
const tableSpread = 0.25;

/** The ends of a bar that shows a table: a lossless one by the rhythm of the table's levels, next to where it begins and ends. */
function tableEnds(profile: BarProfile, { low, high, table, colours }: BarTable): BarLevels {
  if (colours !== undefined) return { low, high };
  const spread = (tableSpread * (high - low)) / table.n;
  const rhythm = barLevels(profile, { low: { at: low, spread }, high: { at: high, spread } }, table.n);
  return rhythm.levels === table.n ? rhythm : { low, high, levels: table.n };
}
