import { describe, expect, it } from 'vitest';
import { decodingConfidence, decodingWarnings } from '../../../src/decode/confidence/confidence.js';
import type { Evidence } from '../../../src/decode/confidence/evidence.js';
import { confidenceOf } from '../../../src/model/confidence.js';

describe('the confidence', () => {
  const sure: Evidence = {
    noise: 0.002,
    spacing: 0,
    tear: 0,
    offMap: 0,
    lost: 0,
    misfit: 0,
    positions: 0,
    colouredHoles: 0,
  };

  it('is a half where the expected error is two hundredths of the range, and falls with it', () => {
    expect(decodingConfidence({ ...sure, noise: 0.02 })).toBeCloseTo(0.5);
    expect(decodingConfidence(sure)).toBeGreaterThan(0.98);
    expect(decodingConfidence({ ...sure, tear: 0.1 })).toBeLessThan(0.05);
  });

  it('adds the squares of independent errors', () => {
    expect(confidenceOf(0.012, 0.016)).toBeCloseTo(confidenceOf(0.02), 12);
    expect(confidenceOf()).toBe(1);
  });

  it('comes with warnings that say what to do, the gravest first', () => {
    expect(decodingWarnings(sure)).toEqual([]);
    const warnings = decodingWarnings({ ...sure, noise: 0.02, tear: 0.2 });
    expect(warnings.map(({ code }) => code)).toEqual(['order-torn', 'compression-noise']);
    for (const { remedy } of warnings) expect(remedy).toContain('colourmap');
  });

  it('warns of every part that alone takes it below 0.8, but for the map’s own positions', () => {
    for (const part of ['noise', 'spacing', 'tear', 'offMap', 'lost', 'misfit', 'colouredHoles'] as const) {
      expect(decodingWarnings({ ...sure, [part]: 0.0101 })).toHaveLength(1);
      expect(decodingConfidence({ ...sure, [part]: 0.0101 })).toBeLessThan(0.8);
      expect(decodingWarnings({ ...sure, [part]: 0.0099 })).toEqual([]);
    }
  });
});
