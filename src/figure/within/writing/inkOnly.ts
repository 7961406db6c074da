import type { Box, Raster, Rgb } from '../../../model/types.js';
import { components, opened } from '../../layout/ink/components.js';
import { maxDifference } from '../../layout/ink/page.js';
import { boxHeight } from '../../layout/ink/rectangle.js';

/** Colours that people write on data in. */
export const inksOnData: readonly Rgb[] = [
  [255, 255, 255],
  [0, 0, 0],
];

/** A pixel this far from the ink (any channel) shows nothing of it; nearer ones show it by their share. */
const farthest = 128;
/** Areas of the ink's colour at least this thick, of the picture's smaller side, are data: strokes of letters are thinner. */
const thickest = { share: 0.012, least: 5 };

/** Pixels that strokes of letters are thinner than, in a picture of that size; odd. */
export const thickestStroke = (width: number, height: number): number =>
  Math.max(thickest.least, 2 * Math.round((thickest.share * Math.min(width, height)) / 2) + 1);

/**
 * What is written on data in one colour, as black on white: everything else, and areas that have that colour but are too thick
 * for letters, is page.
 *
 * @returns a picture of the size of the whole, written on within the box only
 */
export function inkOnly(raster: Raster, box: Box, ink: Rgb): Raster {
  const { width, height, text } = raster;
  const result = new Uint8ClampedArray(4 * width * height).fill(255);
  const across = box.right - box.left;
  const down = box.bottom - box.top;
  const mask = new Uint8Array(across * down);
  for (let y = 0, i = 0; y < down; y++)
    for (let x = 0; x < across; x++, i++) {
      const o = 4 * ((box.top + y) * width + box.left + x);
      const apart = maxDifference(raster, o, ink);
      const level = Math.min(255, (255 * apart) / farthest);
      result[o] = result[o + 1] = result[o + 2] = level;
      if (2 * apart < farthest) mask[i] = 1;
    }
  const thick = tooThick(mask, across, down, thickestStroke(width, height));
  for (let y = 0, i = 0; y < down; y++)
    for (let x = 0, o = 4 * ((box.top + y) * width + box.left); x < across; x++, i++, o += 4)
      if (thick[i] === 1) result.fill(255, o, o + 4);
  return { width, height, data: result, ...(text && { text }) };
}

/** Strokes of bold letters are no thicker than this share of a letter's height, */
const bold = 0.3;
/** and letters no higher than so many times the thickest stroke of plain ones. */
const highest = 8;

/**
 * The pixels of ink that are too thick for letters: for plain ones, unless what hangs together with them is no higher than a letter, and no
 * thicker for that than bold ones are.
 *
 * @param stroke what strokes of plain letters are thinner than, pixels; odd
 */
function tooThick(mask: Uint8Array, width: number, height: number, stroke: number): Uint8Array {
  const thick = opened(mask, width, height, stroke);
  if (!thick.includes(1)) return thick;
  const { list, labels } = components(mask, width, height);
  const isThick = new Uint8Array(list.length + 1);
  for (let i = 0; i < thick.length; i++) if (thick[i] === 1) isThick[labels[i]!] = 1;
  const boldest = new Map<number, number>();
  for (const { box, label } of list) {
    const most = 2 * Math.floor((bold * boxHeight(box)) / 2) + 1;
    if (isThick[label] === 1 && most > stroke && boxHeight(box) <= highest * stroke) boldest.set(label, most);
  }
  for (const size of new Set(boldest.values())) {
    const solid = opened(mask, width, height, size);
    for (let i = 0; i < solid.length; i++)
      if (solid[i] === 1 && boldest.get(labels[i]!) === size) boldest.delete(labels[i]!);
  }
  return thick.map((set, i) => (boldest.has(labels[i]!) ? 0 : set));
}
