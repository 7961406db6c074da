import type { Box } from '../../../model/types.js';
import type { Matrix } from '../../geometry/matrix.js';
import { leavesOf, type PageItem } from '../page/pageItems.js';
import type { PageCharacter } from '../page/pageText.js';
import type { Pdfium } from '../page/pdfium.js';

/** A picture that a page shows, its sides along the page's. */
export interface PlacedPicture {
  readonly item: PageItem;
  /** Its own pixels. */
  readonly width: number;
  readonly height: number;
}

/** How a region is drawn: pixels in a point, and where in it (points) a pixel begins. */
export interface RegionScale {
  readonly x: number;
  readonly y: number;
  readonly origin: readonly [number, number];
  /** The picture each of whose pixels is a whole number of pixels, where there is one. */
  readonly picture?: PlacedPicture;
}

export interface Resolution {
  /** Dots per inch that are asked for; chosen unless told. A picture by itself has those that it has. */
  readonly dpi?: number;
  /** No drawing has more pixels than this. */
  readonly maxPixels: number;
}

/** Dots per inch at which the plainest drawing shows its ticks and edges. */
export const LEAST_DPI = 200;
const MOST_DPI = 600;
/** Pixels that the smallest label's digits are to be tall, for the reader where the page's text does not say all. */
const DIGITS = 12;
/** A picture that fills less of its region than this share says nothing of its scale. */
const SHARE = 0.08;

/** The picture that fills most of a region. */
export function mainPicture(
  { call, scratch, integers }: Pdfium,
  items: readonly PageItem[],
  region: Box,
): PlacedPicture | undefined {
  const area = ({ left, top, right, bottom }: Box): number => (right - left) * (bottom - top);
  const largest = leavesOf(items)
    .filter(({ kind, matrix }) => kind === 'image' && isLevel(matrix))
    .reduce<PageItem | undefined>((a, b) => (a && area(a.box) >= area(b.box) ? a : b), undefined);
  if (!largest || area(largest.box) < SHARE * area(region)) return undefined;
  if (!call.FPDFImageObj_GetImagePixelSize(largest.handle, scratch, scratch + 4)) return undefined;
  const [width, height] = integers(scratch, 2) as [number, number];
  return width > 1 && height > 1 ? { item: largest, width, height } : undefined;
}

/** Whether a picture's sides lie along the page's, in whichever order. */
export const isLevel = ([a, b, c, d]: Matrix): boolean => {
  const most = 1e-3 * Math.max(Math.abs(a), Math.abs(b), Math.abs(c), Math.abs(d));
  return (Math.abs(b) <= most && Math.abs(c) <= most) || (Math.abs(a) <= most && Math.abs(d) <= most);
};

/**
 * The scale at which to draw a region of a page as shown: fine enough for its smallest label, and such that each pixel
 * of its picture becomes a whole number of pixels.
 *
 * @param text the region's own words
 */
export function regionScale(
  region: Box,
  picture: PlacedPicture | undefined,
  text: readonly PageCharacter[],
  { dpi, maxPixels, isAlone }: Resolution & { readonly isAlone: boolean },
): RegionScale {
  const most = Math.sqrt(maxPixels / ((region.right - region.left) * (region.bottom - region.top)));
  const wanted = Math.min(most, dpi === undefined ? leastScale(region, text) : dpi / 72);
  const plain = { x: wanted, y: wanted, origin: [region.left, region.top] as const };
  if (!picture) return plain;
  const { x: acrossPitch, y: downPitch } = pitchOf(picture);
  const own = 1 / Math.min(acrossPitch, downPitch);
  const scale = isAlone ? own : Math.max(wanted, own);
  if (scale > most) return plain;
  // Where a pixel is so nearly a pixel, rounding must not make it two.
  const x = wholeSteps(scale, acrossPitch) / acrossPitch;
  const y = wholeSteps(scale, downPitch) / downPitch;
  const { left, top } = placeOf(picture);
  return x > most || y > most ? plain : { x, y, origin: [left, top], picture };
}

const wholeSteps = (scale: number, pitch: number): number => Math.max(1, Math.ceil(scale * pitch - 0.02));

/** Points that one pixel of a picture takes on the page as shown. */
function pitchOf({ item, width, height }: PlacedPicture): { x: number; y: number } {
  const [a, b, c, d] = item.matrix;
  return Math.abs(a) >= Math.abs(b)
    ? { x: Math.abs(a) / width, y: Math.abs(d) / height }
    : { x: Math.abs(c) / height, y: Math.abs(b) / width };
}

/** The rectangle that a level picture takes on the page, though a clip path may hide some of it. */
export function placeOf({ item }: Pick<PlacedPicture, 'item'>): Box {
  const [a, b, c, d, e, f] = item.matrix;
  const x = [e, e + a + c];
  const y = [f, f + b + d];
  return { left: Math.min(...x), top: Math.min(...y), right: Math.max(...x), bottom: Math.max(...y) };
}

/** A bar as long as the shorter side shows each of the 256 levels of the commonest colourmaps in so many pixels. */
const BAR = 3 * 256;

/** Pixels in a point at which the smallest digits can be read and the levels of a bar told apart. */
function leastScale({ left, top, right, bottom }: Box, text: readonly PageCharacter[]): number {
  const digits = text.filter((character) => /\d/.test(character.text));
  const least = digits.reduce((height, { box, quarterTurns }) => {
    const own = quarterTurns % 2 === 0 ? box.bottom - box.top : box.right - box.left;
    return own > 0 ? Math.min(height, own) : height;
  }, Number.POSITIVE_INFINITY);
  const bar = BAR / Math.min(right - left, bottom - top);
  return Math.min(MOST_DPI / 72, Math.max(LEAST_DPI / 72, DIGITS / least, bar));
}
