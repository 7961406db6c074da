import { describe, expect, it } from 'vitest';
import { filled, indicesOf } from '../../src/numeric/filled.js';

describe('filled', () => {
  it('says of each index what the function does, as the kind of array keeps it', () => {
    expect(filled(new Uint8Array(3), (i) => 255 + i)).toEqual(Uint8Array.of(255, 0, 1));
    expect(filled(new Float32Array(2), (i) => i / 3)).toEqual(Float32Array.of(0, 1 / 3));
    expect(filled(new Float64Array(0), () => 1)).toHaveLength(0);
  });

  it('gives the indices in order', () => {
    expect(indicesOf(3)).toEqual(Uint32Array.of(0, 1, 2));
  });
});
