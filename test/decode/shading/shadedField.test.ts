import { describe, expect, it } from 'vitest';
import { fieldUnder, searchLamp } from '../../../src/decode/shading/light/shadedField.js';
import { projectOnto } from '../../../src/numeric/curves/polyline.js';
import { lamp, lit, rainbow } from './litHills.js';

const rmse = (t: Float64Array, truth: Float64Array): number =>
  Math.sqrt(t.reduce((sum, v, i) => sum + (v - truth[i]!) ** 2, 0) / t.length);

/** Cells along a side of the square in which the lamp is sought. */
const side = 128;

describe('the field under its own light', () => {
  const { t: truth, scene } = lit(lamp);
  /** What the colours seem to say where nobody thinks of light. */
  const unshaded = projectOnto(rainbow.colours, rainbow.positions, scene.colours).parameter;
  const found = searchLamp(scene, Float64Array.from(unshaded), side)!;

  it('is found from colours taken as they are, with its lamp', () => {
    expect(Math.atan2(found.light.b, found.light.a)).toBeCloseTo(Math.atan2(lamp.b, lamp.a), 1);
    const { t, light, doubt } = fieldUnder(scene, Float64Array.from(unshaded), found);
    expect(rmse(Float64Array.from(unshaded), truth)).toBeGreaterThan(0.02);
    expect(rmse(t, truth)).toBeLessThan(0.004);
    expect(Math.atan2(light.b, light.a)).toBeCloseTo(Math.atan2(lamp.b, lamp.a), 1);
    expect(doubt.length).toBe(t.length);
  });

  it('costs far less than any field under a light without direction, where there is a lamp', () => {
    expect(found.ratio).toBeLessThan(0.5);
  });

  it('is the field that colours have told already, where they have', () => {
    const rough = truth.map((v, i) => v + 0.005 * Math.sin(1.7 * i));
    const lamped = searchLamp(scene, rough, side, true)!;
    const { t } = fieldUnder(scene, rough, lamped, true);
    expect(rmse(t, truth)).toBeLessThan(rmse(rough, truth));
  });
});
