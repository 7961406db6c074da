import { describe, expect, it } from 'vitest';
import { parseBenchArguments } from './arguments.js';
import { drawsOf } from './fresh/random.js';
import { relabelled } from './relabel.js';
import { sigmaCalibration } from './score.js';

const n = 20_000;
const everywhere = new Uint8Array(n).fill(1);
const pixels = Uint32Array.from({ length: n }, (_, i) => i);

describe('relabelled', () => {
  it('finds a falling law, and turns errors of positions into errors of values', () => {
    const draw = drawsOf(1, 1);
    const at = Float64Array.from({ length: n }, () => draw.uniform(0, 1));
    const truth = at.map((t) => 30 - 20 * t * t);
    const sigma = new Float64Array(n).fill(0.01);
    const positions = at.map((t) => t + 0.01 * draw.normal());
    const result = relabelled(truth, positions, sigma, everywhere);
    const { within1, within2 } = sigmaCalibration(truth, result.values, result.sigma, everywhere, pixels);
    // Normal errors: 68.3 % and 95.4 %.
    expect(within1).toBeCloseTo(0.683, 1);
    expect(within2).toBeCloseTo(0.954, 1);
  });

  it('gives nothing where nothing was recovered', () => {
    const truth = Float64Array.of(1, 2, 3);
    const nothing = new Float64Array(3);
    expect(relabelled(truth, nothing, nothing, new Uint8Array(3)).values).toEqual(truth.fill(Number.NaN));
  });
});

describe('the arguments of a bench', () => {
  it('are names, a seed and a count', () => {
    expect(parseBenchArguments(['blind', '--seed', '7', '--count', '3'])).toEqual({
      names: ['blind'],
      options: { seed: 7, count: 3 },
    });
    expect(parseBenchArguments([])).toEqual({ names: [], options: { seed: 1 } });
  });

  it('refuse what is no whole number', () => {
    expect(() => parseBenchArguments(['--seed', 'x'])).toThrow(/--seed expects a whole number.*received x/);
    expect(() => parseBenchArguments(['--count=-1'])).toThrow(/--count/);
  });
});
