import type { Raster } from '../model/types.js';
import { isGrainy } from './grain.js';

/** Places that are looked at along each side of the picture. */
const places = 96;
/** An edge of a frame or plot area: a step of so many levels in any channel from one row of pixels to the next, */
const leastStep = 30;
/** at the same row over so large a share of the picture's width: turned by more than two pixels over that width it would be nowhere. */
const leastEdge = 0.45;
/** Data that reach from border to border of the picture have such edges at two sides alone, along nearly all of it. */
const wholeEdge = 0.95;

/**
 * Whether a program drew the page upright, as far as a glance tells: there is no grain, its border is of one colour, and edges run along a
 * row and along a column for nearly half of the picture, in one piece or in several panels; or there is no grain, and an edge runs from border to
 * border. A turned, photographed or unevenly lit page has neither.
 *
 * @returns false where it is not certain
 */
export function isDrawnUpright(picture: Raster): boolean {
  const { width, height, data } = picture;
  if (width < places || height < places || isGrainy(picture)) return false;
  const rows = { along: width, across: height, step: 4, stride: 4 * width };
  const columns = { along: height, across: width, step: 4 * width, stride: 4 };
  if ([rows, columns].some((lines) => hasStraightEdge(data, lines, wholeEdge))) return true;
  return isEvenBorder(data, width, height) && hasStraightEdge(data, rows) && hasStraightEdge(data, columns);
}

/** A drawn page's border has one colour, to the level: grain and light leave traces there, in a smooth JPEG too. */
function isEvenBorder(data: Uint8ClampedArray, width: number, height: number): boolean {
  for (let k = 0; k < places; k++) {
    const x = Math.floor((k * (width - 1)) / (places - 1));
    const y = Math.floor((k * (height - 1)) / (places - 1));
    for (const pixel of [x, (height - 1) * width + x, y * width, y * width + width - 1])
      for (let c = 0; c < 3; c++) if (data[4 * pixel + c] !== data[c]) return false;
  }
  return true;
}

interface Lines {
  /** Pixels along the lines that are sought, and across them. */
  readonly along: number;
  readonly across: number;
  /** Bytes from a pixel to the next along a line, and to the next line. */
  readonly step: number;
  readonly stride: number;
}

/** Whether the colour steps between two neighbouring lines of pixels at so many places, the same way: a thin line steps to and fro. */
function hasStraightEdge(
  data: Uint8ClampedArray,
  { along, across, step, stride }: Lines,
  share = leastEdge,
): boolean {
  const least = Math.ceil(share * places);
  for (let line = 1; line < across; line++) {
    let [up, down] = [0, 0];
    for (let k = 0; k < places && Math.max(up, down) + places - k >= least; k++) {
      const o = line * stride + step * Math.floor(((k + 0.5) * along) / places);
      const red = data[o]! - data[o - stride]!;
      const green = data[o + 1]! - data[o + 1 - stride]!;
      const blue = data[o + 2]! - data[o + 2 - stride]!;
      if (Math.max(Math.abs(red), Math.abs(green), Math.abs(blue)) < leastStep) continue;
      if (red + green + blue > 0) up++;
      else down++;
    }
    if (Math.max(up, down) >= least) return true;
  }
  return false;
}
