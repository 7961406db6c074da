import { describe, expect, it } from 'vitest';
import { alignLevels } from '../../../../src/decode/positions/levels/levels.js';
import { rainbow } from '../../../colourmap/bar/paintedBar.js';

describe('aligning colours to levels', () => {
  it('finds the levels of truncated colours on a rounded bar, blends among them', () => {
    const n = 256;
    const exact = Array.from({ length: n }, (_, k) => rainbow((k + 0.5) / n));
    const bar = Float64Array.from(exact.flatMap((c) => c.map(Math.round)));
    const shown = exact.map((_, k) => k).filter((k) => k % 3 !== 1);
    const colours = Float64Array.from(shown.flatMap((k) => exact[k]!.map(Math.floor)));
    const { level, offset } = alignLevels(colours, new Float64Array(shown.length).fill(50), bar);
    expect(offset).toBe(-0.5);
    const right = shown.filter((k, j) => level[j] === k).length;
    expect(right / shown.length).toBeGreaterThan(0.95);
    expect([...level].filter((k) => k >= 0).every((k, j, all) => j === 0 || k > all[j - 1]!)).toBe(true);
  });
});
