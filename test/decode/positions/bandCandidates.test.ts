import { describe, expect, it } from 'vitest';
import { bandCandidates } from '../../../src/decode/positions/bandCandidates.js';

const width = 60;
const height = 40;

/** Stripes of bands eight pixels wide, with two pixels between them that are not flat. */
function stripes(bands: readonly number[]): Int16Array {
  return Int16Array.from({ length: width * height }, (_, p) => {
    const x = p % width;
    return x % 10 < 8 ? bands[Math.floor(x / 10)]! : -1;
  });
}

describe('the bands that a pixel may belong to', () => {
  it('is the one of a flat place there', () => {
    expect(bandCandidates(stripes([0, 1, 2, 3, 4, 5]), width, height)(5 * width + 13)).toEqual([1]);
  });

  it('are those on either side of a border, and none that their mixture looks like, where classes have no order', () => {
    const near = bandCandidates(stripes([0, 5, 2, 9, 4, 7]), width, height);
    expect(near(5 * width + 8)).toEqual([0, 5]);
    expect(near(5 * width + 29)).toEqual([2, 9]);
  });

  it('are those between as well, where the field is continuous', () => {
    const near = bandCandidates(stripes([0, 1, 2, 4, 5, 6]), width, height);
    expect(near(5 * width + 29)).toEqual([2, 3, 4]);
    expect(near(5 * width + 19)).toEqual([1, 2]);
  });

  it('are not told where nothing around is flat', () => {
    const flat = new Int16Array(width * height).fill(-1);
    expect(bandCandidates(flat, width, height)(5 * width + 8)).toEqual([]);
  });
});
