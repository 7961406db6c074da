import { describe, expect, it } from 'vitest';
import { inkKind, lumaContrast, mostForeign } from '../../../../src/decode/mask/rims/foreignColour.js';
import { inkRim } from '../../../../src/decode/mask/rims/inkRim.js';
import { across, along, fitStroke, strokeShare } from '../../../../src/decode/mask/rims/strokeFit.js';
import { arcLengths } from '../../../../src/numeric/curves/polyline.js';
import { randomSource } from '../../../../src/numeric/randomSource.js';

/** The share of a pixel that a stroke covers, by counting 40 × 40 points in it. */
const counted = (offset: number, slope: number, width: number, k: number, j: number): number => {
  const n = 40;
  let inside = 0;
  for (let a = 0; a < n; a++)
    for (let b = 0; b < n; b++) {
      const [u, v] = [k - 0.5 + (a + 0.5) / n, j - 0.5 + (b + 0.5) / n];
      if (Math.abs(v - offset - slope * u) <= width / 2) inside++;
    }
  return inside / (n * n);
};

const windowOf = (offset: number, slope: number, width: number, noise = 0): Float64Array => {
  const random = randomSource(5);
  const shares: number[] = [];
  for (let k = -along; k <= along; k++)
    for (let j = -across; j <= across; j++)
      shares.push(counted(offset, slope, width, k, j) + noise * 2 * (random() - 0.5));
  return Float64Array.from(shares);
};

describe('fitStroke', () => {
  it('finds where the edges of an anti-aliased line lie, whatever its width and slope', () => {
    for (const [offset, slope, width] of [
      [0, 0.3, 1.1],
      [0.3, -0.5, 1.3],
      [-0.4, 0.8, 1.5],
      [0.2, 1, 1.6],
      [0.2, 0.2, 2.2],
    ] as const) {
      const stroke = fitStroke(windowOf(offset, slope, width), 1.1)!;
      expect(stroke.offset).toBeCloseTo(offset, 1);
      expect(stroke.slope).toBeCloseTo(slope, 1);
      expect(Math.abs(stroke.width - width)).toBeLessThan(0.1);
      expect(stroke.residual).toBeLessThan(0.02);
      for (const j of [-1, 1])
        expect(Math.abs(strokeShare(stroke, j) - counted(offset, slope, width, 0, j))).toBeLessThan(0.02);
    }
  });

  it('knows them more closely than the noise of a pixel', () => {
    const stroke = fitStroke(windowOf(0.2, 0.3, 1.1, 0.08), 1.1)!;
    for (const j of [-1, 1])
      expect(Math.abs(strokeShare(stroke, j) - counted(0.2, 0.3, 1.1, 0, j))).toBeLessThan(0.04);
  });

  it('explains a crossing badly', () => {
    const crossing = windowOf(0, 0, 1.1).map((v, i) => Math.max(v, Math.floor(i / 7) === along ? 1 : 0));
    expect(fitStroke(crossing, 1.1)?.residual ?? 1).toBeGreaterThan(0.12);
  });
});

/** A field that rises to the right on a straight locus from blue to yellow, under a slanted black line 1.1 px wide. */
const [width, height] = [40, 30];
const vertices = Float64Array.from(Array.from({ length: 61 }, (_, i) => [4 * i, 4 * i, 200 - 3 * i]).flat());
const arcs = arcLengths(vertices);
const slope = 0.2;
const lineAt = (x: number) => 12 + slope * (x - 20);

function drawn(noise: number) {
  const random = randomSource(9);
  const n = width * height;
  const colours = new Float64Array(3 * n);
  const share = new Float64Array(n);
  const settled = new Float32Array(n);
  for (let p = 0; p < n; p++) {
    const x = p % width;
    const y = Math.floor(p / width);
    const s = 20 + 5 * x;
    share[p] = counted(lineAt(x) - y, slope, 1.1, 0, 0);
    settled[p] = s;
    const at = s / arcs[1]!;
    for (let c = 0; c < 3; c++) {
      const data = vertices[c]! + at * (vertices[3 + c]! - vertices[c]!);
      colours[3 * p + c] = data * (1 - share[p]!) + noise * 2 * (random() - 0.5);
    }
  }
  const masked = Uint8Array.from(share, (s) => (s > 0.3 ? 1 : 0));
  const ink = Uint8Array.from(share, (s) => (s > 0.9 ? inkKind : 0));
  for (let p = 0; p < n; p++) if (masked[p]) settled[p] = Number.NaN;
  const locus = {
    vertices,
    arcs,
    colours,
    indices: Uint32Array.from({ length: n }, (_, p) => p),
    strokes: masked,
    inks: Float64Array.of(0, 0, 0),
  };
  return { share, settled, masked, ink, locus };
}

describe('inkRim', () => {
  it('finds nearly all pixels with a twentieth of ink beside a noisy line, and hardly any other', () => {
    const { share, settled, masked, ink, locus } = drawn(5);
    const rim = inkRim(settled, masked, ink, { ...locus, noise: 3, levels: undefined }, width, height);
    const inked = share.reduce((sum, s, p) => sum + (!masked[p] && s > 0.05 ? 1 : 0), 0);
    const found = share.reduce((sum, s, p) => sum + (rim[p] && s > 0.05 ? 1 : 0), 0);
    const wrong = share.reduce((sum, s, p) => sum + (rim[p] && s === 0 ? 1 : 0), 0);
    expect(inked).toBeGreaterThan(20);
    expect(found).toBeGreaterThan(0.8 * inked);
    expect(wrong).toBeLessThanOrEqual(2);
  });

  it('masks mixtures of exact colours and leaves every level', () => {
    const { share, settled, masked, ink, locus } = drawn(0);
    const levels = Uint8Array.from(share, (s) => (s === 0 ? 1 : 0));
    const rim = inkRim(settled, masked, ink, { ...locus, noise: 0, levels }, width, height);
    for (let p = 0; p < rim.length; p++) {
      if (share[p] === 0) expect(rim[p]).toBe(0);
      if (share[p]! > 0.05 && !masked[p]) expect(rim[p]).toBe(1);
    }
  });

  it('finds nothing where nothing is masked', () => {
    const { settled, ink, locus } = drawn(5);
    const rim = inkRim(
      settled,
      new Uint8Array(width * height),
      ink,
      { ...locus, noise: 3, levels: undefined },
      width,
      height,
    );
    expect(rim.includes(1)).toBe(false);
  });
});

describe('mostForeign', () => {
  it('takes the ink of the picture for a line too thin to show it, where the colour lies towards it', () => {
    const { locus } = drawn(0);
    const indices = new Uint32Array(width * height);
    const strokes = new Uint8Array(width * height).fill(1);
    const none = new Uint8Array(width * height);
    const colours = Float64Array.of(60, 60, 60, 60, 140, 60);
    const dark = mostForeign(
      45,
      [120, 120, 120],
      { ...locus, colours, indices, strokes },
      none,
      inkKind,
      width,
      height,
    );
    expect(dark).toEqual([0, 0, 0]);
    indices[45] = 1;
    const green = mostForeign(
      45,
      [60, 60, 60],
      { ...locus, colours, indices, strokes },
      none,
      inkKind,
      width,
      height,
    );
    expect(green).toBeUndefined();
  });
});

describe('lumaContrast', () => {
  it('is the difference in luma, and 0 between colours that differ in chroma mostly', () => {
    expect(lumaContrast([100, 0, 0], [20, 10, 0])).toBe(-80);
    expect(lumaContrast([100, 0, 0], [95, 60, 0])).toBe(0);
  });
});
