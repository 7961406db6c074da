import type { Raster } from '../../model/types.js';
import type { ColourbarLayout } from '../layout/bars/colourbar.js';
import { maxDifference, type Page, pixelDifference } from '../layout/ink/page.js';
import { outerBox } from '../layout/ticks.js';

/** Rows that a swatch has at least, pixels, and as a share of its width: the stem of a bold letter as high as the bar (its unit) has fewer. */
const LEAST = 4;
const LEAST_SHARE = 0.4;
/** Pixels beside a bar that are page where nothing but a swatch of the same width stands beyond its end: its rim left out. */
const BESIDE = 3;
/** What a codec leaves of one colour, any channel. */
const SAME = 24;

/**
 * Whether another area of one colour, as wide as a bar, stands beyond one of its ends, parted from it by the page and no
 * farther than the bar is thick: then it is no bar but some swatches of a legend, whose labels say what each of them is.
 */
export function hasSwatchBeyond(
  raster: Raster,
  page: Page,
  { edges, orientation }: Pick<ColourbarLayout, 'edges' | 'orientation'>,
): boolean {
  const vertical = orientation === 'vertical';
  const { left, top, right, bottom } = outerBox(edges);
  const [from, to, first, last] = vertical ? [left, right, top, bottom] : [top, bottom, left, right];
  const [across, along] = vertical ? [raster.width, raster.height] : [raster.height, raster.width];
  const offset = (a: number, b: number): number =>
    4 * (vertical ? b * raster.width + a : a * raster.width + b);
  const isPage = (a: number, b: number): boolean =>
    a < 0 || a >= across || maxDifference(raster, offset(a, b), page.colour) <= page.tolerance;
  const rim = Math.ceil((to - from) / 5);
  const least = Math.max(LEAST, LEAST_SHARE * (to - from));
  const middle = (from + to) >> 1;
  const isSwatch = (b: number): boolean => {
    if (!isPage(from - BESIDE, b) || !isPage(to - 1 + BESIDE, b)) return false;
    for (let a = from + rim; a < to - rim; a++)
      if (isPage(a, b) || pixelDifference(raster, offset(a, b), offset(middle, b)) > SAME) return false;
    return true;
  };
  return [-1, 1].some((outwards) => {
    let isApart = false;
    let rows = 0;
    for (let d = 1; d <= to - from + least && rows < least; d++) {
      const b = outwards < 0 ? first - d : last - 1 + d;
      if (b < 0 || b >= along) return false;
      isApart ||= isPage(middle, b);
      rows = isApart && isSwatch(b) ? rows + 1 : 0;
    }
    return rows >= least;
  });
}
