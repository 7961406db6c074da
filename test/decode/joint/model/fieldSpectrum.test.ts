import { describe, expect, it } from 'vitest';
import type { ColourTable } from '../../../../src/decode/joint/model/colourTable.js';
import { tableSize } from '../../../../src/decode/joint/model/colourTable.js';
import { fieldSpectrum, waveNumbers } from '../../../../src/decode/joint/model/fieldSpectrum.js';
import type { JpegModel } from '../../../../src/decode/joint/model/jpegModel.js';

/** Normal deviates (Box & Muller 1958) from a linear congruential generator. */
function normal(seed: number): () => number {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
}

/** Luma that goes from −128 to 127, chroma that stays. */
const luma = Float32Array.from({ length: tableSize }, (_, i) => (255 * i) / (tableSize - 1) - 128);
const flat = new Float32Array(tableSize);
const grey: ColourTable = {
  luma,
  blue: flat,
  red: flat,
  slopes: { luma: flat.map(() => 255), blue: flat, red: flat },
  squares: { luma: flat.map(() => 255 ** 2), chroma: flat },
};

/** Blocks whose waves have the variance 1/(slope·w + bend·w²), quantised with one step. */
function quantisedField(slope: number, bend: number, step: number): JpegModel {
  const blocks = 150;
  const deviate = normal(7);
  const coefficients = Int16Array.from({ length: 64 * blocks }, (_, j) => {
    const w = waveNumbers[j % 64]!;
    return j % 64 === 0 ? 0 : Math.round((255 * deviate()) / Math.sqrt(slope * w + bend * w * w) / step);
  });
  const origins = Int32Array.from({ length: blocks }, (_, b) => 8 * b);
  const quantisation = new Uint16Array(64).fill(step);
  return {
    width: 8 * blocks,
    height: 8,
    samplings: [
      {
        stepX: 1,
        stepY: 1,
        origins,
        partial: new Int32Array(blocks).fill(-1),
        shows: new Uint8Array(0),
        channels: [{ channel: 'luma', first: origins.map((x) => 8 * x), coefficients, quantisation }],
      },
    ],
  };
}

describe('the spectrum of a field', () => {
  const t = new Float32Array(64 * 150).fill(0.5);

  it.each([
    ['bends', 0, 2e4, 4],
    ['bends, hardly any of which survive quantisation', 0, 2e5, 12],
    ['slopes', 2e3, 0, 4],
  ])('is told from quantised coefficients: %s', (_, slope, bend, step) => {
    const found = fieldSpectrum(quantisedField(slope, bend, step), grey, t)!;
    expect(found.jumps).toBe(slope > 0);
    if (slope > 0) return;
    expect(found.bend / bend).toBeGreaterThan(0.66);
    expect(found.bend / bend).toBeLessThan(1.5);
  });

  it('is unknown where nothing survives, and where no block is', () => {
    expect(fieldSpectrum(quantisedField(0, 2e4, 250), grey, t)).toBeUndefined();
    expect(fieldSpectrum({ width: 8, height: 8, samplings: [] }, grey, t)).toBeUndefined();
  });
});
