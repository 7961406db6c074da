import { describe, expect, it } from 'vitest';
import { type Breaks, mixedGrey } from '../../src/marks/mixing.js';
import { randomSource } from '../../src/numeric/randomSource.js';

/** A bent map: dark red over orange to light yellow. */
const mapAt = (t: number): number[] => [100 + 150 * Math.min(1, 1.6 * t), 230 * t, 20 + 160 * t * t];

const axis = { black: [0, 0, 0], white: [255, 255, 255] };
const count = 400;

/** Field colours from all over the map, and what is shown instead of them. */
function breaksOf(shownAt: (field: number[], random: () => number) => number[]): Breaks {
  const random = randomSource(3);
  const pairs = Array.from({ length: count }, () => {
    const field = mapAt(random());
    return [field, shownAt(field, random).map(Math.round)] as const;
  });
  return {
    field: Float64Array.from(pairs.flatMap(([field]) => field)),
    shown: Float64Array.from(pairs.flatMap(([, shown]) => shown)),
    doubt: new Float64Array(count).fill(2),
  };
}

const all = Array.from({ length: count }, (_, k) => k);
const mixedWith = (grey: number, most: number) =>
  breaksOf((field, random) => {
    const share = most * (0.1 + 0.9 * random());
    return field.map((v) => v + share * (grey - v));
  });

describe('the grey that breaks of a field are mixtures with', () => {
  it('is where the lines from all kinds of field colours meet, though nowhere shown itself', () => {
    for (const grey of [0, 70, 190, 255]) {
      const found = mixedGrey(mixedWith(grey, 0.5), all, axis, 0.05);
      expect(Math.abs(found!.grey - grey)).toBeLessThan(4);
      expect(found!.members.length).toBeGreaterThan(0.9 * count);
      expect(Math.max(...found!.shares)).toBeLessThan(0.55);
    }
  });

  it('has few mixtures among peaks of the field, whose colours are its map’s', () => {
    const peaks = breaksOf((_, random) => mapAt(random()));
    const found = mixedGrey(peaks, all, axis, 0.05);
    expect(found!.members.length).toBeLessThan(0.3 * count);
  });

  it('is sought among the breaks that take part alone', () => {
    const found = mixedGrey(mixedWith(0, 1), all.slice(0, 50), axis, 0.05);
    expect(found!.members.every((k) => k < 50)).toBe(true);
    expect(mixedGrey(mixedWith(0, 1), [], axis, 0.05)).toBeUndefined();
  });
});
