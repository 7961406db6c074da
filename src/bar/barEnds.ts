import type { Box, Raster, Rgb } from '../model/types.js';
import { median } from '../numeric/statistics/statistics.js';
import { type BarAxes, barPixel } from './barPixel.js';

/** Where one end of a bar seems to lie, in rows of its box (fractional), and how far off that may be (1 σ). */
export interface BarEnd {
  readonly at: number;
  readonly spread: number;
  /** The bar's colour runs into the page's: more of it may lie beyond. */
  readonly melts?: boolean;
  /** An arrow sits there, and its taper alone says where. */
  readonly tapers?: boolean;
}

/** Rows looked at on either side of the box's end, beside those of a thick frame: boxes are a few pixels off. */
const outside = 5;
const inside = 3;
/** Rows beyond the end of which the commonest is the page's: more than a frame is thick, fewer than a title is away. */
const marginRows = 9;
/** Frames as thick as this (pixels) leave enough of those rows. */
const usualFrame = 2;
/** Rows next to those whose trend a bar is expected to keep up. */
const slopeRows = 5;
/** A frame differs from both bar and page by more than this, unless the bar's end has its colour. */
const frameContrast = 30;
/** Covered by less than this, a row is the rim of something else. */
const leastCover = 0.3;
/**
 * Renderers that snap lines to pixels (Agg, Cairo) draw one that is an odd number of pixels wide about the centre of the
 * pixel that the boundary is rounded to, which lies down or to the right of it by half a pixel on average; a line an
 * even number wide is centred on the boundary rounded. Some programs do neither, so a little less is taken.
 */
const snapShift = 0.4;
const isOdd = (centre: number): boolean => Math.abs(centre - Math.floor(centre) - 0.5) < 0.25;

/**
 * How far off an end may be, one standard deviation in pixels: a frame is snapped to pixels by up to half of one, a
 * bare end shows where it is, and an end that melts into the page or into an arrow is where the box says.
 */
const spreads = { framed: 0.4, bare: 0.3, hidden: 1 };

/** What surrounds one end of a bar, in rows from the box's end, outwards positive. */
interface Edge {
  /** Where the page begins; absent where bar and page have one colour. */
  readonly page?: number;
  /** Centre line of the frame, if one shows, and its colour. */
  readonly frame?: number;
  readonly frameColour?: Rgb;
  /** The bar's own colour a few rows inside. */
  readonly bar: Rgb;
}

/** What is known of a bar's ends. */
export interface EndFacts {
  /** Whether an arrow or a block follows. */
  readonly low: boolean;
  readonly high: boolean;
  /** Thickness of the bar's frame, pixels, where it was measured. */
  readonly frame?: number | undefined;
  /** Colour of the page, where it is known: what is next to the bar may be a title. */
  readonly page?: Rgb | undefined;
}

/**
 * Where a bar truly ends, to a fraction of a pixel: at the centre line of its frame, which plotting programs draw on
 * the boundary, or where the page begins if it has none. A frame in the colour of the bar's own end is invisible
 * there; its thickness is taken from the other end.
 *
 * @param n rows of the box
 * @returns rows of the box (fractional): 0 and n if the box ends exactly with the bar; and by how many pixels lines lie
 * down or to the right of what they mark, as the renderer snapped them: the ends are corrected for it
 */
export function barEnds(
  raster: Raster,
  box: Box,
  axes: BarAxes,
  n: number,
  { low: isLowExtended, high: isHighExtended, frame: thickness = 0, page }: EndFacts,
): { low: BarEnd; high: BarEnd; snap: number } {
  const thicker = Math.max(0, Math.ceil(thickness) - usualFrame);
  const sides = {
    low: isLowExtended ? undefined : edgeOf(raster, box, axes, (k) => -1 - k, thicker, page),
    high: isHighExtended ? undefined : edgeOf(raster, box, axes, (k) => n + k, thicker, page),
  };
  const low = withoutFalseFrame(sides.low, sides.high);
  const high = withoutFalseFrame(sides.high, sides.low);
  const end = (edge: Edge | undefined, other: Edge | undefined): BarEnd | undefined => {
    if (edge?.frame !== undefined) return { at: edge.frame, spread: spreads.framed };
    if (edge?.page === undefined) return undefined;
    const half =
      other?.frame !== undefined && other.page !== undefined ? other.page - other.frame : undefined;
    return { at: edge.page - (half ?? 0), spread: half === undefined ? spreads.bare : spreads.framed };
  };
  // Rows count from the low end; pixels of the picture count to the right and down.
  const shift = axes.lowEnd === 'bottom' || axes.lowEnd === 'right' ? snapShift : -snapShift;
  const frame = low?.frame ?? high?.frame;
  const move = frame !== undefined && isOdd(frame) ? shift : 0;
  const lowEnd = end(low, high);
  const highEnd = end(high, low);
  const hidden = (edge: Edge | undefined) => ({ spread: spreads.hidden, melts: edge !== undefined });
  return {
    low: lowEnd ? { ...lowEnd, at: move - lowEnd.at } : { ...hidden(low), at: 0 },
    high: highEnd ? { ...highEnd, at: n + highEnd.at + move } : { ...hidden(high), at: n },
    snap: Math.abs(move),
  };
}

/**
 * Frames go all the way round. What looks like one at an end is the bar's own end colour if the other end, where it
 * would be seen, has none.
 */
function withoutFalseFrame(edge: Edge | undefined, other: Edge | undefined): Edge | undefined {
  if (edge?.frameColour === undefined || other === undefined || other.frame !== undefined) return edge;
  const contrast = Math.hypot(...edge.frameColour.map((v, c) => v - other.bar[c]!));
  if (contrast < 2 * frameContrast) return edge;
  const { frame: _, frameColour: __, ...bare } = edge;
  return bare;
}

/** The colour that most rows have, of those the outermost; undefined where the picture ends too soon to tell. */
function commonest(rows: readonly (Rgb | undefined)[]): Rgb | undefined {
  const colours = rows.filter((row) => row !== undefined);
  if (colours.length < outside) return undefined;
  const votes = (a: Rgb): number => colours.filter((b) => alike(a, b)).length;
  return colours.reduce((best, row) => (votes(row) >= votes(best) ? row : best));
}

const alike = (a: Rgb, b: Rgb): boolean =>
  Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) < frameContrast / 2;

/**
 * How the bar's colours change from row to row next to its end (outwards, sRGB units a row): where a map is steep, its last
 * rows are farther from one another than from its frame. None where they change in steps.
 */
function slopeInside(colourAt: (k: number) => readonly number[] | undefined): number[] {
  const rows: (readonly number[])[] = [];
  for (let k = -inside - slopeRows; k < -inside; k++) {
    const colour = colourAt(k);
    if (colour === undefined) return [0, 0, 0];
    rows.push(colour);
  }
  const steps = rows.slice(1).map((row, i) => Math.hypot(...row.map((v, c) => v - rows[i]![c]!)));
  const whole = rows.at(-1)!.map((v, c) => v - rows[0]![c]!);
  const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
  const isEven = Math.max(...steps) <= 2 * Math.max(1, mean);
  return isEven ? whole.map((v) => v / steps.length) : [0, 0, 0];
}

/** The lines of ticks that cross a bar have nothing left of them so many rows away. */
const pastLine = 2;

/** The bar's own colour at a row, though the line of a tick crosses it there: the rows on either side of that are alike, and it is not. */
function withoutLine(colourAt: (k: number) => Rgb | undefined, row: number): Rgb | undefined {
  const [here, before, after] = [row, row - pastLine, row + pastLine].map(colourAt);
  if (!here || !before || !after) return here;
  const mean: Rgb = [0, 1, 2].map((c) => (before[c]! + after[c]!) / 2) as [number, number, number];
  const isLine = alike(before, after) && Math.hypot(...mean.map((v, c) => v - here[c]!)) > 2 * frameContrast;
  return isLine ? mean : here;
}

/** @param thicker rows that the frame has more than usual */
function edgeOf(
  raster: Raster,
  box: Box,
  axes: BarAxes,
  row: (k: number) => number,
  thicker: number,
  known: Rgb | undefined,
): Edge | undefined {
  const across = axes.orientation === 'vertical' ? box.right - box.left : box.bottom - box.top;
  const columns = Array.from({ length: Math.max(1, across >> 1) }, (_, a) => (across >> 2) + a);
  // The median across the bar: ticks and letters that reach over its end cover less than half of it.
  const colourAt = (k: number): [number, number, number] | undefined => {
    const offsets = columns.map((column) => barPixel(raster, box, axes, row(k), column));
    if (offsets.some((o) => o < 0)) return undefined;
    const channel = (c: number): number => median(offsets.map((o) => raster.data[o + c]!));
    return [channel(0), channel(1), channel(2)];
  };
  const bar = withoutLine(colourAt, -inside - 1);
  const beyond = Array.from({ length: marginRows + 2 * thicker }, (_, k) => colourAt(k + 1));
  const margin = beyond.some((colour) => colour && known && alike(colour, known)) ? known : commonest(beyond);
  if (bar === undefined || margin === undefined) return undefined;
  const slope = slopeInside(colourAt);
  // What the bar would show there, did it go on.
  const expected = (k: number): number[] =>
    bar.map((v, c) => Math.min(255, Math.max(0, v + slope[c]! * (k + inside + 1))));
  const contrast = Math.hypot(...expected(0).map((v, c) => margin[c]! - v));
  const off: number[] = [];
  const share: number[] = [];
  const fromPage: number[] = [];
  for (let k = -inside; k < outside + thicker; k++) {
    const colour = colourAt(k);
    // The picture ends a few rows beyond the bar.
    if (colour === undefined) break;
    const own = expected(k);
    const between = margin.map((v, c) => v - own[c]!);
    const d = colour.map((v, c) => v - own[c]!);
    // Where on the way from bar to page, and how far beside it.
    const f =
      contrast < frameContrast
        ? 0
        : d.reduce((sum, v, c) => sum + v * between[c]!, 0) / between.reduce((sum, v) => sum + v * v, 1e-9);
    const along = Math.min(1, Math.max(0, f));
    share.push(along);
    fromPage.push(Math.hypot(...colour.map((v, c) => v - margin[c]!)));
    off.push(Math.hypot(...d.map((v, c) => v - along * between[c]!)));
  }
  // What lies beyond the page that follows the bar is another thing: a title, the factor of its labels.
  const isPageAt = (i: number): boolean => fromPage[i]! < frameContrast / 2;
  const begin = fromPage.findIndex((_, i) => !isPageAt(i));
  const end = fromPage.findIndex((_, i) => i > begin && isPageAt(i));
  if (begin >= 0 && end >= 0)
    for (let i = end; i < off.length; i++) {
      share[i] = 1;
      fromPage[i] = 0;
      off[i] = 0;
    }
  const most = Math.max(...off);
  // The page begins after the last row that is not wholly page; a rim counts by its part.
  let pageFrom = outside + thicker;
  for (let i = share.length - 1; i >= 0; i--) {
    // A bar that ends in the page's colour is told from it by the frame alone.
    const isPage = (share[i]! > 0.95 || contrast < frameContrast) && fromPage[i]! < frameContrast / 2;
    if (!isPage) {
      const rim = contrast >= frameContrast && (off[i]! < 0.5 * most || most < frameContrast) ? share[i]! : 0;
      pageFrom = i - inside + 1 - rim;
      break;
    }
  }
  const page = contrast < frameContrast ? {} : { page: pageFrom };
  if (most < frameContrast) return { ...page, bar };
  // A frame has nothing of the bar's own colours beyond it: a line that does is a tick's, which crosses the bar.
  const darkest = off.indexOf(most);
  const isOwn = (i: number): boolean => off[i]! < leastCover * most && share[i]! < leastCover;
  for (let i = darkest + 1; i - inside < Math.floor(pageFrom); i++)
    if (contrast >= frameContrast && isOwn(i)) return { ...page, bar };
  let weight = 0;
  let centre = 0;
  for (let i = 0; i < off.length; i++) {
    const cover = off[i]! / most;
    if (cover < leastCover) continue;
    weight += cover;
    centre += cover * (i - inside + 0.5);
  }
  const frameColour = colourAt(darkest - inside)!;
  return { page: pageFrom, frame: centre / weight, frameColour, bar };
}
