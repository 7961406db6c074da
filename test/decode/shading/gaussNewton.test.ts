import { describe, expect, it } from 'vitest';
import { fitShaded } from '../../../src/decode/shading/light/gaussNewton.js';
import { directionOfLight } from '../../../src/decode/shading/light/lampDirection.js';
import { lamp, lit } from './litHills.js';

describe('a field under its own light', () => {
  it('is found with its lamp from a rough guess of both', () => {
    const { t, scene } = lit(lamp);
    const rough = t.map((v, i) => v + 0.01 * Math.sin(i * 1.7));
    const guess = { offset: 0.4, a: 5, b: 5, c: 0.3, p: 200, q: 200 };
    const stage = { soft: 20, lambda: 1e4, rounds: 30, tolerance: 0.05 };
    const fit = fitShaded(scene, rough, guess, stage, [0, 1, 2, 3, 4]);
    const error = Math.sqrt(fit.t.reduce((sum, v, i) => sum + (v - t[i]!) ** 2, 0) / t.length);
    expect(error).toBeLessThan(0.002);
    expect(Math.atan2(fit.light.b, fit.light.a)).toBeCloseTo(Math.atan2(lamp.b, lamp.a), 1);
  });

  it('never costs more than what it started from, and leaves a held lamp alone', () => {
    const { t, scene } = lit(lamp);
    const stage = { soft: 20, lambda: 1e4, rounds: 0, tolerance: 0.05 };
    const rough = t.map((v, i) => v + 0.02 * Math.cos(i * 0.9));
    const before = fitShaded(scene, rough, lamp, stage, []);
    const after = fitShaded(scene, rough, lamp, { ...stage, rounds: 3 }, []);
    expect(after.cost).toBeLessThan(before.cost);
    expect(after.light).toEqual(lamp);
    expect(before.t).toEqual(rough);
  });
});

describe('the direction of light', () => {
  it('is that of the lamp over hills that are known, and explains nothing where light is even', () => {
    const { t, scene } = lit(lamp);
    const { x, y, gain } = directionOfLight(scene, t);
    expect(Math.atan2(y, x)).toBeCloseTo(Math.atan2(lamp.b, lamp.a), 0);
    expect(gain).toBeGreaterThan(0.5);
    const unlit = lit({ offset: 0.5, a: 0, b: 0, c: 0, p: 0, q: 0 });
    expect(directionOfLight(unlit.scene, unlit.t).gain).toBeLessThan(0.02);
  });
});
