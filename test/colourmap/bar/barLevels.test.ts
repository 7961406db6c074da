import { describe, expect, it } from 'vitest';
import type { BarProfile } from '../../../src/bar/barProfile.js';
import { barLevels } from '../../../src/colourmap/bar/barLevels.js';
import { viridis } from '../../../src/formats/pictures/colours/viridis.js';

/** A bar in the 256 levels of viridis, its ends at row 0 and `rows`: two rows at each end are hidden by a frame. */
function profileOf(rows: number): BarProfile {
  const colours = new Float64Array(3 * rows);
  for (let i = 0; i < rows; i++) {
    const level = Math.floor((256 * (i + 0.5)) / rows);
    colours.set(viridis.subarray(3 * level, 3 * level + 3), 3 * i);
  }
  return { colours, from: 2, to: rows - 2, noise: 0 };
}

/** Ends as a frame shows them that some program draws beside them: both lie up or to the left by so many rows. */
const seen = (rows: number, off: number) => ({
  low: { at: off, spread: 0.4 },
  high: { at: rows + off, spread: 0.4 },
});

describe('the levels of a bar', () => {
  it('are open by one where a level is thinner than its ends are known, and the standard error says so', () => {
    const { levels, low, high, standardError } = barLevels(profileOf(141), seen(141, 0.5));
    expect(levels).toBe(256);
    const off = Math.max(Math.abs(low), Math.abs(high - 141)) / 141;
    expect(standardError).toBeGreaterThan(off / 3);
    expect(standardError).toBeLessThan(1 / 256);
  });

  it('are where they are, without a standard error, where a level is taller than that', () => {
    for (const off of [0, 0.3]) {
      const { levels, low, high, standardError } = barLevels(profileOf(700), seen(700, off));
      expect(levels).toBe(256);
      expect(Math.max(Math.abs(low), Math.abs(high - 700))).toBeLessThan(0.5);
      expect(standardError).toBeUndefined();
    }
  });
});
