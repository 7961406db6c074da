import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockPrecondition } from '../../../src/decode/joint/blockPrecondition.js';
import { bendForm, jumpForm } from '../../../src/decode/joint/fieldPrior.js';
import { tilesOf } from '../../../src/decode/joint/jointTiles.js';
import { colourTable } from '../../../src/decode/joint/model/colourTable.js';
import { jpegModel } from '../../../src/decode/joint/model/jpegModel.js';
import { jpegNormal } from '../../../src/decode/joint/model/jpegNormal.js';
import type { JpegCoefficients } from '../../../src/jpeg/coefficients.js';
import { conjugateGradients } from '../../../src/numeric/solvers/conjugateGradients.js';
import { rainbow } from '../../colourmap/bar/paintedBar.js';

const random = (seed: number) => () => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return seed / 2147483648;
};

const width = 32;
const height = 16;
const pixels = width * height;
const positions = Float64Array.from({ length: 64 }, (_, k) => k / 63);
const tableOf = (colour: (t: number) => readonly number[]) =>
  colourTable({
    colours: Float64Array.from([...positions].flatMap((p) => [...colour(p)])),
    positions,
    closed: false,
    accuracy: { standardError: 0, endsKnown: true },
    source: 'named',
    confidence: 1,
  });
const table = tableOf(rainbow);

/** A JPEG of two by one units whose chroma is shared by 2 × 2 pixels, with some coefficients in it. */
const jpeg: JpegCoefficients = {
  width,
  height,
  colourModel: 'ycc',
  largestHorizontal: 2,
  largestVertical: 2,
  progressive: false,
  components: [2, 1, 1].map((sampling, c) => ({
    horizontal: sampling,
    vertical: sampling,
    blocksWide: 2 * sampling,
    blocksHigh: sampling,
    quantisation: Uint16Array.from({ length: 64 }, (_, i) => 5 + (i >> 2) + 3 * c),
    coefficients: Int16Array.from({ length: 128 * sampling * sampling }, (_, j) =>
      j % 64 === 0 ? 20 * c : j % 64 < 4 ? 1 : 0,
    ),
  })),
};
const t = Float32Array.from({ length: pixels }, (_, i) => 0.5 + 0.3 * Math.sin(i / 9) * Math.cos(i / 31));
const mask = new Uint8Array(pixels).fill(1);
for (let y = 3; y < 11; y++) mask.fill(0, y * width + 5, y * width + 8);
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, v, i) => sum + v * b[i]!, 0);
const someDirection = (seed: number) => {
  const next = random(seed);
  return Float32Array.from(mask, (m) => m * (next() - 0.5));
};

describe('the normal equations of a JPEG', () => {
  const model = jpegModel(jpeg, 0, 0, mask, width, height);
  const { squares, downhill, apply } = jpegNormal(model, table, t);

  /** Slope and curvature of the misfit along a direction, by differences, and what the normal equations say. */
  function changes(of: typeof table, d: Float32Array) {
    const normal = jpegNormal(model, of, t);
    const curved = new Float32Array(pixels);
    normal.apply(d, curved);
    const step = 2e-3;
    const [up, down] = [step, -step].map(
      (s) =>
        jpegNormal(
          model,
          of,
          t.map((v, i) => v + s * d[i]!),
        ).squares,
    );
    return {
      slope: (up! - down!) / (2 * step),
      curvature: (up! + down! - 2 * normal.squares) / (step * step),
      saidSlope: -2 * dot(d, normal.downhill),
      saidCurvature: 2 * dot(d, curved),
      scale: 2 * Math.sqrt(dot(normal.downhill, normal.downhill) * dot(d, d)),
    };
  }

  it('tell how the misfit changes with the field, near what was drawn over too', () => {
    for (const seed of [1, 2, 3]) {
      const bent = changes(table, someDirection(seed));
      expect(Math.abs(bent.slope - bent.saidSlope)).toBeLessThan(0.02 * bent.scale);
      const straight = changes(
        tableOf((p) => [20 + 200 * p, 60 + 100 * p, 240 - 180 * p]),
        someDirection(seed),
      );
      expect(Math.abs(straight.slope - straight.saidSlope)).toBeLessThan(1e-3 * straight.scale);
      expect(Math.abs(straight.curvature / straight.saidCurvature - 1)).toBeLessThan(0.01);
    }
  });

  it('are symmetric, and leave out what is drawn over', () => {
    const [a, b] = [someDirection(4), someDirection(5)];
    const [ca, cb] = [a, b].map((d) => {
      const to = new Float32Array(pixels);
      apply(d, to);
      return to;
    });
    expect(Math.abs(dot(a, cb!) - dot(b, ca!))).toBeLessThan(1e-5 * dot(a, ca!));
    mask.forEach((m, i) => {
      if (m === 0) expect([downhill[i], ca![i]]).toEqual([0, 0]);
    });
    const elsewhere = t.map((v, i) => (mask[i] === 1 ? v : 0.9));
    expect(jpegNormal(model, table, elsewhere).squares).toBe(squares);
  });

  it('are preconditioned by a symmetric, positive operator that leaves masked pixels alone', () => {
    for (const [slope, bend] of [
      [40, 0],
      [2, 40],
    ] as const) {
      const precondition = blockPrecondition(model, table, t, mask, { slope, bend });
      const [a, b] = [someDirection(6), someDirection(7)];
      const [pa, pb] = [a.slice(), b.slice()];
      precondition(a, pa);
      precondition(b, pb);
      expect(pa[3 * width + 5]).toBe(0);
      expect(dot(a, pa)).toBeGreaterThan(0);
      expect(Math.abs(dot(a, pb) - dot(b, pa))).toBeLessThan(1e-5 * dot(a, pa));
    }
  });
});

describe('the priors of a field', () => {
  const ramp = Float32Array.from(
    { length: pixels },
    (_, i) => 0.1 + 0.02 * (i % width) - 0.01 * Math.floor(i / width),
  );
  const forms = [
    ['bends', bendForm(mask, width, height, 3)],
    ['jumps', jumpForm(t, mask, width, height, 2, 0.01)],
  ] as const;

  it.each(forms)("are symmetric, not negative, and blind to the field's level: %s", (_, form) => {
    const product = (d: Float32Array) => {
      const to = new Float32Array(pixels);
      form(d, to);
      return to;
    };
    const [a, b] = [someDirection(8), someDirection(9)];
    expect(Math.abs(dot(a, product(b)) - dot(b, product(a)))).toBeLessThan(1e-5 * dot(a, product(a)));
    expect(dot(a, product(a))).toBeGreaterThan(0);
    const level = new Float32Array(pixels).fill(0.5);
    expect(Math.abs(dot(level, product(level)))).toBeLessThan(1e-9);
  });

  it('charge a ramp for its slope but not for a bend, not even at borders', () => {
    const [bends, jumps] = forms.map(([, form]) => {
      const to = new Float32Array(pixels);
      form(ramp, to);
      return dot(ramp, to);
    });
    expect(Math.abs(bends!)).toBeLessThan(1e-9);
    expect(jumps).toBeGreaterThan(0.1);
  });

  it('charge a bend with its square', () => {
    const d = new Float32Array(pixels);
    d[8 * width + 20] = 0.1;
    const to = new Float32Array(pixels);
    bendForm(mask, width, height, 3)(d, to);
    // The Laplacian is −4 there and 1 at the four neighbours: half of 3 · 20 · .01.
    expect(dot(d, to)).toBeCloseTo(0.3, 6);
  });
});

describe('conjugate gradients', () => {
  it('solve a system in as many steps as it has unknowns, however it is preconditioned', () => {
    const n = 6;
    const next = random(11);
    const root = Array.from({ length: n }, () => Array.from({ length: n }, () => next() - 0.5));
    const matrix = root.map((row, i) =>
      root.map((other, k) => row.reduce((sum, v, l) => sum + v * other[l]!, i === k ? 0.3 : 0)),
    );
    const multiply = (p: Float32Array, to: Float32Array) => {
      for (let i = 0; i < n; i++) to[i] = matrix[i]!.reduce((sum, v, k) => sum + v * p[k]!, 0);
    };
    const x = Float32Array.from({ length: n }, (_, i) => i - 2.5);
    for (const scale of [() => 1, (i: number) => 1 / matrix[i]![i]!]) {
      const b = new Float32Array(n);
      multiply(x, b);
      const found = conjugateGradients(
        multiply,
        b,
        (r, z) => {
          for (let i = 0; i < n; i++) z[i] = r[i]! * scale(i);
        },
        n,
      );
      found.forEach((v, i) => {
        expect(v).toBeCloseTo(x[i]!, 3);
      });
    }
  });

  it('give nothing for nothing', () => {
    expect([
      ...conjugateGradients(
        (p, to) => to.set(p),
        new Float32Array(3),
        () => {},
        5,
      ),
    ]).toEqual([0, 0, 0]);
  });
});

describe('tiles', () => {
  it('keep every pixel once, and lie on whole blocks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (across, down) => {
        let kept = 0;
        for (const tile of tilesOf(16 * across, 16 * down)) {
          kept += (tile.kept.right - tile.kept.left) * (tile.kept.bottom - tile.kept.top);
          for (const edge of [...Object.values(tile.area), ...Object.values(tile.kept)])
            expect(edge % 16).toBe(0);
        }
        expect(kept).toBe(256 * across * down);
      }),
      { seed: 1, numRuns: 30 },
    );
  });
});
