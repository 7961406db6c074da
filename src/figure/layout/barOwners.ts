import type { Raster } from '../../model/types.js';
import { areApartByLine } from './bars/apartByLine.js';
import type { ColourbarLayout } from './bars/colourbar.js';
import { drawnMatch, LEAST_MATCH, shownMatch } from './bars/ownColours.js';
import type { Page } from './ink/page.js';
import { areOneSize, boxHeight, boxWidth, contains, unite } from './ink/rectangle.js';
import type { PlotArea } from './plotArea.js';

/**
 * The panels' bars: for each plot area the nearest that runs beside it, has its colours and was not drawn for another.
 *
 * @returns an index into `bars` for each area; null where none is its
 */
export function ownBars(
  raster: Raster,
  page: Page,
  areas: readonly PlotArea[],
  bars: readonly ColourbarLayout[],
): (number | null)[] {
  const matches = bars.map((bar) => areas.map((area) => shownMatch(raster, page, area.inner, bar)));
  const owners = bars.map((bar, k) =>
    nearest(
      areas.filter((_, p) => matches[k]![p]! >= LEAST_MATCH),
      (area) => distance(bar, area),
    ),
  );
  const ownOf = (least: (k: number, area: PlotArea) => number): (number | null)[] =>
    areas.map((area, p) => {
      const candidates = [...bars.keys()].filter(
        (k) =>
          matches[k]![p]! >= least(k, area) &&
          !isAnothers(bars[k]!, owners[k]!, area, bars.length > 1) &&
          !isOnOtherCard(raster, areas, bars[k]!, owners[k]!, area) &&
          hasColoursToo(raster, page, bars[k]!, owners[k]!, area),
      );
      const side = Math.max(boxWidth(area.plotBox), boxHeight(area.plotBox));
      return nearest(candidates, (k) => distance(bars[k]!, area) / side + (1 - matches[k]![p]!));
    });
  const nearestOwn = ownOf(() => LEAST_MATCH);
  const own = (isSharedThough(nearestOwn, bars.length) && onOneSide(areas, bars, matches)) || nearestOwn;
  const isFacet = (k: number, area: PlotArea): boolean =>
    areas.filter((other, p) => own[p] === k && areOneSize(other.plotBox, area.plotBox, AS_LARGE)).length >=
    FACETS;
  return own.includes(null) ? ownOf((k, area) => (isFacet(k, area) ? LEAST_OF_FACET : LEAST_MATCH)) : own;
}

/** Whether plots share a bar, though there is another for each. */
function isSharedThough(own: readonly (number | null)[], bars: number): boolean {
  const taken = own.filter((k) => k !== null);
  return bars >= own.length && new Set(taken).size < taken.length;
}

/**
 * A bar for each plot, all on the same side of their own: where what is written below plots takes room, theirs are nearer to
 * the next ones.
 */
function onOneSide(
  areas: readonly PlotArea[],
  bars: readonly ColourbarLayout[],
  matches: readonly (readonly number[])[],
): number[] | undefined {
  for (const orientation of ['horizontal', 'vertical'] as const)
    for (const side of [1, -1]) {
      const own = areas.flatMap((area, p) => {
        const beside = (k: number) => side * placeBeside(bars[k]!, area.plotBox)[0];
        const candidates = [...bars.keys()].filter(
          (k) =>
            bars[k]!.orientation === orientation &&
            matches[k]![p]! >= LEAST_MATCH &&
            beside(k) > 0 &&
            placeBeside(bars[k]!, area.plotBox)[1] === 0,
        );
        return nearest(candidates, beside) ?? [];
      });
      if (own.length === areas.length && new Set(own).size === own.length) return own;
    }
  return undefined;
}

/** A plot that is as large as so many that share a bar is a facet of theirs: less of it need have the bar's colours, more than lines have. */
const FACETS = 3;
const LEAST_OF_FACET = LEAST_MATCH / 2;
/** Facets differ by rounding, pixels. */
const AS_LARGE = 1;

/** Whether a bar stands on a card with its nearest plot, on which this one does not. */
const isOnOtherCard = (
  raster: Raster,
  areas: readonly PlotArea[],
  bar: ColourbarLayout,
  owner: PlotArea,
  area: PlotArea,
): boolean =>
  area !== owner &&
  areApartByLine(
    raster,
    unite(bar.box, owner.plotBox),
    area.plotBox,
    areas.map(({ plotBox }) => plotBox),
  );

/** What is drawn in a plot that shares a bar has its colours by no less than this share of what has them in the plot beside the bar. */
const AS_MUCH = 0.6;

/** Whether a plot has a bar's colours as its nearest plot has them. */
const hasColoursToo = (
  raster: Raster,
  page: Page,
  bar: ColourbarLayout,
  owner: PlotArea,
  area: PlotArea,
): boolean =>
  area === owner ||
  !(drawnMatch(raster, page, area.inner, bar) < AS_MUCH * drawnMatch(raster, page, owner.inner, bar));

function nearest<T>(candidates: readonly T[], cost: (one: T) => number): T | null {
  const costs = candidates.map(cost);
  return candidates[costs.indexOf(Math.min(...costs))] ?? null;
}

/** How far a bar is from an area, in pixels; a gap along the bar counts more, for it means that it stands beside another panel. */
function distance(bar: ColourbarLayout, { plotBox }: PlotArea): number {
  const [beside, beyond] = placeBeside(bar, plotBox);
  return Math.abs(beside) + 3 * beyond;
}

/**
 * Where a bar stands: pixels between it and a plot across the bar (negative where the bar lies before the plot, nought where they
 * overlap), and pixels by which it misses the plot along the bar.
 */
function placeBeside(bar: ColourbarLayout, plot: PlotArea['plotBox']): [number, number] {
  const { box } = bar;
  const gap = (low: number, high: number, from: number, to: number): number =>
    high <= from ? high - from : low >= to ? low - to : 0;
  const x = gap(box.left, box.right, plot.left, plot.right);
  const y = gap(box.top, box.bottom, plot.top, plot.bottom);
  return bar.orientation === 'vertical' ? [x, Math.abs(y)] : [y, Math.abs(x)];
}

/**
 * Whether a plot makes room for its bar: together they take as much as another plot across the bar, and no more than the one along it.
 */
function isInItsPlace(
  { box, orientation }: ColourbarLayout,
  { plotBox: owner }: PlotArea,
  { plotBox: area }: PlotArea,
): boolean {
  const across = orientation === 'vertical' ? boxWidth : boxHeight;
  const along = orientation === 'vertical' ? boxHeight : boxWidth;
  return (
    Math.abs(along(owner) - along(area)) <= rounding.pixels &&
    across(owner) < across(area) - rounding.pixels &&
    Math.abs(across(unite(owner, box)) - across(area)) <= rounding.pixels &&
    along(unite(owner, box)) <= along(owner) + rounding.pixels
  );
}

/** What was drawn from one number to the same two ends differs by rounding and by its frame. */
const rounding = { share: 0.02, pixels: 2 };
/** An arrow at an end is a twentieth of its bar; where one is seen, there may be one at the other end. */
const ARROW = 0.05;
/** A bar between two plots is one's only if it is this many times nearer to it: a shared one stands halfway. */
const MUCH_NEARER = 2;

/**
 * Whether a bar was drawn for its nearest plot and not for this one: it lies on the other one, it stands between the two, at the other one, it
 * reaches from end to end of the other, which this one does not, or it runs beside the other and not beside this one.
 *
 * @param areSeveral the figure has more bars than this: one that all panels share may stand beside the last of them
 */
function isAnothers(bar: ColourbarLayout, owner: PlotArea, area: PlotArea, areSeveral: boolean): boolean {
  if (area === owner) return false;
  if (contains(owner.plotBox, bar.box) && !contains(owner.plotBox, area.plotBox)) return true;
  const [toOwner, pastOwner] = placeBeside(bar, owner.plotBox);
  const [toArea, pastArea] = placeBeside(bar, area.plotBox);
  if (areSeveral && pastOwner === 0 && pastArea > 0) return true;
  const isBetween = toOwner * toArea < 0;
  if (isBetween && Math.abs(toArea) > MUCH_NEARER * Math.abs(toOwner)) return true;
  const [from, to] =
    bar.orientation === 'vertical' ? (['top', 'bottom'] as const) : (['left', 'right'] as const);
  const length = bar.box[to] - bar.box[from];
  if (isInItsPlace(bar, owner, area)) return true;
  const slack = Math.max(rounding.pixels, rounding.share * length);
  const { extensions, ends } = bar.reading;
  const hasArrow = extensions.low || extensions.high || ends.low.tapers || ends.high.tapers;
  const most = hasArrow ? slack + ARROW * length : slack;
  const isAt = (beyond: number): boolean => beyond >= -slack && beyond <= most;
  const endsWith = ({ plotBox }: PlotArea): boolean =>
    isAt(bar.box[from] - plotBox[from]) && isAt(plotBox[to] - bar.box[to]);
  return endsWith(owner) && !endsWith(area);
}
