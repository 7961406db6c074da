import { describe, expect, it } from 'vitest';
import { withoutSlices } from '../../../src/decode/positions/slicedBar.js';
import type { Colourmap, Rgb } from '../../../src/model/types.js';
import { pointsAt } from '../../../src/numeric/curves/polyline.js';
import { rainbow } from '../../colourmap/bar/paintedBar.js';
import { decoded } from '../decoded.js';

/** A bar of `rows` rows in which slice k of n has the colour at (k + `at`)/n. */
function slicedMap(rows: number, n: number, at: number, paint: (t: number) => Rgb): Colourmap {
  const positions = Float64Array.from({ length: rows }, (_, i) => (i + 0.5) / rows);
  return {
    colours: Float64Array.from(
      [...positions].flatMap((t) => paint((Math.floor(t * n) + at) / n).map(Math.round)),
    ),
    positions,
    closed: false,
    // What a bar's ends are known to: six tenths of a row.
    accuracy: { standardError: 0.6 / rows, endsKnown: true },
    source: 'colourbar',
    confidence: 1,
  };
}

const many = new Uint32Array(900).fill(100);
const few = new Uint32Array(128).fill(700);

describe('a bar in slices beside a plot in all colours', () => {
  it('gives each slice the value of its lower edge', () => {
    const map = withoutSlices(slicedMap(420, 128, 0, rainbow), many);
    expect(map.positions.length).toBe(129);
    const at = Float64Array.from({ length: 99 }, (_, k) => (k + 0.7) / 100);
    pointsAt(map.colours, map.positions, at).forEach((v, i) => {
      expect(Math.abs(v - rainbow(at[Math.floor(i / 3)]!)[i % 3]!)).toBeLessThan(1.5);
    });
  });

  it('is told by its rows and by the colours of the plot', () => {
    const sliced = slicedMap(420, 128, 0, rainbow);
    expect(withoutSlices(sliced, few)).toBe(sliced);
    for (const n of [256, 420, 100]) {
      const other = slicedMap(420, n, 0.5, rainbow);
      expect(withoutSlices(other, many)).toBe(other);
    }
  });

  it('decodes without the half slice', () => {
    const width = 120;
    const height = 90;
    const data = new Uint8ClampedArray(4 * width * height).fill(255);
    const field = Float32Array.from({ length: width * height }, (_, i) => i / (width * height));
    field.forEach((t, i) => {
      data.set(rainbow(t).map(Math.round), 4 * i);
    });
    const { t } = decoded({ width, height, data }, slicedMap(420, 128, 0, rainbow), { smooth: 'off' });
    const error = t.reduce((sum, v, i) => sum + (v - field[i]!), 0) / t.length;
    expect(Math.abs(error)).toBeLessThan(0.001);
  });
});
