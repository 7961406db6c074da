import { describe, expect, it } from 'vitest';
import { usableMemory } from '../../src/batch/usableMemory.js';

describe('the memory that a batch may use', () => {
  it('is a part of what the process is allowed, where that is less than there is', () => {
    expect(usableMemory(1e9, 8e9)).toBeCloseTo(0.6e9);
  });

  it('is a part of what there is where nobody limits it, however that is told', () => {
    for (const unlimited of [undefined, 0, 2 ** 64]) expect(usableMemory(unlimited, 8e9)).toBeCloseTo(4.8e9);
  });
});
