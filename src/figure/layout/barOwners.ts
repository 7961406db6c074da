import type { Raster, Rgb } from '../../model/types.js';
import { mixtures } from '../../raster/colours/mixtures.js';
import { type ColourbarLayout, coloursOf } from './bars/colourbar.js';
import { difference } from './ink/frame.js';
import type { Page } from './ink/page.js';
import { boxArea, boxHeight, boxWidth } from './ink/rectangle.js';
import type { PlotArea } from './plotArea.js';

/** Share of a plot's pixels that must have a colour of the bar (shading and overlays change many of them). */
export const LEAST_MATCH = 0.2;

/** Pixels of a plot area that are asked for their colours, about. */
const SAMPLED = 900;
/** Anti-aliasing and codecs change colours of the bar by less than this. */
const ON_BAR = 32;
/** Colours of a mixture are this near to it, base maps of pale colours beneath included; four free numbers ask for most of them. */
const ON_MIXTURE = 12;
const LEAST_MIXED = 0.8;

/** The share of a plot area's pixels whose colour occurs on the bar, within what anti-aliasing and codecs change. */
export function colourMatch(raster: Raster, area: PlotArea, bar: ColourbarLayout): number {
  const colours = coloursOf(bar);
  const plot = sampledColours(raster, area, SAMPLED);
  const match = plot.filter((a) => isOnBar(a, colours)).length / Math.max(1, plot.length);
  return match < LEAST_MATCH ? Math.max(match, transparentMatch(plot, colours)) : match;
}

const isOnBar = (colour: Rgb, bar: readonly Rgb[]): boolean =>
  bar.some((own) => difference(colour, own) <= ON_BAR);

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
  const matches = bars.map((bar) => areas.map((area) => shownMatch(raster, page, area, bar)));
  const owners = bars.map((bar, k) =>
    nearest(
      areas.filter((_, p) => matches[k]![p]! >= LEAST_MATCH),
      (area) => distance(bar, area),
    ),
  );
  return areas.map((area, p) => {
    const candidates = [...bars.keys()].filter(
      (k) => matches[k]![p]! >= LEAST_MATCH && !isAnothers(bars[k]!, owners[k]!, area, bars.length > 1),
    );
    const side = Math.max(boxWidth(area.plotBox), boxHeight(area.plotBox));
    return nearest(candidates, (k) => distance(bars[k]!, area) / side + (1 - matches[k]![p]!));
  });
}

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

/** What was drawn from one number to the same two ends differs by rounding and by its frame. */
const rounding = { share: 0.02, pixels: 2 };
/** A bar between two plots is one's only if it is this many times nearer to it: a shared one stands halfway. */
const MUCH_NEARER = 2;

/**
 * Whether a bar was drawn for its nearest plot and not for this one: it stands between the two, at the other one, it
 * reaches from end to end of the other, which this one does not, or it runs beside the other and not beside this one.
 *
 * @param areSeveral the figure has more bars than this: one that all panels share may stand beside the last of them
 */
function isAnothers(bar: ColourbarLayout, owner: PlotArea, area: PlotArea, areSeveral: boolean): boolean {
  if (area === owner) return false;
  const [toOwner, pastOwner] = placeBeside(bar, owner.plotBox);
  const [toArea, pastArea] = placeBeside(bar, area.plotBox);
  if (areSeveral && pastOwner === 0 && pastArea > 0) return true;
  const isBetween = toOwner * toArea < 0;
  if (isBetween && Math.abs(toArea) > MUCH_NEARER * Math.abs(toOwner)) return true;
  const [from, to] =
    bar.orientation === 'vertical' ? (['top', 'bottom'] as const) : (['left', 'right'] as const);
  const slack = Math.max(rounding.pixels, rounding.share * (bar.box[to] - bar.box[from]));
  const endsWith = ({ plotBox }: PlotArea): boolean =>
    Math.abs(plotBox[from] - bar.box[from]) <= slack && Math.abs(plotBox[to] - bar.box[to]) <= slack;
  return endsWith(owner) && !endsWith(area);
}

/** More pixels are asked of plots that are mostly blank, about. */
const SAMPLED_OF_BLANK = 8000;
/** Of a mostly blank plot's pixels this share must be drawn in the bar's colours, */
const LEAST_DRAWN = 0.005;
/** and in so many tenths of the bar: a line or the bars of a chart have one colour, which a bar may have as well. */
const TENTHS = 4;

/** Where so much of a plot is drawn, and less of that in a bar's colours, the two have no more than the page in common. */
const DRAWN = 0.1;
const NOT_OWN = 0.05;

/** The ground of a plot has the colour of this share of its pixels at least. */
const LEAST_GROUND = 0.5;
/** What a codec leaves of one colour, any channel. */
const GROUND = 8;

/** The match of what is drawn in an area: of all its pixels, or where these are mostly ground, of those that are not. */
function shownMatch(raster: Raster, page: Page, area: PlotArea, bar: ColourbarLayout): number {
  const colours = coloursOf(bar);
  const match = colourMatch(raster, area, bar);
  const all = sampledColours(raster, area, match >= LEAST_MATCH ? SAMPLED : SAMPLED_OF_BLANK);
  const onPage = all.filter((colour) => difference(colour, page.colour) > page.tolerance);
  if (match >= LEAST_MATCH) {
    // Letters that stand one above the other have the page's colour as well.
    const own = onPage.filter((colour) => isOnBar(colour, colours)).length;
    const isOnPage = isOnBar(page.colour, colours) && onPage.length <= (1 - LEAST_MATCH) * all.length;
    return isOnPage && onPage.length >= DRAWN * all.length && own < NOT_OWN * onPage.length ? 0 : match;
  }
  const drawn = withoutGround(onPage, all.length);
  const seen = new Array<number>(10).fill(0);
  for (const colour of drawn) {
    const place = colours.findIndex((own) => difference(colour, own) <= ON_BAR);
    if (place >= 0) seen[Math.floor((10 * place) / colours.length)]!++;
  }
  const matched = seen.reduce((sum, n) => sum + n, 0);
  const tenths = seen.filter((n) => n >= matched / 100).length;
  if (matched >= LEAST_DRAWN * all.length && tenths >= TENTHS) return matched / drawn.length;
  return onPage.length >= DRAWN * all.length && isShadedWith(onPage, colours) ? LEAST_MATCH : match;
}

/** The colours but that of the ground that a plot has of its own, if one has: web libraries tint what lies between the axes. */
function withoutGround(colours: readonly Rgb[], count: number): readonly Rgb[] {
  const counts = new Map<number, number>();
  for (const [r, g, b] of colours) {
    const key = (r << 16) | (g << 8) | b;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const [key, most] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0]);
  if (most < LEAST_GROUND * count) return colours;
  const ground: Rgb = [key >> 16, (key >> 8) & 255, key & 255];
  return colours.filter((colour) => difference(colour, ground) > GROUND);
}

/** A lamp leaves a surface no less than this of its colour where it can be told, and a rim of light no more. */
const LIGHT = { least: 0.2, most: 1.1 };
/** Of what has a hue so much must be the bar's in some light, and so much of a bar must have one: greys are every picture's. */
const LEAST_LIT = 0.8;
const LEAST_HUED = 0.6;
const HUED = 64;

/** Whether a surface is drawn in a bar's hues in light and shade, as renderers of solids do; its mesh and frame have none. */
function isShadedWith(drawn: readonly Rgb[], bar: readonly Rgb[]): boolean {
  const isHued = (colour: Rgb): boolean => Math.max(...colour) - Math.min(...colour) >= HUED;
  const hues = bar.filter(isHued);
  const surface = drawn.filter(isHued);
  if (hues.length < LEAST_HUED * bar.length || surface.length < drawn.length / 4) return false;
  const isLit = (colour: Rgb): boolean =>
    hues.some((own) => {
      const light = dot(colour, own) / dot(own, own);
      if (light < LIGHT.least || light > LIGHT.most) return false;
      return colour.every((v, c) => Math.abs(v - light * own[c]!) <= ON_MIXTURE);
    });
  return surface.filter(isLit).length >= LEAST_LIT * surface.length;
}

const dot = (a: Rgb, b: Rgb): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

function sampledColours({ width, data }: Raster, { inner }: PlotArea, count: number): Rgb[] {
  const step = Math.max(1, Math.floor(Math.sqrt(boxArea(inner) / count)));
  const colours: Rgb[] = [];
  for (let y = inner.top + (step >> 1); y < inner.bottom; y += step)
    for (let x = inner.left + (step >> 1); x < inner.right; x += step) {
      const o = 4 * (y * width + x);
      colours.push([data[o]!, data[o + 1]!, data[o + 2]!]);
    }
  return colours;
}

/** Half of the share of colours that are the bar's mixed with one other, as those of a half transparent plot; 0 where that is not most. */
function transparentMatch(plot: readonly Rgb[], bar: readonly Rgb[]): number {
  const positions = Float64Array.from(bar, (_, k) => k / Math.max(1, bar.length - 1));
  const [best] = mixtures(
    Float64Array.from(plot.flat()),
    { colours: Float64Array.from(bar.flat()), positions },
    ON_MIXTURE,
  );
  if (best === undefined) return 0;
  const share = best.distance.filter((d) => d <= ON_MIXTURE).length / plot.length;
  return share >= LEAST_MIXED ? share / 2 : 0;
}
