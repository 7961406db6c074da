import type { Box, Raster } from '../../model/types.js';
import { pixelDifference } from '../layout/ink/page.js';
import { reach } from './edgesNear.js';

/** Pixels of one line across a bar differ by no more than a codec or dither makes them. */
const sameAcross = 24;
/** Share of a line that must have its colour: ticks and labels lie on some of it. */
const mostOfLine = 0.8;
/** Beside a bar, past its frame and its anti-aliasing. */
const beside = 3;

/**
 * The bar that a rough box is on, grown from the box's middle line: across as long as the lines along it are all alike,
 * and along as long as each line across has one colour that does not go on beside it. It needs no page around the bar.
 *
 * @returns undefined where nothing of the kind lies within reach of the box
 */
export function barGrown(raster: Raster, given: Box): Box | undefined {
  const { width, height } = raster;
  const vertical = given.bottom - given.top >= given.right - given.left;
  const [a0, a1, b0, b1] = vertical
    ? [given.left, given.right, given.top, given.bottom]
    : [given.top, given.bottom, given.left, given.right];
  const [mostA, mostB] = vertical ? [width, height] : [height, width];
  const differ = (a: number, b: number, c: number): boolean => {
    const [o, p] = vertical
      ? [4 * (b * width + a), 4 * (b * width + c)]
      : [4 * (a * width + b), 4 * (c * width + b)];
    return pixelDifference(raster, o, p) > sameAcross;
  };
  const middle = (a0 + a1) >> 1;
  // Along, the box may be longer than the bar at either end.
  const trim = Math.min(reach, (b1 - b0) >> 2);
  const isAlike = (a: number): boolean => {
    let same = 0;
    for (let b = b0 + trim; b < b1 - trim; b++) if (!differ(a, b, middle)) same++;
    return same >= mostOfLine * (b1 - b0 - 2 * trim);
  };
  let start = middle;
  while (start > Math.max(0, a0 - reach) && isAlike(start - 1)) start--;
  let end = middle + 1;
  while (end < Math.min(mostA, a1 + reach) && isAlike(end)) end++;
  if (end - start < beside || start <= a0 - reach || end >= a1 + reach) return undefined;
  const isBar = (b: number): boolean => {
    let same = 0;
    for (let a = start; a < end; a++) if (!differ(a, b, middle)) same++;
    if (same < mostOfLine * (end - start)) return false;
    const sides = [start - beside, end - 1 + beside].filter((a) => a >= 0 && a < mostA);
    return sides.some((a) => differ(a, b, middle));
  };
  let low = b0 + trim;
  while (low > Math.max(0, b0 - reach) && isBar(low - 1)) low--;
  while (low < b0 + reach && !isBar(low)) low++;
  let high = b1 - trim;
  while (high < Math.min(mostB, b1 + reach) && isBar(high)) high++;
  while (high > b1 - reach && !isBar(high - 1)) high--;
  if (high - low < (b1 - b0) / 2) return undefined;
  return vertical
    ? { left: start, right: end, top: low, bottom: high }
    : { left: low, right: high, top: start, bottom: end };
}
