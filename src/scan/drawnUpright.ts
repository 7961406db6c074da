import type { Raster } from '../model/types.js';

/** Places that are looked at along each side of the picture, */
const places = 96;
/** and along the border, where a drawn page has its own colour: in a JPEG it departs from it by so much in any channel. */
const evenBorder = 6;
/** An edge of a frame or plot area: a step of so many levels in any channel from one row of pixels to the next, */
const leastStep = 30;
/** at the same row over so large a share of the picture's width: turned by more than two pixels over that width it would be nowhere. */
const leastEdge = 0.45;

/**
 * Whether a program drew the page upright, as far as a glance tells: its border is of one colour, and edges run along a
 * row and along a column for nearly half of the picture, in one piece or in several panels. A turned, photographed or unevenly lit page has neither.
 *
 * @returns false where it is not certain
 */
export function isDrawnUpright({ width, height, data }: Raster): boolean {
  if (width < places || height < places) return false;
  return (
    isEvenBorder(data, width, height) &&
    hasStraightEdge(data, { along: width, across: height, step: 4, stride: 4 * width }) &&
    hasStraightEdge(data, { along: height, across: width, step: 4 * width, stride: 4 })
  );
}

function isEvenBorder(data: Uint8ClampedArray | Uint8Array, width: number, height: number): boolean {
  for (let k = 0; k < places; k++) {
    const x = Math.floor((k * (width - 1)) / (places - 1));
    const y = Math.floor((k * (height - 1)) / (places - 1));
    for (const pixel of [x, (height - 1) * width + x, y * width, y * width + width - 1])
      for (let c = 0; c < 3; c++) if (Math.abs(data[4 * pixel + c]! - data[c]!) > evenBorder) return false;
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

/** Whether the colour steps between two neighbouring lines of pixels at so many places. */
function hasStraightEdge(
  data: Uint8ClampedArray | Uint8Array,
  { along, across, step, stride }: Lines,
): boolean {
  const least = Math.ceil(leastEdge * places);
  for (let line = 1; line < across; line++) {
    let steps = 0;
    for (let k = 0; k < places && steps + places - k >= least; k++) {
      const o = line * stride + step * Math.floor(((k + 0.5) * along) / places);
      const isStep =
        Math.abs(data[o]! - data[o - stride]!) >= leastStep ||
        Math.abs(data[o + 1]! - data[o + 1 - stride]!) >= leastStep ||
        Math.abs(data[o + 2]! - data[o + 2 - stride]!) >= leastStep;
      if (isStep) steps++;
    }
    if (steps >= least) return true;
  }
  return false;
}
