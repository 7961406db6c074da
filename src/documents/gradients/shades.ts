import type { Gradient } from '../../model/types.js';

/** PDFium draws a shading along an axis in so many steps of one colour each: step k has the colour at k/256 of its axis. */
const steps = 255;
const sampled = 256;
/** Pixels in which a step is drawn. */
const perStep = 8;
/** Pixels in a line along a shading: one more at each end, which shows how it goes on there. */
export const shadesLength = perStep * steps + 2;
/** Where it begins and ends in them: the outermost pixels are reached into, and their middles are beyond. */
export const shadesMargin = 0.8;
/** A change of colour is seen where a step begins, or by rounding a pixel beside. */
const rounding = 1;
/** With fewer changes it is a pattern, or one colour. */
const leastChanges = 8;
/** Steps over which the colour's slope is taken beyond the last step that is seen. */
const slopeSteps = 8;

/**
 * The colours along a shading, from a line of pixels that PDFium has drawn along it.
 *
 * PDFium evaluates a shading along an axis at k/256, k = 0 … 255, and draws that colour from k/255 to (k + 1)/255: what is drawn
 * lags by half a step at the axis's beginning and one and a half at its end. Where changes of colour are seen at steps alone, each colour
 * is put where it belongs; which end is the beginning tells the pixel beyond it, which has the first step's own colour. Shadings that
 * do not go on beyond their ends are taken to begin at the bottom or the left, as a map's low end does. Others (functions of the place,
 * an axis that is no part of the rectangle's length) are taken as they are drawn.
 *
 * @param line `shadesLength` RGBA pixels, from the bottom or the left
 * @returns stops of colours that pass into one another; undefined where there is no gradient
 */
export function shadesAlong(line: Uint8ClampedArray): Pick<Gradient, 'colours' | 'places'> | undefined {
  const isSame = (a: number, b: number): boolean =>
    [0, 1, 2].every((c) => line[4 * a + c] === line[4 * b + c]);
  const last = shadesLength - 1;
  let changes = 0;
  let astray = 0;
  for (let k = 2; k < last; k++) {
    if (isSame(k, k - 1)) continue;
    changes++;
    const step = (k - 1) / perStep;
    if (Math.abs(step - Math.round(step)) * perStep > rounding) astray++;
  }
  if (changes < leastChanges) return undefined;
  const colourIn = (step: number): number[] => {
    const o = 4 * (1 + perStep * step + perStep / 2);
    return [...line.subarray(o, o + 3)];
  };
  const seen = Array.from({ length: steps }, (_, k) => colourIn(k));
  if (astray > 0) {
    const ends = [line.subarray(4, 7), line.subarray(4 * last - 4, 4 * last - 1)].map((end) => [...end]);
    return {
      colours: Float64Array.from([ends[0]!, ...seen, ends[1]!].flat()),
      places: Float64Array.from([0, ...seen.map((_, k) => (k + 0.5) / steps), 1]),
    };
  }
  const isDown = isSame(last, last - 1) && !isSame(0, 1);
  const ordered = isDown ? seen.reverse() : seen;
  const ahead = (sampled - steps + 1) / slopeSteps;
  const before = ordered[steps - 1 - slopeSteps]!;
  const end = ordered[steps - 1]!.map((level, c) =>
    Math.min(255, Math.max(0, Math.round(level + ahead * (level - before[c]!)))),
  );
  const colours = [...ordered, end];
  const places = colours.map((_, k) => (k < steps ? k / sampled : 1));
  return {
    colours: Float64Array.from((isDown ? colours.reverse() : colours).flat()),
    places: Float64Array.from(isDown ? places.map((at) => 1 - at).reverse() : places),
  };
}
