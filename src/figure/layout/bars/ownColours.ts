import type { Box, Raster, Rgb } from '../../../model/types.js';
import { mixtures } from '../../../raster/colours/mixtures.js';
import { difference } from '../ink/frame.js';
import { maxDifference, type Page, pixelDifference } from '../ink/page.js';
import { boxArea } from '../ink/rectangle.js';
import { type ColourbarLayout, coloursOf } from './colourbar.js';

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
export function colourMatch(raster: Raster, inner: Box, bar: ColourbarLayout): number {
  const colours = coloursOf(bar);
  const plot = sampledColours(raster, inner, SAMPLED);
  const match = plot.filter((a) => isOnBar(a, colours)).length / Math.max(1, plot.length);
  return match < LEAST_MATCH ? Math.max(match, transparentMatch(plot, colours)) : match;
}

const isOnBar = (colour: Rgb, bar: readonly Rgb[]): boolean =>
  bar.some((own) => difference(colour, own) <= ON_BAR);

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
export function shownMatch(raster: Raster, page: Page, inner: Box, bar: ColourbarLayout): number {
  const colours = coloursOf(bar);
  const match = colourMatch(raster, inner, bar);
  const all = sampledColours(raster, inner, match >= LEAST_MATCH ? SAMPLED : SAMPLED_OF_BLANK);
  const onPage = all.filter((colour) => difference(colour, page.colour) > page.tolerance);
  if (match >= LEAST_MATCH) {
    // Letters that stand one above the other have the page's colour as well.
    const own = onPage.filter((colour) => isOnBar(colour, colours)).length;
    const isOnPage = isOnBar(page.colour, colours) && onPage.length <= (1 - LEAST_MATCH) * all.length;
    return isOnPage && onPage.length >= DRAWN * all.length && own < NOT_OWN * onPage.length ? 0 : match;
  }
  const drawn = withoutGround(onPage, all.length);
  const { matched, isSpread } = spreadOver(drawn, colours);
  const share = matched >= LEAST_DRAWN * all.length && isSpread ? matched / drawn.length : 0;
  // Arrows on a surface in light and shade have the bar's own colours.
  const isLit = share < LEAST_MATCH && onPage.length >= DRAWN * all.length && isShadedWith(onPage, colours);
  return isLit ? LEAST_MATCH : Math.max(match, share);
}

/** The share of a plot area's pixels other than the page's that have a colour of a bar; not a number where there is nothing but page. */
export function drawnMatch(raster: Raster, page: Page, inner: Box, bar: ColourbarLayout): number {
  const colours = coloursOf(bar);
  const drawn = sampledColours(raster, inner, SAMPLED).filter(
    (colour) => difference(colour, page.colour) > page.tolerance,
  );
  return drawn.filter((colour) => isOnBar(colour, colours)).length / drawn.length;
}

/** Of what is drawn in a frame so much has a bar's colours where that is what the frame is for. */
const MOST_DRAWN = 0.8;
/** Solid marks are no lines from this share of a frame on; without such, this much of it is drawn, in hues: lines of ink fade in grey. */
const LEAST_SOLID = 0.002;
const LEAST_STREWN = 0.1;

/**
 * Whether a frame that is mostly blank holds marks, or specks of a field that is mostly as pale as the page, in a bar's colours: many
 * of these, where the lines, letters and areas of other plots have one or fade from it into the page.
 *
 * @param thick 1 where an area is drawn, and no line or letter, for each pixel of the raster
 */
export function isStrewnWith(
  raster: Raster,
  page: Page,
  inner: Box,
  thick: Uint8Array,
  bar: ColourbarLayout,
): boolean {
  const colours = coloursOf(bar);
  const { width } = raster;
  const solid: Rgb[] = [];
  for (let y = inner.top; y < inner.bottom; y++)
    for (let x = inner.left; x < inner.right; x++)
      if (thick[y * width + x] === 1) solid.push(colourAt(raster, x, y));
  if (solid.length >= LEAST_SOLID * boxArea(inner) && areOfBar(solid, colours)) return true;
  const all = sampledColours(raster, inner, SAMPLED_OF_BLANK);
  const drawn = all.filter((colour) => difference(colour, page.colour) > page.tolerance);
  const areHued = colours.filter(isHued).length >= LEAST_HUED * colours.length;
  if (areHued && drawn.length >= LEAST_STREWN * all.length && areOfBar(drawn, colours)) return true;
  // Every pixel of the frame is compared with those around it: last.
  const cores = coresOf(raster, page, inner);
  return cores.length >= LEAST_SOLID * boxArea(inner) && areOfBar(cores, colours);
}

/** What is drawn in a frame with the same colour on all four sides of it: the cores of dots of five pixels, and nothing of thin lines. */
function coresOf(raster: Raster, page: Page, inner: Box): Rgb[] {
  const cores: Rgb[] = [];
  for (let y = inner.top + 1; y < inner.bottom - 1; y++)
    for (let x = inner.left + 1; x < inner.right - 1; x++) {
      const o = 4 * (y * raster.width + x);
      if (maxDifference(raster, o, page.colour) <= page.tolerance) continue;
      const around = [o - 4, o + 4, o - 4 * raster.width, o + 4 * raster.width];
      if (around.every((other) => pixelDifference(raster, o, other) <= page.tolerance))
        cores.push(colourAt(raster, x, y));
    }
  return cores;
}

/** Whether most of some colours are a bar's, from several parts of it. */
function areOfBar(drawn: readonly Rgb[], bar: readonly Rgb[]): boolean {
  const { matched, isSpread } = spreadOver(drawn, bar);
  return matched >= MOST_DRAWN * drawn.length && isSpread;
}

/** How many of some colours are a bar's, and whether these lie in several tenths of it. */
function spreadOver(
  drawn: readonly Rgb[],
  bar: readonly Rgb[],
): { readonly matched: number; readonly isSpread: boolean } {
  const seen = new Array<number>(10).fill(0);
  for (const colour of drawn) {
    const place = bar.findIndex((own) => difference(colour, own) <= ON_BAR);
    if (place >= 0) seen[Math.floor((10 * place) / bar.length)]!++;
  }
  const matched = seen.reduce((sum, n) => sum + n, 0);
  return { matched, isSpread: seen.filter((n) => n >= matched / 100).length >= TENTHS };
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
const isHued = (colour: Rgb): boolean => Math.max(...colour) - Math.min(...colour) >= HUED;

/** Whether a surface is drawn in a bar's hues in light and shade, as renderers of solids do; its mesh and frame have none. */
function isShadedWith(drawn: readonly Rgb[], bar: readonly Rgb[]): boolean {
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

function colourAt({ data, width }: Raster, x: number, y: number): Rgb {
  const o = 4 * (y * width + x);
  return [data[o]!, data[o + 1]!, data[o + 2]!];
}

function sampledColours(raster: Raster, inner: Box, count: number): Rgb[] {
  const step = Math.max(1, Math.floor(Math.sqrt(boxArea(inner) / count)));
  const colours: Rgb[] = [];
  for (let y = inner.top + (step >> 1); y < inner.bottom; y += step)
    for (let x = inner.left + (step >> 1); x < inner.right; x += step) colours.push(colourAt(raster, x, y));
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
