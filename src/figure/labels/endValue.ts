import { type Calibration, valueAt } from './law.js';

/**
 * How far (pixels) an end may be moved to make its value a number of one, two or more digits: rounding of frame lines
 * and tick marks leaves half a pixel open, and the rounder the number, the less likely it is that near by chance.
 */
const UNCERTAIN = [0.8, 0.6, 0.45] as const;

/** A tick this near to an end (pixels) marks the end: both were rounded on their own, or blurred by a codec. */
const SAME_PLACE = 1.1;

/** The shortest number that the law allows at a pixel coordinate, given that it is known to half a pixel. */
export function endValue(law: Calibration, pixel: number): number {
  const marked = law.read.find((tick) => Math.abs(tick.at - pixel) <= SAME_PLACE);
  if (marked !== undefined) return marked.value;
  const value = valueAt(law, pixel);
  const perPixel = Math.abs(valueAt(law, pixel + 0.5) - valueAt(law, pixel - 0.5));
  if (law.scale !== 'log' && Math.abs(value) <= UNCERTAIN[0] * perPixel) return 0;
  for (let digits = 1; digits < 13; digits++) {
    const short = Number(value.toPrecision(digits));
    const slack = UNCERTAIN[Math.min(digits, UNCERTAIN.length) - 1]!;
    if (Math.abs(short - value) <= slack * perPixel) return short;
  }
  return value;
}
