import type { Box, Raster, Rgb } from '../../../model/types.js';
import { filled } from '../../../numeric/filled.js';
import { components } from '../../layout/ink/components.js';
import { maxDifference } from '../../layout/ink/page.js';
import { boxHeight, boxWidth } from '../../layout/ink/rectangle.js';
import { inkOnly } from './inkOnly.js';

/** An outline is nearer to its colour than this, any channel; what it encloses is farther. */
const outlined = 128;
/** A letter's body has the ink's colour within this, on half of its pixels: the others are its rims. */
const own = { colour: 64, share: 0.5 };
/** Letters take no more of what is looked at than this share of its longer side. */
const tallest = 0.25;

/**
 * What is written on data in one colour with an outline of the opposite one around every letter, as black on white: thermal cameras and
 * captions on pictures are written so. Data that have the ink's colour are enclosed by no such line.
 *
 * @param ink white or black
 * @returns a picture of the size of the whole, written on within the box only
 */
export function outlinedInk(raster: Raster, box: Box, ink: Rgb): Raster {
  const outline: Rgb = [255 - ink[0], 255 - ink[1], 255 - ink[2]];
  const [across, down] = [boxWidth(box), boxHeight(box)];
  const offset = (i: number): number =>
    4 * ((box.top + Math.floor(i / across)) * raster.width + box.left + (i % across));
  const enclosed = filled(new Uint8Array(across * down), (i) =>
    maxDifference(raster, offset(i), outline) >= outlined ? 1 : 0,
  );
  const { list, labels } = components(enclosed, across, down);
  const inked = new Int32Array(list.length + 1);
  labels.forEach((label, i) => {
    if (label > 0 && maxDifference(raster, offset(i), ink) <= own.colour) inked[label]!++;
  });
  const most = tallest * Math.max(across, down);
  const isLetter = list.map(
    ({ box: b, area, label }) =>
      Math.max(boxWidth(b), boxHeight(b)) <= most && inked[label]! >= own.share * area,
  );
  const result = inkOnly(raster, box, ink);
  for (let y = 0, i = 0; y < down; y++)
    for (let x = 0; x < across; x++, i++) {
      // Rims are shared with the outline.
      const isNear = [i, i - 1, i + 1, i - across, i + across].some((j) => isLetter[(labels[j] ?? 0) - 1]);
      if (!isNear) result.data.fill(255, offset(i), offset(i) + 4);
    }
  return result;
}
