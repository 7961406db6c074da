import { lengthOf } from '../../../numeric/curves/lengthOf.js';
import type { LocusColours } from '../../positions/locusStretch.js';

export type Colour = readonly [number, number, number];

export interface InkedLocus extends LocusColours {
  /** Which of the distinct colours each pixel has. */
  readonly indices: Uint32Array;
  /** 1 = the pixel stands out like a stroke. */
  readonly strokes: Uint8Array;
  /** 3m colours of the ink found in the picture, working space. */
  readonly inks: Float64Array;
}

/** What may have been mixed into a pixel: a mask of foreign pixels has these values. */
export const inkKind = 1;
export const backgroundKind = 2;

/** How far away a colour may have been mixed in. */
const reach = 3;
/** A step in colour space within 25° of the way to an ink goes there: compression turns it a little. */
const towardsInk = 0.9;

/**
 * The foreign colour that may have been mixed into a pixel: of the ink (or the background) within 3 px the one that
 * differs most from the expected colour. Of a line so thin that compression mixed all of it the ink shows nowhere: then, in a
 * pixel that stands out like a stroke, it is the ink that its colour lies towards.
 *
 * @param foreign `inkKind` where there is ink, `backgroundKind` where there is background
 * @param kind which of them is asked for
 */
export function mostForeign(
  p: number,
  expected: Colour,
  { colours, indices, strokes, inks }: InkedLocus,
  foreign: Uint8Array,
  kind: number,
  width: number,
  height: number,
): Colour | undefined {
  const x = p % width;
  const y = (p - x) / width;
  let most = 0;
  let at = -1;
  let inStroke = false;
  for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++) {
    for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++) {
      const q = v * width + u;
      if (strokes[q] && Math.abs(u - x) <= 1 && Math.abs(v - y) <= 1) inStroke = true;
      if (foreign[q] !== kind) continue;
      const c = 3 * indices[q]!;
      const d =
        (colours[c]! - expected[0]) ** 2 +
        (colours[c + 1]! - expected[1]) ** 2 +
        (colours[c + 2]! - expected[2]) ** 2;
      if (d > most) {
        most = d;
        at = c;
      }
    }
  }
  if (at >= 0) return [colours[at]!, colours[at + 1]!, colours[at + 2]!];
  return inStroke && kind === inkKind ? inkTowards(expected, colours, 3 * indices[p]!, inks) : undefined;
}

/** The ink that the colour at offset c lies towards, as seen from the expected one, if it does. */
function inkTowards(
  expected: Colour,
  colours: Float64Array,
  c: number,
  inks: Float64Array,
): Colour | undefined {
  const step = [0, 1, 2].map((k) => colours[c + k]! - expected[k]!);
  let best = towardsInk * Math.hypot(...step);
  let ink: Colour | undefined;
  for (let o = 0; o < inks.length; o += 3) {
    const whole = [0, 1, 2].map((k) => inks[o + k]! - expected[k]!);
    const along = step.reduce((sum, v, k) => sum + v * whole[k]!, 0) / (Math.hypot(...whole) || 1);
    if (along <= best) continue;
    best = along;
    ink = [inks[o]!, inks[o + 1]!, inks[o + 2]!];
  }
  return ink;
}

/** Luma tells how much foreign colour there is if it makes up so much of the contrast. */
const leastLight = 1 / 3;

/**
 * Luma contrast between two colours of the working space, where it is the better witness of their mixtures:
 * compression blurs chroma across a border but not luma. 0 where the two differ in chroma mostly.
 */
export function lumaContrast(expected: Colour, foreign: Colour): number {
  const light = foreign[0] - expected[0];
  return Math.abs(light) > leastLight * distanceBetween(expected, foreign) ? light : 0;
}

/** Distance between two colours. */
export function distanceBetween(a: Colour, b: Colour): number {
  return lengthOf(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
