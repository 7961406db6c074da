import { describe, expect, it } from 'vitest';
import { loadLibrary } from '../../../src/colourmap/library/library.js';
import { colourmapOf, resolveName } from '../../../src/colourmap/names.js';
import { smoothField } from '../../bench/syntheticFigure.js';
import { decoded } from '../decoded.js';
import {
  type Beneath,
  dark,
  grey,
  paper,
  relief,
  streets,
  transparentPicture,
  white,
} from './transparentMap.js';

const library = await loadLibrary();
const mapNamed = (name: string) => colourmapOf(resolveName(library, name));
const [width, height] = [160, 120];
const field = smoothField(width, height, 7);

function decodedOver(beneath: Beneath, name: string, opacity: number, values: ArrayLike<number> = field) {
  const map = mapNamed(name);
  const decoding = decoded(transparentPicture(values, width, map, opacity, beneath), map);
  const off = Array.from(decoding.t, (t, p) => t - values[p]!).filter((d) => !Number.isNaN(d));
  const rms = Math.sqrt(off.reduce((sum, d) => sum + d * d, 0) / off.length);
  const held =
    decoding.t.filter((t, p) => Math.abs(t - values[p]!) <= 2 * decoding.sigma[p]!).length / off.length;
  const codes = decoding.warnings.map(({ code }) => code);
  return { ...decoding, rms, held, codes, coverage: off.length / values.length };
}

describe('decode of half transparent maps', () => {
  it.each([
    ['viridis', 0.4, 'white', white],
    ['Blues', 0.6, 'white', white],
    ['jet', 0.9, 'white', white],
    ['RdBu_r', 0.5, 'grey', grey],
    ['viridis', 0.8, 'grey', grey],
    ['inferno', 0.7, 'paper', paper],
    ['jet', 0.4, 'dark', dark],
    ['Blues', 0.8, 'dark', dark],
  ] as const)('finds opacity and values of %s at %f over %s, and says so', (name, opacity, _, beneath) => {
    const { transparency, rms, held, coverage, codes, confidence } = decodedOver(beneath, name, opacity);
    expect(transparency!.opacity).toBeCloseTo(opacity, 2);
    const base = beneath(0, 0);
    transparency!.beneath.forEach((v, c) => {
      expect((1 - opacity) * Math.abs(v - base[c]!)).toBeLessThan(1.5);
    });
    expect(rms).toBeLessThan(0.005);
    expect(held).toBeGreaterThan(0.85);
    expect(coverage).toBeGreaterThan(0.98);
    expect(codes).toEqual(['map-transparent']);
    expect(confidence).toBeGreaterThan(0.9);
  });

  it.each([
    ['a relief of greys', 0.6, relief],
    ['a relief of greys', 0.8, relief],
    ['a relief of greys', 0.9, relief],
    ['coloured streets', 0.4, streets(1)],
    ['coloured streets', 0.7, streets(1)],
    ['coloured streets', 0.9, streets(1)],
  ] as const)('over %s at an opacity of %f is sure of right values only', (_, opacity, beneath) => {
    const { rms, confidence, codes } = decodedOver(beneath, 'viridis', opacity);
    if (rms <= 0.005) return;
    expect(codes.length).toBeGreaterThan(0);
    expect(confidence).toBeLessThan(0.5);
  });

  it('claims nothing of maps that are opaque, or are not the picture’s', () => {
    expect(decodedOver(white, 'viridis', 1).transparency).toBeUndefined();
    const plasma = transparentPicture(field, width, mapNamed('plasma'), 1, white);
    const decoding = decoded(plasma, mapNamed('viridis'));
    expect(decoding.transparency).toBeUndefined();
    expect(decoding.confidence).toBeLessThan(0.5);
  });

  it('does not trust a mixture that a short, straight stretch of the map leaves open', () => {
    const narrow = field.map((v) => 0.3 + 0.03 * v);
    const { rms, confidence } = decodedOver(white, 'viridis', 0.5, narrow);
    if (rms > 0.01) expect(confidence).toBeLessThan(0.5);
  });
});
