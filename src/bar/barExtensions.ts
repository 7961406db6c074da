import type { Box, Raster, Rgb } from '../model/types.js';
import { type BarAxes, barPixel } from './barPixel.js';

/** An arrow or block at the end of a bar, in the colour of the values beyond the range. */
export interface BarExtension {
  readonly colour: Rgb;
  readonly shape: 'pointed' | 'rectangular';
  /** Rows of the box that the extension takes from the bar at this end; 0 where it lies outside the box. */
  readonly rowsInside: number;
}

/** Two pixels show one colour: no more apart than that, in a JPEG that: beside a frame its chroma strays. */
const sameColours = { lossless: 10, lossy: 24 };
/** The page is told from an extension by more than this. */
const pageContrast = 30;
/** The shortest extension told from a frame and its rims, and the longest, as a share of the bar. */
const leastRows = 4;
const mostShare = 0.25;
/** Frame lines between bar and extension are at most this thick. */
const frameRows = 3;
/** Beside the point of an arrow lies the page: on this share of its narrower rows, for a frame may run across some. */
const leastPage = 0.5;

/**
 * Looks for an extension at one end of a bar, first beyond the box, then inside it.
 *
 * Beyond the box: a run of one colour, other than the page's, on the bar's middle line. Inside: rows whose
 * coloured part narrows towards the end (pointed) and leaves the page beside it: what a codec or dither has mottled narrows too,
 * within the bar. A rectangular extension *inside* the box cannot be told from the
 * last band of a stepped bar, nor safely from a map that saturates: only the caller knows (`--colourbar` can leave it
 * out of the box).
 */
export function barExtension(
  raster: Raster,
  box: Box,
  axes: BarAxes,
  end: 'low' | 'high',
  { lossy = false, page = pageColour(raster) }: { lossy?: boolean; page?: Rgb | undefined } = {},
): BarExtension | undefined {
  const sameColour = lossy ? sameColours.lossy : sameColours.lossless;
  const vertical = axes.orientation === 'vertical';
  const n = vertical ? box.bottom - box.top : box.right - box.left;
  const across = vertical ? box.right - box.left : box.bottom - box.top;
  const middle = across >> 1;
  // Rows count outwards from the box's end: 0 is the first row beyond it.
  const at = (row: number, column: number): number =>
    barPixel(raster, box, axes, end === 'low' ? -1 - row : n + row, column);
  const most = Math.max(leastRows, Math.round(mostShare * n));

  const beyond = runBeyond(raster, at, middle, { most, sameColour, page });
  if (beyond !== undefined) {
    const { start, rows } = beyond;
    const half = start + (rows >> 1);
    const widthNear = colouredWidth(
      raster,
      at,
      start + Math.min(1, rows - 1),
      across,
      beyond.colour,
      sameColour,
    );
    const widthFar = colouredWidth(raster, at, start + rows - 2, across, beyond.colour, sameColour);
    const widthHalf = colouredWidth(raster, at, half, across, beyond.colour, sameColour);
    // The page, or whatever lies beside the bar, spreads past the bar's own width: that is no extension.
    if (widthHalf <= across + 4 && widthNear >= 0.4 * across) {
      const pointed = widthFar < 0.6 * widthNear;
      return { colour: beyond.colour, shape: pointed ? 'pointed' : 'rectangular', rowsInside: 0 };
    }
  }

  // Inside the box: widths grow from the tip to the base.
  let base = 0;
  let previous = 0;
  let colour: Rgb | undefined;
  let narrow = 0;
  let besidePage = 0;
  const isPage = (row: number, column: number): boolean => {
    const o = at(row, column);
    return o >= 0 && apart([raster.data[o]!, raster.data[o + 1]!, raster.data[o + 2]!], page) <= pageContrast;
  };
  for (let depth = 0; depth < most; depth++) {
    const o = at(-1 - depth, middle);
    if (o < 0) return undefined;
    const here: Rgb = [raster.data[o]!, raster.data[o + 1]!, raster.data[o + 2]!];
    const width = colouredWidth(raster, at, -1 - depth, across, here, sameColour);
    if (depth <= frameRows + 1 && width <= 2) continue;
    if (colour === undefined) {
      // A bar without a point is at full width at once.
      if (width > 0.6 * across) return undefined;
      colour = here;
    }
    if (apart(here, colour) > sameColour || width + 1 < previous) break;
    previous = width;
    base = depth + 1;
    if (width >= 0.85 * across) break;
    narrow++;
    if (isPage(-1 - depth, 0) && isPage(-1 - depth, across - 1)) besidePage++;
  }
  if (colour === undefined || base < leastRows || previous < 0.7 * across) return undefined;
  if (besidePage < leastPage * narrow) return undefined;
  if (isRounded(isPage, { base, across })) return undefined;
  const deep = at(-1 - (base >> 1), middle);
  return {
    colour: [raster.data[deep]!, raster.data[deep + 1]!, raster.data[deep + 2]!],
    shape: 'pointed',
    rowsInside: base,
  };
}

/** An arrow fills half of the rectangle that it ends in, a half-circle π/4 of it, rounded corners more still: this lies between. */
const mostFilled = 0.65;

/**
 * Whether what narrows towards an end is the bar itself, with rounded corners, and no arrow: it fills too much of the rows from where
 * the page begins to where the bar has its full width.
 *
 * @param isPage whether the page shows at a row (outwards from the box's end) and a column
 */
function isRounded(
  isPage: (row: number, column: number) => boolean,
  { base, across }: { readonly base: number; readonly across: number },
): boolean {
  let tip = 0;
  while (tip <= base && !isPage(tip, across >> 1)) tip++;
  let filled = 0;
  for (let row = -base; row < tip; row++)
    for (let column = 0; column < across; column++) if (!isPage(row, column)) filled++;
  return filled > mostFilled * across * (tip + base);
}

/** The run of one colour that starts within a frame's thickness beyond the end and is not the page. */
function runBeyond(
  raster: Raster,
  at: (row: number, column: number) => number,
  middle: number,
  { most, sameColour, page }: { most: number; sameColour: number; page: Rgb },
): { start: number; rows: number; colour: Rgb } | undefined {
  const colourAt = (row: number): Rgb | undefined => {
    const o = at(row, middle);
    return o < 0 ? undefined : [raster.data[o]!, raster.data[o + 1]!, raster.data[o + 2]!];
  };
  for (let start = 0; start <= frameRows; start++) {
    const colour = colourAt(start + 1);
    if (colour === undefined) return undefined;
    let rows = 0;
    while (rows <= most) {
      const next = colourAt(start + rows);
      if (next === undefined || apart(next, colour) > sameColour) break;
      rows++;
    }
    if (rows >= leastRows && rows <= most && apart(colour, page) > pageContrast)
      return { start, rows, colour };
  }
  return undefined;
}

/** The commonest colour of the picture's border: the page it is drawn on. */
function pageColour(raster: Raster): Rgb {
  const counts = new Map<number, number>();
  const { width, height, data } = raster;
  let best = 0;
  let most = 0;
  const see = (x: number, y: number): void => {
    const o = 4 * (y * width + x);
    const key = (data[o]! << 16) | (data[o + 1]! << 8) | data[o + 2]!;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > most) {
      most = count;
      best = key;
    }
  };
  for (let x = 0; x < width; x++) {
    see(x, 0);
    see(x, height - 1);
  }
  for (let y = 0; y < height; y++) {
    see(0, y);
    see(width - 1, y);
  }
  return [best >> 16, (best >> 8) & 255, best & 255];
}

/** How many pixels around the middle of a row continue its colour without a break. */
function colouredWidth(
  raster: Raster,
  at: (row: number, column: number) => number,
  row: number,
  across: number,
  colour: Rgb,
  sameColour: number,
): number {
  const middle = across >> 1;
  const same = (column: number): boolean => {
    const o = at(row, column);
    if (o < 0) return false;
    return apart([raster.data[o]!, raster.data[o + 1]!, raster.data[o + 2]!], colour) <= sameColour;
  };
  if (!same(middle)) return 0;
  let left = middle;
  let right = middle;
  while (left > middle - across && same(left - 1)) left--;
  while (right < middle + across && same(right + 1)) right++;
  return right - left + 1;
}

function apart(a: Rgb, b: Rgb): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
