import type { Box, Raster } from '../../model/types.js';
import { commonColours } from './ink/commonColours.js';
import { maxDifference, type Page } from './ink/page.js';
import { boxHeight, boxWidth } from './ink/rectangle.js';

/** A window's ground, its fields and the two shades of their rims fill at least so much of its controls. */
const colours = 4;
const leastFlat = 0.85;
/** What else there is, is thin: no more than this share of controls are icons, and a picture has more than that of other colours. */
const mostIcons = 0.02;
const leastPicture = 0.05;
/** Nothing in a square of so many pixels across has a common colour where an area of others is. */
const across = 5;
/** Samples along each side of an area. */
const samples = 64;
/** Controls reach to the picture's border, give or take a window's frame. */
const rim = 4;

/**
 * Those of several areas that are a window's menus, tool bars and fields for numbers: at the border of the picture, of a few flat colours
 * with nothing but writing on them. None unless another area that has a bar holds a picture.
 *
 * @param boxes the areas taken for plots
 * @param hasBar whether each of them has a bar
 * @returns whether each of them is controls
 */
export function controlsAmong(
  raster: Raster,
  page: Page,
  boxes: readonly Box[],
  hasBar: readonly boolean[],
): readonly boolean[] {
  if (boxes.length < 2 || !boxes.some((box) => isAtBorder(box, raster))) return boxes.map(() => false);
  const grounds = boxes.map((box) => flatness(raster, page, box));
  const isPictured = grounds.some(({ others }, k) => hasBar[k] && others >= leastPicture);
  return grounds.map(
    ({ flat, others }, k) =>
      isPictured && isAtBorder(boxes[k]!, raster) && flat >= leastFlat && others <= mostIcons,
  );
}

const isAtBorder = ({ left, top, right, bottom }: Box, { width, height }: Raster): boolean =>
  left <= rim || top <= rim || right >= width - rim || bottom >= height - rim;

/** The share of an area that its commonest colours take, and that of areas of others. */
function flatness(raster: Raster, page: Page, box: Box): { flat: number; others: number } {
  const common = commonColours(raster, box).slice(0, colours);
  const isCommon = (x: number, y: number): boolean =>
    common.some(({ colour }) => maxDifference(raster, 4 * (y * raster.width + x), colour) <= page.tolerance);
  const half = across >> 1;
  let others = 0;
  let count = 0;
  for (let j = 0; j < samples; j++)
    for (let i = 0; i < samples; i++) {
      const x = box.left + Math.floor(((i + 0.5) * boxWidth(box)) / samples);
      const y = box.top + Math.floor(((j + 0.5) * boxHeight(box)) / samples);
      if (x < half || y < half || x >= raster.width - half || y >= raster.height - half) continue;
      count++;
      let isOther = true;
      for (let d = -half; d <= half && isOther; d++)
        for (let e = -half; e <= half && isOther; e++) isOther = !isCommon(x + e, y + d);
      if (isOther) others++;
    }
  const flat = common.reduce((sum, { share }) => sum + share, 0);
  return { flat, others: others / Math.max(1, count) };
}
