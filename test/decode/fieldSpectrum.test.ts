import { describe, expect, it } from 'vitest';
import type { ColourTable } from '../../src/decode/colourTable.js';
import { tableSize } from '../../src/decode/colourTable.js';
import { fieldSpectrum, waveNumbers } from '../../src/decode/fieldSpectrum.js';
import type { JpegModel } from '../../src/decode/jpegModel.js';

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
const grey: ColourTable = {
  luma: Float32Array.from({ length: tableSize }, (_, i) => (255 * i) / (tableSize - 1) - 128),
  blue: new Float32Array(tableSize),
  red: new Float32Array(tableSize),
};

/** Blocks whose waves have the variance of the spectrum, quantised with one step. */
function quantisedField(slope: number, bend: number, step: number): JpegModel {
  const blocks = 150;
  const deviate = normal(7);
  const coefficients = Int16Array.from({ length: 64 * blocks }, (_, j) => {
    const w = waveNumbers[j % 64]!;
    return j % 64 === 0 ? 0 : Math.round((255 * deviate()) / Math.sqrt(slope * w + bend * w * w) / step);
  });
  const left = Int32Array.from({ length: blocks }, (_, b) => 8 * b);
  return {
    width: 8 * blocks,
    height: 8,
    planes: [
      {
        channel: 'luma',
        stepX: 1,
        stepY: 1,
        left,
        top: new Int32Array(blocks),
        first: left.map((x) => 8 * x),
        coefficients,
        quantisation: new Uint16Array(64).fill(step),
      },
    ],
    loose: new Uint8Array(64 * blocks),
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
    const stiffness = (w: number, s: { slope: number; bend: number }) => s.slope * w + s.bend * w * w;
    // The long waves carry what there is; on them it is good to a third.
    const ratio = stiffness(0.3, found) / stiffness(0.3, { slope, bend });
    expect(ratio).toBeGreaterThan(0.66);
    expect(ratio).toBeLessThan(1.5);
    expect(found.slope > found.bend).toBe(slope > bend);
  });

  it('is unknown where nothing survives, and where no block is', () => {
    expect(fieldSpectrum(quantisedField(0, 2e4, 250), grey, t)).toBeUndefined();
    expect(
      fieldSpectrum({ width: 8, height: 8, planes: [], loose: new Uint8Array(64) }, grey, t),
    ).toBeUndefined();
  });
});
