import type { Grid } from '../../model/types.js';
import { valueRange } from './valueRange.js';

/** Grey level of the largest value; 0 is kept for what is masked, so values take 1…65535. */
const topLevel = 65535;

/**
 * The values of a grid as grey levels of 16 bits: 0 where masked, 1…65535 from the smallest to the largest value, linearly;
 * and the texts to go with them. The texts `unhue:lo` and `unhue:hi` hold those two values, exactly, so that
 * value = lo + (level − 1) / 65534 · (hi − lo) gives the numbers back to 1/131068 of their range; `unhue:units` holds
 * the units, where known. A grid without any valid value is all 0 and has neither.
 */
export function greyLevels({ width, height, values, mask, units, provenance }: Grid): {
  readonly levels: Uint16Array;
  readonly text: Readonly<Record<string, string>>;
} {
  const range = valueRange(values, mask);
  const levels = new Uint16Array(width * height);
  if (range !== undefined) {
    const scale = range.hi > range.lo ? (topLevel - 1) / (range.hi - range.lo) : 0;
    for (let i = 0; i < levels.length; i++) {
      const v = values[i]!;
      if (mask[i] === 1 && Number.isFinite(v)) levels[i] = 1 + Math.round((v - range.lo) * scale);
    }
  }
  const text = {
    Software: `unhue ${provenance.version}`,
    ...(range && { 'unhue:lo': String(range.lo), 'unhue:hi': String(range.hi) }),
    ...(units !== undefined && { 'unhue:units': units }),
  };
  return { levels, text };
}
