import { describe, expect, it } from 'vitest';
import { addRimErrors } from '../../../src/decode/smooth/rimErrors.js';
import { PixelKind } from '../../../src/model/pixelKind.js';
import { randomSource } from '../../../src/numeric/randomSource.js';

const [width, height] = [160, 90];
const told = 0.004;

/** A field with upright lines over it, masked; `rim` is added to what the pixels beside them show. */
function lined(rim: number) {
  const random = randomSource(7);
  const kinds = new Uint8Array(width * height);
  const t = new Float32Array(width * height);
  for (let p = 0; p < t.length; p++) {
    const x = p % width;
    const noise = told * Math.sqrt(3) * (2 * random() - 1);
    const away = Math.min(...[20, 60, 100, 140].map((line) => Math.abs(x - line)));
    if (away === 0) kinds[p] = PixelKind.overlay;
    t[p] = away === 0 ? Number.NaN : 0.5 + 0.3 * Math.sin(x / 14 + p / width / 9) + noise;
    if (away === 1) t[p]! += rim;
  }
  const sigma = t.map((v) => (Number.isNaN(v) ? v : told));
  addRimErrors(t, sigma, kinds, width, height);
  const at = (x: number) => sigma[40 * width + x]!;
  return { beside: at(61), far: at(80), within: at(60) };
}

describe('standard errors beside marks', () => {
  it('hold what ink spread there, and stay as they are elsewhere', () => {
    const { beside, far, within } = lined(0.05);
    expect(beside).toBeGreaterThan(0.035);
    expect(beside).toBeLessThan(0.07);
    expect(far).toBeCloseTo(told, 6);
    expect(within).toBeNaN();
  });

  it('stay as they are where rims are like the rest of the field', () => {
    const { beside, far } = lined(0);
    expect(beside).toBeLessThan(0.012);
    expect(far).toBeCloseTo(told, 6);
  });
});
